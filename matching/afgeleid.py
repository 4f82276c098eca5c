"""Values that follow from the answers: sector, ages, valid TLV, hours missed.

What each means stands in ``knowledge/data/afgeleid.yaml``; here is the arithmetic.
"""

from __future__ import annotations

import calendar
import math
from datetime import date
from typing import TYPE_CHECKING

from matching.kennis import Bereik, Dagen, Keuzes
from matching.sector import reachable_sectors

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matching.feiten import Feiten


def age_in_years(feiten: Feiten) -> Bereik | None:
    """Return the age in whole years; the birth month is more exact than an age.

    In the birth month itself the age is uncertain by one year.
    """
    return _age_on(feiten, feiten.peildatum)


def age_at_end_of_school_year(feiten: Feiten) -> Bereik | None:
    """Return the age in whole years on the last day of this school year."""
    today, row = feiten.peildatum, feiten.regels.schooljaar_einde
    end = date(today.year, row.maand, row.dag)
    return _age_on(feiten, end if today <= end else end.replace(year=end.year + 1))


def _age_on(feiten: Feiten, day: date) -> Bereik | None:
    month = feiten.known("geboortemaand")
    if isinstance(month, str):
        return _age_from_month(month, day)
    age = feiten.recorded("leeftijd")
    if not isinstance(age, int):
        return None
    # Within a year the pupil has at most one birthday.
    return Bereik(age, age if day == feiten.peildatum else age + 1)


def _age_from_month(text: str, day: date) -> Bereik:
    year, month = (int(part) for part in text.split("-"))
    age = day.year - year
    if day.month < month:
        return Bereik(age - 1, age - 1)
    last_day = calendar.monthrange(day.year, day.month)[1]
    uncertain = day.month == month and day.day < last_day
    return Bereik(age - 1 if uncertain else age, age)


def valid_tlv(feiten: Feiten) -> Keuzes | None:
    """Return the kinds of TLV that the pupil has; an expired one does not count."""
    rows = feiten.rows("tlv_aanwezig")
    if rows is None:
        return None
    valid = [row for row in rows if not _ended(row.get("geldig_tot"), feiten)]
    kinds = [row.get("soort") for row in valid]
    certain = frozenset(kind for kind in kinds if kind not in (None, "onbekend"))
    some_kind_open = len(certain) == 0 and bool(valid)
    return Keuzes(zeker=certain, mogelijk=None if some_kind_open else frozenset())


def _ended(day: object, feiten: Feiten) -> bool:
    return isinstance(day, date) and day < feiten.peildatum


def experts(feiten: Feiten) -> Bereik | None:
    """Return how many expert declarations there are from outside the school.

    Source: WPO 18a(11); Onderwijsgeschillen, uitspraak 107442.
    """
    rows = feiten.rows("deskundigenverklaringen")
    if rows is None:
        return None
    own = [row.get("van_aanvragende_school") for row in rows]
    outside = sum(1 for value in own if value == "nee")
    return Bereik(outside, outside + sum(1 for v in own if v not in ("ja", "nee")))


def not_at_school_since(feiten: Feiten) -> Dagen | None:
    """Return since when the pupil has not been at school at all.

    While that is not known, it cannot be before the day on which absence began.
    """
    exact = feiten.days("helemaal_niet_sinds")
    if exact is not None:
        return exact
    partly = feiten.known("verzuim_sinds")
    return Dagen(partly, None) if isinstance(partly, date) else None


def begun_phases(feiten: Feiten) -> Keuzes | None:
    """Return the phases on the way to a place that have begun."""
    rows = feiten.rows("toeleiding_fasen")
    if rows is None:
        return None
    begun: set[object] = set()
    open_: set[object] = set()
    for row in rows:
        since = row.get("begonnen_op")
        started = isinstance(since, date) and since <= feiten.peildatum
        done = isinstance(row.get("klaar_op"), date)
        (begun if started or done else open_).add(row.get("fase"))
    if not open_:
        return Keuzes(zeker=frozenset(begun))
    return Keuzes(zeker=frozenset(begun), mogelijk=frozenset(open_ - begun))


def finished_phases(feiten: Feiten) -> Keuzes | None:
    """Return the phases on the way to a place that are done."""
    rows = feiten.rows("toeleiding_fasen")
    if rows is None:
        return None
    done = [
        row.get("fase")
        for row in rows
        if isinstance(day := row.get("klaar_op"), date) and day <= feiten.peildatum
    ]
    return Keuzes(zeker=frozenset(done))


def share_missed(feiten: Feiten) -> Bereik | None:
    """Return the share of hours missed (0 to 1) over the last four school weeks.

    Illness counts, leave granted by the school does not. Source: S0 ad a.
    """
    rows, weeks = feiten.rows("verzuim_perioden"), feiten.regels.venster_weken
    if rows is None or len(rows) < weeks:
        return None
    missed = hours = 0.0
    for row in rows[-weeks:]:
        numbers = [_number(row.get(column)) for column in _ABSENCE]
        timetable = _number(row.get("uren_volgens_rooster"))
        if None in numbers or timetable is None:
            return None
        excused, unexcused, leave = (number or 0.0 for number in numbers)
        missed += excused + unexcused - leave
        hours += timetable
    return Bereik(missed / hours, missed / hours) if hours > 0 else None


_ABSENCE = (
    "uren_geoorloofd_afwezig",
    "uren_ongeoorloofd_afwezig",
    "waarvan_verlof_van_school",
)


def unexcused_hours(feiten: Feiten) -> Bereik | None:
    """Return the unexcused hours over the last four school weeks (LPW 21a)."""
    exact = _number(feiten.known("uren_ongeoorloofd_4w"))
    if exact is not None:
        return Bereik(exact, exact)
    rows, weeks = feiten.rows("verzuim_perioden"), feiten.regels.venster_weken
    if not rows:
        return None
    numbers = [_number(row.get("uren_ongeoorloofd_afwezig")) for row in rows[-weeks:]]
    total = sum(number for number in numbers if number is not None)
    complete = len(rows) >= weeks and None not in numbers
    return Bereik(total, total if complete else math.inf)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


COMPUTE: Mapping[str, Callable[[Feiten], object | None]] = {
    "leeftijd": age_in_years,
    "leeftijd_einde_schooljaar": age_at_end_of_school_year,
    "sector": lambda feiten: reachable_sectors(feiten, feiten.regels.sector),
    "tlv_geldig": valid_tlv,
    "aantal_deskundigen": experts,
    "fasen_begonnen": begun_phases,
    "fasen_klaar": finished_phases,
    "niet_op_school_sinds": not_at_school_since,
    "verzuim_aandeel_4w": share_missed,
    "ongeoorloofd_4w": unexcused_hours,
}
"""How each derived value is computed, by its id."""

ASK: Mapping[str, tuple[str, ...]] = {
    "leeftijd": ("leeftijd",),
    "leeftijd_einde_schooljaar": ("geboortemaand",),
    "sector": ("schoolsoort", "leeftijd", "overgangsmoment"),
    "tlv_geldig": ("tlv_aanwezig",),
    "aantal_deskundigen": ("deskundigenverklaringen",),
    "fasen_begonnen": ("toeleiding_fasen",),
    "fasen_klaar": ("toeleiding_fasen",),
    "niet_op_school_sinds": ("helemaal_niet_sinds",),
    "verzuim_aandeel_4w": ("verzuim_perioden",),
    "ongeoorloofd_4w": ("uren_ongeoorloofd_4w",),
}
"""Which question to ask for a derived value; the first that is not known."""
