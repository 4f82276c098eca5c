"""Which term of the field a question is about: ‘wat is een tlv?’, ‘opp??’."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
    r"^uitleg|uitleg(?: graag| aub| alstublieft)?$|^(?:de )?betekenis|betekenis$|"
    r"wat (?:doen|kunnen) (?:die|dat)|wie (?:is|zijn) (?:dat|die)|"
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


_CLAUSE = re.compile(r"(?<!\S)[.,?!:](?!\S)")
_LETTERS = re.compile(r"(?<!\S)(?:[a-z] ?\. ?){2,}(?:[a-z](?!\S))?")
_SPACES = re.compile(r"[ .,'-]")
_MOST_WORDS = 6
_SHORTEST = 3
"""Letters of a term that may stand anywhere in a sentence: ‘so’ is also a word."""
_SHORTEST_BENT = 5
_SHORTEST_STEM = 7
"""From this length a longer word that begins with a term is about it too."""
_ENDINGS = (
    ("en", ""),
    ("s", ""),
    ("en", "e"),
    ("n", ""),
    ("e", ""),
    ("je", ""),
    ("nummer", ""),
    ("school", ""),
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
        each = (_mentions(plain(text, {}), lexicon) for text in named)
        hits = next((hits for hits in each if hits), [])
        return max(hits, key=lambda hit: hit.length).begrip if hits else None
    if not asks_meaning(plat):
        return None
    aim = _aim(plat)
    known = dict(lexicon.begrippen)
    if aim in known:
        return known[aim]
    found = next((hit.begrip for hit in _mentions(aim, lexicon) if hit.whole), None)
    if found or _NOT_A_TERM.search(_ASKS.sub(" ", plat)):
        return found
    return term_spoken_of(plat, lexicon)


def term_spoken_of(plat: str, lexicon: Lexicon) -> str | None:
    """Return the term that a message asking for a meaning is most likely about.

    That is one in the clause that asks; else the last one before it (‘een opp, wat is
    dat?’); else the first one after it. In one clause the longest wins.
    """
    clauses = [part.strip() for part in _CLAUSE.split(_joined(plat)) if part.strip()]
    if not clauses:
        return None
    asking = [n for n, part in enumerate(clauses) if _ASKS.search(part)]
    at = asking[-1] if asking else len(clauses) - 1
    order = [at, *range(at - 1, -1, -1), *range(at + 1, len(clauses))]
    for place in order:
        part = clauses[place]
        bare = _TAIL.sub("", _ASKS.sub("", part)).strip(" ,")
        for text in (_aim(part) if place == at else "", bare, part):
            hits = _mentions(text, lexicon)
            if hits:
                return max(hits, key=lambda hit: (hit.length, hit.begin)).begrip
    return None


@dataclass(frozen=True)
class _Mention:
    begrip: str
    begin: int
    length: int
    whole: bool


def _aim(plat: str) -> str:
    match = _AIM.search(plat)
    return _TAIL.sub("", match["t"]).strip(" ,") if match else ""


def _joined(plat: str) -> str:
    """Return the text with spelt letters as one word (t.l.v. is tlv)."""
    return _LETTERS.sub(lambda m: re.sub(r"[ .]", "", m[0]) + " ", plat)


def _mentions(plat: str, lexicon: Lexicon) -> list[_Mention]:
    """Return the terms in a text, however they are bent, joined, cut or misspelt."""
    words = _joined(plat).replace(",", " ").split()
    known = _squeezed(lexicon)
    found = []
    for begin in range(len(words)):
        for length in range(min(_MOST_WORDS, len(words) - begin), 0, -1):
            text = " ".join(words[begin : begin + length])
            whole = length == len(words)
            begrip = _named(text, known, lexicon, whole=whole)
            if begrip:
                size = len(_SPACES.sub("", text))
                found.append(_Mention(begrip, begin, size, whole))
                break
    return found


def _squeezed(lexicon: Lexicon) -> dict[str, str]:
    return {_SPACES.sub("", text): begrip for text, begrip in lexicon.begrippen}


def _named(
    text: str, known: dict[str, str], lexicon: Lexicon, *, whole: bool
) -> str | None:
    squeezed = _SPACES.sub("", text)
    if len(squeezed) < _SHORTEST and not whole:
        return None
    for form in _forms(squeezed):
        if form in known:
            return known[form]
    words = text.split()
    if len(squeezed) < _SHORTEST_BENT or (len(words) == 1 and text in lexicon.bekend):
        return None
    limit = 1 if len(squeezed) < 8 else 2 if len(squeezed) < 14 else 3
    best = process.extractOne(
        squeezed, known.keys(), scorer=OSA.distance, score_cutoff=limit
    )
    if best and best[0][0] == squeezed[0]:
        return known[best[0]]
    before = len("".join(words[:-1]))
    longer = [
        stem
        for stem in known
        if len(stem) >= max(_SHORTEST_STEM, before + 1) and squeezed.startswith(stem)
    ]
    return known[max(longer, key=len)] if longer else None


def _forms(aim: str) -> list[str]:
    forms = [aim]
    for ending, instead in _ENDINGS:
        if aim.endswith(ending):
            forms.append(aim[: -len(ending)] + instead)
    return forms
