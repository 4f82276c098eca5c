"""Read the cells of a file with absence: days, times, hours and words.

Every reader returns ``None`` for what it cannot read; the caller says where it stands.
Each remembers what it has read: files repeat the same few days and words.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from knowledge.invoer import header_words
from models.verzuim import HOUR

if TYPE_CHECKING:
    from knowledge.verzuim_invoer import Verzuimafspraken

_DUTCH = ZoneInfo("Europe/Amsterdam")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?")
_TIME = re.compile(r"(\d{1,2})[:.]?(\d{2})(?:[:.]\d{2})?")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(.*)")
_HOURS = re.compile(r"\d{1,3}(?:[.,]\d{1,6})?")
_LESSON = re.compile(r"(\d{1,2})(?:[.,]0+)?")
_CACHED = 20_000


@lru_cache(_CACHED)
def read_day(text: str) -> date | None:
    """Read a day: ``2026-09-14``, ``14-09-2026``, ``20260914``, or a moment."""
    moment = read_moment(text)
    if moment is not None:
        return moment.date()
    found = _COMPACT.fullmatch(text) or _ISO.fullmatch(text)
    if found is not None:
        year, month, day = map(int, found.groups())
    else:
        found = _DAY_FIRST.fullmatch(text)
        if found is None:
            return None
        day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(_CACHED)
def read_moment(text: str) -> datetime | None:
    """Read a moment as exports write it, on the clock in the Netherlands."""
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    day, clock, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
    if zone.strip() == "Z":
        return moment.replace(tzinfo=UTC).astimezone(_DUTCH)
    # An export with an offset writes the clock on the wall.
    return moment.replace(tzinfo=_DUTCH)


@lru_cache(_CACHED)
def read_time(text: str) -> time | None:
    """Read a time of day: ``08:30``, ``0830``, ``8.30``, or the time of a moment."""
    moment = read_moment(text)
    if moment is not None:
        return moment.time()
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


@lru_cache(_CACHED)
def read_hours(text: str) -> int | None:
    """Read a number of hours as hundredths; ``5``, ``5,5`` and ``5.25`` are."""
    if not _HOURS.fullmatch(text):
        return None
    return int(float(text.replace(",", ".")) * HOUR + 0.5)


@lru_cache(_CACHED)
def read_lesson(text: str) -> int | None:
    """Read the number of a lesson; 0 or none is ``None``."""
    found = _LESSON.fullmatch(text)
    return int(found[1]) or None if found else None


class Words:
    """The words for kinds and judgements, read once from the rows.

    Parameters
    ----------
    general
        What every layout shares.
    """

    def __init__(self, general: Verzuimafspraken) -> None:
        self._general = general
        self._kinds = {
            header_words(word): kind
            for kind, words in general.soorten.items()
            for word in (kind, *words)
        }
        self._verdicts = {
            header_words(str(word)): verdict == "ja"
            for verdict, words in general.oordelen.items()
            for word in words
        }
        self._no_time = frozenset(general.geen_tijd)
        self._seen: dict[str, str | None] = {}

    def kind(self, text: str) -> str | None:
        """Return the kind that a word means, or ``None``."""
        if text not in self._seen:
            self._seen[text] = self._kinds.get(header_words(text))
        return self._seen[text]

    def verdict(self, text: str) -> bool | None:
        """Return whether a word says that absence was allowed, or ``None``."""
        return self._verdicts.get(header_words(text))

    def judged(self, kind: str, allowed: bool | None) -> str:
        """Return what the judgement of the school makes of a kind."""
        rules = self._general
        if allowed is None:
            return rules.zonder_oordeel.get(kind, kind)
        return (rules.geoorloofd_ja if allowed else rules.geoorloofd_nee).get(
            kind, kind
        )

    def is_no_time(self, text: str) -> bool:
        """Tell whether a cell for a time says that it is not known."""
        return not text or text in self._no_time
