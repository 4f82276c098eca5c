"""Organisatie: samenwerkingsverband, board, school, municipality or provider."""

from __future__ import annotations

from collections.abc import Collection, Sequence  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class OrganisatieSoort(StrEnum):
    """What kind of party an organisation is."""

    SAMENWERKINGSVERBAND_PO = "samenwerkingsverband_po"
    SAMENWERKINGSVERBAND_VO = "samenwerkingsverband_vo"
    SCHOOLBESTUUR = "schoolbestuur"
    SCHOOL = "school"
    LEERPLICHT = "leerplicht"
    GEMEENTE = "gemeente"
    JEUGDHULP = "jeugdhulp"
    GGZ = "ggz"
    JEUGDGEZONDHEIDSZORG = "jeugdgezondheidszorg"
    AANBIEDER = "aanbieder"

    @property
    def is_swv(self) -> bool:
        """Return whether this is a samenwerkingsverband."""
        return self in SAMENWERKINGSVERBANDEN


SAMENWERKINGSVERBANDEN = frozenset(
    {OrganisatieSoort.SAMENWERKINGSVERBAND_PO, OrganisatieSoort.SAMENWERKINGSVERBAND_VO}
)


class Organisatie(Base):
    """One party; every party answers for its own data (AVG).

    ``ouder_id`` is the board of a school; ``gemeenten`` lists the municipalities a
    samenwerkingsverband or leerplicht works for. ``code`` is the number that DUO
    gives a board or samenwerkingsverband (``41414``, ``VO2801``); ``schoolsoort`` is
    what DUO calls a branch (``bao``, ``sbo``, ``so``, ``vso``, ``so_vso``, ``vo``).
    """

    __tablename__ = "organisatie"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    soort: Mapped[OrganisatieSoort] = mapped_column(text_enum(OrganisatieSoort))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    ouder_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    regio: Mapped[str | None] = mapped_column(String(60))
    gemeenten: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    actief: Mapped[bool] = mapped_column(default=True, server_default=true())
    code: Mapped[str | None] = mapped_column(String(10), index=True)
    schoolsoort: Mapped[str | None] = mapped_column(String(20))
    versie: Mapped[int] = mapped_column(default=1, server_default="1")


def all_organisations(session: Session, *, active: bool = True) -> list[Organisatie]:
    """Return the organisations by name; the ones that still take part, or all."""
    query = select(Organisatie).order_by(Organisatie.naam, Organisatie.id)
    return list(session.scalars(query.where(Organisatie.actief) if active else query))


def samenwerkingsverbanden(session: Session) -> list[Organisatie]:
    """Return the samenwerkingsverbanden that take part, first id first."""
    query = (
        select(Organisatie)
        .where(Organisatie.actief, Organisatie.soort.in_(SAMENWERKINGSVERBANDEN))
        .order_by(Organisatie.id)
    )
    return list(session.scalars(query))


def organisation_with_code(session: Session, code: str) -> Organisatie | None:
    """Return the organisation with a DUO number, or None."""
    query = select(Organisatie).where(Organisatie.code == code)
    return session.scalars(query.order_by(Organisatie.id)).first()


def organisations_of_schools(
    session: Session, school_ids: Sequence[str]
) -> dict[str, Organisatie]:
    """Return the organisations that stand for these DUO branches, per branch."""
    query = select(Organisatie).where(Organisatie.school_id.in_(school_ids))
    return {row.school_id: row for row in session.scalars(query) if row.school_id}


def organisation_names(session: Session, ids: Collection[str]) -> dict[str, str]:
    """Return the names of these organisations."""
    query = select(Organisatie.id, Organisatie.naam).where(Organisatie.id.in_(ids))
    return {row.id: row.naam for row in session.execute(query)}


def with_schools(session: Session, organisatie_id: str) -> frozenset[str]:
    """Return an organisation and the schools that it is the board of."""
    query = select(Organisatie.id).where(Organisatie.ouder_id == organisatie_id)
    return frozenset({organisatie_id, *session.scalars(query)})
