"""Casus: one pupil's case, known by a number only, with a guarded status."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence  # noqa: TC003
from contextlib import suppress
from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
    or_,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.batches import batches
from models.errors import TransitionError


class CasusStatus(StrEnum):
    """Where a case is on its path."""

    SIGNAAL = "signaal"
    INTAKE = "intake"
    BEVESTIGD = "bevestigd"
    GEADVISEERD = "geadviseerd"
    OP_TAFEL = "op_tafel"
    BESLOTEN = "besloten"
    GESTART = "gestart"
    NAZORG = "nazorg"
    AFGESLOTEN = "afgesloten"
    HEROPEND = "heropend"
    GESTOPT = "gestopt"


S = CasusStatus
# A case may go back one step (an answer was corrected, a decision did not hold);
# 'gestopt' is the safety stop, entered from any living status and left only to
# the status it came from. A closed case is opened again with all of its history.
TRANSITIONS: Mapping[CasusStatus, frozenset[CasusStatus]] = {
    S.SIGNAAL: frozenset({S.INTAKE, S.AFGESLOTEN}),
    S.INTAKE: frozenset({S.BEVESTIGD, S.AFGESLOTEN}),
    S.BEVESTIGD: frozenset({S.GEADVISEERD, S.INTAKE, S.AFGESLOTEN}),
    # A route without a table (a plan at the own school, say) starts at once.
    S.GEADVISEERD: frozenset({S.OP_TAFEL, S.GESTART, S.BEVESTIGD, S.AFGESLOTEN}),
    S.OP_TAFEL: frozenset({S.BESLOTEN, S.GEADVISEERD, S.AFGESLOTEN}),
    S.BESLOTEN: frozenset({S.GESTART, S.OP_TAFEL, S.AFGESLOTEN}),
    S.GESTART: frozenset({S.NAZORG, S.OP_TAFEL, S.AFGESLOTEN}),
    S.NAZORG: frozenset({S.AFGESLOTEN, S.OP_TAFEL}),
    S.AFGESLOTEN: frozenset({S.HEROPEND}),
    S.HEROPEND: frozenset({S.INTAKE, S.BEVESTIGD, S.AFGESLOTEN}),
    S.GESTOPT: frozenset(),
}

HOLDS_A_SEAT = frozenset({S.BESLOTEN, S.GESTART, S.NAZORG})
"""Statuses in which a decision holds its seat; after closing, the provider counts
the pupil among its own taken seats."""
HOLDS_A_BRIDGE = HOLDS_A_SEAT | {S.OP_TAFEL}
"""A bridge is held as well while the table still looks for the lasting place."""

STATUS_TEKST: Mapping[CasusStatus, str] = {
    S.SIGNAAL: "signaal",
    S.INTAKE: "in gesprek",
    S.BEVESTIGD: "analyse bevestigd",
    S.GEADVISEERD: "route geadviseerd",
    S.OP_TAFEL: "op het plaatsingsoverleg",
    S.BESLOTEN: "besloten",
    S.GESTART: "gestart",
    S.NAZORG: "nazorg",
    S.AFGESLOTEN: "afgesloten",
    S.HEROPEND: "heropend",
    S.GESTOPT: "gestopt voor veiligheid",
}


class Casus(Base):
    """One case; the name of the pupil is sealed in ``naam``, apart from it."""

    __tablename__ = "casus"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    status: Mapped[CasusStatus] = mapped_column(
        text_enum(CasusStatus), default=CasusStatus.INTAKE, index=True
    )
    gestopt_vanuit: Mapped[CasusStatus | None] = mapped_column(text_enum(CasusStatus))
    stopreden: Mapped[str | None] = mapped_column(Text)
    regio: Mapped[str | None] = mapped_column(String(60))
    regisseur_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    organisatie_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    swv_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"), index=True)
    swv_handmatig: Mapped[bool] = mapped_column(default=False, server_default=false())
    zorgcoordinator_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    rol: Mapped[str] = mapped_column(String(40))
    door: Mapped[str | None] = mapped_column(String(200))
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    aangemaakt_op: Mapped[datetime]
    bevestigd_op: Mapped[datetime | None]
    bevestigd_door: Mapped[str | None] = mapped_column(String(200))
    uitkomst: Mapped[str | None] = mapped_column(String(80))
    gesloten_op: Mapped[datetime | None]
    heropend_op: Mapped[datetime | None]
    gewijzigd_op: Mapped[datetime | None]

    def advance(self, to: CasusStatus) -> None:
        """Bring the case to the next status.

        Parameters
        ----------
        to
            The status to go to.

        Raises
        ------
        TransitionError
            When the path of a case does not go from here to there.
        """
        if to not in TRANSITIONS[self.status]:
            msg = (
                f"Casus {self.id} is '{STATUS_TEKST[self.status]}' en kan niet naar "
                f"'{STATUS_TEKST[to]}'. {_allowed(self.status)}"
            )
            raise TransitionError(msg)
        self.status = to

    def stop(self, reden: str) -> bool:
        """Stop the case for safety; return False when it was stopped already."""
        if self.status is CasusStatus.GESTOPT:
            return False
        if self.status is CasusStatus.AFGESLOTEN:
            msg = f"Casus {self.id} is afgesloten en kan niet worden gestopt."
            raise TransitionError(msg)
        self.gestopt_vanuit = self.status
        self.stopreden = reden
        self.status = CasusStatus.GESTOPT
        return True

    def lift_stop(self) -> None:
        """Bring a stopped case back to the status it came from."""
        if self.status is not CasusStatus.GESTOPT or self.gestopt_vanuit is None:
            msg = f"Casus {self.id} is niet gestopt; er is niets om op te heffen."
            raise TransitionError(msg)
        self.status = self.gestopt_vanuit
        self.gestopt_vanuit = None
        self.stopreden = None


def _allowed(status: CasusStatus) -> str:
    if status is CasusStatus.GESTOPT:
        return "Hef eerst de veiligheidsstop op, met naam en reden."
    names = [STATUS_TEKST[to] for to in CasusStatus if to in TRANSITIONS[status]]
    if not names:
        return "Deze casus is klaar."
    return "Wel mogelijk: " + ", ".join(names) + "."


class Casusnummer(Base):
    """The last case number given out per calendar year."""

    __tablename__ = "casusnummer"

    jaar: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    laatste: Mapped[int]


class Overgeslagen(Base):
    """A question a person skipped in a case."""

    __tablename__ = "overgeslagen"
    __table_args__ = (UniqueConstraint("casus_id", "veld"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    veld: Mapped[str] = mapped_column(String(80))
    op: Mapped[datetime]


def take_number(session: Session, year: int) -> str:
    """Return the next free case number of a year, like ``2026-0001``."""
    return take_numbers(session, year, 1)[0]


def take_numbers(session: Session, year: int, count: int) -> list[str]:
    """Return the next free case numbers of a year.

    Whoever else takes a number waits until this transaction ends.
    """
    row = _lock_number(session, year) or _first_number(session, year)
    first = row.laatste + 1
    row.laatste += count
    session.flush()
    return [f"{year}-{number:04d}" for number in range(first, first + count)]


def _lock_number(session: Session, year: int) -> Casusnummer | None:
    return session.get(Casusnummer, year, with_for_update=True, populate_existing=True)


def _first_number(session: Session, year: int) -> Casusnummer:
    """Start the year; when somebody else just did, wait for them and go on."""
    with suppress(IntegrityError), session.begin_nested():
        session.add(Casusnummer(jaar=year, laatste=0))
    row = _lock_number(session, year)
    assert row is not None
    return row


def seat_holders(session: Session) -> set[str]:
    """Return the cases whose decision holds a seat, also while they are stopped."""
    return _in_or_stopped_from(session, HOLDS_A_SEAT)


def bridge_holders(session: Session) -> set[str]:
    """Return the cases whose decision holds a bridging seat until its last day."""
    return _in_or_stopped_from(session, HOLDS_A_BRIDGE)


def _in_or_stopped_from(session: Session, statuses: frozenset[CasusStatus]) -> set[str]:
    query = select(Casus.id).where(
        or_(Casus.status.in_(statuses), Casus.gestopt_vanuit.in_(statuses))
    )
    return set(session.scalars(query))


def owners_of(session: Session, casus_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return per case the party that brought it in and its samenwerkingsverband."""
    query = select(Casus.id, Casus.organisatie_id, Casus.swv_id)
    rows = session.execute(query.where(Casus.id.in_(list(casus_ids))))
    return {row.id: frozenset(filter(None, row[1:])) for row in rows}


