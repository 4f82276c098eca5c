"""What the use cases of cases return: a line of a list, and one case as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from assistant.casework.inzage import Inzage
    from assistant.casework.papers import Paper
    from assistant.casework.task_views import TaskView
    from assistant.casework.timeline import Moment
    from assistant.casework.views import (
        AnswerView,
        Contact,
        DecisionView,
        StoredAdvice,
    )


@dataclass(frozen=True)
class ClockView:
    """A day on which something must be done, with the rule it comes from."""

    datum: date
    zin: str
    bron: str
    voorbij: bool


@dataclass(frozen=True)
class CaseRow:
    """One line of the list of cases.

    ``klok`` is the clock that ends first; ``wacht_op`` says what the case waits for
    and ``wacht_van`` from whom; ``naam`` is there only for who may see it.
    """

    id: str
    status: str
    status_tekst: str
    leeftijd: int | None
    schoolsoort: str | None
    gemeente: str | None
    weken_thuis: int | None
    regisseur: str | None
    wacht_op: str
    urgent: bool
    voorbeeld: bool
    klok: date | None = None
    klok_tekst: str | None = None
    klok_voorbij: bool = False
    rang: int = 1
    school: str | None = None
    zorgcoordinator: str | None = None
    wacht_van: str | None = None
    open_taken: int = 0
    eerste_taak: date | None = None
    naam: str | None = None
    gewijzigd_op: datetime | None = None


@dataclass(frozen=True)
class CasePage:
    """One page of a list of cases.

    ``lijst`` names the list that is shown; ``aantallen`` counts the whole of it per
    ``rang`` and ``per_lijst`` every list.
    """

    lijst: str
    rijen: tuple[CaseRow, ...]
    aantallen: Mapping[int, int]
    per_lijst: Mapping[str, int]
    bladzijde: int
    bladzijden: int

    @property
    def totaal(self) -> int:
        """Return how many cases the whole list has."""
        return sum(self.aantallen.values())


@dataclass(frozen=True)
class CaseView:
    """One case, as far as the viewer may see it (``inzage``)."""

    id: str
    status: str
    status_tekst: str
    rij: CaseRow
    inzage: Inzage
    antwoorden: tuple[AnswerView, ...]
    advies: StoredAdvice | None
    taken: tuple[TaskView, ...]
    besluit: DecisionView | None
    overgeslagen: tuple[str, ...]
    stopreden: str | None
    contact: Contact
    klokken: tuple[ClockView, ...]
    papieren: tuple[Paper, ...]
    geschiedenis: tuple[Moment, ...]
    aangemaakt_op: datetime
    bevestigd_op: datetime | None
    bevestigd_door: str | None
