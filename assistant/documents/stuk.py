"""What a document says, whatever file it becomes: for whom, what, and what not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from knowledge.documenten import Omlijsting


@dataclass(frozen=True)
class Lezer:
    """For whom a document was made; it shows what this reader may see, no more."""

    naam: str
    rol: str
    organisatie: str | None = None


@dataclass(frozen=True)
class Regel:
    """One question with its answer and where that came from.

    ``veld`` and ``waarde`` are the id and the stored value, for the JSON; both are
    None for a line that is not an answer (a criterion, a decision).
    """

    vraag: str
    antwoord: str
    herkomst: str
    veld: str | None = None
    waarde: object = None


@dataclass(frozen=True)
class Citaat:
    """Somebody's own words, and who said them when."""

    wie: str
    tekst: str
    herkomst: str
    veld: str | None = None


@dataclass(frozen=True)
class Onderdeel:
    """A headed part: a sentence or two, own words, rows, or points."""

    id: str
    kop: str
    bron: str = ""
    toelichting: tuple[str, ...] = ()
    citaten: tuple[Citaat, ...] = ()
    regels: tuple[Regel, ...] = ()
    punten: tuple[str, ...] = ()
    koppen: tuple[str, str, str] = ("Vraag", "Antwoord", "Herkomst")
    """Heads of the columns of ``regels``."""


@dataclass(frozen=True)
class Weglating:
    """What this reader does not get to see, and why."""

    wat: str
    waarom: str


@dataclass(frozen=True)
class Stuk:
    """One document about one case, for one reader, on one day.

    ``omlijsting`` is what every document says around its parts; no part of the JSON.
    """

    soort: str
    titel: str
    casus_id: str
    leerling: str | None
    lezer: Lezer
    doel: str
    gemaakt_op: datetime
    peildatum: date
    onderdelen: tuple[Onderdeel, ...]
    weggelaten: tuple[Weglating, ...]
    bronnen: tuple[tuple[str, str], ...]
    kennis: str
    omlijsting: Omlijsting
    voorbeeld: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Return the document as JSON holds it: dates are ``JJJJ-MM-DD``."""
        return {
            "soort": self.soort,
            "titel": self.titel,
            "casus": self.casus_id,
            "leerling": self.leerling,
            "gemaakt_voor": _plain(self.lezer),
            "doel": self.doel,
            "gemaakt_op": self.gemaakt_op.isoformat(),
            "peildatum": self.peildatum.isoformat(),
            "onderdelen": [_part(part) for part in self.onderdelen],
            "weggelaten": [_plain(row) for row in self.weggelaten],
            "bronnen": dict(self.bronnen),
            "kennis": self.kennis,
            "voorbeeld": self.voorbeeld,
        }


def _plain(row: Lezer | Weglating | Citaat | Regel) -> dict[str, Any]:
    return dict(vars(row))


def _part(part: Onderdeel) -> dict[str, Any]:
    return {
        "id": part.id,
        "kop": part.kop,
        "bron": part.bron or None,
        "toelichting": list(part.toelichting),
        "citaten": [_plain(row) for row in part.citaten],
        "regels": [_plain(row) for row in part.regels],
        "punten": list(part.punten),
    }
