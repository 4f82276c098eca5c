"""Free wording over the fields of the intake: how much is read, and rightly."""

from __future__ import annotations

import pytest

from tests.assistant.begrip.conftest import rows

SETS = (
    "velden_derde_blind.tsv",
    "velden_vierde_blind.tsv",
    "velden_vijfde_blind.tsv",
    "velden_zesde.tsv",
)
NOTHING = "[]"


def expected(text):
    """Return the (field, value) pairs of a table cell."""
    pairs = set()
    for part in [] if text == "-" else text.split("; "):
        veld, _, waarden = part.partition("=")
        pairs |= {(veld, waarde) for waarde in waarden.split(",") if waarde}
        pairs |= set() if waarden else {(veld, NOTHING)}
    return pairs


def flat(velden):
    """Return the (field, value) pairs of what was understood."""
    pairs = set()
    for veld, waarde in velden.items():
        items = waarde if isinstance(waarde, list) else [waarde]
        pairs |= {(veld, str(item)) for item in items} or {(veld, NOTHING)}
    return pairs


@pytest.mark.parametrize("name", SETS)
def test_most_values_are_read_and_nearly_all_that_is_read_is_right(read, name):
    found = missed = wrong = 0
    for tekst, vraag, waarden, *also in rows(name):
        allowed = set(also[0].split()) if also else set()
        got = flat(read(tekst, None if vraag == "-" else vraag).velden)
        want = expected(waarden)
        found += len(want & got)
        missed += len(want - got)
        wrong += sum(veld not in allowed for veld, _ in got - want)
    assert found / (found + missed) >= 0.95
    assert found / (found + wrong) >= 0.95


@pytest.mark.parametrize("getal", ["1", "2", "3.", " 2 ", "4!"])
@pytest.mark.parametrize(
    "veld", ["ingeschreven", "gevaarlijk_gedrag", "vorm_verzuim", "school_belemmerend"]
)
def test_a_bare_number_at_a_list_without_numbers_is_no_answer(read, veld, getal):
    assert veld not in read(getal, veld).velden


def test_an_option_that_is_named_as_an_option_is_still_an_answer(read):
    assert read("optie 2", "ingeschreven").velden == {"ingeschreven": "nee"}


@pytest.mark.parametrize("tekst", ["de klas is te groot", "de klas is te vol"])
def test_a_class_that_is_too_full_is_not_a_school_that_is_too_big(read, tekst):
    understood = read(tekst, "school_belemmerend").velden
    assert "school_te_groot" not in understood.get("school_belemmerend", [])
    assert read(tekst, "waar_vermijdt").velden["waar_vermijdt"] == ["klas_te_druk"]


def test_four_facts_without_commas_are_all_read(read):
    text = "jongen van 13 vmbo klas 2 zit sinds 5 oktober thuis"
    velden = read(text).velden
    assert {"leeftijd", "schoolsoort", "leerjaar", "verzuim_sinds"} <= velden.keys()
    assert velden["leeftijd"] == 13


def test_not_enrolled_anywhere_is_never_read_as_enrolled(read):
    for text in (
        "hij staat nergens ingeschreven",
        "nee hij staat nergens ingeschreven",
    ):
        assert read(text, "ingeschreven").velden == {"ingeschreven": "nee"}


@pytest.mark.parametrize(
    ("tekst", "velden"),
    [
        ("wat moet ik doen, mijn zoon is 12 en wil niet meer", {"leeftijd": 12}),
        ("mag school dit terwijl er geen opp is?", {"dossier_opp": "nee"}),
        ("wat is het verschil tussen so en sbo", {}),
        ("krijgt een kind van 12 met adhd een tlv?", {}),
    ],
)
def test_a_question_tells_only_what_its_other_half_states(read, tekst, velden):
    told = read(tekst).velden
    assert {k: v for k, v in told.items() if k in velden} == velden
    assert "kind_belemmerend" not in told


@pytest.mark.parametrize(
    ("tekst", "wel"),
    [
        ("autisme is onderzocht maar niet vastgesteld, adhd wel", "druk_of_impulsief"),
        ("adhd is uitgesloten, autisme is wel bevestigd", "autisme_kenmerken"),
    ],
)
def test_what_was_only_looked_into_is_no_fact_about_the_child(read, tekst, wel):
    assert read(tekst).velden["kind_belemmerend"] == [wel]
