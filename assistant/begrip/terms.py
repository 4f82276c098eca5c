"""Which term of the field a question is about: ‘wat is een tlv?’, ‘opp??’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon

_ASKS = re.compile(
    r"\b(?:wat (?:is|zijn|was|houdt|houd|betekent|betekend|beteken|bedoel\w*|"
    r"doet)|(?:wat|hoe) .{0,20}betekent|"
    r"betekenis van|betekent|leg .{0,25}uit|uitleg (?:over|van)|uitleggen wat|"
    r"wat wordt (?:er )?(?:bedoeld )?met|"
    r"bedoel (?:je|u|jullie) met|bedoelt (?:u|je) met|bedoeld met|afkorting|"
    r"waar staat .{0,25}voor|ken ik niet|"
    r"snap .{0,15}niet wat|weet niet wat|weet ik niet wat|geen idee wat|nooit "
    r"van gehoord|wa is|definitie van|"
    r"wat moet ik (?:me|mij) .{0,30}voorstellen|"
    r"(?:vertel|zeg|leg)\w* .{0,20}(?:wat|over))\b"
)
_AIM = re.compile(
    r"\b(?:wat (?:is|zijn|was)|wa is|met|betekent|betekend|uitleg (?:over|van)|"
    r"houdt|houd|van|staat|over|"
    r"definitie van|uit wat|idee wat|niet wat|legt? )(?: (?:nou|nu|eigenlijk|"
    r"precies|ook alweer|"
    r"alweer|dat|dan|toch|een|de|het|zo een|die|deze|wordt|bedoelt?|je|u|"
    r"jullie|met|eens|"
    r"even|mij|me|dit|er|,))* (?P<t>[^?.!]+)"
)
_TAIL = re.compile(
    r"(?: (?:nou|nu|eigenlijk|precies|ook|alweer|dan|toch|in|inhoudt|is|zijn|"
    r"betekent|uit|voor|"
    r"aub|alstublieft|bedoeld|bedoelt|heb|ik|nooit|gehoord|van|,|voor iets|dat))+$"
)
_NOT_A_TERM = re.compile(
    r"\b(?:stand|status|volgende stap|wachttijd|mijn|ons|onze|jouw|"
    r"telefoonnummer|nummer|"
    r"naam|mogelijk\w*|opties|moet|kan|kun|mag|vervolg\w*|deadline)\b"
)


def asks_meaning(plat: str) -> bool:
    """Tell whether the message asks what something means."""
    return bool(_ASKS.search(plat)) or bool(
        re.match(r"^[^ ]+(?: [^ ]+)? \?[ ?]*$", plat)
    )


def find_term(plat: str, lexicon: Lexicon) -> str | None:
    """Return the id of the term that a question is about, or None.

    Parameters
    ----------
    plat
        Plain text of the message.
    lexicon
        The compiled words.
    """
    if not asks_meaning(plat):
        return None
    match = _AIM.search(plat)
    aim = _TAIL.sub("", match["t"]).strip(" ,") if match else ""
    return (
        _exact(aim, lexicon)
        or _nearly(aim, lexicon)
        or (
            None if _NOT_A_TERM.search(_ASKS.sub(" ", plat)) else _inside(plat, lexicon)
        )
    )


def _exact(aim: str, lexicon: Lexicon) -> str | None:
    known = dict(lexicon.begrippen)
    return next((known[f] for f in _forms(aim) if f in known), None)


def _forms(aim: str) -> list[str]:
    forms = [aim, aim.replace(" ", "")]
    for ending, instead in (("en", ""), ("s", ""), ("en", "e"), ("'s", ""), ("n", "")):
        if aim.endswith(ending):
            forms.append(aim[: -len(ending)] + instead)
    return forms


def _nearly(aim: str, lexicon: Lexicon) -> str | None:
    if len(aim) < 5:
        return None
    known = dict(lexicon.begrippen)
    limit = 1 if len(aim) < 8 else 2 if len(aim) < 14 else 3
    best = process.extractOne(
        aim, known.keys(), scorer=OSA.distance, score_cutoff=limit
    )
    return known[best[0]] if best else None


def _inside(plat: str, lexicon: Lexicon) -> str | None:
    for spelling, begrip in lexicon.begrippen:
        if len(spelling) > 2 and re.search(
            rf"(?<!\w){re.escape(spelling)}(?:s|en|n)?(?!\w)", plat
        ):
            return begrip
    return None
