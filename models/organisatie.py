"""Organisatie: samenwerkingsverband, board, school, municipality or provider."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, true
from sqlalchemy.orm import Mapped, mapped_column

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


class Organisatie(Base):
    """One party; every party answers for its own data (AVG).

    ``ouder_id`` is the board of a school; ``gemeenten`` lists the municipalities a
    samenwerkingsverband or leerplicht works for.
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
