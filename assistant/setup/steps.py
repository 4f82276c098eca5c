"""Say what is being set up: step n of m, what, how long, and that it still moves."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BUSY_INTERVAL_PLAIN = 5.0  # seconds between "still busy" lines in a log
BUSY_INTERVAL_TTY = 0.2  # seconds between redraws of the moving line
LINE_WIDTH = 78


class Report(Protocol):
    """Where progress goes; set-up code knows no terminal."""

    def line(self, text: str) -> None:
        """Tell one lasting line."""

    def busy(self, text: str = "") -> None:
        """Tell that work goes on; may be called often."""


class QuietReport:
    """Progress that nobody reads, for commands that answer with JSON."""

    def line(self, text: str) -> None:
        """Drop the line."""

    def busy(self, text: str = "") -> None:
        """Drop the sign of life."""


class StreamReport:
    """Progress on a stream: a moving line on a terminal, plain lines in a log.

    Parameters
    ----------
    stream
        Where to write.
    clock
        Seconds that only go forward.
    """

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._moving = stream.isatty()
        self._interval = BUSY_INTERVAL_TTY if self._moving else BUSY_INTERVAL_PLAIN
        self._begun = self._last = clock()
        self._drawn = False

    def line(self, text: str) -> None:
        """Write one line that stays; the time of ``busy`` counts from here."""
        self._erase()
        self._write(text + "\n")
        self._begun = self._last = self._clock()

    def busy(self, text: str = "") -> None:
        """Write how long the work takes, and what it last said, now and then."""
        now = self._clock()
        if now - self._last < self._interval:
            return
        self._last = now
        tail = " ".join(text.split())
        told = f"      … {now - self._begun:.0f} s  {tail}"[:LINE_WIDTH].rstrip()
        if self._moving:
            self._write("\r" + told.ljust(LINE_WIDTH))
            self._drawn = True
        else:
            self._write(told + "\n")

    def _erase(self) -> None:
        if self._drawn:
            self._write("\r" + " " * LINE_WIDTH + "\r")
            self._drawn = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


class Steps:
    """Count the steps of one set-up.

    Parameters
    ----------
    report
        Where the progress goes.
    total
        How many steps there are.
    """

    def __init__(self, report: Report, total: int) -> None:
        self.report = report
        self._total = total
        self._number = 0

    @contextmanager
    def step(self, what: str) -> Iterator[Outcome]:
        """Tell that a step begins, and when it is done how long it took.

        Parameters
        ----------
        what
            What is being set up, in Dutch.

        Yields
        ------
        Outcome
            Where the step says that there was nothing to do, or what came of it.
        """
        self._number += 1
        name = f"[{self._number}/{self._total}] {what}"
        begun = time.monotonic()
        outcome = Outcome()
        self.report.line(f"{name} …")
        yield outcome
        took = f"{time.monotonic() - begun:.1f} s".replace(".", ",")
        self.report.line(f"{name}: {outcome.text} ({took})")


class Outcome:
    """What a step has to say when it is over."""

    def __init__(self) -> None:
        self.text = "klaar"

    def already(self) -> None:
        """Say that there was nothing to do."""
        self.text = "was al klaar"

    def say(self, text: str) -> None:
        """Say what came of the step."""
        self.text = text


def quiet_report() -> Report:
    """Return a report that nobody reads."""
    return QuietReport()


def terminal_report() -> Report:
    """Return the report for a person: on stderr, so that stdout stays the answer."""
    return StreamReport(sys.stderr)
