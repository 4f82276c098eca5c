"""Stock, inflow and outflow of a definition in a period, from periods per pupil."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matching.verzuim.rapport_banden import age_band, duration_band
from matching.verzuim.rapport_som import Regel, Som

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from knowledge.rapport import Rapportregels, Uitsplitsing

AGE, DURATION = "leeftijd", "duur"
IN_VIEW, AT_END = "in_beeld", "einde"
"""Counts that stand in several sums."""
UNKNOWN, PLACED = "onbekend", "geplaatst"


@dataclass(frozen=True)
class Telperiode:
    """A pupil counts for a definition from a day until a day.

    Parameters
    ----------
    leerling
        Who.
    vanaf
        The first day on which the pupil counts.
    tot
        The first day on which the pupil no longer counts; ``None``: still does.
    reden
        Id of the reason why not; ``None`` while it lasts.
    sinds
        The first day of the absence; ``None``: not known.
    geboren
        Day of birth, the earliest that is possible; ``None``: not known.
    kenmerken
        Per breakdown the ids that the pupil belongs to.
    besproken, geplaatst
        Day of the first discussion and day on which the place began.
    """

    leerling: str
    vanaf: date
    tot: date | None = None
    reden: str | None = None
    sinds: date | None = None
    geboren: date | None = None
    kenmerken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    besproken: date | None = None
    geplaatst: date | None = None

    def counts_on(self, dag: date) -> bool:
        """Tell whether the pupil counts on a day."""
        return self.vanaf <= dag and (self.tot is None or self.tot > dag)


@dataclass(frozen=True)
class Verdeling:
    """The stock at the end split one way."""

    uitsplitsing: Uitsplitsing
    som: Som


@dataclass(frozen=True)
class Stroom:
    """What came in and went out between two days, and whether it adds up.

    Parameters
    ----------
    begin, einde
        Stock is counted on both days; flow is what happened after the first up to
        and on the second.
    in_beeld
        Stock at the start plus inflow.
    over
        The same, less the outflow per reason: stock at the end.
    verdelingen
        The stock at the end, split.
    naar
        Those who left for a place, split by route.
    leerlingen
        Different pupils; a pupil who came back is in the flow twice.
    weken_thuis, weken_tot_plek
        Averages in weeks; ``None``: of nobody known.
    """

    begin: date
    einde: date
    in_beeld: Som
    over: Som
    verdelingen: tuple[Verdeling, ...]
    naar: Verdeling
    leerlingen: int
    weken_thuis: Gemiddelde
    weken_tot_plek: Gemiddelde

    @property
    def sommen(self) -> tuple[Som, ...]:
        """Return every sum that should close."""
        apart = [row for row in self.verdelingen if not row.uitsplitsing.overlapt]
        return (self.in_beeld, self.over, self.naar.som, *(row.som for row in apart))


@dataclass(frozen=True)
class Gemiddelde:
    """An average in weeks over so many pupils."""

    weken: float | None
    over: int


@dataclass(frozen=True)
class Weekstand:
    """The stock on a day, and who came in and went out since the day before it."""

    dag: date
    stand: int
    erbij: int
    eraf: int


def count_weeks(
    perioden: Sequence[Telperiode], momenten: Sequence[date]
) -> tuple[Weekstand, ...]:
    """Return the stock on every day that was looked at, the oldest first."""
    found = []
    before: date | None = None
    for day in momenten:
        came = gone = 0
        if before is not None:
            came = sum(before < one.vanaf <= day for one in perioden)
            gone = sum(
                one.tot is not None and before < one.tot <= day for one in perioden
            )
        stock = sum(one.counts_on(day) for one in perioden)
        found.append(Weekstand(day, stock, came, gone))
        before = day
    return tuple(found)


def count_flow(
    perioden: Sequence[Telperiode],
    begin: date,
    einde: date,
    regels: Rapportregels,
    namen: Callable[[str, str], str] = lambda _split, value: value,
) -> Stroom:
    """Return stock, inflow and outflow of one definition.

    Parameters
    ----------
    perioden
        Those of one definition; a pupil may have several that do not overlap.
    begin, einde
        The first and last day of the period.
    regels
        Bands, reasons and breakdowns.
    namen
        How a part of a breakdown is called, from its breakdown and its id.

    Raises
    ------
    ValueError
        When the period ends before it begins.
    """
    if einde < begin:
        raise ValueError("de periode eindigt voor ze begint")
    seen = [
        one for one in perioden if one.counts_on(begin) or begin < one.vanaf <= einde
    ]
    start = [one for one in seen if one.counts_on(begin)]
    new = [one for one in seen if one.vanaf > begin]
    gone = [one for one in seen if one.tot is not None and one.tot <= einde]
    stock = [one for one in seen if one.counts_on(einde)]
    words = regels.teksten
    in_view = Som(
        words.in_beeld,
        len(seen),
        (
            Regel("begin", words.begin, len(start)),
            Regel("erbij", words.erbij, len(new)),
        ),
        id=IN_VIEW,
    )
    reasons = Counter(one.reden or UNKNOWN for one in gone)
    out = tuple(
        Regel(f"uit:{row.id}", row.naam, reasons[row.id], af=True)
        for row in regels.redenen
    )
    left = Som(
        words.einde,
        len(stock),
        (Regel(IN_VIEW, words.in_beeld, len(seen)), *out),
        id=AT_END,
    )
    to_place = [one for one in gone if one.reden == PLACED]
    placed_name = regels.reden(PLACED).naam
    placed = [one for one in seen if one.geplaatst and begin < one.geplaatst <= einde]
    return Stroom(
        begin,
        einde,
        in_view,
        left,
        tuple(
            split(stock, row, einde, words.einde, namen)
            for row in regels.uitsplitsingen
        ),
        split(to_place, regels.naar, einde, placed_name, namen, f"uit:{PLACED}"),
        len({one.leerling for one in seen}),
        average((one.sinds, einde) for one in stock),
        average((one.besproken, one.geplaatst) for one in placed),
    )


def split(
    stock: Sequence[Telperiode],
    row: Uitsplitsing,
    dag: date,
    naam: str,
    namen: Callable[[str, str], str] = lambda _split, value: value,
    totaal: str = AT_END,
) -> Verdeling:
    """Return pupils split by one property on a day; who has none stands apart."""
    found: Counter[str] = Counter()
    for one in stock:
        for part in _parts(one, row, dag):
            found[part] += 1
    order = [(band.id, band.naam) for band in row.banden]
    if not row.banden:
        ids = sorted((one for one in found if one), key=lambda one: (-found[one], one))
        order = [(one, namen(row.id, one)) for one in ids]
    if found[""]:
        order.append(("", row.onbekend))
    lines = tuple(
        Regel(f"{row.id}:{one or UNKNOWN}", name, found[one]) for one, name in order
    )
    return Verdeling(row, Som(naam, len(stock), lines, id=totaal))


def _parts(one: Telperiode, row: Uitsplitsing, dag: date) -> tuple[str, ...]:
    if row.id == AGE:
        return (age_band(row.banden, one.geboren, dag),)
    if row.id == DURATION:
        return (duration_band(row.banden, one.sinds, dag),)
    return one.kenmerken.get(row.id) or ("",)


def average(spans: Iterable[tuple[date | None, date | None]]) -> Gemiddelde:
    """Return the average in weeks of the spans that have a begin and an end."""
    days = [
        (end - begin).days
        for begin, end in spans
        if begin is not None and end is not None
    ]
    return Gemiddelde(sum(days) / 7 / len(days) if days else None, len(days))
