"""Imports that are busy: a large one runs on while the browser shows how far it is."""

from assistant.casework.import_reports import ImportResult
from assistant.web import bezig

CRASHED = (
    "Er ging iets mis in het programma. Er is niets ingevoerd. Probeer het opnieuw."
)


class Jobs(bezig.Jobs[ImportResult]):
    """The imports of this process, by the id of their preview."""

    def __init__(self) -> None:
        super().__init__(crashed=CRASHED)