def skipped(session: Session, casus_id: str) -> list[Overgeslagen]:
    """Return the questions skipped in a case, in the order of skipping."""
    query = select(Overgeslagen).where(Overgeslagen.casus_id == casus_id)
    return list(session.scalars(query.order_by(Overgeslagen.id)))


def cases_with_ids(session: Session, casus_ids: Iterable[str]) -> dict[str, Casus]:
    """Return these cases by number."""
    found: dict[str, Casus] = {}
    for ids in batches(casus_ids):
        query = select(Casus).where(Casus.id.in_(ids))
        found |= {row.id: row for row in session.scalars(query)}
    return found


def lock_cases(session: Session, casus_ids: Sequence[str]) -> list[Casus]:
    """Return these cases, locked until the transaction ends, lowest number first."""
    query = select(Casus).where(Casus.id.in_(casus_ids)).order_by(Casus.id)
    # What another transaction just committed counts, not what was read before.
    found = query.with_for_update().execution_options(populate_existing=True)
    return list(session.scalars(found))


def regions_of_cases(
    session: Session, casus_ids: Collection[str]
) -> dict[str, str | None]:
    """Return the region of each of these cases."""
    query = select(Casus.id, Casus.regio).where(Casus.id.in_(casus_ids))
    return {casus_id: regio for casus_id, regio in session.execute(query)}


def count_open_cases(session: Session, organisatie_id: str) -> int:
    """Return how many cases of an organisation or samenwerkingsverband are open."""
    query = select(func.count(Casus.id)).where(
        or_(Casus.organisatie_id == organisatie_id, Casus.swv_id == organisatie_id),
        Casus.status != CasusStatus.AFGESLOTEN,
    )
    return session.scalar(query) or 0


def has_cases(session: Session) -> bool:
    """Return whether there is any case."""
    return session.scalar(select(Casus.id).limit(1)) is not None


def open_cases_of(
    session: Session,
    organisatie_id: str,
    *,
    regisseur_id: int | None = None,
    zorgcoordinator_id: int | None = None,
) -> list[str]:
    """Return the open cases that a person looks after at one organisation."""
    query = select(Casus.id).where(Casus.status != CasusStatus.AFGESLOTEN)
    if regisseur_id is not None:
        query = query.where(
            Casus.regisseur_id == regisseur_id, Casus.swv_id == organisatie_id
        )
    if zorgcoordinator_id is not None:
        query = query.where(
            Casus.zorgcoordinator_id == zorgcoordinator_id,
            Casus.organisatie_id == organisatie_id,
        )
    return list(session.scalars(query.order_by(Casus.id)))
