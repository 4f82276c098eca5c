"""Invoer: files that were brought in, and the preview that waits for a yes."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003
from datetime import datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, String, delete, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.verzegeld import Verzegeld


class Invoer(Base):
    """One import that was carried out, with its report; the report holds no names.

    ``koppeling`` tells which column went where, so that the next file with the same
    header (``kop``, a hash) needs no choices.
    """

    __tablename__ = "invoer"

    id: Mapped[int] = mapped_column(primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    bestandsnaam: Mapped[str] = mapped_column(String(200))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    door: Mapped[str | None] = mapped_column(String(200))
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    op: Mapped[datetime]
    kop: Mapped[str | None] = mapped_column(String(64), index=True)
    koppeling: Mapped[dict[str, Any]] = mapped_column(default=dict)
    aantallen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    regels: Mapped[list[Any]] = mapped_column(default=list)


class Invoervoorbeeld(Base):
    """A file that was read but not yet brought in; its content is sealed."""

    __tablename__ = "invoervoorbeeld"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    bestandsnaam: Mapped[str] = mapped_column(String(200))
    kop: Mapped[str | None] = mapped_column(String(64))
    inhoud: Mapped[bytes] = mapped_column(Verzegeld)
    koppeling: Mapped[dict[str, Any]] = mapped_column(default=dict)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    gemaakt_op: Mapped[datetime]
    verloopt_op: Mapped[datetime]


def add_rows(
    session: Session, kind: type[Base], rows: Sequence[dict[str, Any]]
) -> None:
    """Add many rows in one statement; they are not loaded and touch no list."""
    if rows:
        # Past the session: no object is made of any row.
        session.connection().execute(insert(kind), list(rows))


def imports_of(
    session: Session,
    *,
    gebruiker_id: int | None,
    organisatie_id: str | None,
    limit: int = 50,
) -> list[Invoer]:
    """Return the imports of a person and of an organisation, newest first."""
    whose = or_(Invoer.door_id == gebruiker_id, Invoer.organisatie_id == organisatie_id)
    query = select(Invoer).where(whose).order_by(Invoer.id.desc())
    return list(session.scalars(query.limit(limit)))


def last_with_header(session: Session, soort: str, kop: str) -> Invoer | None:
    """Return the newest import of a file with this header."""
    query = select(Invoer).where(Invoer.soort == soort, Invoer.kop == kop)
    return session.scalar(query.order_by(Invoer.id.desc()).limit(1))


def drop_expired_previews(session: Session, now: datetime) -> None:
    """Remove the previews that nobody confirmed in time."""
    session.execute(delete(Invoervoorbeeld).where(Invoervoorbeeld.verloopt_op <= now))


def previews_of(session: Session, gebruiker_id: int) -> list[Invoervoorbeeld]:
    """Return the previews of a person that wait for a yes, newest first."""
    query = select(Invoervoorbeeld).where(Invoervoorbeeld.door_id == gebruiker_id)
    return list(session.scalars(query.order_by(Invoervoorbeeld.gemaakt_op.desc())))
