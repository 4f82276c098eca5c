"""Gebruiker: a person with a role, and the one-time links that let one in."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum


class Rol(StrEnum):
    """What a person does in the product."""

    ZORGCOORDINATOR = "zorgcoordinator"
    REGISSEUR = "regisseur"
    OVERLEGLID = "overleglid"
    SECRETARIS = "secretaris"
    BEHEERDER = "beheerder"
    OUDER = "ouder"
    LEERLING = "leerling"


class LinkSoort(StrEnum):
    """Whom a one-time link lets in."""

    GEBRUIKER = "gebruiker"
    OUDER = "ouder"
    LEERLING = "leerling"


class Gebruiker(Base):
    """A person who may sign in; parents and pupils come in by a link of the case."""

    __tablename__ = "gebruiker"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    rol: Mapped[Rol] = mapped_column(text_enum(Rol))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    actief: Mapped[bool] = mapped_column(default=True)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    aangemaakt_op: Mapped[datetime]


class Toegangslink(Base):
    """A one-time link; only the hash of its token is kept."""

    __tablename__ = "toegangslink"
    __table_args__ = (
        CheckConstraint(
            "(casus_id IS NULL) <> (gebruiker_id IS NULL)", name="een_doel"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    soort: Mapped[LinkSoort] = mapped_column(text_enum(LinkSoort))
    casus_id: Mapped[str | None] = mapped_column(ForeignKey("casus.id"))
    gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    gemaakt_op: Mapped[datetime]
    verloopt_op: Mapped[datetime]
    gebruikt_op: Mapped[datetime | None]


def all_users(session: Session) -> list[Gebruiker]:
    """Return the users that are active, in the order they were made."""
    query = select(Gebruiker).where(Gebruiker.actief).order_by(Gebruiker.id)
    return list(session.scalars(query))


def find_link(session: Session, token_hash: str) -> Toegangslink | None:
    """Return the link with this hash, locked until the transaction ends."""
    query = select(Toegangslink).where(Toegangslink.token_hash == token_hash)
    return session.scalar(query.with_for_update())
