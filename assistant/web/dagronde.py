"""What happens by itself once a day while the pages are served."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from assistant.casework.duty_round import look_after_all

if TYPE_CHECKING:
    from datetime import date

    from assistant.context import Context

LOOK_SECONDS = 900.0
"""How often is looked whether a new day has begun."""
_log = logging.getLogger("leerplek.web")


class DayRound:
    """Looks after duties once a day, on a thread that ends with the program.

    Parameters
    ----------
    ctx
        The surroundings.
    """

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._done: date | None = None
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin; the first round follows at once, for the days it did not run."""
        threading.Thread(target=self._run, name="dagronde", daemon=True).start()

    def stop(self) -> None:
        """End after the round that is busy, if any."""
        self._stop.set()

    def look(self) -> bool:
        """Do the round of today unless it was done; tell whether it was done now."""
        today = self._ctx.today()
        if self._done == today:
            return False
        look_after_all(self._ctx)
        self._done = today
        return True

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.look()
            except Exception as error:
                # The pages go on without it; the next look tries again.
                _log.warning("Dagronde mislukt (%s).", type(error).__name__)
            self._stop.wait(LOOK_SECONDS)
