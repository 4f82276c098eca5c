"""Invoer: files that were brought in, and the preview that waits for a yes."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.verzegeld import Verzegeld


class Invoer(Base):
    """One import that was carried out, with its report; the report holds no names.

    ``koppeling`` tells which column went where, so that the next file with the same
    header (``kop``, a hash) needs no choices.
    """

    __tablename__ = "invoer"

    id: Mapped[int] = mapped_column(primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    bestandsnaam: Mapped[str] = mapped_column(String(200))
    organisatie_id: Mapped[str | None] = mapped_column(ForeignKey("organisatie.id"))
    door: Mapped[str | None] = mapped_column(String(200))
    door_id: Mapped[int | None] = mapped_column(ForeignKey("gebruiker.id"))
    op: Mapped[datetime]
    kop: Mapped[str | None] = mapped_column(String(64), index=True)
    koppeling: Mapped[dict[str, Any]] = mapped_column(default=dict)
    aantallen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    regels: Mapped[list[Any]] = mapped_column(default=list)


class Invoervoorbeeld(Base):
    """A file that was read but not yet brought in; its content is sealed."""

    __tablename__ = "invoervoorbeeld"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    soort: Mapped[str] = mapped_column(String(40))
    bestandsnaam: Mapped[str] = mapped_column(String(200))
    kop: Mapped[str | None] = mapped_column(String(64))
    inhoud: Mapped[bytes] = mapped_column(Verzegeld)
    koppeling: Mapped[dict[str, Any]] = mapped_column(default=dict)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    gemaakt_op: Mapped[datetime]
    verloopt_op: Mapped[datetime]
