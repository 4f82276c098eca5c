"""Antwoord: one answer in a case; answers are only ever added."""

from __future__ import annotations

from collections.abc import Collection, Iterable  # noqa: TC003
from datetime import datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.batches import batches


class Via(StrEnum):
    """The door an answer came in by."""

    CHAT = "chat"
    FORMULIER = "formulier"
    VERSLAG = "verslag"
    SYSTEEM = "systeem"
    INVOER = "invoer"
    VERZUIM = "verzuimgegevens"


class Antwoord(Base):
    """One answer with who, when, by which door and from which words.

    ``waarde`` is the normalised value as JSON (dates as ``JJJJ-MM-DD``);
    ``ingetrokken`` marks a row that takes the earlier answer back. ``zekerheid``
    (0..1) is how sure a reader of free text was; None where a person chose or typed
    the value itself.
    """

    __tablename__ = "antwoord"
    __table_args__ = (
        Index(None, "casus_id", "veld", "id"),
        CheckConstraint("zekerheid BETWEEN 0 AND 1", name="zekerheid_0_1"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    veld: Mapped[str] = mapped_column(String(80))
    waarde: Mapped[Any] = mapped_column(JSON)
    ingetrokken: Mapped[bool] = mapped_column(default=False)
    rol: Mapped[str] = mapped_column(String(40))
    via: Mapped[Via] = mapped_column(text_enum(Via))
    woorden: Mapped[str | None] = mapped_column(Text)
    door: Mapped[str | None] = mapped_column(String(200))
    op: Mapped[datetime]
    bevestigd: Mapped[bool] = mapped_column(default=True)
    zekerheid: Mapped[float | None]


def history(session: Session, casus_id: str) -> list[Antwoord]:
    """Return every answer of a case, oldest first."""
    query = select(Antwoord).where(Antwoord.casus_id == casus_id)
    return list(session.scalars(query.order_by(Antwoord.id)))


def current(session: Session, casus_id: str) -> dict[str, Antwoord]:
    """Return the answer that counts per field of a case."""
    return latest_per_field(history(session, casus_id))


def current_of(
    session: Session, casus_ids: Iterable[str]
) -> dict[str, dict[str, Antwoord]]:
    """Return the answers that count per case, in one query."""
    ids = list(casus_ids)
    rows: dict[str, list[Antwoord]] = {casus_id: [] for casus_id in ids}
    query = select(Antwoord).where(Antwoord.casus_id.in_(ids)).order_by(Antwoord.id)
    for row in session.scalars(query):
        rows[row.casus_id].append(row)
    return {casus_id: latest_per_field(found) for casus_id, found in rows.items()}


def current_fields(
    session: Session, casus_ids: Iterable[str], velden: Iterable[str]
) -> dict[str, dict[str, Antwoord]]:
    """Return the answers that count to a few fields per case, in one query."""
    rows: dict[str, list[Antwoord]] = {}
    query = select(Antwoord).where(
        Antwoord.casus_id.in_(list(casus_ids)), Antwoord.veld.in_(list(velden))
    )
    for row in session.scalars(query.order_by(Antwoord.id)):
        rows.setdefault(row.casus_id, []).append(row)
    return {casus_id: latest_per_field(found) for casus_id, found in rows.items()}


def newest_values(
    session: Session, casus_ids: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Return per case the newest value of every field that was ever answered.

    A field whose answer was taken back is among them, with None.
    """
    found: dict[str, dict[str, Any]] = {}
    columns = (Antwoord.casus_id, Antwoord.veld, Antwoord.waarde)
    for ids in batches(casus_ids):
        query = select(*columns).where(Antwoord.casus_id.in_(ids))
        for casus_id, veld, value in session.execute(query.order_by(Antwoord.id)):
            found.setdefault(casus_id, {})[veld] = value
    return found


def latest_per_field(rows: Iterable[Antwoord]) -> dict[str, Antwoord]:
    """Return the last row per field, leaving out what was taken back."""
    latest: dict[str, Antwoord] = {}
    for row in rows:
        latest.pop(row.veld, None)
        if not row.ingetrokken:
            latest[row.veld] = row
    return latest
