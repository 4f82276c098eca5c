"""Phrases of the knowledge rows as patterns over plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECES = re.compile(r"( \.\. |\(|\||\)\?|\)|\+|\\d|\$)")
_OPTIONAL = re.compile(r"\(([^()]* )\)\??")
"""A group that ends in a space may be left out: ``mag (de )school``."""
_GAP = r"(?: (?!(?:niet|geen|nooit|niks|niets|zonder|nauwelijks)\b)[^\s.,:;!?]+){0,3} "
"""Up to three words, none of them a denial."""
_PART = {
    " .. ": _GAP, "(": "(?:", "|": "|", ")": ")", ")?": ")?", "+": r"\w*",
    "\\d": r"\d+", "$": r"(?=[ .,!?]*$)",
}  # fmt: skip
_NEGATORS = {
    "niet",
    "geen",
    "nooit",
    "niks",
    "niets",
    "nergens",
    "zonder",
    "weinig",
    "nauwelijks",
    "niemand",
    "slecht",
}


@dataclass(frozen=True)
class Patroon:
    """A compiled phrase.

    Parameters
    ----------
    regex
        What to look for in plain text.
    anker
        A literal part, to skip the regex quickly when it is absent.
    ontkent
        Whether the phrase has a negation of its own.
    woorden
        Its whole words, that a typing error may be corrected to.
    """

    regex: re.Pattern[str]
    anker: str
    ontkent: bool
    woorden: tuple[str, ...] = ()


def compile_phrase(phrase: str, *, heel: bool = False) -> Patroon:
    """Compile one phrase; ``heel`` asks that it is the whole message."""
    text = " ".join(phrase.lower().replace("-", " ").split()).removesuffix(" ..")
    text = _OPTIONAL.sub(lambda m: f"({m[1]})?", text)
    pieces = _PIECES.split(text)
    body = "".join(_PART.get(piece) or re.escape(piece) for piece in pieces)
    body = body.replace("\\ ", " ")
    pattern = rf"^(?:{body})[ .,!?]*$" if heel else rf"(?<!\w)(?:{body})(?!\w)"
    outside = re.sub(r"\([^)]*\)", "\0", text)
    runs = re.split(r"[^\w]+", outside.replace("\0", " "))
    anker = max(runs, key=len, default="")
    negates = any(word in _NEGATORS for word in re.findall(r"\w+", text))
    whole = tuple(re.findall(r"(?<![\w+])[a-z]+(?![\w+])", text))
    return Patroon(re.compile(pattern), anker, negates, whole)


@dataclass(frozen=True)
class Treffer:
    """Where a phrase was found, and for what it stands."""

    begin: int
    eind: int
    naam: str
    ontkent: bool = False

    @property
    def lengte(self) -> int:
        """Return the number of characters."""
        return self.eind - self.begin


def find(patronen: list[tuple[Patroon, str]], plat: str) -> list[Treffer]:
    """Return all places where one of the phrases stands."""
    found = []
    for patroon, naam in patronen:
        if patroon.anker not in plat:
            continue
        for match in patroon.regex.finditer(plat):
            found.append(Treffer(match.start(), match.end(), naam, patroon.ontkent))
    return found


def _inside(hit: Treffer, other: Treffer) -> bool:
    overlap = other.begin < hit.eind and hit.begin < other.eind
    return overlap and (hit.begin, hit.eind) != (other.begin, other.eind)


def longest(treffers: list[Treffer]) -> list[Treffer]:
    """Drop what lies inside a longer hit for another name."""
    kept: list[Treffer] = []
    for hit in sorted(treffers, key=lambda t: (-t.lengte, t.begin)):
        if any(_inside(hit, k) for k in kept if k.naam != hit.naam):
            continue
        kept.append(hit)
    return sorted(kept, key=lambda t: t.begin)
