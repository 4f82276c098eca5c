"""The plots of a report: bars to draw; the table behind each says the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matching.verzuim.rapport_som import show_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.verzuim.rapport import Stroom, Weekstand
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


@dataclass(frozen=True)
class Kolom:
    """The stock on one day as a column; ``label`` stands below some of them."""

    x: float
    y: float
    breed: float
    hoog: float
    label: str
    tekst: str


@dataclass(frozen=True)
class Weekbeeld:
    """The stock week after week, with the most there was beside the axis."""

    titel: str
    kolommen: tuple[Kolom, ...]
    meeste: int
    breed: int = WIDTH
    hoog: int = 130
    links: int = 26
    boven: int = 12
    bodem: int = 108


def draw_weeks(weken: Sequence[Weekstand], titel: str) -> Weekbeeld:
    """Return the plot of the stock on every day that was looked at."""
    most = max((one.stand for one in weken), default=0)
    plot = Weekbeeld(titel, (), most)
    if not weken or not most:
        return plot
    step = (plot.breed - plot.links) / len(weken)
    room = plot.bodem - plot.boven
    every = -(-len(weken) // _WEEK_LABELS)
    columns = tuple(
        Kolom(
            round(plot.links + at * step, 2),
            round(plot.bodem - room * one.stand / most, 2),
            round(step * 0.8, 2),
            round(room * one.stand / most, 2),
            f"{one.dag:%d-%m}" if at % every == 0 else "",
            f"{one.dag:%d-%m-%Y}: {one.stand}",
        )
        for at, one in enumerate(weken)
    )
    return replace(plot, kolommen=columns)


_WEEK_LABELS = 6


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
