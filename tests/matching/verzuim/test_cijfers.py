"""Every figure that the sources state is a row, and comes out or is shown not to."""

import pytest

from knowledge.cijfers import Cijfer, read_figures
from knowledge.errors import KnowledgeError
from knowledge.rapport import read_stated
from knowledge.reading import read_row
from knowledge.verzuim import DATA
from matching.verzuim.rapport_cijfer import comes_out, tell_figure
from matching.verzuim.rapport_som import stated_sum

LIST = read_figures(DATA)
ROWS = {row.id: row for row in LIST.cijfers}
STATED = read_stated(DATA)
ONE, NONE = {"naam": "a", "aantal": 1}, {"naam": "b", "aantal": 0}

# What the sources state, typed over: per row the figure (both ends of a range), then
# what it is counted from. The comments number the items of the research on the sources.
SOURCES: dict[str, tuple[float, ...]] = {
    # 1. Dordrecht
    "dordrecht_in_beeld": (42, 17, 25),
    "dordrecht_einde": (12, 42, 26, 4),
    "dordrecht_drie_maanden": (35,),
    "dordrecht_aandeel_lang": (35, 42),
    "zhz_2021": (46,),
    "zhz_2022": (24,),
    "zhz_daling": (46, 24),
    "dordrecht_dashboard": (7,),
    # 2. Dordrecht, tables
    "dordrecht_po_vo": (11, 8, 3),
    "dordrecht_dagbehandeling": (100, 10, 10),
    # 3. Rotterdam
    "rotterdam_bijeenkomsten": (22,),
    "rotterdam_aangemeld": (102, 77, 17, 6, 1, 1),
    "rotterdam_verloop": (102, 75, 20, 4),
    "rotterdam_geplaatst": (75, 10, 8, 8, 5, 5),
    "rotterdam_doel": (50, 75),
    "rotterdam_aandeel": (75, 102),
    "rotterdam_cluster_4": (75, 10, 8, 8, 5, 5),
    "rotterdam_zonder_detentie": (75, 10, 8, 8, 5),
    "rotterdam_bespreking": (20, 102, 75, 4),
    # 4. Rotterdam, durations and cost
    "rotterdam_weken_thuis": (23,),
    "rotterdam_weken_halfjaar": (25,),
    "rotterdam_verkort": (-2, 25, 23),
    "rotterdam_weken_tot_plek": (6,),
    "rotterdam_po": (12, 13),
    "rotterdam_kosten": (17000,),
    # 5. Arnhem, and the country beside it
    "arnhem_soort": (84, 27, 44, 13),
    "arnhem_leeftijd": (84, 33, 28, 23),
    "arnhem_sbo": (30,),
    "arnhem_vmbo": (10,),
    "arnhem_inschrijving": (27, 24),
    "arnhem_andere_soort": (84, 30, 10, 24),
    "arnhem_daling": (84, 90, 6),
    "arnhem_vorig_jaar": (-6, 90, 84),
    "landelijk_2021": (5450,),
    "landelijk_2022": (8311,),
    "landelijk_groei": (52.5, 5450, 8311),
    "geoorloofd_keer": (8,),
    "arnhem_projectleider": (75000,),
    # 6. Gooi en Vechtstreek
    "gooi_meldingen_2006": (750,),
    "gooi_meldingen_2009": (1400,),
    "gooi_groei": (750, 1400),
    "gooi_dossiers": (3632,),
    "gooi_besproken": (100, 80, 80),
    "gooi_rebound": (25,),
    "gooi_proces_verbaal": (132,),
    "gooi_jongeren": (60000,),
    "gooi_scholen": (160,),
    "gooi_po_zat": (60,),
    "gooi_voor_gesprek": (2,),
    # 7. Op de Rails
    "rails_leerlingen": (1828,),
    "op_de_rails_meer": (1828, 1000, 828),
    "rails_groei": (82.8, 1000, 1828),
    "rails_onder_tien": (5, 98, 1828),
    "op_de_rails_jongens": (100, 70, 30),
    "op_de_rails_herkomst": (100, 75, 12, 7, 3),
    "op_de_rails_plaats": (100, 70, 20, 9, 1),
    "op_de_rails_duur": (100, 10, 42, 38, 8),
    "rails_uitstroom": (46, 50),
    "rails_so": (46,),
    "rails_regulier": (50, 29, 15, 3),
    "op_de_rails_regulier": (50, 29, 15, 3),
    "rails_regulier_eerst": (26,),
    "rails_regulier_tweede": (40,),
    "rails_regulier_derde": (48,),
    "rails_vijf_jaar": (6000,),
    # 8. BLOS, TOP, OZA, Ingrado, Vuijk
    "blos_plaatsen": (8, 10),
    "blos_groepen": (3,),
    "blos_minst": (8, 3),
    "blos_meest": (10, 3),
    "top_leerlingen": (8,),
    "top_hoogstens": (10,),
    "top_plaatsen": (40000, 10, 4000),
    "top_kosten": (50000, 40000, 10000),
    "oza_arrangementen": (32, 24, 4, 4),
    "oza_fte_matig": (0.2,),
    "oza_fte_brug": (0.3,),
    "oza_fte_complex": (0.2,),
    "ingrado_dossiers": (110,),
    "ingrado_gemeenten": (24,),
    "ingrado_per_gemeente": (24, 110),
    "ingrado_per_jaar": (2500,),
    "ingrado_per_dag": (800, 1100),
    "ingrado_jongens": (66.7,),
    "ingrado_leeftijd": (14,),
    "ingrado_po": (14, 15, 110),
    "ingrado_vo": (86, 95, 110),
    "ingrado_po_per_jaar": (340, 2500, 0.136),
    "ingrado_problemen": (3,),
    "vuijk_bereid": (616, 984),
    "vuijk_kinderen": (336, 616),
    "vuijk_problematisch": (11,),
    "vuijk_aantal": (336, 0.11),
    "vuijk_schoolonthouding": (50,),
    "vuijk_angst": (25,),
    "landelijk_2011": (2500, 3000),
    "landelijk_2011_minst": (0.1, 2500, 2500000),
    "landelijk_2011_meest": (0.1, 3000, 2500000),
    # 9. House of Representatives, and 10. Dronten
    "kamer_samen": (15000, 4300, 4400, 7000),
    "dronten_nul": (0,),
}


def _figures() -> dict[str, tuple[float, ...]]:
    """Return per row what it states: a figure, and what that is counted from."""
    found = {
        row.id: (
            *(one for one in (row.waarde, row.tot) if one is not None),
            *(part.aantal for part in row.van),
        )
        for row in LIST.cijfers
    }
    totals = {
        row.id: (row.totaal, *(part.aantal for part in row.delen)) for row in STATED
    }
    return found | totals


def test_every_row_states_the_figures_of_its_source_and_no_other() -> None:
    assert _figures() == SOURCES


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
