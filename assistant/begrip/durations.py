"""Durations: ‘ruim twee maanden’, ‘een week of zes’, ‘drie kwartier’."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.begrip.numbers import NUMBER, as_number, digits

_UNITS = {
    "dag": r"dag(?:en)?",
    "schooldag": r"(?:school|les|werk)dag(?:en)?",
    "week": r"(?:school|les)?we(?:ek|ken)(?:en)?|wk|wkn|weekjes?",
    "maand": r"maand(?:en)?|mnd|mndn|maandjes?",
    "jaar": r"ja(?:ar|ren)|jr",
    "uur": r"u|uur|uren|uurtjes?",
    "minuut": r"min|minuten|minuut|minuutjes",
}
_ANY = "|".join(_UNITS.values())
_RANGE = r"(?: ?(?:-|a|tot|of|of misschien|tot en met) ?(?P<hoog>\d+))?"
_COUNTED = re.compile(
    rf"(?<![\w.,/-])(?P<n>{NUMBER}|een)(?:{_RANGE}) ?(?:(?:hele|volle|lange|"
    rf"dikke|goede|kleine|ruime) )?"
    rf"(?P<u>{_ANY})(?![\w])"
)
_ABOUT = re.compile(rf"(?:een )?(?P<u>{_ANY}) of (?P<n>\d+)(?![\w])")


@dataclass(frozen=True)
class Duur:
    """A length of time.

    Parameters
    ----------
    eenheid
        ``dag``, ``schooldag``, ``week``, ``maand``, ``jaar``, ``uur`` or ``minuut``.
    aantal
        How many of them; of a range the lowest, since that much is sure.
    begin, eind
        Place in the text with digits.
    """

    eenheid: str
    aantal: float
    begin: int
    eind: int

    @property
    def minuten(self) -> float | None:
        """Return the minutes, or None for days and longer."""
        return {"uur": self.aantal * 60, "minuut": self.aantal}.get(self.eenheid)

    def before(self, dag: date) -> date | None:
        """Return the day this long before a day, or None for hours and minutes.

        Source: the contract: weeks are 7 days, months are calendar months.
        """
        return self._shift(dag, -1)

    def after(self, dag: date) -> date | None:
        """Return the day this long after a day."""
        return self._shift(dag, 1)

    def weeks(self, peildatum: date) -> int | None:
        """Return the whole weeks, months counted by the calendar."""
        start = self.before(peildatum)
        return None if start is None else (peildatum - start).days // 7

    def _shift(self, dag: date, sign: int) -> date | None:
        try:
            if self.eenheid == "dag":
                return dag + timedelta(days=sign * round(self.aantal))
            if self.eenheid == "week":
                return dag + timedelta(days=sign * round(7 * self.aantal))
            if self.eenheid == "schooldag":
                return _school_days(dag, sign, round(self.aantal))
            if self.eenheid in ("maand", "jaar"):
                months = self.aantal * (12 if self.eenheid == "jaar" else 1)
                whole = int(months)
                shifted = shift_months(dag, sign * whole)
                return shifted + timedelta(days=sign * round((months - whole) * 30))
        except (OverflowError, ValueError):
            return None
        return None


def shift_months(dag: date, maanden: int) -> date:
    """Return the day a number of calendar months away (31 March − 1 = 28 February)."""
    index = dag.year * 12 + dag.month - 1 + maanden
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(dag.day, last))


def _school_days(dag: date, sign: int, aantal: int) -> date:
    for _ in range(min(aantal, 1000)):
        dag += timedelta(days=sign)
        while dag.weekday() >= 5:
            dag += timedelta(days=sign)
    return dag


def _unit(word: str) -> str:
    return next(name for name, p in _UNITS.items() if re.fullmatch(p, word))


def find_durations(plat: str) -> list[Duur]:
    """Return the durations in a plain text, in order."""
    text = digits(plat)
    found: list[Duur] = []
    for match in _ABOUT.finditer(text):
        found.append(
            Duur(_unit(match["u"]), as_number(match["n"]), match.start(), match.end())
        )
    for match in _COUNTED.finditer(text):
        if any(d.begin <= match.start() < d.eind for d in found):
            continue
        count = 1.0 if match["n"] == "een" else as_number(match["n"])
        found.append(Duur(_unit(match["u"]), count, match.start(), match.end()))
    return sorted(found, key=lambda d: d.begin)
