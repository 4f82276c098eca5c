"""Where the pupil lives: place, municipality and postcode."""

from __future__ import annotations

import re

from assistant.begrip.numbers import digits
from assistant.begrip.patterns import Pattern, Words
from assistant.begrip.text import strip_accents

_LIVES = Pattern("woonplaats", "woont")
_LIVES_IN = Pattern("woonplaats", "woont_in")
_AFTER_POSTCODE = re.compile(
    r"\b[1-9]\d{3} ?[A-Za-z]{2}[ ,]+(?:in |te )?(?P<p>[A-Z][\w'À-ÿ-]+)"
)
_NOT_PLACE = Words("woonplaats", "geen_plaats")
_SMALL = {"aan", "den", "de", "der", "op", "het", "in", "bij", "van", "en", "ter", "te"}
_POSTCODE = Pattern("woonplaats", "postcode")
_POSTCODE_SURE = Pattern("woonplaats", "zeker_postcode")
_YEAR = Pattern("woonplaats", "jaartal")
"""A year, which has four digits as a postcode has."""
_ENROLLED = Pattern("woonplaats", "ingeschreven")
_BEFORE_PLACE = Pattern("woonplaats", "voor_de_plaats")
_AFTER_PLACE = Pattern("woonplaats", "na_de_plaats")


def find_school(tekst: str) -> str | None:
    """Return the name of the school at which the pupil is enrolled, as typed."""
    match = _ENROLLED.search(tekst)
    if match is None or match["p"].lower() in _NOT_PLACE:
        return None
    return match["p"].rstrip(".")


def find_place(tekst: str, *, gevraagd: bool) -> str | None:
    """Return the place or municipality, written as a name."""
    readings = (
        *_LIVES_IN.finditer(tekst),
        _LIVES.search(tekst),
        _AFTER_POSTCODE.search(tekst),
    )
    for match in readings:
        if match and strip_accents(match["p"].lower()) not in _NOT_PLACE:
            return as_name(match["p"])
    if not gevraagd:
        return None
    inside = re.search(r"\b(?:in|te) (?P<p>[A-Z][\w'À-ÿ-]+)[ .!]*$", tekst)
    if inside and strip_accents(inside["p"].lower()) not in _NOT_PLACE:
        return as_name(inside["p"])
    bare = _BEFORE_PLACE.sub("", tekst.strip()).strip(" .,!?")
    bare = _AFTER_PLACE.split(bare)[0].strip()
    words = bare.split()
    if (
        1 <= len(words) <= 4
        and words[0].lower() not in _NOT_PLACE
        and not any(_never_in_a_name(word) for word in words[1:])
        and not any(c.isdigit() for c in bare)
    ):
        return as_name(bare)
    return None


def _never_in_a_name(word: str) -> bool:
    """Tell whether a word stands in no name, also not further on (‘gelukkig niet’)."""
    small = word.lower()
    return small in _NOT_PLACE and small not in _SMALL


def as_name(plaats: str) -> str:
    """Return a place name with capitals: ``hendrik-ido-ambacht``, ``'s-gravendeel``."""

    def part(word: str, first: bool) -> str:
        if word.lower() in _SMALL and not first:
            return word.lower()
        if word[:2].lower() == "ij" and len(word) > 2:
            return "IJ" + word[2:].lower()
        return (
            word[:1].upper() + word[1:]
            if word.islower() or word.isupper() is False
            else word.capitalize()
        )

    text = plaats.strip(" .,!?")
    if text.isupper():
        text = text.lower()
    prefix = ""
    special = re.match(r"(?i)^'s[- ]", text)
    if special:
        prefix, text = "'s-", text[special.end() :]
    pieces = re.split(r"([ -])", text)
    named = [
        piece if piece in (" ", "-") else part(piece, i == 0)
        for i, piece in enumerate(pieces)
    ]
    return prefix + "".join(named)


def find_postcode(tekst: str, *, gevraagd: bool) -> str | None:
    """Return the four digits of a postcode, never the letters or the house number."""
    tekst = _YEAR.sub(" ", tekst)
    sure = _POSTCODE_SURE.search(tekst)
    if sure:
        return sure[1] or sure[2] or sure[3]
    if gevraagd:
        match = _POSTCODE.search(re.sub(r"(?<=\d) (?=\d\b)", "", tekst))
        spaced = re.search(r"\b([1-9]\d) ?(\d\d)\b", digits(tekst.lower()))
        if match:
            return match[1]
        if spaced:
            return spaced[1] + spaced[2]
    return None
