"""Which term of the field a question is about: ‘wat is een tlv?’, ‘opp??’."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.begrip.text import plain

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon
    from knowledge.velden import Veld

_ASKS = re.compile(
    r"\b(?:wat (?:is|zijn|was|houdt|houd|betekent|betekend|beteken|bedoel\w*|"
    r"doet)|(?:wat|hoe) .{0,20}betekent|"
    r"betekenis van|betekent|leg .{0,25}uit|uitleg (?:over|van)|uitleggen wat|"
    r"wat wordt (?:er )?(?:bedoeld )?met|"
    r"bedoel (?:je|u|jullie) met|bedoelt (?:u|je) met|bedoeld met|afkorting|"
    r"waar staat .{0,25}voor|ken ik niet|"
    r"(?:wordt|word|versta\w*) .{0,25}verstaan onder|versta\w* .{0,15}onder|"
    r"ken .{0,12}(?:woord|term|begrip|afkorting)|(?:woord|term|begrip|afkorting) "
    r".{0,30}(?:ken|snap|begrijp|zegt) .{0,8}niet|wanneer (?:heet|noem\w*)|"
    r"what (?:is|are|does|do) .{0,40}mean|what is (?:an? )?|meaning of|"
    r"wat wil .{0,40}zeggen|(?:kun|kan|kunt) (?:je|u|jij) .{0,40}uitleggen|"
    r"(?:het|dat) (?:woord|begrip)|"
    r"snap .{0,15}niet wat|weet niet wat|weet ik niet wat|geen idee wat|nooit "
    r"van gehoord|wa is|definitie van|"
    r"wat moet ik (?:me|mij) .{0,30}voorstellen|"
    r"(?:vertel|zeg|leg)\w* .{0,20}(?:wat (?:een|de|het|is|zijn)|over))\b"
)
_AIM = re.compile(
    r"\b(?:wat (?:is|zijn|was)|wa is|met|betekent|betekend|uitleg (?:over|van)|"
    r"houdt|houd|van|staat|over|"
    r"definitie van|uit wat|idee wat|niet wat|legt?|verstaan onder|onder|"
    r"(?:het|dat|dit|de) (?:woord|term|begrip|afkorting)|heet|noem\w*|what (?:is|are|"
    r"does|do)|meaning of|wat wil|(?:kun|kan|kunt) (?:je|u|jij))(?: (?:nou|nu|"
    r"eigenlijk|precies|ook alweer|"
    r"alweer|dat|dan|toch|een|de|het|zo een|die|deze|wordt|bedoelt?|je|u|iemand|"
    r"an?|the|er|jullie|met|eens|"
    r"even|mij|me|dit|er|,))* (?P<t>[^?.!]+)"
)
_TAIL = re.compile(
    r"(?: (?:nou|nu|eigenlijk|precies|ook|alweer|dan|toch|in|inhoudt|is|zijn|"
    r"betekent|uit|voor|mean|zeggen|uitleggen|valt|vaak|steeds|niet|ken|snap|begrijp|onder|verstaan|"
    r"aub|alstublieft|bedoeld|bedoelt|heb|ik|nooit|gehoord|van|,|voor iets|dat))+$"
)
_NOT_A_TERM = re.compile(
    r"\b(?:stand|status|volgende stap|wachttijd|mijn|ons|onze|jouw|"
    r"telefoonnummer|nummer|"
    r"(?:wachtlijst|wachttijd) (?:voor|bij|van|op|nu|lang|hier)|lang|"
    r"naam|mogelijk\w*|opties|moet|kan|kun|mag|vervolg\w*|deadline)\b"
)


_THAT = re.compile(
    r"^(?:sorry|eh|hm|en|maar|huh|[, ])*(?:wat|wa) (?:is|zijn|betekent|houdt) "
    r"(?:(?:nou|dan|eigenlijk|precies|ook alweer) )*(?:dat|dit|"
    r"die)(?: (?:nou|dan|eigenlijk|precies|in|weer|voor iets|ook alweer))*[ ?.!]*$|"
    r"^what (?:is|does) (?:that|it|this)(?: mean)?[ ?.!]*$"
)


def asks_meaning(plat: str) -> bool:
    """Tell whether the message asks what something means."""
    return bool(_ASKS.search(plat)) or bool(
        re.match(r"^[^ ]+(?: [^ ]+)? \?[ ?]*$", plat)
    )


def find_term(plat: str, lexicon: Lexicon, veld: Veld | None = None) -> str | None:
    """Return the id of the term that a question is about, or None.

    Parameters
    ----------
    plat
        Plain text of the message.
    lexicon
        The compiled words.
    veld
        The asked field: ‘wat is dat?’ is about the term in its question.
    """
    if veld and _THAT.match(plat):
        named = (veld.vraag, veld.id.replace("_", " "))
        found = (_inside(plain(text, {}), lexicon) for text in named)
        return next((term for term in found if term), None)
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
