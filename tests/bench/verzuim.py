"""Speed and memory of ``leerplek verzuim`` against the bare polars read of the file.

Run with ``python -m tests.bench.verzuim [ROWS]`` (2,000,000: 10,000 pupils, one school
year). Every measurement has a process of its own, so that memory is its own; the bare
read (the reading alone, polars already there) is measured before and after the command
(its whole process, from start to exit), in the same run. Growth: the same for a
quarter and for half of the rows.
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
    library = "import polars as pl"
    library = "import polars as pl"
    first = measured(BARE, library, str(path))
    told = measured(COMMAND, "", str(path), *words)
    second = measured(BARE, library, str(path))
    bare = (first.wall + second.wall) / 2
    worked = (first.worked + second.worked) / 2
    print(
        f"{rows:>9,} rows, {pupils:>6,} pupils: bare read {bare:5.2f} s (processor "
        f"{worked:5.2f} s, {first.memory:4.0f} MB), command {told.whole:5.2f} s "
        f"(processor {told.cpu:5.2f} s, {told.memory:4.0f} MB): "
        f"{told.whole / bare:4.1f}x, processor {told.cpu / worked:4.1f}x, "
        f"{rows / told.whole:,.0f} rows/s"
    )
    # On a machine that others use as well the processor says more than the clock.
    return min(told.whole / bare, told.cpu / worked), told.memory


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
