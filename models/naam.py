"""Naam and Naamzoek: names, sealed, kept apart from the record of the case."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from typing import TYPE_CHECKING

from sqlalchemy import (
    ForeignKey,
    Index,
    UniqueConstraint,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.batches import batches
from models.casus import Casus
from models.casusregel import Casusregel
from models.verzegeld import Verzegeld

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement, Row


class Naam(Base):
    """A sealed name: of the pupil of a case, or of a member of the family."""

    __tablename__ = "naam"
    __table_args__ = (
        UniqueConstraint("casus_id", "gezinslid_id"),
        # A unique constraint lets through more than one row without a member.
        Index(
            "uq_naam_leerling",
            "casus_id",
            unique=True,
            sqlite_where=text("gezinslid_id IS NULL"),
            postgresql_where=text("gezinslid_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    casus_id: Mapped[str] = mapped_column(ForeignKey("casus.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(
        ForeignKey("gezinslid.id"), index=True
    )
    versleuteld: Mapped[bytes] = mapped_column(Verzegeld)
    op: Mapped[datetime]


class Naamzoek(Base):
    """A short keyed digest of a form of a name, to find it without reading any.

    Digests of different forms meet on purpose (16 bits): a row does not tell for
    certain which form it stands for.
    """

    __tablename__ = "naamzoek"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    token: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    naam_id: Mapped[int] = mapped_column(
        ForeignKey("naam.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def name_row(session: Session, casus_id: str, gezinslid_id: int | None) -> Naam | None:
    """Return the sealed name of the pupil of a case, or of a member of the family."""
    query = select(Naam).where(Naam.casus_id == casus_id)
    return session.scalar(
        query.where(Naam.gezinslid_id.is_(None))
        if gezinslid_id is None
        else query.where(Naam.gezinslid_id == gezinslid_id)
    )


def name_rows(
    session: Session,
    casus_ids: Collection[str],
    *where: ColumnElement[bool],
    family: bool = False,
) -> list[Naam]:
    """Return the sealed names of the pupils of these cases, or of their families.

    ``where`` are further conditions on the case.
    """
    whose = Naam.gezinslid_id.is_not(None) if family else Naam.gezinslid_id.is_(None)
    rows: list[Naam] = []
    for ids in batches(casus_ids):
        query = select(Naam).join(Casus, Casus.id == Naam.casus_id)
        query = query.where(Naam.casus_id.in_(ids), whose, *where)
        rows += session.scalars(query)
    return rows


def all_pupil_names(session: Session) -> list[Naam]:
    """Return the sealed name of every pupil, oldest first."""
    query = select(Naam).where(Naam.gezinslid_id.is_(None))
    return list(session.scalars(query.order_by(Naam.id)))


def add_name_rows(session: Session, rows: Sequence[dict[str, object]]) -> list[int]:
    """Add many sealed names at once and return their ids, in the same order."""
    if not rows:
        return []
    query = insert(Naam).returning(Naam.id, sort_by_parameter_order=True)
    return list(session.scalars(query, list(rows)))


def set_tokens(session: Session, tokens: Iterable[tuple[int, Collection[int]]]) -> None:
    """Store the digests of names that have none yet, in an order that tells nothing."""
    for part in batches(tokens):
        # In the order of the table: that tells nothing, and it writes fastest.
        pairs = sorted((token, naam_id) for naam_id, many in part for token in many)
        rows = [{"token": token, "naam_id": naam_id} for token, naam_id in pairs]
        if rows:
            # Past the session: an import writes very many of these.
            session.connection().execute(insert(Naamzoek), rows)


def drop_tokens(session: Session, naam_ids: Collection[int]) -> None:
    """Remove the digests of these names."""
    for ids in batches(naam_ids):
        session.execute(delete(Naamzoek).where(Naamzoek.naam_id.in_(ids)))


def names_with(
    session: Session,
    tokens: Collection[int],
    where: ColumnElement[bool],
    *,
    first: Sequence[ColumnElement[bool]] = (),
    limit: int,
) -> Sequence[Row[tuple[int, str, int | None, bytes, int]]]:
    """Return the names that have most of these digests, in one query.

    Parameters
    ----------
    session
        The open session.
    tokens
        The digests that are looked for.
    where
        Which cases may be found.
    first
        Conditions on the line of the lists; cases that meet one come before others.
    limit
        Most names to return.

    Returns
    -------
    Sequence of Row
        Id, case, member of the family, sealed name, number of digests found.
    """
    hits = func.count().label("treffers")
    found = (
        select(Naamzoek.naam_id, hits)
        .where(Naamzoek.token.in_(tokens))
        .group_by(Naamzoek.naam_id)
        .subquery()
    )
    query = (
        select(
            Naam.id,
            Naam.casus_id,
            Naam.gezinslid_id,
            Naam.versleuteld,
            found.c.treffers,
        )
        .select_from(found)
        .join(Naam, Naam.id == found.c.naam_id)
        # Asked per name found: a join may start at all the cases in sight instead.
        .where(exists().where(Casus.id == Naam.casus_id, where))
    )
    order = [found.c.treffers.desc(), Naam.casus_id.desc(), Naam.id]
    if first:
        query = query.join(Casusregel, Casusregel.casus_id == Naam.casus_id)
        order.insert(0, case((or_(*first), 0), else_=1))
    return session.execute(query.order_by(*order).limit(limit)).all()
