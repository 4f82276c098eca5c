"""Time the pages of Leerplek with very many cases, against a bare page of the same app.

Run ``uv run python -m tests.bench.web``. The app is called in this process through
ASGI, so that what is timed is the server alone: session, access, queries, template.
``--postgres URL`` uses an empty database there instead of a SQLite file.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import random
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from assistant.casework.search_link import seal_question
from assistant.casework.sessions import open_session, read_session
from assistant.context import Context
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.sessions import COOKIE
from knowledge.load import load_knowledge
from models.store import open_store
from tests.bench.bulk_region import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fastapi import FastAPI
    from sqlalchemy import Engine

    from tests.bench.bulk_region import Region

LIMIT_MS = 100.0
WARM_UP = 5


@dataclass(frozen=True)
class Timing:
    """What one kind of page took, in milliseconds, and its queries.

    ``rekentijd`` is the time of the processor (95th of a hundred): what the page
    takes on a machine that has nothing else to do.
    """

    naam: str
    p50: float
    p95: float
    rekentijd: float
    queries: int
    kilobytes: float


class Browser:
    """Calls the app as a server does, without a network."""

    def __init__(self, app: FastAPI, token: str) -> None:
        self._app = app
        self._headers = [
            (b"host", b"localhost"),
            (b"cookie", f"{COOKIE}={token}".encode()),
        ]

    async def get(self, address: str) -> tuple[int, int]:
        """Return the status and the size in bytes of a page."""
        path, _, query = address.partition("?")
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": self._headers,
            "client": ("127.0.0.1", 50000),
            "server": ("localhost", 80),
        }
        found = {"status": 0, "size": 0}

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                found["status"] = message["status"]
            else:
                found["size"] += len(message.get("body", b""))

        await self._app(scope, receive, send)
        return found["status"], found["size"]


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Yield a list that gets every statement sent to the database."""
    seen: list[str] = []

    def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


async def measure(
    naam: str, browser: Browser, engine: Engine, addresses: list[str], times: int
) -> Timing:
    """Ask for pages in turn and return what they took."""
    turn = itertools.cycle(addresses)
    sizes = []
    for _ in range(WARM_UP):
        status, size = await browser.get(next(turn))
        if status != 200:
            raise SystemExit(f"{naam}: status {status}")
    took, worked = [], []
    for _ in range(times):
        address = next(turn)
        begun, busy = perf_counter(), process_time()
        status, size = await browser.get(address)
        took.append(1000 * (perf_counter() - begun))
        worked.append(1000 * (process_time() - busy))
        sizes.append(size)
        if status != 200:
            raise SystemExit(f"{naam}: status {status} bij {address}")
    with counted(engine) as statements:
        await browser.get(addresses[0])
    took.sort()
    worked.sort()
    return Timing(
        naam,
        took[len(took) // 2],
        took[int(len(took) * 0.95)],
        worked[int(len(worked) * 0.95)],
        len(statements),
        max(sizes) / 1024,
    )


async def run(ctx: Context, region: Region, times: int) -> list[Timing]:
    """Measure every page, the bare one first."""
    app = create_app(ctx)
    lead = open_session(ctx, via="proef", aanstelling_id=region.lead)
    carer = open_session(ctx, via="proef", aanstelling_id=region.carer)
    kijker = read_session(ctx, lead)
    assert kijker is not None
    rng = random.Random(4)
    browser, school = Browser(app, lead), Browser(app, carer)
    mine = [one for one in region.advised if _opens(ctx, one, kijker.organisatie_id)]
    plain = [one for one in region.living if _opens(ctx, one, kijker.organisatie_id)]
    found = [f"/zoeken?v={seal_question(ctx, kijker, text)}" for text in QUESTIONS]
    pages = (
        ("kale bladzijde (zoekvak)", browser, ["/zoeken"]),
        ("start, mijn casussen", browser, ["/start"]),
        (
            "start, alle casussen",
            browser,
            [f"/start?toon=alles&blad={n}" for n in range(1, 9)],
        ),
        (
            "start, alle, achteraan",
            browser,
            [f"/start?toon=alles&blad={n}" for n in range(250, 258)],
        ),
        ("start, zonder regisseur", browser, ["/start?toon=zonder-regisseur"]),
        ("start van een school", school, ["/start"]),
        ("taken, op mijn naam", browser, ["/taken"]),
        ("taken, mijn organisatie", browser, ["/taken?bak=organisatie"]),
        ("taken, te laat", browser, ["/taken?bak=te_laat"]),
        ("casus", browser, [f"/casus/{one}" for one in rng.sample(plain, 60)]),
        (
            "casus met routeadvies",
            browser,
            [f"/casus/{one}" for one in rng.sample(mine, 60)],
        ),
        ("zoeken", browser, found),
        ("API, lijst", browser, ["/api/v1/casussen"]),
        ("gesprek", browser, [f"/intake/{region.conversation}"]),
    )
    results = []
    for naam, who, addresses in pages:
        try:
            results.append(await measure(naam, who, ctx.store.engine, addresses, times))
        except SystemExit as error:
            print("overgeslagen:", error)
    return results


QUESTIONS = (
    "Sanne Bakker",
    "Yilmaz",
    "2026-0123",
    "Voorbeeldschool 017",
    "visr",
    "Dordrecht",
)


def _opens(ctx: Context, casus_id: str, organisatie: str | None) -> bool:
    from models.casus import Casus

    with ctx.store.reading() as uow:
        return uow.session.get_one(Casus, casus_id).swv_id == organisatie


def main() -> None:
    """Fill a record, measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--casussen", type=int, default=20_000)
    parser.add_argument("--keer", type=int, default=120)
    parser.add_argument("--postgres", help="adres van een lege database")
    parser.add_argument(
        "--map", type=Path, help="bewaar of hergebruik de database hier"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = args.map or Path(folder)
        measure_region(where, args.postgres, args.casussen, args.keer)


def measure_region(folder: Path, postgres: str | None, cases: int, times: int) -> None:
    """Fill (or reuse) a record in a folder, and print the table of timings."""
    url = postgres or f"sqlite:///{folder / 'proef.db'}"
    settings = replace(Settings(data_dir=folder, database_url=url))
    store = open_store(url)
    store.migrate()
    ctx = Context(store, load_knowledge(), settings)
    begun = perf_counter()

    def say(text: str) -> None:
        print(f"  {perf_counter() - begun:6.1f} s  {text}", flush=True)

    region = _remembered(folder, lambda: fill(ctx, cases, say))
    results = asyncio.run(run(ctx, region, times))
    bare = results[0].p95
    kind = "PostgreSQL" if postgres else "SQLite"
    print(f"{cases} casussen op {kind}, {times} keer elk, in milliseconden:")
    print(
        f"{'bladzijde':28} {'p50':>7} {'p95':>7} {'× kaal':>7} {'rekent':>7} "
        f"{'queries':>8} {'kB':>6}"
    )
    for row in results:
        late = "  TE TRAAG" if row.p95 > LIMIT_MS else ""
        print(
            f"{row.naam:28} {row.p50:7.1f} {row.p95:7.1f} {row.p95 / bare:7.1f} "
            f"{row.rekentijd:7.1f} {row.queries:8d} {row.kilobytes:6.0f}{late}"
        )


def _remembered(folder: Path, make: Callable[[], Region]) -> Region:
    import pickle

    path = folder / "proef.pickle"
    if path.exists():
        found: Region = pickle.loads(path.read_bytes())
        return found
    region = make()
    path.write_bytes(pickle.dumps(region))
    return region


if __name__ == "__main__":
    main()
