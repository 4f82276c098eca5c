"""Signs of acute danger in a message: recall goes before precision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.begrip.phrases import Patroon, compile_phrase, find
from assistant.begrip.text import plain

if TYPE_CHECKING:
    from knowledge.signalen import Signalen

_SPELLING = {
    "ie": "hij",
    "nie": "niet",
    "niks": "niets",
    "nietmeer": "niet meer",
    "zn": "zijn",
    "z'n": "zijn",
    "m'n": "mijn",
    "mn": "mijn",
    "snijd": "snijdt",
    "wilt": "wil",
    "leve": "leven",
    "zichzelluf": "zichzelf",
    "hemzelf": "zichzelf",
    "haarzelf": "zichzelf",
}
_DENIAL = re.compile(
    r"\b(?:niet|nooit|geen|geenszins|zonder|niemand|niets)(?: \w+){0,6} $"
)
_DENIED_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:niet|nooit|geen sprake|is er niet)(?= [.,!?]|$| aan de orde)"
)
_TURN = re.compile(r"\b(?:maar|wel|toch|want|omdat|en|behalve)\b|[.;!?]")


@dataclass(frozen=True)
class _Rule:
    patroon: Patroon
    ontkenbaar: bool
    niet_bij_veld: frozenset[str]


@dataclass(frozen=True)
class _Rules:
    signs: tuple[_Rule, ...]
    figures: tuple[Patroon, ...]
    past: tuple[Patroon, ...]
    now: tuple[Patroon, ...]


def _phrase(text: str) -> Patroon:
    whole = text.startswith("^") and text.endswith("$")
    return compile_phrase(text.strip("^$") if whole else text, heel=whole)


@lru_cache(maxsize=2)
def _rules(signalen: Signalen) -> _Rules:
    signs = [
        _Rule(_phrase(text), deniable, frozenset(row.niet_bij_veld))
        for row in signalen.signalen
        for deniable, phrases in ((True, row.ontkenbaar), (False, row.altijd))
        for text in phrases
    ]
    return _Rules(
        tuple(signs),
        tuple(_phrase(t) for t in signalen.beeldspraak),
        tuple(_phrase(t) for t in signalen.voorbij),
        tuple(_phrase(t) for t in signalen.nu),
    )


def is_crisis(tekst: str, vraag: str | None, signalen: Signalen) -> bool:
    """Tell whether a message shows acute danger to the pupil or someone else.

    Parameters
    ----------
    tekst
        The message as typed.
    vraag
        The asked field, or None: habitual behaviour told as an answer is no crisis.
    signalen
        The knowledge rows.
    """
    rules = _rules(signalen)
    plat = plain(tekst, _SPELLING)
    plat = _without_figures(plat, rules)
    return any(_holds(part, vraag, rules) for part in _parts(plat))


def _parts(plat: str) -> list[str]:
    parts = [p.strip() for p in re.split(r"(?<!\S)[.!?](?!\S)", plat)]
    return [p for p in parts if p]


def _without_figures(plat: str, rules: _Rules) -> str:
    for patroon in rules.figures:
        if patroon.anker in plat:
            plat = patroon.regex.sub(" _ ", plat)
    return " ".join(plat.split())


def _holds(part: str, vraag: str | None, rules: _Rules) -> bool:
    history = any(p.regex.search(part) for p in rules.past) and not any(
        p.regex.search(part) for p in rules.now
    )
    for rule in rules.signs:
        if vraag in rule.niet_bij_veld:
            continue
        for hit in find([(rule.patroon, "")], part):
            if not rule.ontkenbaar:
                return True
            if not history and not _denied(part, hit.begin, hit.eind):
                return True
    return False


def _denied(part: str, begin: int, eind: int) -> bool:
    """Tell whether the sign is denied in its own clause (‘nooit gezegd dat …’)."""
    before = part[:begin]
    turns = [m.end() for m in _TURN.finditer(before)]
    clause = before[max(turns, default=0) :]
    return bool(_DENIAL.search(clause)) or bool(_DENIED_AFTER.match(part[eind:]))
