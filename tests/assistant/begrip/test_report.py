"""Reading a report: what it proves, and what it only seems to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.begrip.report import looks_like_report, read_report
from knowledge.load import load_knowledge

if TYPE_CHECKING:
    from assistant.begrip.report import Verslag

PEILDATUM = date(2026, 11, 20)
KNOWLEDGE = load_knowledge()


def read(tekst: str) -> Verslag:
    return read_report(tekst, knowledge=KNOWLEDGE, peildatum=PEILDATUM)


def values(tekst: str) -> dict[str, object]:
    return {veld: row.waarde for veld, row in read(tekst).velden.items()}


@pytest.mark.parametrize(
    ("tekst", "veld", "waarde"),
    [
        ("Leeftijd: 13\nKlas: havo 2", "schoolsoort", "havo"),
        ("Groep: 5", "leerjaar", "groep 5"),
        ("- lln m, 15, vmbo-k lj 3", "leeftijd", 15),
        ("Zij zit sinds maandag 9 november thuis.", "verzuim_sinds", date(2026, 11, 9)),
        ("Het OPP is vastgesteld en door moeder ondertekend.", "opp_ondertekend", "ja"),
        ("Bijlagen: OPP (actueel), OKR ontbreekt.", "dossier_okr", "nee"),
        ("Het intelligentieonderzoek (2021) is bijgevoegd.", "leeftijd", None),
        ("Reistijd max. 45", "maximale_reistijd_min", 45),
        ("Zij wonen in 3311 AB Dordrecht.", "postcode4", "3311"),
        ("De behandeling (emdr) loopt.", "behandeling_nu", "ja"),
        ("Ouders spreken vooral Pools.", "taal_ouders", "Pools"),
        ("Een plan hielp even, maar er is terugval.", "plan_van_aanpak", "terugval"),
    ],
)
def test_a_report_is_read_in_many_forms(tekst: str, veld: str, waarde: object) -> None:
    assert values(tekst).get(veld) == waarde


@pytest.mark.parametrize(
    "tekst",
    [
        "Haar broer van 14 heeft ADHD en zit op het vso.",
        "Misschien heeft hij een depressie.",
        "Vorig jaar werd hij gepest.",
        "Is hij somber?",
        "Als hij een diagnose zou hebben, konden we meer.",
        "Van agressie is geen sprake.",
        "Onduidelijk is of er een OPP is.",
    ],
)
def test_what_is_said_of_others_or_not_for_sure_is_not_read(tekst: str) -> None:
    assert set(values(tekst)) <= {"thuis_belemmerend", "gevaarlijk_gedrag"}


def test_a_denial_takes_back_what_another_sentence_suggests() -> None:
    text = "Zij huilt veel. Somber is zij volgens moeder niet."
    assert "kind_belemmerend" not in values(text)


def test_durations_count_from_the_day_the_report_was_written() -> None:
    text = "Verslag gesprek 6 november 2026. Hij is al drie weken niet meer op school."
    assert values(text)["helemaal_niet_sinds"] == date(2026, 10, 16)


def test_without_a_date_durations_count_from_today() -> None:
    text = "Sinds drie weken komt hij niet meer op school."
    assert values(text)["helemaal_niet_sinds"] == date(2026, 10, 30)


def test_values_of_a_list_are_united_with_all_their_sentences() -> None:
    row = read("Hij is angstig. De mentor belt elke week. Hij slaapt slecht.").velden[
        "kind_belemmerend"
    ]
    assert row.waarde == ["angst", "slaap_of_dag_nachtritme"]
    assert row.bewijs == "Hij is angstig. … Hij slaapt slecht."


def test_a_contradiction_lowers_the_certainty() -> None:
    sure = read("Het OPP is actueel.").velden["dossier_opp"].zekerheid
    text = "Het OPP is actueel.\nHet OPP is verouderd."
    row = read(text).velden["dossier_opp"]
    assert row.waarde == "ja_verouderd"
    assert row.zekerheid < sure


def test_the_proof_stands_in_the_report_as_typed() -> None:
    text = "lln. is 13 jr.,\nzit in HAVO-2; geen diagn. Mdr heeft eenhoofdig gezag."
    for row in read(text).velden.values():
        for part in row.bewijs.split(" … "):
            assert part in text


def test_acute_danger_is_told_with_its_sentence() -> None:
    verslag = read("Zij is 14. Gisteren zei zij dat zij niet meer wil leven.")
    assert verslag.crisis == "Gisteren zei zij dat zij niet meer wil leven."


def test_danger_that_is_denied_or_over_is_none() -> None:
    assert read("Er is geen sprake van suïcidaliteit.").crisis is None
    assert read("Sorry voor de chaos, ik schiet mezelf in de voet.").crisis is None


def test_rows_of_a_table_are_labels_with_their_answers() -> None:
    text = (
        "| Vraag | Antwoord |\n|---|---|\n| Vertrouwen ouders (0-10) | 6 |\n"
        "| Agressie | nee |\n| Eerste verzuimdag | 8 oktober 2026 |"
    )
    read_values = values(text)
    assert read_values["vertrouwen_school"] == 6
    assert read_values["gevaarlijk_gedrag"] == "nee"
    assert read_values["verzuim_sinds"] == date(2026, 10, 8)
    assert "kind_belemmerend" not in read_values


def test_lines_of_notes_are_not_put_together() -> None:
    text = (
        "m 14, klas 2 mavo\nvanaf 7 sept nog maar halve dagen op school gezien\n"
        "dx ass\nkl. te vol\nouders hebben samen gezag"
    )
    assert values(text)["diagnose_status"] == "ja_vastgesteld"
    assert values(text)["verzuim_sinds"] == date(2026, 9, 7)


def test_a_pupil_writes_of_himself() -> None:
    text = (
        "Ik ben Lotte, ik ben 15 en ik zit in 4 vwo. Ik verveel me in de les. "
        "Ik wil graag op deze school blijven."
    )
    read_values = values(text)
    assert read_values["leeftijd"] == 15
    assert read_values["leerjaar"] == "4"
    assert read_values["stem_kind_wens"] == "Ik wil graag op deze school blijven."


def test_what_is_told_of_a_brother_by_name_is_not_of_the_pupil() -> None:
    text = (
        "De jongste, Mila (5), zit in groep 1. De aanmelding betreft Dylan, 14 jaar. "
        "Mila heeft ADHD."
    )
    assert values(text)["leeftijd"] == 14
    assert "leerjaar" not in values(text)
    assert "kind_belemmerend" not in values(text)


def test_a_text_about_pupils_in_general_is_about_nobody() -> None:
    text = (
        "Op de avond bespreken we wat je doet als leerlingen angstig zijn of gepest "
        "worden, en wanneer je een 16-uursmelding doet."
    )
    assert values(text) == {}


def test_own_words_of_parents_and_pupil_are_quoted() -> None:
    text = "Moeder hoopt dat hij weer lacht. Hij zegt dat hij liever met dieren werkt."
    read_values = values(text)
    assert read_values["stem_ouders_wens"] == "Moeder hoopt dat hij weer lacht."
    assert str(read_values["stem_kind_wens"]).startswith("Hij zegt dat")


@pytest.mark.parametrize(
    "tekst",
    [
        "Zij is 13. Zij ontkent dat ze zelf dood wil.",
        "Hij is 12. Suïcidaliteit: nee.",
        "Momenteel geen suïcidegedachten.",
    ],
)
def test_danger_that_the_pupil_denies_is_told_as_no(tekst: str) -> None:
    verslag = read(tekst)
    assert verslag.crisis is None
    assert verslag.velden["signaal_suicide"].waarde == "nee"


def test_a_denial_by_who_is_accused_lifts_nothing() -> None:
    text = "Zij zegt dat vader haar gisteren sloeg met een mes. Vader ontkent dat."
    assert read(text).crisis is not None


@pytest.mark.parametrize(
    ("tekst", "veld", "rij"),
    [
        (
            "DUO: 16-uursmelding op 26 oktober, in behandeling.",
            "duo_melding",
            {"soort": "16_uur", "datum": "2026-10-26", "status": "in_behandeling"},
        ),
        (
            "De deskundigenverklaring van de psycholoog is van 2 november 2026.",
            "deskundigenverklaringen",
            {"soort": "psycholoog", "datum": "2026-11-02"},
        ),
    ],
)
def test_rows_are_told_in_a_sentence(
    tekst: str, veld: str, rij: dict[str, str]
) -> None:
    found = values(tekst)[veld]
    assert isinstance(found, list)
    assert {key: str(found[0][key]) for key in rij} == rij


def test_a_text_without_facts_gives_nothing() -> None:
    assert values("Bedankt voor je mail. Ik bel je morgen even terug. Groet!") == {}


def test_a_long_text_or_a_form_is_a_report_and_a_message_is_not() -> None:
    assert looks_like_report("woord " * 60, KNOWLEDGE)
    assert looks_like_report("Leeftijd: 13\nKlas: 2\nGezag: moeder", KNOWLEDGE)
    assert not looks_like_report("jongen van 13 uit havo 2", KNOWLEDGE)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_without_a_fault_and_proves_what_it_yields(text: str) -> None:
    for row in read(text).velden.values():
        assert all(part in text for part in row.bewijs.split(" … "))
        assert 0 < row.zekerheid < 1
