"""Imports that are busy: a large one runs on while the browser shows how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.errors import CaseworkError
from models.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.import_lines import Progress
    from assistant.casework.import_reports import ImportResult


@dataclass
class Job:
    """One import that was started.

    Parameters
    ----------
    gedaan, totaal
        Lines of the present step that are done, of how many.
    resultaat
        What it did, when it is done.
    fout
        Why it did not happen; nothing is stored then.
    """

    gedaan: int = 0
    totaal: int = 0
    resultaat: ImportResult | None = None
    fout: str | None = None
    thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def klaar(self) -> bool:
        """Return whether it ended, well or not."""
        return self.resultaat is not None or self.fout is not None


class Jobs:
    """The imports of this process, by the id of their preview."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def start(self, key: str, work: Callable[[Progress], ImportResult]) -> Job:
        """Start an import, or return the one that is busy already."""
        with self._lock:
            job = self._jobs.get(key)
            if job is not None and not job.klaar:
                return job
            job = Job()
            self._jobs[key] = job
            job.thread = threading.Thread(target=_run, args=(job, work), daemon=True)
            job.thread.start()
            return job

    def get(self, key: str) -> Job | None:
        """Return an import of this process; None after a restart."""
        return self._jobs.get(key)

    def forget(self, key: str) -> None:
        """Forget an import whose end was shown."""
        with self._lock:
            self._jobs.pop(key, None)


def _run(job: Job, work: Callable[[Progress], ImportResult]) -> None:
    def progress(done: int, total: int) -> None:
        job.gedaan, job.totaal = done, total

    try:
        job.resultaat = work(progress)
    except (CaseworkError, StoreError) as error:
        job.fout = str(error)
    except Exception:
        # the page must not wait for ever; the transaction was rolled back
        job.fout = (
            "Er ging iets mis in het programma. Er is niets ingevoerd. Probeer het "
            "opnieuw."
        )
        raise
