"""Verzuiminvoer: a file with absence that was brought in, and how it was read."""

from __future__ import annotations

from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

if TYPE_CHECKING:
    from collections.abc import Collection


class Verzuiminvoer(Base):
    """How an import of absence was read; who, when and the counts are in ``invoer``.

    ``instellingen`` holds the table of codes and the timetable that were given;
    ``eerste_dag`` and ``laatste_dag`` are the first and last day that the file speaks
    of, and ``meldingen`` whether it only names exceptions.
    """

    __tablename__ = "verzuiminvoer"
    __table_args__ = (Index(None, "bron", "sha256"),)

    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"), primary_key=True)
    bron: Mapped[str] = mapped_column(String(80))
    sha256: Mapped[str] = mapped_column(String(64))
    vorm: Mapped[str] = mapped_column(String(60))
    meldingen: Mapped[bool] = mapped_column(default=False)
    vervangt: Mapped[bool] = mapped_column(default=False)
    peildatum: Mapped[date]
    instellingen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    eerste_dag: Mapped[date | None]
    laatste_dag: Mapped[date | None]


def absence_imports_of(
    session: Session, bronnen: Collection[str]
) -> list[Verzuiminvoer]:
    """Return the imports of sources, oldest first."""
    query = select(Verzuiminvoer).where(Verzuiminvoer.bron.in_(list(bronnen)))
    return list(session.scalars(query.order_by(Verzuiminvoer.invoer_id)))


def import_with_hash(session: Session, bron: str, sha256: str) -> Verzuiminvoer | None:
    """Return the newest import of exactly this file for a source."""
    query = select(Verzuiminvoer).where(
        Verzuiminvoer.bron == bron, Verzuiminvoer.sha256 == sha256
    )
    return session.scalar(query.order_by(Verzuiminvoer.invoer_id.desc()).limit(1))
