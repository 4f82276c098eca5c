"""Read one cell of a case list: dates, months, choices; never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.invoer import Lezen, header_words
from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.invoer import Invoerregels
    from knowledge.velden import Veld

MAX_SHORT = 200
"""Characters of a short text."""
_CENTURY = 2000  # a pupil and everything about school lies in this century
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_WORDS = re.compile(r"(?:[a-z]{2,9}\s+)?(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_MONTH_WORDS = re.compile(r"([a-z]+)\.?[ -](\d{4})")
_POSTCODE = re.compile(r"([1-9]\d{3})\s*(?:[A-Za-z]{2})?")
_NUMBER = re.compile(
    r"(-?\d+(?:[.,]\d+)?)\s*(?:uur|uren|u|jaar|jr|weken|wk|dagen|min)?\.?"
)
_GROUP = re.compile(r"(?:groep|gr\.?)\s*([1-8])[a-z]?")
_CLASS = re.compile(r"(?:klas|kl\.?|leerjaar|lj\.?|jaar)\s*([1-6])[a-z]?")
_BARE_YEAR = re.compile(r"([1-8])\s*(?:[a-z]\d?)?")
_SPLIT = re.compile(r"[;,/+&\n]| en ")
_PRIMARY = frozenset({"bao", "sbo", "so"})


class CellError(ValueError):
    """A cell that cannot be read; the message never repeats the cell."""


@dataclass(frozen=True)
class CellReader:
    """Reads the cells of one column for one field.

    Parameters
    ----------
    veld
        The field.
    rules
        The spellings of dates and values.
    peildatum
        What has happened cannot lie after this day.
    kop
        The header of the column; 'groep' or 'klas' says what a bare number means.
    """

    veld: Veld
    rules: Invoerregels
    peildatum: date
    kop: str = ""

    def read(self, text: str, schoolsoort: str | None = None) -> object:
        """Return the checked value of a cell.

        Raises
        ------
        CellError
            When it cannot be read for sure.
        """
        raw = self._raw(text, schoolsoort)
        try:
            value = check_answer(self.veld, raw, self.peildatum)
        except AnswerError as error:
            raise CellError(self._problem(error)) from None
        if value is None:
            raise CellError("hier staat niets dat we kunnen lezen")
        return value

    @property
    def reduces(self) -> bool:
        """Return whether only a part of a cell is kept: a month, four digits."""
        doel = self.rules.doel(self.veld.id)
        return doel is not None and doel.lezen in (Lezen.maand, Lezen.postcode)

    def _raw(self, text: str, schoolsoort: str | None) -> object:
        doel = self.rules.doel(self.veld.id)
        how = doel.lezen if doel else Lezen.gewoon
        if how is Lezen.maand:
            return read_month(text, self.rules.maanden)
        if how is Lezen.postcode:
            return _read_postcode(text)
        if how is Lezen.leerjaar:
            return _read_year(text, self.kop, schoolsoort)
        match self.veld.type:
            case VeldType.date:
                return read_day(text, self.rules.maanden)
            case VeldType.single:
                return self._choice(text)
            case VeldType.multi:
                parts = (part.strip() for part in _SPLIT.split(text))
                return [self._choice(part) for part in parts if part]
            case VeldType.boolean:
                return {"j": "ja", "n": "nee"}.get(text.casefold(), text)
            case VeldType.integer | VeldType.number | VeldType.scale_0_10:
                return _read_number(text)
            case VeldType.text_short if len(text) > MAX_SHORT:
                raise CellError(f"deze tekst is langer dan {MAX_SHORT} tekens")
            case _:
                return text

    def _choice(self, text: str) -> str:
        words = header_words(text)
        found = self._spellings.get(words)
        if found is None:
            labels = ", ".join(waarde.label for waarde in self.veld.waarden)
            raise CellError(f"deze waarde kennen we niet. Kies uit: {labels}")
        return found

    @cached_property
    def _spellings(self) -> Mapping[str, str]:
        spellings = {}
        for waarde in self.veld.waarden:
            spellings[header_words(waarde.label)] = waarde.id
            spellings[header_words(waarde.id)] = waarde.id
        doel = self.rules.doel(self.veld.id)
        for value, words in (doel.woorden if doel else {}).items():
            spellings |= {header_words(word): value for word in words}
        return spellings

    def _problem(self, error: AnswerError) -> str:
        """Return what is wrong, without the content that a message may repeat."""
        if "na de peildatum" in error.melding or "moet nog komen" in error.melding:
            return "deze datum ligt in de toekomst"
        if self.veld.minimum is not None or self.veld.maximum is not None:
            low, high = self.veld.minimum, self.veld.maximum
            return f"dit is geen getal van {low} tot en met {high}"
        return "deze waarde past niet bij deze vraag"


def is_empty(text: str, rules: Invoerregels) -> bool:
    """Tell whether a cell says nothing: empty, or a sign for not known."""
    return not text or text.casefold() in rules.leeg


def read_day(text: str, months: Mapping[int, tuple[str, ...]]) -> date:
    """Read a day as Dutch lists write it; day before month, always.

    Two digits for the year mean this century: it is about pupils.

    Raises
    ------
    CellError
        When it is no day, or only a month or a year.
    """
    plain = text.strip().casefold()
    for pattern, order in ((_ISO, "ymd"), (_COMPACT, "ymd"), (_NUMERIC, "dmy")):
        found = pattern.fullmatch(plain)
        if found:
            parts = dict(zip(order, map(int, found.groups()), strict=True))
            return _day(parts["y"], parts["m"], parts["d"])
    found = _WORDS.fullmatch(plain)
    month = _month_named(found[2], months) if found else None
    if found and month:
        return _day(int(found[3]), month, int(found[1]))
    raise CellError("dit is geen datum; schrijf hem als dd-mm-jjjj")


def read_month(text: str, months: Mapping[int, tuple[str, ...]]) -> str:
    """Read a month as ``JJJJ-MM`` from a date or a month; the day is dropped.

    Raises
    ------
    CellError
        When there is no month in it.
    """
    plain = text.strip().casefold()
    month_first = _MONTH_YEAR.fullmatch(plain)
    if month_first:
        return _month(int(month_first[2]), int(month_first[1]))
    year_first = _YEAR_MONTH.fullmatch(plain)
    if year_first:
        return _month(int(year_first[1]), int(year_first[2]))
    words = _MONTH_WORDS.fullmatch(plain)
    named = _month_named(words[1], months) if words else None
    if words and named:
        return _month(int(words[2]), named)
    day = read_day(text, months)
    return f"{day.year}-{day.month:02d}"


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year + _CENTURY if year < 100 else year, month, day)
    except ValueError:
        raise CellError("deze datum bestaat niet; schrijf hem als dd-mm-jjjj") from None


def _month(year: int, month: int) -> str:
    return f"{_day(year, month, 1):%Y-%m}"


def _month_named(word: str, months: Mapping[int, tuple[str, ...]]) -> int | None:
    return next((number for number, names in months.items() if word in names), None)


def _read_postcode(text: str) -> str:
    found = _POSTCODE.fullmatch(text.strip())
    if found is None:
        raise CellError("dit is geen postcode, zoals 3311 AB of 3311")
    return found[1]


def _read_number(text: str) -> str:
    found = _NUMBER.fullmatch(text.strip().casefold())
    if found is None:
        raise CellError("dit is geen getal")
    return found[1].replace(",", ".")


def _read_year(text: str, kop: str, schoolsoort: str | None) -> str:
    """Read a group (``groep 7``) or class (``2``); anything else stays as written."""
    plain = text.strip().casefold()
    if found := _GROUP.fullmatch(plain):
        return f"groep {found[1]}"
    if found := _CLASS.fullmatch(plain):
        return found[1]
    if plain == "brugklas":
        return "1"
    bare = _BARE_YEAR.fullmatch(plain)
    if bare is None:
        if len(text) > MAX_SHORT:
            raise CellError(f"deze tekst is langer dan {MAX_SHORT} tekens")
        return text
    words = header_words(kop).split()
    in_group = ("groep" in words and "klas" not in words) or bare[1] in "78"
    return f"groep {bare[1]}" if in_group or schoolsoort in _PRIMARY else bare[1]
