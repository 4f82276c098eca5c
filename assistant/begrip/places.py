"""Where the pupil lives: place, municipality and postcode."""

from __future__ import annotations

import re

from assistant.begrip.numbers import digits
from assistant.begrip.text import strip_accents

_LIVES = re.compile(
    r"\b(?:[Ww]oon(?:t|achtig)?|[Ww]onend|[Ww]onen|[Kk]om(?:t|en)? uit|[Gg]emeente|"
    r"[Ww]oonplaats|[Vv]erhuisd naar)"
    r"(?: (?:is|hij|ze|zij|we|wij|ik|nu|sinds kort|gewoon|naar|van|in|de|het|"
    r"te|gemeente|toe|wordt|nog|ook|allebei|samen|bij|thuis|stad|dorp|plaats|"
    r"net|buiten|vlak|vlakbij|dichtbij|omgeving|buurt|tegen|zijn|haar|mijn|hun|onze|"
    r"oma|opa|"
    r"moeder|vader|tante|oom|ouders|pleegouders|gezin|pleeggezin|familie|:))*"
    r" (?P<p>'[sS][- ]?\w[\w-]+|[A-Za-zÀ-ÿ][\w'À-ÿ-]+(?: (?:aan|op|bij|a/d|"
    r"a\.d\.|in) (?:den |de |het )?[A-Z][\w-]+| (?:Waard|Zoom|IJssel|Rijn|Maas|"
    r"Ambacht)|-[\w-]+)*)"
)
_LIVES_IN = re.compile(
    r"(?:(?<=[Ww]oont )|(?<=[Ww]onend )|(?<=[Ww]onen )|"
    r"(?<=[Ww]oon ))(?:[\w']+ ){0,6}?(?:in|te) "
    r"(?P<p>[A-Z][\w'À-ÿ-]+(?: (?:aan|op|bij) (?:den |de |het )?[A-Z][\w-]+)?)"
)
_AFTER_POSTCODE = re.compile(
    r"\b[1-9]\d{3} ?[A-Za-z]{2}[ ,]+(?:in |te )?(?P<p>[A-Z][\w'À-ÿ-]+)"
)
_NOT_PLACE = frozenset(
    [
        "mij",
        "me",
        "ons",
        "jou",
        "u",
        "sorry",
        "bij",
        "een",
        "het",
        "de",
        "mijn",
        "zijn",
        "haar",
        "hun",
        "onze",
        "oma",
        "opa",
        "moeder",
        "vader",
        "ouders",
        "thuis",
        "daar",
        "hier",
        "nergens",
        "door",
        "doordeweeks",
        "ergens",
        "in",
        "te",
        "van",
        "uit",
        "naar",
        "op",
        "over",
        "niks",
        "niets",
        "is",
        "heeft",
        "wil",
        "moet",
        "kan",
        "mag",
        "betaalt",
        "beslist",
        "wordt",
        "gaat",
        "zegt",
        "vindt",
        "er",
        "dat's",
        "gewoon",
        "hij",
        "zij",
        "ze",
        "wij",
        "we",
        "ik",
        "niet",
        "nu",
        "samen",
        "alleen",
        "tijdelijk",
        "nog",
        "pleeggezin",
        "gezinshuis",
        "nederland",
        "dezelfde",
        "andere",
        "deze",
        "die",
        "dit",
        "dat",
        "opvang",
        "azc",
        "instelling",
        "wel",
        "ook",
        "en",
        "of",
        "maar",
        "met",
        "school",
        "regio",
        "buitenland",
        "zus",
        "zusje",
        "broer",
        "vrienden",
        "kennissen",
        "doorgeven",
        "delen",
        "melden",
        "weten",
    ]
)
_SMALL = {"aan", "den", "de", "der", "op", "het", "in", "bij", "van", "en", "ter", "te"}
_POSTCODE = re.compile(
    r"\b([1-9]\d{3}) ?(?:[a-z]{2})?\b(?! ?(?:euro|uur|leerlingen))", re.I
)
_POSTCODE_SURE = re.compile(
    r"\b(?:[Ww]oont?|[Ww]onen) in [\w'-]+ ?,? \(?((?!19|20)[1-9]\d{3})\b|"
    r"(?:\bpostcode(?: \w+){0,3}? |\((?!(?:19|20)\d\d\)))([1-9]\d{3})\b|"
    r"\b([1-9]\d{3}) ?(?!de\b|en\b|"
    r"op\b|is\b|in\b|nu\b|of\b|te\b|al\b|we\b|ik\b)[a-zA-Z]{2}\b(?! \d)"
)
_YEAR = re.compile(
    r"\((?:19|20)\d\d\)|\b(?:in|sinds|van|vanaf|uit|voor|na|eind|begin|tot|jaar|since|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december) (?:19|20)\d\d\b(?!(?-i: ?[A-Z]{2}\b))",
    re.IGNORECASE,
)
"""A year, which has four digits as a postcode has."""
_ENROLLED = re.compile(
    r"(?:[Ii]ngeschreven (?:\w+ )?(?:op|bij|aan)|^[Jj]a[, ]+(?:nog )?(?:op|bij)) "
    r"(?:het |de |een )?(?P<p>[A-Z][\w.'-]*(?: (?:van |de |der |den |het )?"
    r"[A-Z][\w.'-]*)*)"
)


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
    bare = re.sub(
        (
            r"^(?:\W*(?:ja|nee|neen|nou|eh|oh|oeps|ho|sorry|pardon|"
            r"excuus|ik bedoel(?:de)?|toch|in|te|uit|de|gemeente|dat is|"
            r"het is|is|gewoon|"
            r"hier in|van|wij zitten in|we zitten in|hij zit in)\b)+"
        ),
        "",
        tekst.strip(),
        flags=re.IGNORECASE,
    ).strip(" .,!?")
    bare = re.split(r"[,.(!?]| (?:en|maar|net|sinds|denk ik|hoor|bij|vlak)\b", bare)[
        0
    ].strip()
    words = bare.split()
    if (
        1 <= len(words) <= 4
        and words[0].lower() not in _NOT_PLACE
        and not any(c.isdigit() for c in bare)
    ):
        return as_name(bare)
    return None


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
