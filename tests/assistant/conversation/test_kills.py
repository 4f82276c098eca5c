"""Killing the app, Rasa or both at a random moment loses no answer.

Each round is a conversation over HTTP with a real app and a real Rasa; while one of its
messages is under way a process is killed (SIGKILL). As the page does, the person sends
a message without a reply again under its own mark. ``LEERPLEK_KILLS`` sets how often.
"""

from __future__ import annotations

import os
import random
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx
import pytest

from assistant.casework.chat import conversation_view
from assistant.casework.people import users
from assistant.casework.read_answers import current_answers
from assistant.casework.sessions import open_session
from assistant.setup.demo import demo_settings, ensure_demo
from assistant.setup.steps import StreamReport
from assistant.setup.surroundings import open_surroundings
from assistant.web.sessions import COOKIE
from tests.conftest import own_settings, run_leerplek

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.context import Context
    from tests.conftest import RunningLeerplek

pytestmark = pytest.mark.rasa

KILLS = int(os.environ.get("LEERPLEK_KILLS", "4"))
SEED = int(os.environ.get("LEERPLEK_KILL_SEED", "4"))
PATIENCE_S = 90.0
A_TURN_S = 0.25
STORY = (
    ("ik wil een jongen van 13 aanmelden", {"leeftijd": 13}),
    ("hij zit op de havo", {"schoolsoort": "havo"}),
    ("hij zit sinds 5 oktober 2026 thuis", {"verzuim_sinds": None}),
    ("ho, hij is 14, niet 13", {"leeftijd": 14}),
    ("hij woont in Dordrecht", {"gemeente_woonplaats": "Dordrecht"}),
)
"""What is said, and what must stand in the record after it was answered."""


@pytest.fixture(scope="module")
def fragile(
    bot: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningLeerplek]:
    """Yield a running Leerplek that only these tests break."""
    settings = demo_settings(own_settings(tmp_path_factory.mktemp("kapot")))
    ensure_demo(settings, StreamReport(sys.stderr))
    with run_leerplek(settings, bot) as running:  # type: ignore[arg-type]
        yield running


@dataclass
class Person:
    """Somebody at a browser: sends again what got no reply."""

    leerplek: RunningLeerplek
    ctx: Context
    cookie: str
    gesprek: str = ""
    sent: list[str] = field(default_factory=list)

    def open(self) -> None:
        reply = self._until_answered(lambda: self._post("/api/v1/gesprekken", {}))
        self.gesprek = reply.json()["gesprek_id"]

    def say(self, tekst: str) -> bool:
        """Send a message until it is answered; False when Rasa was away."""
        mark = uuid.uuid4().hex
        self.sent.append(tekst)
        address = f"/api/v1/gesprekken/{self.gesprek}/berichten"
        body = {"tekst": tekst, "kenmerk": mark}
        reply = self._until_answered(lambda: self._post(address, body))
        return bool(reply.json()["bot_beschikbaar"])

    def _post(self, path: str, body: dict[str, str]) -> httpx.Response:
        base = self.leerplek.url
        return httpx.post(
            base + path,
            json=body,
            headers={"origin": base},
            cookies={COOKIE: self.cookie},
            timeout=30,
            trust_env=False,
        )

    def _until_answered(self, post: Callable[[], httpx.Response]) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                reply = post()
            except httpx.TransportError:
                # The app fell; like the page, try again until it is back.
                assert time.monotonic() < deadline, "the app never came back"
                time.sleep(0.1)
                continue
            assert reply.is_success, reply.text
            return reply

    @property
    def answers(self) -> dict[str, object]:
        casus_id = conversation_view(self.ctx, self.gesprek).casus_id
        return {} if casus_id is None else current_answers(self.ctx, casus_id)

    @property
    def heard(self) -> list[str]:
        view = conversation_view(self.ctx, self.gesprek)
        return [row.tekst for row in view.berichten if row.richting == "in"]


def break_something(leerplek: RunningLeerplek, chance: random.Random) -> None:
    """Kill the app, Rasa or both after a random part of a turn, and bring them back."""
    victims = chance.choice(("app", "rasa", "app en rasa"))
    time.sleep(chance.uniform(0, A_TURN_S))
    if "rasa" in victims:
        leerplek.kill_rasa()
    if "app" in victims:
        leerplek.kill_app()
        leerplek.restart_app()
    if "rasa" in victims:
        leerplek.restart_rasa()


def tell_the_story(
    person: Person, leerplek: RunningLeerplek, chance: random.Random
) -> None:
    """Tell everything, with one fall on the way; nothing told before is lost."""
    falls_at = chance.randrange(len(STORY))
    person.open()
    known: dict[str, object] = {}
    for place, (tekst, facts) in enumerate(STORY):
        with ThreadPoolExecutor(1) as talking:
            # The person talks on a thread: a process ends with the thread it was
            # started from, so what fell is started again from this one.
            reply = talking.submit(person.say, tekst)
            if place == falls_at:
                break_something(leerplek, chance)
            understood = reply.result()
        kept = {veld: known[veld] for veld in known.keys() - facts.keys()}
        assert kept.items() <= person.answers.items(), "an answer was lost"
        assert known.keys() <= person.answers.keys(), "an answer was lost"
        if not understood:
            # Rasa was away: the message is kept, and the person says it once more.
            assert person.heard[-1] == tekst
            assert person.say(tekst), "Rasa is back, yet not used"
        for veld, waarde in facts.items():
            assert veld in person.answers, f"{tekst!r} was answered but not stored"
            assert waarde is None or person.answers[veld] == waarde
        known = person.answers


def test_no_fall_at_any_moment_loses_an_answer_or_stores_a_message_twice(fragile):
    chance = random.Random(SEED)
    ctx = open_surroundings(fragile.settings)
    account = next(row for row in users(ctx) if row.rol == "zorgcoordinator")
    cookie = open_session(ctx, aanstelling_id=account.aanstelling_id, via="demo")
    for _ in range(KILLS):
        person = Person(fragile, ctx, cookie)
        tell_the_story(person, fragile, chance)
        assert person.heard == person.sent
