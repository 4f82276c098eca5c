"""Time a turn of the chat against the bare Rasa server, with one talker and with many.

Run ``uv run python -m tests.bench.chat``. What is timed of Leerplek is what a browser
waits for: the message posted to the app, stored, classified by Rasa, decided on the
record, committed, and the reply back. The baseline is the same Rasa server with the
same model and the same texts, with an action endpoint that only says one sentence: no
app, no record. Both run for the whole bench; they are asked in turn, never together.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import statistics
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from assistant.rasa.texts import safe_for_rasa
from assistant.settings import Settings
from assistant.setup.bot import ensure_bot
from assistant.setup.demo import demo_settings, ensure_demo
from assistant.setup.environments import rasa_python
from assistant.setup.ports import free_port
from assistant.setup.rasa import start_rasa
from assistant.setup.steps import StreamReport
from tests.conftest import Bot, own_settings, run_leerplek

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

TALK = (
    "ik wil een leerling aanmelden, meisje van 12 in groep 8",
    "nee",
    "nee",
    "wat is een tlv?",
    "ze zit op een gewone basisschool",
    "ze komt al drie weken niet meer",
    "weet ik niet",
    "ho, ze is elf",
    "ze durft niet naar school, veel angst en buikpijn",
    "hoeveel vragen nog?",
    "een kleine groep zou helpen",
    "nee, er is nog geen plan",
    "waarom vraag je dat?",
    "school wil haar graag terug",
    "ja",
    "nee",
)
CROWD = 20
TIMEOUT_S = 120.0


@dataclass
class Timings:
    """How long turns took, in seconds, and how many went wrong."""

    naam: str
    seconds: list[float] = field(default_factory=list)
    errors: int = 0

    def median_ms(self) -> float:
        """Return the median turn in milliseconds."""
        return 1000 * statistics.median(self.seconds)

    def p95_ms(self) -> float:
        """Return the 95th of a hundred turns in milliseconds."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


class _OneSentence(BaseHTTPRequestHandler):
    """The least an action endpoint can do."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        events = []
        if call["next_action"].startswith("validate_"):
            events = [{"event": "slot", "name": "antwoord", "value": None}]
        body = json.dumps({"events": events, "responses": [{"text": "Dank u."}]})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *args: object) -> None:
        """Stay silent: what people say does not go to the screen."""


@contextmanager
def one_sentence_endpoint() -> Iterator[str]:
    """Serve the least action endpoint on loopback and yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _OneSentence)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()


async def sign_in(base: str) -> httpx.AsyncClient:
    """Return a browser that is signed in as the zorgcoördinator of the demo."""
    client = httpx.AsyncClient(
        base_url=base,
        headers={"origin": base},
        timeout=TIMEOUT_S,
        follow_redirects=True,
        trust_env=False,
    )
    page = (await client.get("/toegang")).text
    accounts = re.findall(r'value="(rol-\d+)">\s*<button[^>]*label="([^"]*)', page)
    mine = next(value for value, name in accounts if "orgco" in name)
    reply = await client.post("/toegang/demo", data={"account": mine})
    reply.raise_for_status()
    return client


async def talk_to_leerplek(client: httpx.AsyncClient, into: Timings) -> None:
    """Hold one conversation with the app, one message after the other."""
    opened = await client.post("/api/v1/gesprekken", json={})
    address = f"/api/v1/gesprekken/{opened.json()['gesprek_id']}/berichten"
    for tekst in TALK:
        begun = time.perf_counter()
        reply = await client.post(address, json={"tekst": tekst})
        into.seconds.append(time.perf_counter() - begun)
        away = reply.status_code != 200 or not reply.json()["bot_beschikbaar"]
        into.errors += away


async def talk_to_rasa(client: httpx.AsyncClient, sender: str, into: Timings) -> None:
    """Say the same to the bare Rasa server."""
    for tekst in TALK:
        body = {"sender": sender, "message": safe_for_rasa(tekst)}
        begun = time.perf_counter()
        reply = await client.post("/webhooks/rest/webhook", json=body)
        into.seconds.append(time.perf_counter() - begun)
        into.errors += reply.status_code != 200 or not reply.json()


async def crowd(talk: Callable[[int, Timings], Awaitable[None]], size: int) -> Timings:
    """Let so many people talk at once and time all their turns."""
    timings = Timings(f"{size} tegelijk")
    await asyncio.gather(*(talk(number, timings) for number in range(size)))
    return timings


async def measure(leerplek: str, rasa: str, rounds: int) -> int:
    """Time both, alternating, and print the figures; return the number of errors."""
    app = await sign_in(leerplek)
    bare = httpx.AsyncClient(base_url=rasa, timeout=TIMEOUT_S, trust_env=False)
    count = iter(range(1_000_000))

    async def ours(_: int, into: Timings) -> None:
        await talk_to_leerplek(app, into)

    async def theirs(_: int, into: Timings) -> None:
        await talk_to_rasa(bare, f"kaal-{next(count)}", into)

    await crowd(ours, 1)
    await crowd(theirs, 1)
    errors = 0
    print(f"{'tegelijk':>8} {'wie':<10} {'mediaan':>9} {'p95':>9} {'fouten':>7}")
    for size in (1, CROWD):
        own, base = Timings("Leerplek"), Timings("kale Rasa")
        for _ in range(rounds if size > 1 else 3 * rounds):
            for total, talk in ((own, ours), (base, theirs)):
                round_of = await crowd(talk, size)
                total.seconds += round_of.seconds
                total.errors += round_of.errors
        for row in (base, own):
            print(
                f"{size:>8} {row.naam:<10} {row.median_ms():>6.0f} ms"
                f" {row.p95_ms():>6.0f} ms {row.errors:>7}"
            )
        print(
            f"{size:>8} verhouding {own.median_ms() / base.median_ms():>7.2f} x"
            f" {own.p95_ms() / base.p95_ms():>7.2f} x"
        )
        errors += own.errors
    await app.aclose()
    await bare.aclose()
    return errors


def main() -> int:
    """Run the bench; exit code 1 when a turn went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rondes", type=int, default=2, help="how often each crowd")
    args = parser.parse_args()
    report = StreamReport(sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        settings = demo_settings(own_settings(Path(folder) / "leerplek"))
        model = ensure_bot(settings, report)
        ensure_demo(settings, report)
        bot = Bot(python=rasa_python(settings), model=model)
        alone = replace(Settings(data_dir=Path(folder) / "kaal"), rasa_port=free_port())
        with (
            one_sentence_endpoint() as endpoint,
            run_leerplek(settings, bot) as running,
            start_rasa(alone, model, action_url=endpoint) as bare,
        ):
            bare.wait_ready()
            errors = asyncio.run(measure(running.url, bare.url, args.rondes))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
