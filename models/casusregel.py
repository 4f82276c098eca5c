"""Casusregel and Casusklok: what the lists show of a case, and when its clocks end.

Both can always be made again from the record. A transaction that changes a case, an
answer, an event or a task remembers which cases it touched; before it commits, the
lines of those cases are written anew (see :func:`touched_cases`).
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, delete, event, func, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from models.antwoord import Antwoord
from models.base import Base, text_enum
from models.casus import Casus, CasusStatus
from models.casusgebeurtenis import Casusgebeurtenis
from models.taak import Stap, Taak

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOUCHED = "aangeraakte_casussen"


class Casusregel(Base):
    """One line of the list of cases.

    ``rang`` puts a case that is stopped for safety (-1) and what is urgent (0) before
    pupils without a place (1), pupils with a place (2) and closed cases (3). Nothing
    here depends on the day of today.
    """

    __tablename__ = "casusregel"
    __table_args__ = (
        Index(None, "rang", "thuis_sinds", "casus_id"),
        # Holds all that counting and ordering a list asks: the rows stay unread.
        Index(
            "ix_casusregel_lijst",
            "swv_id",
            "rang",
            "regisseur_id",
            "zorgcoordinator_id",
            "thuis_sinds",
            "casus_id",
        ),
        Index(None, "organisatie_id", "rang", "thuis_sinds", "casus_id"),
        Index(None, "regisseur_id", "rang"),
        Index(None, "zorgcoordinator_id", "rang"),
        Index(None, "status"),
        Index(None, "gemeente"),
        Index(None, "school"),
        Index(None, "school_id"),
    )

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), primary_key=True)
    swv_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    zorgcoordinator_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    regisseur_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    status: Mapped[CasusStatus] = mapped_column(text_enum(CasusStatus))
    rang: Mapped[int]
    geboren: Mapped[date | None]
    leeftijd_genoemd: Mapped[int | None]
    leeftijd_op: Mapped[date | None]
    schoolsoort: Mapped[str | None] = mapped_column(String(60))
    gemeente: Mapped[str | None] = mapped_column(String(120))
    school: Mapped[str | None] = mapped_column(String(200))
    """The school as somebody named it; ``school_id`` is the branch, when known."""
    school_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    thuis_sinds: Mapped[date | None]
    urgent: Mapped[bool] = mapped_column(default=False)
    open_taken: Mapped[int] = mapped_column(default=0)
    eerste_taak: Mapped[date | None]
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    gewijzigd_op: Mapped[datetime]


class Casusklok(Base):
    """A day on which a clock of a case ends; shown up to and with ``tot``.

    All clocks are kept, so that the first one to end is right on every day.
    """

    __tablename__ = "casusklok"
    __table_args__ = (Index(None, "datum", "tot", "casus_id"),)

    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"), primary_key=True)
    klok: Mapped[str] = mapped_column(String(60), primary_key=True)
    datum: Mapped[date] = mapped_column(primary_key=True)
    tot: Mapped[date]


def touch(session: Session, casus_ids: Iterable[str]) -> None:
    """Remember that a transaction changed what the lists show of these cases."""
    session.info.setdefault(_TOUCHED, set()).update(casus_ids)


def touched_cases(session: Session) -> set[str]:
    """Return the cases this transaction touched, and forget them."""
    found: set[str] = session.info.pop(_TOUCHED, set())
    return found


def watch_cases() -> None:
    """Remember by itself every case of which a row, answer, event or task is changed.

    Statements over many rows pass this by; who uses them calls :func:`touch`.
    """
    if not event.contains(Session, "before_flush", _notice):
        event.listen(Session, "before_flush", _notice)


def _notice(session: Session, _context: UOWTransaction, _rows: Any) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        parts = Antwoord | Taak | Stap | Casusgebeurtenis
        if isinstance(row, parts) and row.casus_id is not None:
            touch(session, [row.casus_id])
        elif isinstance(row, Casus) and row.id is not None:
            touch(session, [row.id])


def cases_without_line(session: Session) -> list[str]:
    """Return the cases that no line was made of yet, oldest number first."""
    query = (
        select(Casus.id)
        .outerjoin(Casusregel, Casusregel.casus_id == Casus.id)
        .where(Casusregel.casus_id.is_(None))
    )
    return list(session.scalars(query.order_by(Casus.id)))


def all_case_ids(session: Session) -> list[str]:
    """Return the number of every case, oldest first."""
    return list(session.scalars(select(Casus.id).order_by(Casus.id)))


def task_counts(
    session: Session, casus_ids: list[str]
) -> dict[str, tuple[int, date | None, int]]:
    """Return per case the open tasks, the first term of them and how many urgent."""
    query = (
        select(
            Taak.casus_id,
            func.count(),
            func.min(Taak.uiterlijk),
            func.count().filter(Taak.urgent),
        )
        .where(Taak.klaar_op.is_(None), Taak.casus_id.in_(casus_ids))
        .group_by(Taak.casus_id)
    )
    return {
        str(casus_id): (count, first, urgent)
        for casus_id, count, first, urgent in session.execute(query)
    }


def open_steps(
    session: Session, casus_ids: list[str]
) -> dict[str, set[tuple[str, date]]]:
    """Return per case the steps of the last decision that are not done, with days."""
    last = (
        select(func.max(Stap.besluit_id))
        .where(Stap.casus_id.in_(casus_ids))
        .group_by(Stap.casus_id)
    )
    query = select(Stap.casus_id, Stap.soort, Stap.uiterlijk).where(
        Stap.klaar_op.is_(None), Stap.uiterlijk.is_not(None), Stap.besluit_id.in_(last)
    )
    found: dict[str, set[tuple[str, date]]] = {}
    for casus_id, kind, day in session.execute(query):
        assert day is not None  # the query leaves these out
        found.setdefault(casus_id, set()).add((kind, day))
    return found


def lines_of(session: Session, casus_ids: list[str]) -> dict[str, Casusregel]:
    """Return the lines of these cases, as the database has them."""
    query = select(Casusregel).where(Casusregel.casus_id.in_(casus_ids))
    rows = session.scalars(query.execution_options(populate_existing=True))
    return {row.casus_id: row for row in rows}


def clocks_of(
    session: Session, casus_ids: list[str]
) -> dict[str, dict[tuple[str, date], date]]:
    """Return per case the clocks: until when each clock and day is shown."""
    query = select(Casusklok.casus_id, Casusklok.klok, Casusklok.datum, Casusklok.tot)
    found: dict[str, dict[tuple[str, date], date]] = {}
    for casus_id, klok, day, until in session.execute(
        query.where(Casusklok.casus_id.in_(casus_ids))
    ):
        found.setdefault(casus_id, {})[klok, day] = until
    return found


def delete_clocks(session: Session, casus_id: str) -> None:
    """Remove the clocks of a case; they are written anew in the same transaction."""
    session.execute(delete(Casusklok).where(Casusklok.casus_id == casus_id))
