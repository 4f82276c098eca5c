"""Facts about the pupil: age, month of birth, where he or she lives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.begrip.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Callable

_KIND = (
    r"(?:jongen|jongetje|meisje|meid|leerling|kind|zoon|zoontje|dochter|"
    r"dochtertje|knul|"
    r"jongere|puber|kleuter|tweeling|pleegkind|pleegzoon|pleegdochter|stiefzoon|"
    r"kleinzoon|"
    r"kleindochter|casus|vent|ventje|eentje|iemand)"
)
_NOT_AGE = (
    r"(?! ?(?:jaar|jaren) (?:geleden|lang|terug|thuis|op|wacht|later)|[-/]\d| ?%|"
    r" ?(?:uur|u|min|minuten|week|weken|maand|maanden|dag|dagen|keer|x|km|vrienden|"
    r"kinderen|scholen|plannen|school\w*|les\w*|werkdagen|havo|vwo|vmbo|mavo|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|"
    r"november|december)\b)"
)
_SCHOOL = (
    r"(?:praktijkonderwijs|praktijkschool|havo|vwo|vmbo|mavo|mbo|vso|so|pro|groep|"
    r"klas|brugklas|gymnasium)"
)
_N = r"(?<![\d,.])(?P<n>\d{1,2})"
_AGES = (
    re.compile(rf"\b(?P<bijna>bijna|haast|(?:nog )?net geen|"
        rf"nog geen) {_N}\b(?: jaar)?{_NOT_AGE}"),
    re.compile(rf"\bwordt? (?P<wordt>(?:\w+ ){{0,4}}?){_N}\b{_NOT_AGE}"),
    re.compile(rf"(?<!in plaats van )(?<!niet )\b{_N} jarige?\b"),
    re.compile(rf"\b{_KIND} (?:\w+ )?van (?:net |pas |ongeveer )?{_N}\b{_NOT_AGE}"),
    # a class has one digit: in ‘jongen van 13 vmbo 2’ the number is the age
    re.compile(rf"\b{_KIND} (?:\w+ )?van (?:net |pas |ongeveer )?"
               rf"(?P<n>1\d|2[0-3])(?= {_SCHOOL}\b)"),
    re.compile(rf"\b{_KIND} (?P<n>1\d|2[0-3])(?= {_SCHOOL}\b)"),
    re.compile(rf"\b(?:is|was|ben|bent|zijn) (?:hij |ze |zij )?(?:nu |net |pas |al |"
        rf"dus |toch |inmiddels )*{_N}"
               rf"(?= (?:jaar|geworden|en|,|\.|!|zit|op|in|maar|niet|wordt|doe|doet|"
               rf"ga|gaat|woon|woont|"
                   rf"dus)| *[.,!?]*$){_NOT_AGE}"),
    re.compile(
        rf"\b(?:net|pas|onlangs|vorige \w+|gisteren|vandaag) (?:de )?{_N} "
        rf"(?:geworden|jaar geworden)\b"
    ),
    re.compile(rf"\b{_N} geworden\b"),
    re.compile(
        rf"\b(?:leeftijd|oud)(?: is| van| naar| op| in)?(?: :)? {_N}\b{_NOT_AGE}"
    ),
    re.compile(
        rf"\b{_N} (?:jaar|jaren)(?: oud| jong)?\b(?! (?:geleden|lang|terug|thuis|"
        rf"later|op|wacht|al|bezig))"
    ),
    re.compile(
        rf"\b(?:hij|zij|ze|jongen|meisje|leerling|zoon|dochter) ,? ?\(?{_N}\b(?= "
        rf"[,.)]|$){_NOT_AGE}"
    ),
    re.compile(rf"\b{_KIND} , {_N}\b(?= ,| jaar|$)"),
)  # fmt: skip
_EITHER_AGE = re.compile(
    r"\btussen (?:de )?1?\d en (?:de )?1?\d\b|\b1?\d of 1?\d\b(?! ?(?:uur|weken|week|"
    r"keer|dagen|maanden|minuten|kinderen)\b)"
)
_SIBLING = re.compile(
    r"\b(?:broer\w*|ander\w* kind\w*|zus\w*|moeder|vader|oma|opa|neef\w*|nicht\w*|"
    r"collega|buur\w+|vriend\w*)(?: \w+){0,4} $"
)
_OWN = re.compile(r"\b(?:hij|ze|zij|ik)(?: \w+){0,3} $")
_HOW_LONG = re.compile(
    r"\b(?:al|sinds|ruim|afgelopen|laatste|over|binnen) (?:zo een |een )?$"
)
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
    "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<m>" + "|".join(f"{m[:3]}(?:{m[3:]})?" for m in _MONTHS) + r"|mrt|sept)"
_BORN = re.compile(
    rf"(?:\b\d{{1,2}}(?:e)? )?\b{_MONTH}\.? (?:in |van )?(?P<j>(?:19|20)\d\d|'?\d\d)\b"
)
_BORN_ISO = re.compile(r"\b(?P<j>(?:19|20)\d\d)[-/](?P<m>\d{1,2})(?:[-/]\d{1,2})?\b")
_BORN_DMY = re.compile(r"\b(?:\d{1,2}[-/.])?(?P<m>\d{1,2})[-/.](?P<j>(?:19|20)\d\d)\b")


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
        int(m[1])
        for m in re.finditer(
            rf"(?<![\d,./-])(\d{{1,2}})(?:,5)?(?![\d/-]|[.,]\d){_NOT_AGE}", text
        )
        if not _denied(text[: m.start()])
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
    return bool(
        re.search(
            r"\b(?:niet|geen|in plaats van|was eerst|ipv|van)(?: van| nog)? $", before
        )
    ) and not (
        re.search(rf"\b{_KIND} (?:\w+ )?van $", before)
        or re.search(r"\bleeftijd (?:is )?van $", before)
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
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(short))
