"""Safety: the rules that stop, whom to call, and kind fixed texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.veiligheid import SoortRegel

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_danger_and_suicide_stop_on_yes_and_on_doubt(knowledge: Knowledge) -> None:
    stops = {
        (leaf.veld, leaf.in_)
        for regel in knowledge.veiligheid.stopregels
        if regel.soort is SoortRegel.stop
        for leaf in [regel.als]
    }
    assert stops == {
        ("veiligheid_direct", ("ja", "twijfel")),
        ("signaal_suicide", ("ja", "twijfel")),
    }


def test_worries_about_home_start_the_meldcode_and_do_not_stop(
    knowledge: Knowledge,
) -> None:
    rules = [
        regel
        for regel in knowledge.veiligheid.stopregels
        if "signaal_thuis_onveilig" in regel.als.fields()
    ]
    assert [regel.soort for regel in rules] == [SoortRegel.meldcode]


@pytest.mark.parametrize("rol", ["zorgcoordinator", "ouder", "leerling"])
def test_every_role_reads_whom_to_call_and_that_nothing_is_lost(
    knowledge: Knowledge, rol: str
) -> None:
    text = knowledge.veiligheid.tekst(rol)
    assert "112" in text
    assert "113" in text
    assert "bewaard" in text


def test_an_unknown_role_gets_the_text_for_parents(knowledge: Knowledge) -> None:
    assert knowledge.veiligheid.tekst("buurman") == knowledge.veiligheid.tekst("ouder")


def test_every_number_was_held_against_a_named_source(knowledge: Knowledge) -> None:
    for contact in knowledge.veiligheid.contacten:
        source = knowledge.bronnen[contact.bron]
        if contact.nummer is None:
            continue
        assert contact.nagekeken_op is not None, contact.naam
        assert source.adres.startswith("https://"), contact.naam
        assert source.gelezen_op == contact.nagekeken_op
