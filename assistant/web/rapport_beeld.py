"""The plots of a report: bars to draw; the table behind each says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.verzuim.rapport_som import show_number

if TYPE_CHECKING:
    from matching.verzuim.rapport import Stroom
    from matching.verzuim.rapport_som import Som

WIDTH, _ROW, _BAR, _LABEL = 340, 40, 14, 13
_NUMBER = 34
"""Room for the number behind a bar."""


@dataclass(frozen=True)
class Staaf:
    """One bar: its name above it, its number behind it; ``None`` is not shared."""

    naam: str
    getal: str
    y: int
    x: float
    breed: float
    klas: str


@dataclass(frozen=True)
class Beeld:
    """All there is to draw of one plot."""

    titel: str
    staven: tuple[Staaf, ...]
    hoog: int
    breed: int = WIDTH
    dik: int = _BAR
    label: int = _LABEL


def draw_flow(stroom: Stroom, niet_gedeeld: str) -> Beeld:
    """Return the plot of stock and flow: what comes in stands on what was there."""
    start, new = stroom.in_beeld.regels
    out = [row for row in stroom.over.regels if row.af and row.aantal != 0]
    total = stroom.in_beeld.totaal or 0
    rows: list[tuple[str, float | None, float, str]] = [
        (start.naam, start.aantal, 0, "rp-stand"),
        (new.naam, new.aantal, start.aantal or 0, "rp-erbij"),
    ]
    at = total
    for row in out:
        at -= row.aantal or 0
        rows.append((row.naam, row.aantal, at, "rp-eraf"))
    rows.append((stroom.over.naam, stroom.over.totaal, 0, "rp-stand"))
    most = max([total, *(row[2] + (row[1] or 0) for row in rows)])
    return _beeld(stroom.over.naam, rows, most, niet_gedeeld)


def draw_split(som: Som, titel: str, niet_gedeeld: str) -> Beeld:
    """Return the plot of a total in its parts."""
    rows = [(row.naam, row.aantal, 0.0, "rp-stand") for row in som.regels]
    most = max((row.aantal or 0 for row in som.regels), default=0)
    return _beeld(titel, rows, most, niet_gedeeld)


def _beeld(
    titel: str,
    rows: list[tuple[str, float | None, float, str]],
    most: float,
    niet_gedeeld: str,
) -> Beeld:
    room = (WIDTH - _NUMBER) / most if most > 0 else 0
    bars = tuple(
        Staaf(
            name,
            niet_gedeeld if value is None else show_number(value),
            at * _ROW,
            round(begin * room, 1) if value is not None else 0,
            round((value or 0) * room, 1),
            kind,
        )
        for at, (name, value, begin, kind) in enumerate(rows)
    )
    return Beeld(titel, bars, len(rows) * _ROW)
