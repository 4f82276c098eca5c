"""Start a child process per measurement, with a limit on its time."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from os import environ
from pathlib import Path
from time import perf_counter
from typing import Any

Figures = dict[str, Any]

ROOT = Path(__file__).resolve().parents[3]

SLACK = 120.0
"""Seconds on top of the limit of a solver: reading, building, and checking."""

ACCEPTANCE = Path(__file__).with_name("acceptance.py")
MEASURE = (sys.executable, "-m", "tests.bench.placement.child")
ISOLATED = (
    *("uv", "run", "--isolated", "--frozen", "--only-group", "bench"),
    *("--project", str(ROOT)),
)


@dataclass(frozen=True)
class Child:
    """One measurement.

    Parameters
    ----------
    method
        What is measured.
    file
        The instance.
    seconds
        Limit of the solver.
    """

    method: str
    file: Path
    seconds: float

    def run(self) -> Figures:
        """Return the figures, or why there are none under ``failed``."""
        started = perf_counter()
        try:
            done = subprocess.run(
                self._command(),
                cwd=self._folder(),
                env={
                    key: value for key, value in environ.items() if key != "PYTHONPATH"
                },
                capture_output=True,
                text=True,
                timeout=self.seconds + SLACK,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"failed": f"stopped after {self.seconds + SLACK:.0f} s"}
        figures = _last_line(done.stdout)
        if done.returncode or figures is None:
            lines = done.stderr.strip().splitlines() or ["no output"]
            return {"failed": lines[-1][:200]}
        figures["process_s"] = perf_counter() - started
        return figures

    def _folder(self) -> Path:
        """Return where to start: not here for the library with the name of ours."""
        return self.file.parent if self.method == ACCEPTANCE.stem else ROOT

    def _command(self) -> list[str]:
        if self.method == ACCEPTANCE.stem:
            return [*ISOLATED, "python", str(ACCEPTANCE), str(self.file)]
        return [*MEASURE, self.method, str(self.file), str(self.seconds)]


def _last_line(text: str) -> Figures | None:
    lines = text.strip().splitlines()
    if not lines:
        return None
    try:
        figures: Figures = json.loads(lines[-1])
    except json.JSONDecodeError:
        return None
    return figures
