"""One supervised process: started, watched, started again after a fall."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.setup.errors import StepFailed
from assistant.setup.processes import stop

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from assistant.setup.steps import Report

FIRST_PAUSE = 1.0  # seconds before the first new try
LONGEST_PAUSE = 30.0  # seconds; each try doubles the pause up to here
STEADY_SECONDS = 60.0  # this long without a fall, and the pauses begin anew
CHECK_SECONDS = 0.3  # between two health checks until it answers
STEADY_CHECK_SECONDS = 5.0  # between two health checks afterwards
DEAF_CHECKS = 6  # so many checks without answer in a row, and it is started again
LOAD_SECONDS = 180.0  # longest time between start and first answer
TRIES_BEFORE_GIVING_UP = 3  # falls of an essential service that never answered


@dataclass
class Service:
    """What runs, how to start it and how to see that it is well.

    Parameters
    ----------
    name
        Dutch name for the messages.
    launch
        Starts the process; called on the thread of the supervisor.
    healthy
        Tells whether it answers; may take seconds.
    log
        File with its output, named in messages.
    ready_text
        What to tell when it answers for the first time.
    essential
        Whether the program ends when this never gets to answer.
    """

    name: str
    launch: Callable[[], subprocess.Popen[bytes]]
    healthy: Callable[[], bool]
    log: Path
    ready_text: str
    essential: bool = False
    process: subprocess.Popen[bytes] | None = None
    answered: bool = False
    ready: bool = False
    falls: int = 0
    _begun: float = 0.0
    _again_at: float = 0.0
    _check: Check | None = field(default=None, repr=False)

    def start(self, now: float) -> None:
        """Start the process and the health checks."""
        self.process = self.launch()
        self._begun = now
        self.ready = False
        self._check = Check(self.healthy)

    def look_after(self, now: float, report: Report) -> None:
        """Do what is due now: notice a fall, check health, start again.

        Parameters
        ----------
        now
            Seconds of the clock of the supervisor.
        report
            Hears of falls and of first answers.

        Raises
        ------
        StepFailed
            When an essential service fell several times and never answered.
        """
        if self.process is None:
            if now >= self._again_at:
                self.start(now)
            return
        if self.process.poll() is not None:
            self._fell(now, report, "is gestopt")
            return
        assert self._check is not None
        self._check.tick(now, STEADY_CHECK_SECONDS if self.ready else CHECK_SECONDS)
        if not self.ready and self._check.answered:
            self._became_ready(report)
        elif self._is_deaf(now):
            self._fell(now, report, "antwoordt niet meer")
        elif self.ready and now - self._begun > STEADY_SECONDS:
            self.falls = 0

    def _became_ready(self, report: Report) -> None:
        """Tell that it answers, the first time in full."""
        report.line(f"{self.name} draait weer." if self.answered else self.ready_text)
        self.ready = self.answered = True

    def _is_deaf(self, now: float) -> bool:
        """Tell whether it runs but does not answer for too long."""
        assert self._check is not None
        if self.ready:
            return self._check.misses >= DEAF_CHECKS
        return now - self._begun > LOAD_SECONDS

    def _fell(self, now: float, report: Report, what: str) -> None:
        """Clean up after a fall and plan the next try."""
        assert self.process is not None
        stop(self.process)
        self.process = None
        self.falls += 1
        if self.essential and not self.answered:
            self._give_up_in_time()
        pause = min(FIRST_PAUSE * 2 ** (self.falls - 1), LONGEST_PAUSE)
        self._again_at = now + pause
        report.line(
            f"{self.name} {what}; over {pause:.0f} s een nieuwe poging. "
            f"Wat er gebeurde staat in {self.log}."
        )

    def _give_up_in_time(self) -> None:
        """Stop trying when an essential service never gets to answer."""
        if self.falls >= TRIES_BEFORE_GIVING_UP:
            raise StepFailed(
                f"{self.name} start niet, ook niet na {self.falls} pogingen. "
                f"Wat er gebeurde staat in {self.log}."
            )


class Check:
    """Health checks on a thread of their own, so that a slow one holds up nothing.

    Parameters
    ----------
    healthy
        One check; may take seconds.
    """

    def __init__(self, healthy: Callable[[], bool]) -> None:
        self._healthy = healthy
        self._due = 0.0
        self._thread: threading.Thread | None = None
        self.answered = False
        self.misses = 0

    def tick(self, now: float, interval: float) -> None:
        """Begin a check when one is due and none is under way."""
        busy = self._thread is not None and self._thread.is_alive()
        if busy or now < self._due:
            return
        self._due = now + interval
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        if self._healthy():
            self.answered, self.misses = True, 0
        else:
            self.misses += 1
