"""From content to blocks: the one layout that the Word file and the PDF both follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from knowledge.kalenderwoorden import tell_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from assistant.documents.stuk import Onderdeel, Stuk
    from knowledge.documenten import Omlijsting

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
    frame = stuk.omlijsting
    footer = frame.voettekst_voorbeeld if stuk.voorbeeld else frame.voettekst
    return Opmaak(
        titel=frame.titel.format(titel=stuk.titel, casus=stuk.casus_id),
        onderwerp=stuk.doel,
        voettekst=footer.format(casus=stuk.casus_id, lezer=stuk.lezer.naam),
        gemaakt_op=stuk.gemaakt_op,
        blokken=tuple(_blocks(stuk, frame)),
    )


def _blocks(stuk: Stuk, frame: Omlijsting) -> Iterator[Blok]:
    yield Alinea(frame.vooraf)
    yield Tabel(
        naam=frame.over,
        koppen=frame.koppen_over,
        rijen=tuple(_about(stuk, frame)),
        breedtes=WIDTHS_TWO,
    )
    for part in stuk.onderdelen:
        yield from _part(part, frame)
    yield Kop(frame.niet)
    if stuk.weggelaten:
        yield Tabel(
            naam=frame.weggelaten,
            koppen=frame.koppen_weggelaten,
            rijen=tuple((row.wat, row.waarom) for row in stuk.weggelaten),
            breedtes=WIDTHS_TWO,
        )
    else:
        yield Alinea(frame.niets_weggelaten)
    yield Kop(frame.bronnen)
    # A Word file cannot end with a table, so something always stands here.
    sources = tuple(f"{key}: {title}" for key, title in stuk.bronnen)
    yield Punten(sources or (frame.zonder_bronnen,))


def _about(stuk: Stuk, frame: Omlijsting) -> Iterator[tuple[str, str]]:
    if stuk.leerling:
        yield frame.leerling, stuk.leerling
    example = frame.voorbeeld.format(casus=stuk.casus_id)
    yield frame.casus, example if stuk.voorbeeld else stuk.casus_id
    reader = ", ".join(
        part
        for part in (stuk.lezer.naam, stuk.lezer.rol, stuk.lezer.organisatie)
        if part
    )
    yield frame.lezer, reader
    yield frame.gemaakt, tell_date(stuk.gemaakt_op.date())
    yield frame.stand, tell_date(stuk.peildatum)
    yield frame.doel, stuk.doel
    yield frame.kennis, frame.versie.format(kennis=stuk.kennis)


def _part(part: Onderdeel, frame: Omlijsting) -> Iterator[Blok]:
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
        yield Alinea(frame.uit_bron.format(bron=part.bron), klein=True)
