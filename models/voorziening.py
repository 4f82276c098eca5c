"""Voorziening, Groep, Capaciteit and School: where there are places."""

from __future__ import annotations

from collections.abc import Sequence  # noqa: TC003
from datetime import date, datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
    func,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import Base, text_enum
from models.besluit import Besluit


class School(Base):
    """A branch of a school, as the DUO files list it.

    ``leerlingen`` is None when DUO hides the count (``<5``): unknown, not zero.
    """

    __tablename__ = "school"

    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    instelling: Mapped[str] = mapped_column(String(4), index=True)
    bevoegd_gezag: Mapped[str | None] = mapped_column(String(10))
    naam: Mapped[str] = mapped_column(String(200))
    soort: Mapped[str] = mapped_column(String(20))
    straat: Mapped[str | None] = mapped_column(String(200))
    huisnummer: Mapped[str | None] = mapped_column(String(20))
    pc4: Mapped[str | None] = mapped_column(String(4), index=True)
    postcode: Mapped[str | None] = mapped_column(String(7))
    plaats: Mapped[str | None] = mapped_column(String(120))
    gemeente: Mapped[str | None] = mapped_column(String(120))
    denominatie: Mapped[str | None] = mapped_column(String(80))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    internet: Mapped[str | None] = mapped_column(String(200))
    clusters: Mapped[list[Any]] = mapped_column(default=list)
    onderwijs: Mapped[list[Any]] = mapped_column(default=list)
    leerlingen: Mapped[int | None]
    swv_po: Mapped[str | None] = mapped_column(String(10))
    swv_vo: Mapped[str | None] = mapped_column(String(10))
    swv_handmatig: Mapped[bool] = mapped_column(default=False)


class Voorziening(Base):
    """A provision: it offers one route to pupils of certain ages and sectors.

    ``biedt`` lists educational needs and ``past_bij`` pupil traits it is made
    for (value ids of the probleemanalyse); ages in whole years; ``sectoren`` are the
    sectors a pupil may come from, so a vso place lists vo too. ``budget_cent`` is
    what there is for a school year from ``budget_bron`` and ``kosten_cent`` what a
    pupil costs, both in cents; None is not known.
    """

    __tablename__ = "voorziening"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    route: Mapped[str] = mapped_column(String(60), index=True)
    regio: Mapped[str | None] = mapped_column(String(60))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("school.id"))
    alleen_eigen_school: Mapped[str | None] = mapped_column(String(200))
    plaats: Mapped[str | None] = mapped_column(String(120))
    pc4: Mapped[str | None] = mapped_column(String(4))
    sectoren: Mapped[list[Any]] = mapped_column(default=list)
    leeftijd_min: Mapped[int | None]
    leeftijd_max: Mapped[int | None]
    biedt: Mapped[list[Any]] = mapped_column(default=list)
    past_bij: Mapped[list[Any]] = mapped_column(default=list)
    contact: Mapped[str | None] = mapped_column(String(200))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    budget_bron: Mapped[str | None] = mapped_column(String(60))
    budget_cent: Mapped[int | None]
    kosten_cent: Mapped[int | None]
    voorbeeld: Mapped[bool] = mapped_column(default=False)
    actief: Mapped[bool] = mapped_column(default=True, server_default=true())
    versie: Mapped[int] = mapped_column(default=1, server_default="1")
    groepen: Mapped[list[Groep]] = relationship(
        back_populates="voorziening", order_by="Groep.id", lazy="selectin"
    )


class PlekSoort(StrEnum):
    """Whether a pupil stays, or is here until the lasting place begins."""

    BLIJVEND = "blijvend"
    OVERBRUGGING = "overbrugging"


class Groep(Base):
    """A group of a provision; its id is the ``plek`` of a placement.

    ``minimum`` is how many pupils it takes to open; ``fte`` the staff there is and
    ``uren_per_leerling`` the hours of staff a pupil takes in a week; the longest stay
    and its one extension in weeks; ``einde`` the last day that is planned; ``mix``
    how many more pupils with a trait can come. None, or no row in ``mix``, is not
    known: nothing is then reckoned with.
    """

    __tablename__ = "groep"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    voorziening_id: Mapped[str] = mapped_column(
        ForeignKey("voorziening.id"), index=True
    )
    naam: Mapped[str] = mapped_column(String(200))
    uren_per_week: Mapped[float | None]
    instroom: Mapped[list[Any]] = mapped_column(default=list)
    soort: Mapped[PlekSoort | None] = mapped_column(text_enum(PlekSoort))
    minimum: Mapped[int | None]
    fte: Mapped[float | None]
    uren_per_leerling: Mapped[float | None]
    verblijf_weken: Mapped[int | None]
    verlenging_weken: Mapped[int | None]
    einde: Mapped[date | None]
    mix: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    versie: Mapped[int] = mapped_column(default=1, server_default="1")
    voorziening: Mapped[Voorziening] = relationship(back_populates="groepen")
    capaciteiten: Mapped[list[Capaciteit]] = relationship(
        back_populates="groep", order_by="Capaciteit.van", lazy="selectin"
    )


