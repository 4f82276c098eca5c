"""The intake: safety first, short, and worded for whoever answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.velden import VeldType

if TYPE_CHECKING:
    from knowledge.load import Knowledge

ASKED_AT_LEAST = [
    "leeftijd",
    "schoolsoort",
    "leerjaar",
    "ingeschreven",
    "verzuim_sinds",
    "vorm_verzuim",
    "kind_belemmerend",
    "thuis_belemmerend",
    "school_belemmerend",
    "onderwijsbehoeften",
    "begeleidbaar",
    "gevaarlijk_gedrag",
    "behandeling_nu",
    "diagnose_status",
    "plan_van_aanpak",
    "aantal_geevalueerde_plannen",
    "school_wil_terug",
    "terugkeergarantie_school",
    "tlv_aanwezig",
    "stem_kind_gehoord",
    "doel_soort",
    "veiligheid_direct",
    "signaal_suicide",
    "gemeente_woonplaats",
    "postcode4",
    "maximale_reistijd_min",
]


def test_safety_comes_first(knowledge: Knowledge) -> None:
    assert knowledge.intake[:2] == ("veiligheid_direct", "signaal_suicide")


def test_everything_route_advice_needs_is_asked(knowledge: Knowledge) -> None:
    assert set(ASKED_AT_LEAST) <= set(knowledge.intake)


def test_the_intake_stays_short(knowledge: Knowledge) -> None:
    assert len(knowledge.intake) < 32


def test_parents_and_pupils_hear_every_question_in_their_own_words(
    knowledge: Knowledge,
) -> None:
    for veld_id in knowledge.intake:
        veld = knowledge.velden[veld_id]
        assert veld.vraag_ouder, veld_id
        assert veld.vraag_leerling, veld_id


def test_a_field_that_depends_on_another_is_asked_after_it(
    knowledge: Knowledge,
) -> None:
    order = {veld_id: place for place, veld_id in enumerate(knowledge.intake)}
    for veld_id in knowledge.intake:
        shown_if = knowledge.velden[veld_id].tonen_als
        for earlier in shown_if.fields() if shown_if else ():
            assert order[earlier] < order[veld_id]


def test_open_questions_are_dates_numbers_and_names_only(knowledge: Knowledge) -> None:
    types = {knowledge.velden[veld_id].type for veld_id in knowledge.intake}
    assert VeldType.text_long not in types
