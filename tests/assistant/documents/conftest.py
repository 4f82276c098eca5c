"""A small document with everything that can stand in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from assistant.documents.stuk import (
    Citaat,
    Lezer,
    Onderdeel,
    Regel,
    Stuk,
    Weglating,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge.load import Knowledge


@pytest.fixture
def stuk_with(knowledge: Knowledge) -> Callable[..., Stuk]:
    """Return a function that makes a document in which somebody says something."""

    def make(tekst: str = "Ik wil een rustige klas.", **other: object) -> Stuk:
        stuk = Stuk(
            soort="tlv",
            titel="Probleemanalyse voor een aanvraag van een TLV",
            casus_id="2026-0001",
            leerling="Sam Voorbeeld",
            lezer=Lezer("Test Zorg", "zorgcoördinator", "De Linde (voorbeeld)"),
            doel="Beoordelen of de leerling toelaatbaar is.",
            gemaakt_op=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
            peildatum=date(2026, 11, 22),
            onderdelen=(
                Onderdeel(
                    id="stem_kind",
                    kop="De stem van het kind",
                    bron="WPO 40a(6)-(8)",
                    citaten=(Citaat("Wens van het kind", tekst, "leerling"),),
                ),
                Onderdeel(
                    id="leerling",
                    kop="De leerling en de school",
                    toelichting=("Zoals de school het zegt.",),
                    regels=(
                        Regel("Schoolsoort", "vmbo", "school", "schoolsoort", "vmbo"),
                        Regel("Wat gezegd is", tekst, "ouder"),
                    ),
                ),
                Onderdeel(id="onbekend", kop="Nog niet bekend", punten=("OPP", tekst)),
            ),
            weggelaten=(Weglating("Naam", "Geen toestemming."),),
            bronnen=(("WPO", "Wet op het primair onderwijs"),),
            kennis="abc123",
            omlijsting=knowledge.documentteksten.omlijsting,
            voorbeeld=True,
        )
        return replace(stuk, **other)  # type: ignore[arg-type]

    return make