class Capaciteit(Base):
    """Seats of a group in a period; None means unknown, never zero."""

    __tablename__ = "capaciteit"
    __table_args__ = (
        UniqueConstraint("groep_id", "van"),
        CheckConstraint("plaatsen >= 0", name="plaatsen_niet_negatief"),
        CheckConstraint("bezet >= 0", name="bezet_niet_negatief"),
        CheckConstraint("tot IS NULL OR tot >= van", name="tot_na_van"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    groep_id: Mapped[str] = mapped_column(ForeignKey("groep.id"))
    van: Mapped[date]
    tot: Mapped[date | None]
    plaatsen: Mapped[int | None]
    bezet: Mapped[int | None]
    gewijzigd_op: Mapped[datetime | None]
    gewijzigd_door: Mapped[str | None] = mapped_column(String(200))
    groep: Mapped[Groep] = relationship(back_populates="capaciteiten")


def all_provisions(session: Session) -> list[Voorziening]:
    """Return the provisions that take pupils, with their groups, by name."""
    query = select(Voorziening).where(Voorziening.actief)
    return list(session.scalars(query.order_by(Voorziening.naam, Voorziening.id)))


def provisions_of(session: Session, organisatie_id: str | None) -> list[Voorziening]:
    """Return the provisions of a party or of all, also those that stopped."""
    query = select(Voorziening).order_by(Voorziening.naam, Voorziening.id)
    if organisatie_id is not None:
        query = query.where(Voorziening.organisatie_id == organisatie_id)
    return list(session.scalars(query))


def capacity_on(groep: Groep, day: date) -> Capaciteit | None:
    """Return the seats of a group on a day, or of its first period after it."""
    for period in groep.capaciteiten:
        if period.tot is None or period.tot >= day:
            return period
    return None


def all_schools(session: Session) -> dict[str, School]:
    """Return every school by its branch code."""
    query = select(School).order_by(School.id)
    return {row.id: row for row in session.scalars(query)}


def schools_with_ids(session: Session, ids: Sequence[str]) -> dict[str, School]:
    """Return the schools with these branch codes."""
    query = select(School).where(School.id.in_(ids))
    return {row.id: row for row in session.scalars(query)} if ids else {}


def school_labels(session: Session) -> list[tuple[str, str, str, str | None]]:
    """Return id, institution code, name and place of every school."""
    query = select(School.id, School.instelling, School.naam, School.plaats)
    rows = session.execute(query.order_by(School.id))
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def find_schools(
    session: Session, words: Sequence[str], *, board: str | None = None, limit: int = 50
) -> list[School]:
    """Return schools that have every word in name, place, kind or number.

    Parameters
    ----------
    session
        The open session.
    words
        Parts of words, in any case.
    board
        Only the schools of the board with this DUO number.
    limit
        Most schools to return.
    """
    query = select(School).order_by(School.plaats, School.naam, School.id).limit(limit)
    text = func.lower(
        func.coalesce(School.naam, "")
        + " "
        + func.coalesce(School.plaats, "")
        + " "
        + func.coalesce(School.gemeente, "")
        + " "
        + School.soort
        + " "
        + School.id
        + " "
        + func.coalesce(School.bevoegd_gezag, "")
    )
    for word in words:
        query = query.where(text.contains(word.lower(), autoescape=True))
    if board is not None:
        query = query.where(School.bevoegd_gezag == board)
    return list(session.scalars(query))


def count_schools(session: Session) -> int:
    """Return how many branches of schools were imported."""
    return session.scalar(select(func.count(School.id))) or 0


def groups_of_organisation(session: Session, organisatie_id: str) -> frozenset[str]:
    """Return the ids of the groups of an organisation's own provisions."""
    query = (
        select(Groep.id)
        .join(Voorziening, Voorziening.id == Groep.voorziening_id)
        .where(Voorziening.organisatie_id == organisatie_id)
    )
    return frozenset(session.scalars(query))


def routes_of_groups(session: Session) -> dict[str, str]:
    """Return the route that each group offers, by the id of the group."""
    query = select(Groep.id, Voorziening.route).join(
        Voorziening, Voorziening.id == Groep.voorziening_id
    )
    return {row.id: row.route for row in session.execute(query)}


def provider_of_latest(session: Session, casus_id: str) -> str | None:
    """Return the organisation of the place in the decision that counts, if any."""
    query = (
        select(Voorziening.organisatie_id)
        .join(Groep, Groep.voorziening_id == Voorziening.id)
        .join(Besluit, Besluit.groep_id == Groep.id)
        .where(Besluit.casus_id == casus_id)
        .order_by(Besluit.id.desc())
    )
    return session.scalars(query).first()
