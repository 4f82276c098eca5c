"""How fast absence comes in: rows per second into a record of its own.

Run with ``uv run python -m tests.bench.verzuim_invoer [ROWS]`` (200,000). Reading
and storing are measured apart, in processor seconds and on the clock; then the same
file again, which must change nothing.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.casework.absence_order import AbsenceOrder
from assistant.casework.absence_source import AbsenceSource
from assistant.casework.import_absence import import_absence, scan_absence
from assistant.casework.kijker import SYSTEEM
from assistant.context import Context
from assistant.settings import Settings
from knowledge.load import load_knowledge
from models.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = ("aanwezig",) * 8 + ("ziek", "ongeoorloofd")
LAST = date(2026, 7, 10)


def write_days(path: Path, rows: int) -> None:
    """Write a day file: every pupil 200 school days, one in five hours away."""
    days = [LAST - timedelta(days=n) for n in range(400)]
    days = [day for day in days if day.weekday() < 5][:200]
    with path.open("w") as file:
        file.write("leerling;datum;lesuren;gemist;soort\n")
        for number in range(rows):
            pupil, day = divmod(number, len(days))
            kind = KINDS[(number * 7 + pupil) % len(KINDS)]
            missed = 0 if kind == "aanwezig" else 1 + number % 5
            file.write(f"L{pupil:06d};{days[day]};5;{missed};{kind}\n")


def measure(name: str, rows: int, work: Callable[[], object]) -> None:
    """Print how long a piece of work takes."""
    begin, clock = time.process_time(), time.monotonic()
    work()
    cpu, wall = time.process_time() - begin, time.monotonic() - clock
    print(f"{name:24} {cpu:7.1f} s cpu {wall:7.1f} s {rows / cpu:12,.0f} rows/s")


def main() -> None:
    """Measure one file."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dagen.csv"
        write_days(path, rows)
        url = os.environ.get("LEERPLEK_BENCH_URL") or f"sqlite:///{folder}/leerplek.db"
        store = open_store(url)
        store.migrate()
        settings = Settings(data_dir=Path(folder), database_url=url)
        ctx = Context(store, load_knowledge(), settings, peildatum=LAST)
        order = AbsenceOrder(AbsenceSource.of_path(path))
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, {store.engine.name}")
        measure("reading alone", rows, lambda: scan_absence(ctx, order))
        measure(
            "reading and storing",
            rows,
            lambda: import_absence(ctx, order, kijker=SYSTEEM),
        )
        measure(
            "the same file again",
            rows,
            lambda: import_absence(ctx, order, kijker=SYSTEEM),
        )
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory: {peak:.0f} MB")


if __name__ == "__main__":
    main()
