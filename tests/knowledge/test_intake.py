"""The intake: who is asked what, in whose words, and what is asked in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.velden import Invuller, VeldType
from tests.knowledge.asked import is_asked_of

if TYPE_CHECKING:
    from knowledge.load import Knowledge

STAFF = {Invuller.zorgcoordinator, Invuller.school, Invuller.leerplicht}


def test_every_phase_has_a_name_and_a_reason(knowledge: Knowledge) -> None:
    assert [row.id for row in knowledge.intake.fasen] == [
        "veiligheid",
        "beslist",
        "verplicht",
        "rest",
        "klaar",
    ]


def test_safety_is_asked_of_everybody(knowledge: Knowledge) -> None:
    for rol in ("zorgcoordinator", "ouder", "leerling"):
        for veld in knowledge.route_regels.veiligheid_eerst:
            assert is_asked_of(knowledge.intake, rol, knowledge.velden[veld])


def test_a_professional_is_not_asked_what_only_a_family_can_say(
    knowledge: Knowledge,
) -> None:
    asked = knowledge.intake.vrager("zorgcoordinator")
    besides = {row.veld for row in asked.ook if row.reden}
    for veld in knowledge.velden.values():
        if asked.knows(veld) and veld.id not in besides:
            assert STAFF & set(veld.invullers), veld.id


@pytest.mark.parametrize("rol", ["ouder", "leerling"])
def test_a_family_hears_every_question_in_its_own_words(
    knowledge: Knowledge, rol: str
) -> None:
    for veld in knowledge.velden.values():
        if is_asked_of(knowledge.intake, rol, veld):
            own = veld.vraag_ouder if rol == "ouder" else veld.vraag_leerling
            assert own, veld.id


def test_a_pupil_is_asked_from_twelve_and_not_about_papers(
    knowledge: Knowledge,
) -> None:
    pupil = knowledge.intake.vrager("leerling")
    assert pupil.leeftijd_vanaf == 12
    assert not pupil.knows(knowledge.velden["dossier_opp"])


def test_other_staff_is_asked_what_a_zorgcoordinator_is_asked(
    knowledge: Knowledge,
) -> None:
    intake = knowledge.intake
    assert intake.vrager("leerplicht") == intake.vrager("zorgcoordinator")


def test_what_is_required_is_asked_of_somebody_and_is_not_a_long_text(
    knowledge: Knowledge,
) -> None:
    for row in knowledge.intake.verplicht:
        veld = knowledge.velden[row.veld]
        assert any(
            is_asked_of(knowledge.intake, rol, veld)
            for rol in ("zorgcoordinator", "ouder", "leerling")
        )
        assert veld.type is not VeldType.text_long


def test_for_every_question_there_is_somebody_to_ask(knowledge: Knowledge) -> None:
    for veld in knowledge.velden.values():
        if any(one is not Invuller.systeem for one in veld.invullers):
            assert knowledge.intake.whom_to_ask(veld), veld.id


def test_every_field_is_asked_or_says_why_not(knowledge: Knowledge) -> None:
    said = {row.veld for row in knowledge.intake.niet_vragen}
    for veld in knowledge.velden.values():
        asked = any(
            is_asked_of(knowledge.intake, rol, veld)
            for rol in ("zorgcoordinator", "ouder", "leerling")
        )
        assert asked or veld.id in said, veld.id
