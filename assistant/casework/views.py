"""What the use cases return: frozen views, never rows of the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from assistant.casework.pins import PinView
    from assistant.casework.placement_views import (
        BridgeView,
        PlacementView,
        PlaceOption,
        ProposalView,
    )
    from assistant.casework.together import TogetherView


@dataclass(frozen=True)
class AnswerView:
    """One current answer with its origin; ``eerdere`` holds the older ones.

    ``zekerheid`` (0..1) is how sure a reader of free text was, None where a person
    chose or typed the value itself.
    """

    veld: str
    waarde: object
    rol: str
    via: str
    woorden: str | None
    door: str | None
    op: datetime
    bevestigd: bool
    eerdere: tuple[AnswerView, ...] = ()
    zekerheid: float | None = None


@dataclass(frozen=True)
class StoredAdvice:
    """A route advice as stored, with the receipt to replay it."""

    id: int
    casus_id: str
    uitkomst: Mapping[str, Any]
    ontvangstbewijs: Mapping[str, Any]
    op: datetime
    peildatum: date
    verouderd: bool

    @property
    def stop(self) -> bool:
        """Return whether a safety rule stopped this advice."""
        return bool(self.uitkomst["stop"])


@dataclass(frozen=True)
class Contact:
    """Whom to call: a name, what they do and a telephone number."""

    naam: str
    rol: str
    telefoon: str | None
    voorbeeld: bool = False


@dataclass(frozen=True)
class MeetingRow:
    """A plaatsingsoverleg in a list."""

    id: int
    naam: str
    datum: date
    tijd: str | None
    plek: str | None
    stand: str


@dataclass(frozen=True)
class AgendaItemView:
    """One case on the agenda.

    From ``stem_kind`` on it is told only of cases that are asked for in full, the
    child's own words first; ``afgeschermd`` says why health data are out of sight, if
    they are.
    """

    casus_id: str
    volgorde: int
    status: str
    voorstel: PlacementView | None
    besluit: DecisionView | None
    vast: tuple[PinView, ...] = ()
    samen: tuple[TogetherView, ...] = ()
    stem_kind: str | None = None
    samenvatting: str = ""
    weken_thuis: int | None = None
    urgentie: int = 0
    open_routes: tuple[str, ...] = ()
    afgeschermd: str | None = None


@dataclass(frozen=True)
class MeetingView:
    """A plaatsingsoverleg: agenda, seats, last proposal and decisions."""

    overleg: MeetingRow
    agenda: tuple[AgendaItemView, ...]
    aantal_leerlingen: int
    aantal_plaatsen: int
    aantal_overbrugging: int
    onbekende_capaciteit: tuple[str, ...]
    voorstel: ProposalView | None
    plekken: tuple[PlaceOption, ...]
    gaten: tuple[str, ...] = ()
    """What is not known of places, in sentences."""


@dataclass(frozen=True)
class DecisionView:
    """A decision by a person, with name, time and reason.

    ``begin`` is the first day on the place and ``tot`` its last one when it is a
    bridge itself; ``brug`` is the place until then.
    """

    id: int
    overleg_id: int
    casus_id: str
    plek_id: str | None
    plek_naam: str | None
    akkoord: bool
    wijkt_af: bool
    reden: str
    door: str
    op: datetime
    voorgesteld: str | None
    opmerkingen: tuple[str, ...] = ()
    begin: date | None = None
    tot: date | None = None
    brug: BridgeView | None = None


@dataclass(frozen=True)
class PathStage:
    """A stage on the path of the case: ``klaar``, ``nu`` or ``straks``."""

    id: str
    naam: str
    stand: str
    datum: date | None = None


@dataclass(frozen=True)
class StepView:
    """One next step for the parents, in plain Dutch."""

    id: str
    wat: str
    wie: str
    uiterlijk: date | None
    bron: str | None
    telefoon: str | None = None
    bel: str | None = None
    waarom: str | None = None
    als_niet: str | None = None
    voorbij: bool = False


@dataclass(frozen=True)
class NextStepsView:
    """Where the case stands, in plain Dutch, and what happens next."""

    casus_id: str
    pad: tuple[PathStage, ...]
    stand: str
    besluit: str | None
    stappen: tuple[StepView, ...]
    contact: Contact
    veiligheid: bool = False


@dataclass(frozen=True)
class UserView:
    """A person with a role who may sign in."""

    id: int
    naam: str
    rol: str
    organisatie: str
    voorbeeld: bool
    aanstelling_id: int
    organisatie_id: str
    organisatie_soort: str


@dataclass(frozen=True)
class ImportReport:
    """What an import did; ``regels`` tells it line by line."""

    soort: str
    bestand: str
    gelezen: int
    nieuw: int
    gewijzigd: int
    ongewijzigd: int
    regels: tuple[str, ...] = field(default_factory=tuple)
