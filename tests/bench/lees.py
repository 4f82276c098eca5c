"""Speed of reading a report, against a plain scan for its words, in one run.

Prints the median seconds of both for a report of 300 words, and their ratio; run it
with ``python -m tests.bench.lees``.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import assistant
from assistant.begrip.report import read_report
from assistant.measure.meetset import read_reports
from knowledge.load import load_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.load import Knowledge

MEETSET = Path(assistant.__file__).parent / "bot" / "meetset"
WORDS = 300
RUNS = 9
BOUND_S = 1.0
PEILDATUM = date(2026, 11, 20)


def report_text(knowledge: Knowledge) -> str:
    """Return a report of 300 words: the development reports after each other."""
    texts = read_reports(MEETSET / "verslagen_ontwikkel.yaml", knowledge)
    joined = "\n\n".join(row.tekst for row in texts)
    ends = [m.end() for m in re.finditer(r"\S+", joined)]
    return joined[: ends[WORDS - 1]]


def median_s(work: Callable[[], object]) -> float:
    """Return the median seconds of a piece of work."""
    spent = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent)


def main() -> int:
    """Measure, print, and tell whether the bound holds."""
    knowledge = load_knowledge()
    text = report_text(knowledge)
    words = {
        word
        for row in knowledge.synoniemen.velden.values()
        for waarde in row.waarden.values()
        for phrase in waarde.zinnen
        for word in re.findall(r"[a-z]{4,}", phrase)
    }
    read_report(text, knowledge=knowledge, peildatum=PEILDATUM)  # compiles the rows
    ours = median_s(lambda: read_report(text, knowledge=knowledge, peildatum=PEILDATUM))
    plain = median_s(lambda: [word for word in words if word in text])
    sys.stdout.write(
        f"verslag van {WORDS} woorden: {ours:.3f} s; woorden zoeken: {plain:.4f} s; "
        f"verhouding {ours / plain:.0f}\n"
    )
    return int(ours > BOUND_S)


if __name__ == "__main__":
    sys.exit(main())
