"""Gebruiker and Aanstelling: a person, and what he or she does at which party."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, or_, select
from sqlalchemy.orm import (
    Mapped,
    Session,
    contains_eager,
    mapped_column,
    relationship,
)

from models.base import Base, text_enum
from models.organisatie import Organisatie  # noqa: TC001


class Rol(StrEnum):
    """What a person does in the product."""

    ZORGCOORDINATOR = "zorgcoordinator"
    REGISSEUR = "regisseur"
    OVERLEGLID = "overleglid"
    SECRETARIS = "secretaris"
    GEDRAGSDESKUNDIGE = "gedragsdeskundige"
    LEERPLICHTAMBTENAAR = "leerplichtambtenaar"
    AANBIEDER = "aanbieder"
    FUNCTIONARIS_GEGEVENSBESCHERMING = "functionaris_gegevensbescherming"
    BEHEERDER = "beheerder"
    OUDER = "ouder"
    LEERLING = "leerling"


class Gebruiker(Base):
    """A professional who may sign in; parents and pupils are a Gezinslid."""

    __tablename__ = "gebruiker"

    id: Mapped[int] = mapped_column(primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    telefoon: Mapped[str | None] = mapped_column(String(40))
    actief: Mapped[bool] = mapped_column(default=True)
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    aangemaakt_op: Mapped[datetime]
    aanstellingen: Mapped[list[Aanstelling]] = relationship(
        back_populates="gebruiker", order_by="Aanstelling.id", lazy="selectin"
    )

    def roles_on(self, day: date) -> list[Aanstelling]:
        """Return the roles that hold on a day."""
        return [row for row in self.aanstellingen if row.holds_on(day)]


class Aanstelling(Base):
    """A role of a person at an organisation, from a day until a day."""

    __tablename__ = "aanstelling"
    __table_args__ = (CheckConstraint("tot IS NULL OR tot >= van", name="tot_na_van"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"), index=True)
    organisatie_id: Mapped[str] = mapped_column(
        ForeignKey("organisatie.id"), index=True
    )
    rol: Mapped[Rol] = mapped_column(text_enum(Rol), index=True)
    van: Mapped[date]
    tot: Mapped[date | None]
    gebruiker: Mapped[Gebruiker] = relationship(back_populates="aanstellingen")
    organisatie: Mapped[Organisatie] = relationship(lazy="joined")

    def holds_on(self, day: date) -> bool:
        """Return whether the role holds on a day."""
        return self.van <= day and (self.tot is None or day <= self.tot)


def all_users(session: Session) -> list[Gebruiker]:
    """Return the users that are active, in the order they were made."""
    query = select(Gebruiker).where(Gebruiker.actief).order_by(Gebruiker.id)
    return list(session.scalars(query))


def people_with_role(
    session: Session, rol: Rol, day: date, organisatie_id: str | None = None
) -> list[Gebruiker]:
    """Return the active people who hold a role on a day, at one party or anywhere."""
    query = (
        select(Gebruiker)
        .join(Aanstelling)
        .where(
            Gebruiker.actief,
            Aanstelling.rol == rol,
            Aanstelling.van <= day,
            or_(Aanstelling.tot.is_(None), Aanstelling.tot >= day),
        )
        .order_by(Gebruiker.id)
        .distinct()
    )
    if organisatie_id is not None:
        query = query.where(Aanstelling.organisatie_id == organisatie_id)
    return list(session.scalars(query))


def all_appointments(session: Session, day: date | None) -> list[Aanstelling]:
    """Return the roles of active people that hold on a day, or ever, oldest first."""
    query = select(Aanstelling).join(Gebruiker).where(Gebruiker.actief)
    if day is not None:
        query = query.where(
            Aanstelling.van <= day,
            or_(Aanstelling.tot.is_(None), Aanstelling.tot >= day),
        )
    # The person comes along in the same query: a list of people is one query.
    query = query.options(contains_eager(Aanstelling.gebruiker))
    return list(session.scalars(query.order_by(Gebruiker.id, Aanstelling.id)))


def user_by_email(session: Session, email: str) -> Gebruiker | None:
    """Return the person with an e-mail address in lower case, or None."""
    return session.scalar(select(Gebruiker).where(Gebruiker.email == email))


def everybody(session: Session) -> list[Gebruiker]:
    """Return every professional by name, also who is blocked."""
    return list(
        session.scalars(select(Gebruiker).order_by(Gebruiker.naam, Gebruiker.id))
    )
