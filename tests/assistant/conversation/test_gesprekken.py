"""Written-out conversations through the real Rasa, per voice; see ``gesprekken/``.

A step says something (``zeg``), answers questions by field in whatever order they come
(``beantwoord``, ``vul_in``), goes to one question (``ga_naar``), or does something to
the surroundings (``herstart``, ``later``, ``tabblad``, ``opheffen``). What must be
heard, asked or shown stands beside it; what must stand in the record at the end, below.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from assistant.casework.chat import current_reply
from assistant.casework.conversations import read_conversation
from assistant.casework.kijker import SYSTEEM
from assistant.casework.stop_for_safety import lift_safety_stop

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assistant.casework.chat_reply import ChatReply
    from tests.assistant.conversation.conftest import Talk

pytestmark = pytest.mark.rasa

FOLDER = Path(__file__).parent / "gesprekken"
SCRIPTS = [
    pytest.param(path.stem, script, id=f"{path.stem}: {script['naam']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for script in yaml.safe_load(path.read_text(encoding="utf-8"))
]
MOST_ANSWERS = 60
DOES = (
    "zeg",
    "beantwoord",
    "vul_in",
    "ga_naar",
    "herstart",
    "later",
    "tabblad",
    "opheffen",
)


class Stage:
    """One script being played: the person who talks now, and a second tab."""

    def __init__(self, rol: str, real_talk: Callable[..., Talk], running: Any) -> None:
        self.rol, self.real_talk, self.running = rol, real_talk, running
        self.person = real_talk(rol)
        self.tabs = {"eerste": self.person}
        self.reply = current_reply(self.person.ctx, self.person.id)

    def play(self, step: Mapping[str, Any]) -> None:
        """Play one step and check what is heard."""
        before = self.reply.vraag
        kind = next(kind for kind in DOES if kind in step)
        getattr(self, f"_{kind}")(step)
        check_heard(step, self.reply, before)

    def _zeg(self, step: Mapping[str, Any]) -> None:
        self.reply = self.person.say(step["zeg"])

    def _beantwoord(self, step: Mapping[str, Any]) -> None:
        answers, other = step["beantwoord"], step.get("anders")
        for _ in range(step.get("hoogstens", MOST_ANSWERS)):
            said = answers.get(self.reply.vraag, other)
            if self.reply.vraag is None or said is None:
                return
            self.reply = self.person.say(said)

    def _vul_in(self, step: Mapping[str, Any]) -> None:
        self.reply = self.person.fill_in()

    def _ga_naar(self, step: Mapping[str, Any]) -> None:
        self.reply = self.person.go_to(step["ga_naar"])

    def _herstart(self, step: Mapping[str, Any]) -> None:
        self.running.kill_rasa()
        self.running.restart_rasa()

    def _later(self, step: Mapping[str, Any]) -> None:
        self.person = self.real_talk(self.rol, casus_id=self.person.casus_id)
        self.reply = current_reply(self.person.ctx, self.person.id)

    def _tabblad(self, step: Mapping[str, Any]) -> None:
        name = step["tabblad"]
        if name not in self.tabs:
            self.tabs[name] = self.real_talk(self.rol)
        self.person = self.tabs[name]
        self.reply = current_reply(self.person.ctx, self.person.id)

    def _opheffen(self, step: Mapping[str, Any]) -> None:
        person = self.person
        assert person.casus_id is not None
        lift_safety_stop(person.ctx, person.casus_id, SYSTEEM, reden=step["opheffen"])
        self.reply = current_reply(person.ctx, person.id)


def check_heard(step: Mapping[str, Any], reply: ChatReply, before: str | None) -> None:
    """Check what was said, asked and shown after a step."""
    heard = " ".join(reply.berichten)
    wanted = [str(one) in heard for one in step.get("hoort", [])]
    enough = any(wanted) if step.get("een_van") else all(wanted)
    assert enough or not wanted, (step, heard)
    assert not [one for one in step.get("hoort_niet", []) if one in heard], heard
    if "vraag" in step:
        assert reply.vraag == step["vraag"], heard
    if "niet_vraag" in step:
        assert reply.vraag not in (None, step["niet_vraag"]), heard
    if step.get("zelfde_vraag"):
        assert reply.vraag == before, (step, heard)
    if "status" in step:
        assert reply.status == step["status"], (step, heard)
    shown = {knop.tekst for knop in reply.knoppen}
    assert set(step.get("knop", [])) <= shown, (step, shown)


def check_outcome(person: Talk, outcome: Mapping[str, Any]) -> None:
    """Check what stands in the record after a script."""
    answers = person.answers if person.casus_id else {}
    plain = {
        veld: value.isoformat() if isinstance(value, date) else value
        for veld, value in answers.items()
    }
    for veld, value in outcome.get("antwoorden", {}).items():
        assert plain.get(veld) == value, (veld, plain)
    for veld, values in outcome.get("bevat", {}).items():
        assert set(values) <= set(plain.get(veld, [])), (veld, plain)
    assert not [veld for veld in outcome.get("afwezig", []) if veld in plain]
    if "status" in outcome:
        reply = current_reply(person.ctx, person.id)
        assert reply.status == outcome["status"]
    if "taken" in outcome:
        assert sorted(person.tasks) == sorted(outcome["taken"])
    if "taal" in outcome:
        assert read_conversation(person.ctx, person.id).taal == outcome["taal"]


@pytest.mark.parametrize(("rol", "script"), SCRIPTS)
def test_a_conversation_ends_in_the_right_record(
    rol: str,
    script: Mapping[str, Any],
    real_talk: Callable[..., Talk],
    running_leerplek: Any,
) -> None:
    stage = Stage(rol, real_talk, running_leerplek)
    for step in script["stappen"]:
        stage.play(step)
    check_outcome(stage.person, script["uitkomst"])


def test_there_are_enough_conversations_in_every_voice() -> None:
    voices = [param.values[0] for param in SCRIPTS]
    assert {rol: voices.count(rol) >= 8 for rol in set(voices)} == {
        "zorgcoordinator": True,
        "ouder": True,
        "leerling": True,
    }
