"""Which term of the field a question is about: ‘wat is een tlv?’, ‘opp??’."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.begrip.patterns import Pattern
from assistant.begrip.text import plain

if TYPE_CHECKING:
    from assistant.begrip.lexicon import Lexicon
    from knowledge.velden import Veld

_ASKS = Pattern("begrippen", "vraagt_betekenis")
_AIM = Pattern("begrippen", "gevraagd_woord")
_TAIL = Pattern("begrippen", "staart")
_NOT_A_TERM = Pattern("begrippen", "geen_begrip")


_THAT = Pattern("begrippen", "wat_is_dat")


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
