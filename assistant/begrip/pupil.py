"""Facts about the pupil: age, month of birth, where he or she lives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern, Series
from knowledge.kalenderwoorden import MAANDEN

if TYPE_CHECKING:
    from collections.abc import Callable


_AGES = Series("leerling", "leeftijd")
_EITHER_AGE = Pattern("leerling", "een_van_twee")
_SIBLING = Pattern("leerling", "een_ander")
_OWN = Pattern("leerling", "zelf")
_HOW_LONG = Pattern("leerling", "hoe_lang")
_MONTH = r"(?P<m>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in MAANDEN) + r"|mrt|sept)"
_BORN = re.compile(
    rf"(?:\b\d{{1,2}}(?:e)? )?\b{_MONTH}\.? (?:in |van )?(?P<j>(?:19|20)\d\d|'?\d\d)\b"
)
_BORN_ISO = re.compile(r"\b(?P<j>(?:19|20)\d\d)[-/](?P<m>\d{1,2})(?:[-/]\d{1,2})?\b")
_BORN_DMY = re.compile(r"\b(?:\d{1,2}[-/.])?(?P<m>\d{1,2})[-/.](?P<j>(?:19|20)\d\d)\b")
_KIND_OF = Pattern("leerling", "kind_van")
_ANY_AGE = Pattern("leerling", "los_getal")
_NOT_THIS_AGE = Pattern("leerling", "niet_deze")


def find_age(
    plat: str, *, gevraagd: bool, minimum: int = 3, maximum: int = 23
) -> int | None:
    """Return the age in whole years; ``bijna 13`` and ``wordt 13`` are 12."""
    text = digits(plat)
    if _EITHER_AGE.search(text):
        return None
    ages: list[tuple[int, int]] = []
    taken: list[tuple[int, int]] = []
    for pattern in _AGES:
        for match in pattern.finditer(text):
            before = text[: match.start("n")]
            if any(a <= match.start("n") < b for a, b in taken):
                continue
            if _SIBLING.search(text[: match.start()]) or _denied(before):
                continue
            if re.search(r"\bandere? $", text[: match.start()]):
                continue
            if _HOW_LONG.search(before):
                continue
            groups = match.groupdict()
            years = int(match["n"]) - (
                1 if groups.get("bijna") or groups.get("wordt") is not None else 0
            )
            taken.append((match.start(), match.end()))
            if minimum <= years <= maximum:
                ages.append((match.start(), years))
    if not ages and gevraagd:
        return _bare_age(text, minimum, maximum)
    if len({years for _, years in ages}) > 1:
        # of two ages the one of ‘hij’ is meant: oudste is 17, hij is 12
        own = [a for a in ages if _OWN.search(text[: a[0]])]
        ages = own or (ages if gevraagd else [])
    return min(ages)[1] if ages else None


def _bare_age(text: str, minimum: int, maximum: int) -> int | None:
    text = re.sub(r"\b(?:groep|klas|leerjaar) \d\b", " ", text)
    numbers = [
        int(m[1]) for m in _ANY_AGE.finditer(text) if not _denied(text[: m.start()])
    ]
    fit = [n for n in numbers if minimum <= n <= maximum]
    return fit[0] if fit else None


def foreign_age(ruw: str, minimum: int = 3, maximum: int = 23) -> int | None:
    """Return an age that is written out in English, German, French or Spanish."""
    text = ruw.lower()
    for language in ("en", "de", "fr", "es"):
        numbers = [
            int(n) for n in re.findall(r"\b\d{1,2}\b", alpha2digit(text, language))
        ]
        fit = [n for n in numbers if minimum <= n <= maximum]
        if len(fit) == 1:
            return fit[0]
    return None


def _denied(before: str) -> bool:
    return bool(_NOT_THIS_AGE.search(before)) and not (
        _KIND_OF.search(before) or re.search(r"\bleeftijd (?:is )?van $", before)
    )


def find_birth_month(plat: str, *, gevraagd: bool) -> str | None:
    """Return year and month of birth as ``JJJJ-MM``."""
    text = digits(plat)
    if not gevraagd and "gebor" not in text and "geboorte" not in text:
        return None
    readers: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = (
        (_BORN, _month_number),
        (_BORN_ISO, int),
        (_BORN_DMY, int),
    )
    for pattern, month_of in readers:
        match = pattern.search(text)
        if match:
            year = match["j"].lstrip("'")
            full = int(year) if len(year) == 4 else 2000 + int(year)
            month = month_of(match["m"])
            if 1 <= month <= 12:
                return f"{full:04d}-{month:02d}"
    return None


def _month_number(word: str) -> int:
    short = {"mrt": "maa"}.get(word[:3], word[:3])
    return next(i for i, m in enumerate(MAANDEN, 1) if m.startswith(short))
