"""Verzuim: what schools report of the absence of a pupil, by day and by period.

A pupil is the sealed key of a school, never a name. What is stored only ever grows to
the larger of two statements, so the order in which reports come in, a report split in
two or a report that comes twice make no difference.
"""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    SmallInteger,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.batches import batches
from models.verwijzing import Verwijzing
from models.verzegeld import Verzegeld

if TYPE_CHECKING:
    from collections.abc import Collection

HOUR = 100
"""Hours of lessons are stored in hundredths, so that sums are exact."""
LAST_LESSON = 16
"""The highest number of a lesson on one day; also: until the end of the day."""


class Verzuimsoort(StrEnum):
    """What a day or report says, in the words of the day file."""

    AANWEZIG = "aanwezig"
    ZIEK = "ziek"
    VERLOF = "verlof"
    GEOORLOOFD = "geoorloofd"
    ONGEOORLOOFD = "ongeoorloofd"
    SCHORSING = "schorsing"


class Verzuimleerling(Base):
    """A pupil of whom absence is known: the key of a school, sealed.

    ``bron`` says whose key it is; the case is found by the reference with the same
    ``bron`` and ``sleutel_hash``, also when that came later.
    """

    __tablename__ = "verzuimleerling"
    __table_args__ = (UniqueConstraint("bron", "sleutel_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bron: Mapped[str] = mapped_column(String(80))
    sleutel_hash: Mapped[str] = mapped_column(String(64))
    versleuteld: Mapped[bytes] = mapped_column(Verzegeld)
    organisatie_id: Mapped[str | None] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    geboortemaand: Mapped[str | None] = mapped_column(String(7))
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    op: Mapped[datetime]


class Verzuimdag(Base):
    """What is stated of one pupil on one school day for one kind.

    ``lesuren`` are the hours on the timetable and ``gemist`` the hours missed, both in
    hundredths. ``uren`` are the lessons that were named, one bit each (lesson 1 is the
    lowest): missed, or for ``aanwezig`` attended.
    """

    __tablename__ = "verzuimdag"
    __table_args__ = (
        CheckConstraint("lesuren >= 0 AND gemist >= 0 AND uren >= 0", name="positief"),
        {"sqlite_with_rowid": False},
    )

    leerling_id: Mapped[int] = mapped_column(
        ForeignKey("verzuimleerling.id"), primary_key=True, autoincrement=False
    )
    datum: Mapped[date] = mapped_column(primary_key=True)
    soort: Mapped[Verzuimsoort] = mapped_column(
        text_enum(Verzuimsoort), primary_key=True
    )
    lesuren: Mapped[int] = mapped_column(SmallInteger)
    gemist: Mapped[int] = mapped_column(SmallInteger, default=0)
    uren: Mapped[int] = mapped_column(default=0)
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"))


class Verzuimmelding(Base):
    """A report of absence from a lesson on one day until a lesson on another.

    Without ``einde`` it is open and runs on. The days of it follow from the timetable.
    """

    __tablename__ = "verzuimmelding"
    __table_args__ = (
        UniqueConstraint("leerling_id", "soort", "begin", "vanaf_uur"),
        CheckConstraint("einde >= begin", name="begin_voor_einde"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    leerling_id: Mapped[int] = mapped_column(ForeignKey("verzuimleerling.id"))
    soort: Mapped[Verzuimsoort] = mapped_column(text_enum(Verzuimsoort))
    begin: Mapped[date]
    vanaf_uur: Mapped[int] = mapped_column(SmallInteger, default=1)
    einde: Mapped[date | None]
    tot_uur: Mapped[int] = mapped_column(SmallInteger, default=LAST_LESSON)
    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"))


def pupils_with_hashes(
    session: Session, bron: str, hashes: Collection[str]
) -> dict[str, Verzuimleerling]:
    """Return the pupils of a source per hash of their key."""
    found: dict[str, Verzuimleerling] = {}
    for group in batches(hashes):
        query = select(Verzuimleerling).where(
            Verzuimleerling.bron == bron, Verzuimleerling.sleutel_hash.in_(group)
        )
        found |= {row.sleutel_hash: row for row in session.scalars(query)}
    return found


def pupils_of_cases(
    session: Session, casus_ids: Collection[str]
) -> dict[str, list[Verzuimleerling]]:
    """Return per case the pupils whose key refers to it; schools may each have one."""
    found: dict[str, list[Verzuimleerling]] = {}
    same = (Verwijzing.bron == Verzuimleerling.bron) & (
        Verwijzing.sleutel_hash == Verzuimleerling.sleutel_hash
    )
    for group in batches(casus_ids):
        query = select(Verwijzing.casus_id, Verzuimleerling).join(Verwijzing, same)
        query = query.where(Verwijzing.casus_id.in_(group)).order_by(Verzuimleerling.id)
        for casus_id, row in session.execute(query):
            found.setdefault(casus_id, []).append(row)
    return found


def pupils_of_organisations(
    session: Session, organisatie_ids: Collection[str]
) -> list[Verzuimleerling]:
    """Return the pupils of these organisations, in the order they came in."""
    query = select(Verzuimleerling).where(
        Verzuimleerling.organisatie_id.in_(list(organisatie_ids))
    )
    return list(session.scalars(query.order_by(Verzuimleerling.id)))


def days_of(
    session: Session, leerling_ids: Collection[int], tot: date
) -> list[Verzuimdag]:
    """Return the stated days of pupils until a day, by pupil and day."""
    found: list[Verzuimdag] = []
    for group in batches(leerling_ids):
        query = select(Verzuimdag).where(
            Verzuimdag.leerling_id.in_(group), Verzuimdag.datum <= tot
        )
        order = (Verzuimdag.leerling_id, Verzuimdag.datum, Verzuimdag.soort)
        found += session.scalars(query.order_by(*order))
    return found


def reports_of(
    session: Session, leerling_ids: Collection[int], tot: date
) -> list[Verzuimmelding]:
    """Return the reports of pupils that begin on or before a day."""
    found: list[Verzuimmelding] = []
    for group in batches(leerling_ids):
        query = select(Verzuimmelding).where(
            Verzuimmelding.leerling_id.in_(group), Verzuimmelding.begin <= tot
        )
        order = (Verzuimmelding.leerling_id, Verzuimmelding.begin, Verzuimmelding.id)
        found += session.scalars(query.order_by(*order))
    return found
