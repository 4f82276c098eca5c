"""The definitions once more, in plain Python, a pupil at a time: only to compare with.

Shares no code with ``matching.verzuim`` and reads none of its rows.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction

ALL = {"ziek", "verlof", "geoorloofd", "ongeoorloofd", "schorsing"}
NO_LEAVE = ALL - {"verlof"}


def months_on(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


class Pupil:
    """The school days of one pupil up to a day: (day, hours, missed, kind)."""

    def __init__(self, rows, peildatum):
        self.day = peildatum
        self.rows = sorted(r for r in rows if r[0] <= peildatum and r[1] > 0)

    @property
    def out_of_date(self):
        return not self.rows or (self.day - self.rows[-1][0]).days > 56

    def series(self, kinds, part=Fraction(1)):
        """Return the first day of the days that count, back from the last one."""
        first = None
        for day, hours, missed, kind in reversed(self.rows):
            if kind not in kinds or missed == 0 or missed < part * hours:
                break
            first = day
        return first

    def weeks(self):
        return sorted({monday(row[0]) for row in self.rows})

    def in_week(self, week, kinds, part=Fraction(0)):
        return [
            row
            for row in self.rows
            if monday(row[0]) == week
            and row[3] in kinds
            and row[2] > 0
            and row[2] >= part * row[1]
        ]

    def back_from(self, week, kinds, part=Fraction(0)):
        """Return the first day that counts, going back while every week has one."""
        first, weeks = None, self.weeks()
        for one in reversed(weeks[: weeks.index(week) + 1]):
            found = self.in_week(one, kinds, part)
            if not found:
                break
            first = found[0][0]
        return first

    def week_series(self, kinds, part):
        return self.back_from(self.weeks()[-1], kinds, part)

    def window(self, kinds, inside):
        """Return hours missed, hours to divide by, and since when."""
        rows = [row for row in self.rows if inside(row[0])]
        counted = [row for row in rows if row[3] in kinds and row[2] > 0]
        missed = sum(row[2] for row in counted)
        hours = sum(row[1] for row in rows)
        since = self.back_from(monday(counted[0][0]), kinds) if counted else None
        return missed, hours, since

    def last_weeks(self, kinds, number):
        wanted = self.weeks()[-number:]
        return self.window(kinds, lambda day: monday(day) in wanted)


def verdicts(rows, peildatum):
    """Return per definition since when it holds, or ``None``; ``False`` if it never."""
    one = Pupil(rows, peildatum)
    names = (
        *("landelijk", "ingrado_2010", "actietafel", "inspectie_lrv_4_weken"),
        *("inspectie_lrv_3_maanden", "dordrecht", "zestien_uur", "vuijk"),
        *("ezo_consult", "amsterdam_thuis", "amsterdam_schorsing", "verborgen"),
    )
    if one.out_of_date:
        return dict.fromkeys(names)
    found = {}
    unexcused = one.series({"ongeoorloofd"})
    long = unexcused and (peildatum - unexcused).days > 28
    found["landelijk"] = unexcused if long else None
    three = unexcused and peildatum > months_on(unexcused, 3)
    found["inspectie_lrv_4_weken"] = unexcused if long and not three else None
    found["inspectie_lrv_3_maanden"] = unexcused if three else None
    home = one.series(ALL - {"ziek"})
    found["ingrado_2010"] = home if home and (peildatum - home).days > 28 else None
    away = one.series(ALL)
    month = away and peildatum >= months_on(away, 1)
    found["actietafel"] = away if month else None
    missed, hours, since = one.last_weeks(NO_LEAVE, 4)
    found["dordrecht"] = since if missed * 2 > hours else None
    missed, hours, since = one.last_weeks({"ongeoorloofd"}, 4)
    found["zestien_uur"] = since if missed >= 16 else None
    missed, hours, since = one.last_weeks(ALL, 2)
    found["vuijk"] = since if missed * 4 >= hours and missed else None
    begin = months_on(peildatum, -3)
    missed, hours, since = one.window(NO_LEAVE, lambda day: day > begin)
    found["ezo_consult"] = since if missed > 0 else None
    parts = one.week_series({"geoorloofd", "ongeoorloofd"}, Fraction(1, 2))
    fortnight = parts and (peildatum - parts).days > 14
    found["amsterdam_thuis"] = parts if fortnight else None
    found["amsterdam_schorsing"] = one.series({"schorsing"}, Fraction(1, 100))
    hidden = found["dordrecht"] and not found["landelijk"]
    found["verborgen"] = found["dordrecht"] if hidden else None
    return found
