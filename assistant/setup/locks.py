"""Let one set-up at a time touch a folder, also over several processes."""

from __future__ import annotations

import fcntl
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.setup.steps import Report

POLL_SECONDS = 0.5


@contextmanager
def locked(path: Path, report: Report) -> Iterator[None]:
    """Hold a lock file; wait for another set-up that has it, and say so.

    The lock belongs to the open file, so it is gone when its process dies.

    Parameters
    ----------
    path
        The lock file; made when missing.
    report
        Hears that we wait.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                report.busy("een ander venster is bezig met opzetten")
                time.sleep(POLL_SECONDS)
        yield
