"""Work that takes a while: it runs on while the browser shows how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from assistant.errors import CaseworkError
from matching.placement.errors import PlacementError
from models.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.import_lines import Progress

T = TypeVar("T")


@dataclass
class Job(Generic[T]):
    """One piece of work that was started.

    Parameters
    ----------
    gedaan, totaal
        How much of the present step is done, of how much.
    resultaat
        What came out, when it is done.
    fout
        Why it did not happen; nothing is stored then.
    """

    gedaan: int = 0
    totaal: int = 0
    resultaat: T | None = None
    fout: str | None = None
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def klaar(self) -> bool:
        """Return whether it ended, well or not."""
        return self.resultaat is not None or self.fout is not None

    def wait(self, seconds: float) -> bool:
        """Wait a while for the end; return whether it came."""
        if self.thread is not None:
            self.thread.join(seconds)
        return self.klaar


class Jobs(Generic[T]):
    """The work of this process, by a key.

    Parameters
    ----------
    crashed
        What is said when the program itself failed.
    most
        How many results are kept; the oldest one that is done goes first.
    at_once
        How much of it runs beside each other; the rest waits for its turn.
    """

    def __init__(self, *, crashed: str, most: int = 200, at_once: int = 8) -> None:
        self._jobs: dict[str, Job[T]] = {}
        self._lock = threading.Lock()
        self._most, self._crashed = most, crashed
        self._turn = threading.Semaphore(at_once)

    def start(self, key: str, work: Callable[[Progress], T]) -> Job[T]:
        """Start work, or return what is busy already under this key."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.klaar:
                return job
            job = Job[T]()
            self._jobs.pop(key, None)
            self._jobs[key] = job
            self._make_room()
            job.thread = threading.Thread(
                target=self._run, args=(job, work), daemon=True
            )
            job.thread.start()
            return job

    def get(self, key: str) -> Job[T] | None:
        """Return work of this process; None after a restart."""
        return self._jobs.get(key)

    def forget(self, key: str) -> None:
        """Forget work whose end was shown."""
        with self._lock:
            self._jobs.pop(key, None)

    def _make_room(self) -> None:
        done = [key for key, job in self._jobs.items() if job.klaar]
        for key in done[: max(0, len(self._jobs) - self._most)]:
            del self._jobs[key]

    def _run(self, job: Job[T], work: Callable[[Progress], T]) -> None:
        def progress(done: int, total: int) -> None:
            job.gedaan, job.totaal = done, total

        try:
            with self._turn:
                job.resultaat = work(progress)
        except (CaseworkError, StoreError, PlacementError) as error:
            job.fout = str(error)
        except Exception:
            # the page must not wait for ever; the transaction was rolled back
            job.fout = self._crashed
            raise
