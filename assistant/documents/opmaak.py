"""From content to blocks: the one layout that the Word file and the PDF both follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from assistant.casework.tell_answer import tell_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from assistant.documents.stuk import Onderdeel, Stuk

WIDTHS = (3, 5, 3)
"""Shares of the page width of question, answer and origin."""
WIDTHS_TWO = (4, 7)
_OURS = "EIGEN"
"""A part that rests on our own choice names no source below it."""


@dataclass(frozen=True)
class Kop:
    """A heading of the first level; the title of the document stands above all."""

    tekst: str


@dataclass(frozen=True)
class Alinea:
    """A paragraph; ``klein`` marks the small print such as a source."""

    tekst: str
    klein: bool = False


@dataclass(frozen=True)
class Punten:
    """A list with bullets."""

    punten: tuple[str, ...]


@dataclass(frozen=True)
class Aanhaling:
    """Somebody's own words, and who said them."""

    tekst: str
    wie: str


@dataclass(frozen=True)
class Tabel:
    """A table whose first row heads the columns and is repeated on every page.

    ``naam`` says what the table holds, for readers who cannot see it;
    ``breedtes`` are shares of the page width.
    """

    naam: str
    koppen: tuple[str, ...]
    rijen: tuple[tuple[str, ...], ...]
    breedtes: tuple[int, ...]


Blok: TypeAlias = Kop | Alinea | Punten | Aanhaling | Tabel


@dataclass(frozen=True)
class Opmaak:
    """A document as blocks, with what the file says about itself."""

    titel: str
    onderwerp: str
    voettekst: str
    gemaakt_op: datetime
    blokken: tuple[Blok, ...]
    taal: str = "nl-NL"
    maker: str = "Leerplek"


def lay_out(stuk: Stuk) -> Opmaak:
    """Lay a document out in blocks.

    Parameters
    ----------
    stuk
        What the document says.
    """
    casus = f"Casus {stuk.casus_id}"
    return Opmaak(
        titel=f"{stuk.titel}, {casus[0].lower()}{casus[1:]}",
        onderwerp=stuk.doel,
        voettekst=f"{casus}, gemaakt voor {stuk.lezer.naam}"
        + (", voorbeeld" if stuk.voorbeeld else ""),
        gemaakt_op=stuk.gemaakt_op,
        blokken=tuple(_blocks(stuk)),
    )


def _blocks(stuk: Stuk) -> Iterator[Blok]:
    yield Alinea("Leerplek helpt mee denken. Een mens beslist, altijd.")
    yield Tabel(
        naam="Voor wie en wanneer dit stuk is gemaakt",
        koppen=("Over dit stuk", "Gegevens"),
        rijen=tuple(_about(stuk)),
        breedtes=WIDTHS_TWO,
    )
    for part in stuk.onderdelen:
        yield from _part(part)
    yield Kop("Wat hier niet in staat")
    if stuk.weggelaten:
        yield Tabel(
            naam="Wat is weggelaten en waarom",
            koppen=("Wat", "Waarom niet"),
            rijen=tuple((row.wat, row.waarom) for row in stuk.weggelaten),
            breedtes=WIDTHS_TWO,
        )
    else:
        yield Alinea("Er is niets weggelaten.")
    yield Kop("Bronnen")
    # A Word file cannot end with a table, so something always stands here.
    sources = tuple(f"{key}: {title}" for key, title in stuk.bronnen)
    yield Punten(sources or ("Er zijn geen bronnen genoemd.",))


def _about(stuk: Stuk) -> Iterator[tuple[str, str]]:
    if stuk.leerling:
        yield "Leerling", stuk.leerling
    yield "Casus", stuk.casus_id + (" (verzonnen voorbeeld)" * stuk.voorbeeld)
    reader = ", ".join(
        part
        for part in (stuk.lezer.naam, stuk.lezer.rol, stuk.lezer.organisatie)
        if part
    )
    yield "Gemaakt voor", reader
    yield "Gemaakt op", tell_date(stuk.gemaakt_op.date())
    yield "Stand van", tell_date(stuk.peildatum)
    yield "Doel", stuk.doel
    yield "Kennis", f"versie {stuk.kennis}"


def _part(part: Onderdeel) -> Iterator[Blok]:
    yield Kop(part.kop)
    for line in part.toelichting:
        yield Alinea(line)
    for words in part.citaten:
        yield Aanhaling(words.tekst, f"{words.wie} ({words.herkomst})")
    if part.regels:
        yield Tabel(
            naam=part.kop,
            koppen=part.koppen,
            rijen=tuple((row.vraag, row.antwoord, row.herkomst) for row in part.regels),
            breedtes=WIDTHS,
        )
    if part.punten:
        yield Punten(part.punten)
    if part.bron and not part.bron.startswith(_OURS):
        yield Alinea(f"Bron: {part.bron}", klein=True)
