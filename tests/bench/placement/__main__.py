"""Measure placement and print the table.

``uv run python -m tests.bench.placement [--snel] [--alleen core|full|gap|prices|
operations|hospital] [--limiet S] [--json FILE]``. Every measurement is a process of
its own, so memory is its own and nothing can hang. ``--snel`` takes about two
minutes, everything about half an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from tests.bench.placement import report
from tests.bench.placement.cases import SECTIONS
from tests.bench.placement.processes import Child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.placement.cases import Case

Figures = dict[str, Any]

LIMIT, QUICK_LIMIT = 60.0, 15.0
"""Seconds that a solver gets."""

TITLES = {
    "core": "Core: seats and goals, to proven optimum with the draw",
    "full": "Full: every rule, to proven optimum or gap",
    "gap": "Generalised assignment: everybody placed, then the least cost",
    "prices": "Prices of all pairs around the optimum",
    "operations": "Questions of a committee about one proposal",
    "hospital": "Wishes, beside deferred acceptance",
}


class Run:
    """One run of the bench.

    Parameters
    ----------
    folder
        Where the instances are written.
    quick
        Whether only the quick cases count.
    limit
        Seconds that a solver gets.
    """

    def __init__(self, folder: Path, *, quick: bool, limit: float) -> None:
        self.folder, self.quick, self.limit = folder, quick, limit
        self.kept: dict[str, dict[str, Figures]] = {}

    def section(self, name: str) -> Iterator[str]:
        """Measure a section; yield its lines as they come."""
        yield f"\n{TITLES[name]}"
        found = []
        for case in SECTIONS[name]:
            methods = case.quick if self.quick else case.methods
            if not methods:
                continue
            yield f"\n  {case.name}"
            document = case.make()
            answers = self._measure(name, case, document, methods)
            yield from self._lines(name, document, answers)
            found += [(case.name, answers[methods[0]])]
        if name == "core" and len(found) > 1:
            yield "\n  growth"
            yield from report.growth_lines(found)

    def _measure(
        self, section: str, case: Case, document: Figures, methods: tuple[str, ...]
    ) -> dict[str, Figures]:
        file = self.folder / "instantie.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        answers = {}
        for method in methods:
            _progress(f"{section}: {case.name}: {method} ...")
            answers[method] = Child(method, file, self.limit).run()
        _progress("")
        shown = {
            method: {key: value for key, value in found.items() if key != "given"}
            for method, found in answers.items()
        }
        self.kept[f"{section}: {case.name}"] = shown
        return answers

    def _lines(
        self, section: str, document: Figures, answers: dict[str, Figures]
    ) -> Iterator[str]:
        if section == "prices":
            return report.price_lines(answers["prices"])
        if section == "operations":
            return report.operation_lines(answers["operations"])
        if section == "hospital":
            return report.wish_lines(document, answers)
        return report.solved_lines(answers, self.limit)


def _progress(text: str) -> None:
    """Show a person who waits what is going on, on one line that is overwritten."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def main() -> None:
    """Measure the sections that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.placement")
    parser.add_argument("--snel", action="store_true", help="about two minutes")
    parser.add_argument("--alleen", choices=SECTIONS, help="one section")
    parser.add_argument("--limiet", type=float, help="seconds that a solver gets")
    parser.add_argument("--json", type=Path, help="also write all figures here")
    args = parser.parse_args()
    limit = args.limiet or (QUICK_LIMIT if args.snel else LIMIT)
    started = perf_counter()
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, ortools {version('ortools')}, "
        f"limit {limit:.0f} s"
    )
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), quick=args.snel, limit=limit)
        for name in [args.alleen] if args.alleen else SECTIONS:
            for line in run.section(name):
                print(line, flush=True)
    if args.json:
        args.json.write_text(json.dumps(run.kept, indent=1), encoding="utf-8")
    print(f"\nDone in {perf_counter() - started:.0f} s.")


if __name__ == "__main__":
    main()
