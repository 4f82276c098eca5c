"""Kennisstand: the rows that advices rested on, each file kept once by its sha256."""

from __future__ import annotations

import zlib
from datetime import datetime  # noqa: TC003
from typing import TYPE_CHECKING, Any

from sqlalchemy import LargeBinary, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kennisbestand(Base):
    """One data file as it once was; ``inhoud`` is compressed with zlib."""

    __tablename__ = "kennisbestand"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)


class Kennisstand(Base):
    """Which files together gave advices; ``bestanden`` is name to sha256."""

    __tablename__ = "kennisstand"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    bestanden: Mapped[dict[str, Any]]
    op: Mapped[datetime]


def keep_files(
    session: Session,
    *,
    stand: str,
    sha256: Mapping[str, str],
    bestanden: Mapping[str, bytes],
    op: datetime,
) -> None:
    """Keep the files of a stand, unless this stand is kept already.

    Parameters
    ----------
    session
        An open transaction that writes.
    stand
        The hash that names the files together.
    sha256
        The sha256 of each file, by name.
    bestanden
        The bytes of each file, by name.
    op
        The moment.
    """
    if session.get(Kennisstand, stand) is not None:
        return
    wanted = {sha: bestanden[name] for name, sha in sha256.items()}
    known = select(Kennisbestand.sha256).where(Kennisbestand.sha256.in_(wanted))
    for sha in session.scalars(known):
        del wanted[sha]
    rows = [
        {"sha256": sha, "inhoud": zlib.compress(content, level=9)}
        for sha, content in wanted.items()
    ]
    _add_new(session, Kennisbestand, rows)
    row = {"hash": stand, "bestanden": dict(sha256), "op": op}
    _add_new(session, Kennisstand, [row])


def _add_new(session: Session, kind: type[Base], rows: list[dict[str, Any]]) -> None:
    """Add rows; one that somebody else added at the same moment is left as it is."""
    if not rows:
        return
    insert = (
        postgresql.insert
        if session.get_bind().dialect.name == "postgresql"
        else sqlite.insert
    )
    session.execute(insert(kind).values(rows).on_conflict_do_nothing())


def kept_files(session: Session, stand: str) -> dict[str, bytes] | None:
    """Return the files of a stand by name; ``None`` when it is not kept here."""
    row = session.get(Kennisstand, stand)
    if row is None:
        return None
    wanted = set(row.bestanden.values())
    query = select(Kennisbestand).where(Kennisbestand.sha256.in_(wanted))
    content = {
        one.sha256: zlib.decompress(one.inhoud) for one in session.scalars(query)
    }
    return {name: content[sha] for name, sha in row.bestanden.items()}
