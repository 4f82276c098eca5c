"""Keep the app and Rasa running side by side, and leave nothing behind.

The app starts first, so that the pages answer while Rasa still loads. A process
that ends by itself, or that no longer answers, is started again; the longer it
keeps failing, the longer the pause before the next try.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from typing import TYPE_CHECKING

from assistant.setup.processes import stop_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from assistant.setup.services import Service
    from assistant.setup.steps import Report

TICK_SECONDS = 0.1
HEAD_START_SECONDS = 4.0  # how long the next service waits for the one before it


class Supervisor:
    """The one owner of the processes of a running Leerplek.

    Parameters
    ----------
    services
        What runs, in the order of starting.
    report
        Hears what starts, falls and is there again.
    clock
        Seconds that only go forward.
    """

    def __init__(
        self,
        services: Sequence[Service],
        report: Report,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._services = list(services)
        self._report = report
        self._clock = clock
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask the supervisor to stop everything and return from ``run``."""
        self._stopping.set()

    def run(self) -> None:
        """Start everything and look after it until ``stop`` or a signal.

        Raises
        ------
        StepFailed
            When a service keeps ending before it ever answered.
        """
        with self._signals():
            try:
                self._start_in_order()
                while not self._stopping.wait(TICK_SECONDS):
                    self._look_after(self._services)
            finally:
                # A second Ctrl-C must not interrupt the cleaning up.
                self._stop_services()

    def _start_in_order(self) -> None:
        """Start each service when the one before it answers, or is slow."""
        begun: list[Service] = []
        for service in self._services:
            service.start(self._clock())
            begun.append(service)
            deadline = self._clock() + HEAD_START_SECONDS
            while service is not self._services[-1] and not service.ready:
                if self._clock() > deadline or self._stopping.wait(TICK_SECONDS):
                    break
                self._look_after(begun)

    def _look_after(self, services: Sequence[Service]) -> None:
        for service in services:
            service.look_after(self._clock(), self._report)

    def _stop_services(self) -> None:
        """Stop all processes at the same time."""
        stop_all([s.process for s in self._services if s.process is not None])

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Let Ctrl-C, a stop request and a closed terminal end the run."""

        def on_signal(number: int, frame: FrameType | None) -> None:
            self._stopping.set()

        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = [(number, signal.signal(number, on_signal)) for number in numbers]
        try:
            yield
        finally:
            for number, handler in before:
                signal.signal(number, handler)
