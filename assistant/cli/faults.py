"""Turn an error into the one Dutch line that the user reads."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from assistant.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = ("assistant", "knowledge", "matching", "models")


def report_fault(error: Exception) -> str:
    """Return what to tell the user; log where an unforeseen error arose.

    Parameters
    ----------
    error
        What ended the command.

    Returns
    -------
    str
        One Dutch line, without traceback.
    """
    if is_expected(error):
        return " ".join(str(error).split())
    log = _log_fault(error)
    where = f" Meer staat in {log}." if log else ""
    return (
        f"Er ging iets mis in het programma ({type(error).__name__}). "
        f"Probeer het nog eens of meld het aan de beheerder.{where}"
    )


def is_expected(error: BaseException) -> bool:
    """Tell whether the error comes from the error tree of one of the rooms."""
    return any(
        kind.__module__.partition(".")[0] in ROOMS
        and kind.__module__.rpartition(".")[2] == "errors"
        for kind in type(error).__mro__
    )


def _log_fault(error: Exception) -> Path | None:
    """Append kind and place of the error to the log; never its text or values."""
    try:
        folder = read_settings().data_dir / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "leerplek.log"
        with log.open("a", encoding="utf-8") as file:
            # The text of an error may hold an answer or a name, so it stays out.
            file.writelines(traceback.format_tb(error.__traceback__))
            file.write(f"{type(error).__module__}.{type(error).__qualname__}\n\n")
    except (OSError, ValueError):
        return None
    return log
