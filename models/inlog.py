"""Inlog, links and outside identities: how somebody proves who he or she is."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, text_enum
from models.verzegeld import Verzegeld


class Inlog(Base):
    """Name and password of one person; secrets are hashed or sealed."""

    __tablename__ = "inlog"
    __table_args__ = (
        CheckConstraint(
            "(gebruiker_id IS NULL) <> (gezinslid_id IS NULL)", name="een_persoon"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int | None] = mapped_column(
        ForeignKey("gebruiker.id"), unique=True
    )
    gezinslid_id: Mapped[int | None] = mapped_column(
        ForeignKey("gezinslid.id"), unique=True
    )
    inlognaam: Mapped[str] = mapped_column(String(254), unique=True)
    wachtwoord_hash: Mapped[str | None] = mapped_column(String(200))
    totp_geheim: Mapped[bytes | None] = mapped_column(Verzegeld)
    totp_bevestigd_op: Mapped[datetime | None]
    totp_laatste: Mapped[int | None]
    herstelcodes: Mapped[list[Any]] = mapped_column(default=list)
    gewijzigd_op: Mapped[datetime]


class ExterneIdentiteit(Base):
    """An account at an OpenID Connect provider that stands for a person here."""

    __tablename__ = "externe_identiteit"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gebruiker_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    gekoppeld_op: Mapped[datetime]


class LinkDoel(StrEnum):
    """What a one-time link is for."""

    ACTIVEREN = "activeren"
    HERSTEL = "herstel"


class Toegangslink(Base):
    """A one-time link; only the hash of its token is kept."""

    __tablename__ = "toegangslink"
    __table_args__ = (
        CheckConstraint(
            "(gezinslid_id IS NULL) <> (gebruiker_id IS NULL)", name="een_doel"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    doel: Mapped[LinkDoel] = mapped_column(text_enum(LinkDoel))
    gebruiker_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    gezinslid_id: Mapped[int | None] = mapped_column(ForeignKey("gezinslid.id"))
    gemaakt_op: Mapped[datetime]
    verloopt_op: Mapped[datetime]
    gebruikt_op: Mapped[datetime | None]


def find_link(session: Session, token_hash: str) -> Toegangslink | None:
    """Return the link with this hash, locked until the transaction ends."""
    query = select(Toegangslink).where(Toegangslink.token_hash == token_hash)
    return session.scalar(query.with_for_update())


def open_links_of(
    session: Session, *, gebruiker_id: int | None, gezinslid_id: int | None
) -> list[Toegangslink]:
    """Return the links of one person that nobody used."""
    query = select(Toegangslink).where(
        Toegangslink.gebruikt_op.is_(None),
        Toegangslink.gebruiker_id == gebruiker_id,
        Toegangslink.gezinslid_id == gezinslid_id,
    )
    return list(session.scalars(query))


def login_named(session: Session, inlognaam: str) -> Inlog | None:
    """Return the login with this name, which is in lower case."""
    return session.scalar(select(Inlog).where(Inlog.inlognaam == inlognaam))


def login_of(
    session: Session,
    *,
    gebruiker_id: int | None,
    gezinslid_id: int | None,
    lock: bool = False,
) -> Inlog | None:
    """Return the login of one person."""
    query = select(Inlog).where(
        Inlog.gebruiker_id == gebruiker_id, Inlog.gezinslid_id == gezinslid_id
    )
    return session.scalar(query.with_for_update() if lock else query)


def outside_identity(
    session: Session, issuer: str, subject: str
) -> ExterneIdentiteit | None:
    """Return who an account at a provider stands for."""
    query = select(ExterneIdentiteit).where(
        ExterneIdentiteit.issuer == issuer, ExterneIdentiteit.subject == subject
    )
    return session.scalar(query)
