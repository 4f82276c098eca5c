"""Aanmeldpoging and Aanmeldverzoek: what is kept while somebody signs in."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.verzegeld import Verzegeld


class Aanmeldpoging(Base):
    """How often signing in went wrong for one account or from one address.

    ``sleutel`` is a keyed hash of the name or address, whether it exists or not: a
    name that is not an account waits just as long as one that is.
    """

    __tablename__ = "aanmeldpoging"

    sleutel: Mapped[str] = mapped_column(String(64), primary_key=True)
    mislukt: Mapped[int] = mapped_column(default=0)
    wacht_tot: Mapped[datetime | None]
    laatst_op: Mapped[datetime] = mapped_column(index=True)


class Aanmeldverzoek(Base):
    """A request that went to an OpenID Connect provider and may come back once.

    ``id`` is the hash of the token in the cookie of the browser that asked;
    ``geheim`` holds state, nonce and code verifier, sealed. ``link_id`` is the
    invitation that the identity will be tied to.
    """

    __tablename__ = "aanmeldverzoek"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    geheim: Mapped[bytes] = mapped_column(Verzegeld)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("toegangslink.id"))
    verloopt_op: Mapped[datetime] = mapped_column(index=True)


def attempts_of(
    session: Session, sleutels: list[str], now: datetime
) -> dict[str, Aanmeldpoging]:
    """Return the counts of these keys, made when new, locked in one order.

    A new row is inserted under the lock of the key, so that two first attempts at the
    same moment are counted one after the other.
    """
    # Both databases know this clause; SQLAlchemy keeps it per dialect.
    on_file = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if on_file else postgresql.insert
    rows: dict[str, Aanmeldpoging] = {}
    for sleutel in sorted(set(sleutels)):
        session.execute(
            insert(Aanmeldpoging)
            .values(sleutel=sleutel, mislukt=0, laatst_op=now)
            .on_conflict_do_nothing()
        )
        query = select(Aanmeldpoging).where(Aanmeldpoging.sleutel == sleutel)
        rows[sleutel] = session.scalars(query.with_for_update()).one()
    return rows


def forget_attempts(session: Session, before: datetime) -> None:
    """Remove the counts of attempts that nobody repeated since a moment."""
    old = (
        select(Aanmeldpoging.sleutel)
        .where(Aanmeldpoging.laatst_op < before)
        # Two that clean up at once may not wait for each other.
        .with_for_update(skip_locked=True)
    )
    keys = list(session.scalars(old))
    session.execute(delete(Aanmeldpoging).where(Aanmeldpoging.sleutel.in_(keys)))


def forget_requests(session: Session, before: datetime) -> None:
    """Remove the requests that were over before a moment."""
    session.execute(delete(Aanmeldverzoek).where(Aanmeldverzoek.verloopt_op < before))
