"""The picture of absence week by week: bars to draw, and the table behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.verzuim import HOUR, Verzuimsoort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.absence_weeks import AbsenceWeek

S = Verzuimsoort
WIDTH, HEIGHT = 340, 150
_LEFT, _TOP, _BOTTOM = 34, 8, 22
MOST = 12
"""Weeks in the picture; the table has all."""
_LABELS = 6


@dataclass(frozen=True)
class Kind:
    """A kind of absence as the picture shows it; ``klas`` is its class."""

    naam: str
    klas: str
    soorten: tuple[Verzuimsoort, ...]


# With illness apart for who may see it; else it is part of what is allowed.
KINDS = (
    Kind("Ongeoorloofd", "vz-zonder", (S.ONGEOORLOOFD,)),
    Kind("Schorsing", "vz-schorsing", (S.SCHORSING,)),
    Kind("Geoorloofd", "vz-met", (S.GEOORLOOFD,)),
    Kind("Verlof van school", "vz-verlof", (S.VERLOF,)),
    Kind("Ziek", "vz-ziek", (S.ZIEK,)),
)
WITHOUT_HEALTH = (
    KINDS[0],
    KINDS[1],
    Kind("Geoorloofd", "vz-met", (S.GEOORLOOFD, S.ZIEK)),
    KINDS[3],
)


@dataclass(frozen=True)
class Bar:
    """One piece of a bar, in the units of the picture."""

    x: float
    y: float
    breed: float
    hoog: float
    klas: str


@dataclass(frozen=True)
class Column:
    """One week in the picture: where it stands and what it says when pointed at."""

    x: float
    midden: float
    breed: float
    naam: str
    label: str
    tekst: str
    delen: tuple[Bar, ...]


@dataclass(frozen=True)
class Picture:
    """All there is to draw."""

    kolommen: tuple[Column, ...]
    lijnen: tuple[tuple[float, str], ...]
    soorten: tuple[Kind, ...]
    breed: int = WIDTH
    hoog: int = HEIGHT
    links: int = _LEFT
    boven: int = _TOP
    bodem: int = HEIGHT - _BOTTOM


def draw(weeks: Sequence[AbsenceWeek], *, health: bool) -> Picture:
    """Return the picture of the last school weeks.

    Parameters
    ----------
    weeks
        The school weeks, oldest first.
    health
        Whether illness may be told apart.
    """
    kinds = KINDS if health else WITHOUT_HEALTH
    shown = list(weeks[-MOST:])
    used = tuple(
        kind for kind in kinds if any(week.of(*kind.soorten) for week in shown)
    )
    step = (WIDTH - _LEFT) / MOST
    every = max(1, -(-len(shown) // _LABELS))
    columns = [
        _column(week, used, _LEFT + at * step, step, labelled=at % every == 0)
        for at, week in enumerate(shown)
    ]
    room = HEIGHT - _TOP - _BOTTOM
    lines = tuple((_TOP + room * (1 - part), f"{part:.0%}") for part in (0, 0.5, 1))
    return Picture(tuple(columns), lines, used)


def table_of(
    weeks: Sequence[AbsenceWeek], *, health: bool
) -> tuple[tuple[str, ...], list[tuple[str, list[str]]]]:
    """Return the headers and rows of the table behind the picture, newest first."""
    kinds = KINDS if health else WITHOUT_HEALTH
    used = [kind for kind in kinds if any(week.of(*kind.soorten) for week in weeks)]
    head = ("Rooster", "Gemist", *(kind.naam for kind in used), "Deel gemist")
    rows = []
    for week in reversed(weeks):
        cells = [hours(week.lesuren), hours(week.totaal)]
        cells += [hours(week.of(*kind.soorten)) for kind in used]
        share = week.totaal / week.lesuren if week.lesuren else 0
        rows.append((week.naam, [*cells, f"{share:.0%}"]))
    return head, rows


def hours(hundredths: int) -> str:
    """Return hours as people write them: 5 or 2,5."""
    return f"{hundredths / HOUR:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _column(
    week: AbsenceWeek,
    kinds: Sequence[Kind],
    x: float,
    step: float,
    *,
    labelled: bool,
) -> Column:
    room = HEIGHT - _TOP - _BOTTOM
    bottom = float(HEIGHT - _BOTTOM)
    wide = step * 0.72
    parts: list[Bar] = []
    for kind in kinds:
        part = week.of(*kind.soorten)
        if part and week.lesuren:
            high = room * part / week.lesuren
            bottom -= high
            parts.append(
                Bar(
                    round(x, 1),
                    round(bottom, 1),
                    round(wide, 1),
                    round(high, 1),
                    kind.klas,
                )
            )
    told = ", ".join(
        f"{kind.naam.lower()} {hours(week.of(*kind.soorten))}"
        for kind in kinds
        if week.of(*kind.soorten)
    )
    text = (
        f"Week {week.naam}: {hours(week.totaal)} van {hours(week.lesuren)} uur gemist"
    )
    return Column(
        round(x, 1),
        round(x + wide / 2, 1),
        round(wide, 1),
        week.naam,
        str(week.maandag.isocalendar()[1]) if labelled else "",
        f"{text}{': ' + told if told else ''}",
        tuple(parts),
    )
