"""Every figure that the sources state is a row, and comes out or is shown not to."""

import pytest

from knowledge.cijfers import Cijfer, read_figures
from knowledge.errors import KnowledgeError
from knowledge.rapport import read_stated
from knowledge.reading import read_row
from knowledge.verzuim import DATA
from matching.verzuim.rapport_cijfer import comes_out, counted_figure, tell_figure
from matching.verzuim.rapport_som import stated_sum

LIST = read_figures(DATA)
ROWS = {row.id: row for row in LIST.cijfers}
STATED = read_stated(DATA)
ONE, NONE = {"naam": "a", "aantal": 1}, {"naam": "b", "aantal": 0}

# What the research on the sources lists (number of the item: figures), typed over.
G = {
    1: (17, 25, 42, 26, 4, 12, 35, 46, 24, 7),
    2: (11, 8, 3, 10),
    3: (22, 102, 77, 17, 6, 1, 75, 50, 10, 8, 5, 39, 44, 20, 4, 23),
    4: (23, 25, -2, 6, 13, 12, 17000),
    5: (84, 27, 44, 13, 33, 28, 23, 30, 10, 24, 90, -6, 5450, 8311, 52.5, 8, 75000),
    6: (750, 1400, 3632, 80, 25, 132, 60000, 160, 60, 2),
    7: (
        *(1828, 1000, 82.8, 98, 5, 70, 30, 75, 12, 7, 3, 20, 9, 1, 42, 38, 10, 8),
        *(46, 50, 26, 40, 48, 29, 15, 3, 6000),
    ),
    8: (
        *(8, 10, 3, 4000, 50000, 24, 4, 32, 0.2, 0.3, 110, 24, 2500, 800, 1100, 66.7),
        *(14, 86, 15, 340, 984, 616, 336, 11, 3000, 0.1),
    ),
    9: (4300, 4400, 7000, 15000),
    10: (0,),
}


def _known() -> set[float]:
    """Return every number that stands in a row, stated, counted or a part."""
    numbers: set[float] = set()
    for row in LIST.cijfers:
        counted = counted_figure(row)
        numbers |= {part.aantal for part in row.van}
        numbers |= {one for one in (row.waarde, row.tot, counted) if one is not None}
    for stated in STATED:
        numbers |= {stated.totaal, *(part.aantal for part in stated.delen)}
    return numbers


@pytest.mark.parametrize("item", G)
def test_every_figure_of_the_sources_stands_in_a_row(item: int) -> None:
    assert set(G[item]) <= _known()


def test_what_does_not_come_out_is_known_and_explained() -> None:
    off = {row.id for row in LIST.cijfers if comes_out(row) is False}
    assert off == {"rotterdam_bespreking", "rails_regulier", "kamer_samen"}
    assert all(ROWS[name].opmerking for name in off)
    sums = {row.id for row in STATED if not stated_sum(row).sluit}
    assert sums == {
        "rotterdam_verloop",
        "rotterdam_geplaatst",
        "arnhem_inschrijving",
        "op_de_rails_herkomst",
        "op_de_rails_duur",
        "op_de_rails_regulier",
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("landelijk_groei", "(8.311 − 5.450) ÷ 5.450 = 52,5%; de bron zegt 52,5%."),
        ("rotterdam_bespreking", "102 − 75 − 4 = 23, maar de bron zegt ongeveer 20."),
        ("rotterdam_verkort", "23 − 25 = −2 weken; de bron zegt −2 weken."),
        ("vuijk_bereid", "616 van 984 = 62,6%; de bron noemt dit getal niet."),
        ("rotterdam_kosten", "ongeveer € 17.000; alleen vermeld."),
        ("ingrado_per_dag", "800 tot 1.100; alleen vermeld."),
        ("ingrado_po_per_jaar", "2.500 × 0,136 = 340; de bron zegt ongeveer 340."),
    ],
)
def test_a_figure_is_told_with_what_it_is_counted_from(name: str, told: str) -> None:
    assert tell_figure(ROWS[name], LIST.teksten) == told


def test_no_figure_stands_twice_under_another_name() -> None:
    names = [row.naam for row in LIST.cijfers]
    assert len(set(names)) == len(names)


def _row(**given: object) -> Cijfer:
    raw = {"id": "x", "naam": "x", "bron": "EIGEN", "zeker": True, **given}
    return read_row(raw, Cijfer, file="cijfers.yaml", row="x")


@pytest.mark.parametrize(
    ("sign", "counted", "fits"),
    [
        ("gelijk", 10.5, True),
        ("gelijk", 10.6, False),
        ("meer_dan", 10, False),
        ("meer_dan", 10.1, True),
        ("bijna", 10, False),
        ("bijna", 9.5, True),
        ("bijna", 8.9, False),
    ],
)
def test_a_sign_says_on_which_side_a_figure_lies(
    sign: str, counted: float, fits: bool
) -> None:
    row = _row(
        waarde=10, soort="som", teken=sign, van=[{"naam": "a", "aantal": counted}]
    )
    assert comes_out(row) is fits


@pytest.mark.parametrize(
    "given",
    [
        {"soort": "vermeld"},
        {"waarde": 1, "van": [{"naam": "a", "aantal": 1}]},
        {"waarde": 1, "soort": "som"},
        {"waarde": 1, "soort": "aandeel", "van": [{"naam": "a", "aantal": 1}]},
        {"soort": "aandeel", "van": [ONE, NONE]},
        {"soort": "groei", "van": [NONE, ONE]},
        {"soort": "verhouding", "van": [NONE, ONE]},
    ],
)
def test_a_row_that_cannot_be_counted_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"cijfers\.yaml, x"):
        _row(**given)
