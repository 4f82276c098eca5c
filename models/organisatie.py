"""Organisatie: samenwerkingsverband, board, school, municipality or provider."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import String
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
    JEUGDGEZONDHEIDSZORG = "jeugdgezondheidszorg"
    AANBIEDER = "aanbieder"


class Organisatie(Base):
    """One party; every party answers for its own data (AVG)."""

    __tablename__ = "organisatie"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    naam: Mapped[str] = mapped_column(String(200))
    soort: Mapped[OrganisatieSoort] = mapped_column(text_enum(OrganisatieSoort))
    telefoon: Mapped[str | None] = mapped_column(String(40))
    voorbeeld: Mapped[bool] = mapped_column(default=False)
