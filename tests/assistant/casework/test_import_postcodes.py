"""A PC4 table comes in whole, or not at all; travel is estimated from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.import_postcodes import import_postcodes
from assistant.casework.travel import (
    Point,
    distance_km,
    points_of,
    travel_minutes,
)
from assistant.errors import ImportFileError
from models.postcode import Postcode, all_postcodes

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.context import Context
    from knowledge.load import Knowledge

HEADER = "pc4,lat,lon,bron,plaats,gemeente_2013,swv_po,swv_vo"
GOOD = "3311,51.8131,4.6685,test,Dordrecht,Dordrecht,PO2810,VO2804"
QUOTED = '5671,51.4745,5.5478,test,Nuenen,"Nuenen, Gerwen en Nederwetten",,'


def write(folder: Path, *lines: str) -> Path:
    path = folder / "pc4.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def stored(ctx: Context) -> dict[str, Postcode]:
    with ctx.store.reading() as uow:
        return all_postcodes(uow.session)


def test_a_table_is_read_and_read_again(ctx: Context, tmp_path: Path) -> None:
    first = import_postcodes(ctx, write(tmp_path, HEADER, GOOD, QUOTED))
    assert (first.nieuw, first.gewijzigd) == (2, 0)
    assert any("1 postcodes hebben geen" in line for line in first.regels)
    found = stored(ctx)
    assert found["5671"].gemeente == "Nuenen, Gerwen en Nederwetten"
    assert found["5671"].swv_po is None
    moved = GOOD.replace("51.8131", "51.8")
    again = import_postcodes(ctx, write(tmp_path, HEADER, moved, QUOTED))
    assert (again.nieuw, again.gewijzigd, again.ongewijzigd) == (0, 1, 1)
    assert stored(ctx)["3311"].lat == 51.8


def test_an_area_without_a_point_is_known_but_not_on_the_map(
    ctx: Context, tmp_path: Path
) -> None:
    nowhere = "6236,,,geen,,Beek,PO3104,"
    report = import_postcodes(ctx, write(tmp_path, HEADER, GOOD, nowhere))
    assert any("1 postcodes hebben geen punt" in line for line in report.regels)
    assert stored(ctx)["6236"].lat is None
    with ctx.store.reading() as uow:
        found = points_of(uow, ["6236", "3311", "9999", None])
        assert found == {"3311": Point(51.8131, 4.6685)}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["pc4;lat;lon;plaats", "3311;51;4;x"], "geen postcodetabel"),
        (["pc4,lat,plaats", "3311,51,x"], "ontbreekt: lon"),
        ([HEADER, GOOD, GOOD], "regel 3.*vaker"),
        ([HEADER, GOOD.replace("3311", "0311")], "regel 2.*geen postcode"),
        ([HEADER, GOOD.replace("51.8131", "5.18")], "regel 2.*tussen 50 en 54"),
        ([HEADER, GOOD.replace("4.6685", "nan")], "regel 2.*lon"),
        ([HEADER, GOOD.replace("4.6685", " ")], "regel 2.*lon"),
    ],
)
def test_a_wrong_table_changes_nothing(
    ctx: Context, tmp_path: Path, lines: list[str], words: str
) -> None:
    with pytest.raises(ImportFileError, match=words):
        import_postcodes(ctx, write(tmp_path, *lines))
    assert stored(ctx) == {}


points = st.builds(
    Point, st.floats(50.7, 53.6, allow_nan=False), st.floats(3.3, 7.3, allow_nan=False)
)


@given(points, points)
def test_distance_is_symmetric_and_zero_only_on_the_spot(a: Point, b: Point) -> None:
    there, back = distance_km(a, b, 6371), distance_km(b, a, 6371)
    assert there == pytest.approx(back, abs=1e-9)
    assert 0 <= there < 430
    assert distance_km(a, a, 6371) == 0


def test_distance_agrees_with_a_known_one() -> None:
    utrecht, groningen = Point(52.0907, 5.1214), Point(53.2194, 6.5665)
    assert distance_km(utrecht, groningen, 6371) == pytest.approx(158.5, abs=1)


def test_travel_is_unknown_when_a_postcode_is(knowledge: Knowledge) -> None:
    rules = knowledge.plaatsing.reistijd
    here = Point(51.8, 4.67)
    assert travel_minutes(rules, here, None) is None
    assert travel_minutes(rules, None, here) is None
    assert travel_minutes(rules, here, here) == round(rules.vast_min)
