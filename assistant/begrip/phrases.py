"""Phrases of the knowledge rows as patterns over plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECES = re.compile(r"( \.\.\. | \.\. |\(|\||\)\?|\)|\+|\\d|\$)")
_OPTIONAL = re.compile(r"\(([^()]* )\)\??")
"""A group that ends in a space may be left out: ``mag (de )school``."""
_BETWEEN = (
    r"(?: (?!(?:niet|geen|nooit|niks|niets|nergens|zonder|nauwelijks)\b)"
    r"(?:[^\s.,:;!?]|(?<=\d)[.,](?=\d))+)"
)
"""A word between two parts of a phrase: no denial, and within one clause."""
_GAP = _BETWEEN + "{0,3} "
_WIDE_GAP = _BETWEEN + "{0,6} "
_PART = {
    " ... ": _WIDE_GAP, " .. ": _GAP, "(": "(?:", "|": "|", ")": ")", ")?": ")?",
    "+": r"\w*", "\\d": r"\d+", "$": r"(?=[ .,!?]*$)",
}  # fmt: skip
NEGATORS = {
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


NERGENS = ""
"""Name of a phrase that only looks like one of the others."""


@dataclass(frozen=True)
class Patroon:
    """A compiled phrase.

    Parameters
    ----------
    regex
        What to look for in plain text.
    ankers
        Per part that must be there its literal forms, to skip the regex quickly.
    ontkent
        Whether the phrase has a negation of its own.
    woorden
        Its whole words, that a typing error may be corrected to.
    """

    regex: re.Pattern[str]
    ankers: tuple[tuple[str, ...], ...]
    ontkent: bool
    woorden: tuple[str, ...] = ()

    def may_be_in(self, plat: str) -> bool:
        """Tell whether all parts are somewhere in the text."""
        for part in self.ankers:
            for form in part:
                if form in plat:
                    break
            else:
                return False
        return True


def compile_phrase(phrase: str, *, heel: bool = False) -> Patroon:
    """Compile one phrase; ``heel`` asks that it is the whole message."""
    text = " ".join(phrase.lower().replace("-", " ").split()).removesuffix(" ..")
    text = _OPTIONAL.sub(lambda m: f"({m[1]})?", text)
    pieces = _PIECES.split(text)
    # a plus before a word: any beginning (+toets: rekentoets)
    body = "".join(_PART.get(piece) or re.escape(piece) for piece in pieces)
    body = body.replace("\\ ", " ")
    pattern = rf"^(?:{body})[ .,!?]*$" if heel else rf"(?<!\w)(?:{body})(?!\w)"
    negates = any(word in NEGATORS for word in re.findall(r"\w+", text))
    whole = tuple(re.findall(r"(?<![\w+])[a-z]+(?![\w+])", text))
    return Patroon(re.compile(pattern), _anchors(text), negates, whole)


def _anchors(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the literal forms of each part that every match has."""
    outside, groups = _split_groups(text)
    literal = _longest_word(outside)
    found = [(literal,)] if literal else []
    forms = [_forms(group) for group in groups]
    return tuple(sorted([*found, *(f for f in forms if f)], key=len))


def _forms(group: str) -> tuple[str, ...]:
    """Return one literal per alternative of a group; empty when one has none."""
    found: list[str] = []
    for alternative in _alternatives(group):
        outside, groups = _split_groups(alternative)
        word = _longest_word(outside)
        inner = _forms(groups[0]) if groups and not word else ()
        if not word and not inner:
            return ()
        found += [word] if word else inner
    return tuple(dict.fromkeys(found))


def _longest_word(text: str) -> str:
    return max(re.findall(r"\w+", text), key=len, default="")


def _alternatives(group: str) -> list[str]:
    """Split a group at the bars that are not inside another group."""
    parts = [""]
    depth = 0
    for char in group:
        depth += (char == "(") - (char == ")")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _split_groups(text: str) -> tuple[str, list[str]]:
    """Return the text outside parentheses, and the groups that may not be absent."""
    outside: list[str] = []
    groups: list[str] = []
    depth = start = 0
    for position, char in enumerate(text):
        if char == "(":
            start = start if depth else position + 1
            depth += 1
        elif char == ")":
            depth -= 1
            if not depth:
                if text[position + 1 : position + 2] != "?":
                    groups.append(text[start:position])
                outside.append(" ")
        elif not depth:
            outside.append(char)
    return "".join(outside).replace("\\d", " "), groups


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
        if not patroon.may_be_in(plat):
            continue
        for match in patroon.regex.finditer(plat):
            found.append(Treffer(match.start(), match.end(), naam, patroon.ontkent))
    return found


def _inside(hit: Treffer, other: Treffer) -> bool:
    overlap = other.begin < hit.eind and hit.begin < other.eind
    return overlap and (hit.begin, hit.eind) != (other.begin, other.eind)


def longest(treffers: list[Treffer]) -> list[Treffer]:
    """Drop what overlaps a longer hit for another name, and what only looks alike."""
    kept: list[Treffer] = []
    for hit in sorted(treffers, key=lambda t: (-t.lengte, t.begin)):
        if any(_inside(hit, k) for k in kept if k.naam != hit.naam):
            continue
        kept.append(hit)
    return sorted((k for k in kept if k.naam != NERGENS), key=lambda t: t.begin)
