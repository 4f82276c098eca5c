"""Speed and memory of ``leerplek verzuim`` against the bare polars read of the file.

Run with ``python -m tests.bench.verzuim [ROWS]`` (2,000,000: 10,000 pupils, one school
year). Every measurement has a process of its own, so that memory is its own; the bare
read (the reading alone, polars already there) and the command (its whole process, from
start to exit) take turns, and the best of each counts: what others do on the machine
only ever adds. Growth: the same for a quarter and for half of the rows.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

ROWS = 2_000_000
DAYS = 200
TURNS = 5
BOUND = 8.0
"""How many bare reads the command may take."""
MEMORY = 1_000
"""Megabytes that the command may use."""
PEILDATUM = date(2026, 6, 30)
KINDS = ("ziek", "verlof", "geoorloofd", "ongeoorloofd", "schorsing")
BARE = "pl.read_csv(sys.argv[1], separator=';')"
TOLD = """
import resource, time, sys
{before}
begin, used = time.perf_counter(), time.process_time()
{work}
wall, worked = time.perf_counter() - begin, time.process_time() - used
use = resource.getrusage(resource.RUSAGE_SELF)
cpu = use.ru_utime + use.ru_stime
print(wall, worked, cpu, use.ru_maxrss / 1024, file=sys.stderr)
"""
COMMAND = "from assistant.cli import main; main(sys.argv[2:])"


def write_days(path: Path, rows: int, seed: int = 7) -> int:
    """Write a school year of days; return how many pupils there are."""
    rng = random.Random(seed)
    days, day = [], date(2025, 8, 25)
    while len(days) < DAYS:
        # A week off in autumn, two at the end of the year, one in spring, two in May.
        off = (day.isocalendar().week) in (43, 52, 1, 8, 18, 19)
        if day.weekday() < 5 and not off:
            days.append(day.isoformat())
        day += timedelta(days=1)
    pupils = rows // DAYS
    with path.open("w", encoding="utf-8") as file:
        file.write("leerling;datum;lesuren;gemist;soort\n")
        for number in range(pupils):
            hours = rng.choice((4, 5, 6, 7))
            home = rng.randrange(DAYS) if rng.random() < 0.05 else DAYS
            kind = rng.choice(KINDS)
            for place, one in enumerate(days):
                if place >= home:
                    rest = f"{hours};{hours};{kind}"
                elif rng.random() < 0.06:
                    rest = f"{hours};{rng.randint(1, 4)};{rng.choice(KINDS)}"
                else:
                    rest = f"{hours};0;aanwezig"
                file.write(f"L{number:06d};{one};{rest}\n")
    return pupils


class Use(NamedTuple):
    """Seconds of some work and of its process: clock, processor; and megabytes."""

    wall: float
    worked: float
    cpu: float
    memory: float
    whole: float


def measured(work: str, before: str, *words: str) -> Use:
    """Do some work in a process of its own and return what it used."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", TOLD.format(work=work, before=before), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    whole = time.perf_counter() - begin
    return Use(*map(float, done.stderr.split()[-4:]), whole)


def measure(folder: Path, rows: int) -> tuple[float, float]:
    """Print the figures of one size; return the ratio and the megabytes."""
    path = folder / "dagen.csv"
    pupils = write_days(path, rows)
    words = ("verzuim", str(path), "--peildatum", PEILDATUM.isoformat(), "--json")
    reads, runs = [], []
    for _ in range(TURNS):
        reads.append(measured(BARE, "import polars as pl", str(path)))
        runs.append(measured(COMMAND, "", str(path), *words))
    bare, worked = min(one.wall for one in reads), min(one.worked for one in reads)
    whole, cpu = min(one.whole for one in runs), min(one.cpu for one in runs)
    memory = max(one.memory for one in runs)
    print(
        f"{rows:>9,} rows, {pupils:>6,} pupils: bare read {bare:5.2f} s (processor "
        f"{worked:5.2f} s, {reads[0].memory:4.0f} MB), command {whole:5.2f} s "
        f"(processor {cpu:5.2f} s, {memory:4.0f} MB): "
        f"{whole / bare:4.1f}x, processor {cpu / worked:4.1f}x, "
        f"{rows / whole:,.0f} rows/s"
    )
    # On a machine that others use as well the processor says more than the clock.
    return min(whole / bare, cpu / worked), memory


def main(words: list[str]) -> int:
    """Measure a quarter, half and all of the rows."""
    rows = int(words[0]) if words else ROWS
    with tempfile.TemporaryDirectory() as folder:
        for part in (4, 2):
            measure(Path(folder), rows // part)
        ratio, memory = measure(Path(folder), rows)
    fine = ratio <= BOUND and memory <= MEMORY
    print(f"bound {BOUND:.0f}x and {MEMORY} MB: {'held' if fine else 'NOT held'}")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
