"""One more seat per municipality: where it does most, and where it does nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.seats_by_area import areas_of, value_by_area
from assistant.casework.table_places import places_of
from matching.placement.instance import Doel
from matching.placement.review.price import Zekerheid
from matching.placement.review.seat_values import Stoelwaarde
from models.postcode import Postcode
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from assistant.context import Context


def value(plek: str, grew: int) -> Stoelwaarde:
    goals = ((Doel.URGENT_GEPLAATST, grew),)
    return Stoelwaarde(plek, None, None, Zekerheid.EXACT, goals, ())


def test_the_best_place_of_each_area_comes_first_and_the_others_follow() -> None:
    areas = {"a": "Dordrecht", "b": "Dordrecht", "c": "Sliedrecht", "d": ""}
    rows = value_by_area([value("c", 5), value("b", 3), value("a", 0)], areas)
    assert [row["gebied"] for row in rows] == ["Sliedrecht", "Dordrecht", ""]
    assert [row["plek"] for row in rows] == ["c", "b", None]
    assert [(row["helpt"], row["plekken"]) for row in rows] == [(1, 1), (1, 2), (0, 1)]
    assert rows[0]["zekerheid"] == "exact"


def test_the_area_of_a_place_is_that_of_its_postcode(ctx: Context) -> None:
    for number, pc4 in enumerate(("3311", None)):
        row = NewProvision(
            id=f"v{number}",
            naam=f"V{number}",
            route="tlv_vso",
            sectoren=("vo",),
            plaatsen=1,
            pc4=pc4,
        )
        add_provision(ctx, row, door="Test")
    with ctx.store.unit_of_work() as uow:
        uow.session.merge(
            Postcode(
                pc4="3311", lat=51.8, lon=4.7, gemeente="Dordrecht", bron="voorbeeld"
            )
        )
    with ctx.store.reading() as uow:
        found = areas_of(uow, places_of(ctx, uow, None))
    assert found == {"v0": "Dordrecht", "v1": ""}
