"""Words to the conversation itself: undo, erase, and which field is meant."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from assistant.begrip.message import read_message
from assistant.begrip.phrases import compile_phrase, find

if TYPE_CHECKING:
    from assistant.begrip.phrases import Patroon
    from assistant.context import Context
    from knowledge.gesprek import Taal, Uitleg
    from knowledge.velden import Veld

UNDO, ERASE = "ongedaan", "wissen"
LITTLE_DUTCH = "weinig_nederlands"
UNKNOWN, UNWILLING, INTERPRETER = "weet_niet", "geen_zin", "tolk"
_LONGEST = 8
"""The most words in which somebody tells the conversation to undo."""


def asks_to_undo(ctx: Context, tekst: str) -> bool:
    """Tell whether a short message asks to undo what was just noted."""
    return len(tekst.split()) <= _LONGEST and _orders(ctx, tekst, UNDO)


def asks_to_erase(ctx: Context, tekst: str) -> bool:
    """Tell whether a correction asks to take an answer away."""
    return _orders(ctx, tekst, ERASE)


def asked_in(taal: Taal, tekst: str) -> str | None:
    """Return the intent that is asked for in the phrases of a language, or None."""
    plat = " ".join(tekst.lower().replace("’", "'").split())
    found = (
        intent
        for intent, phrases in taal.opdrachten.items()
        if any(pattern.regex.search(plat) for pattern in _compiled(phrases))
    )
    return next(found, None)


def has_little_dutch(ctx: Context, tekst: str) -> bool:
    """Tell whether somebody says, in Dutch, that Dutch is hard."""
    return _orders(ctx, tekst, LITTLE_DUTCH)


def says_unknown(ctx: Context, tekst: str) -> bool:
    """Tell whether a short message says, in another language, that it is not known."""
    return len(tekst.split()) <= _LONGEST and _orders(ctx, tekst, UNKNOWN)


def is_unwilling(ctx: Context, tekst: str) -> bool:
    """Tell whether somebody does not feel like talking now."""
    return len(tekst.split()) <= _LONGEST and _orders(ctx, tekst, UNWILLING)


def asks_interpreter(ctx: Context, tekst: str) -> bool:
    """Tell whether somebody who writes Dutch asks for an interpreter."""
    return _orders(ctx, tekst, INTERPRETER)


def names_person(ctx: Context, tekst: str) -> bool:
    """Tell whether the words themselves ask for a person or a call."""
    bericht = read_message(tekst, ctx.knowledge, ctx.today())
    cues = bericht.lexicon.intenties.values()
    return any(hit.naam == "mens" for rows in cues for hit in find(rows, bericht.plat))


def has_phrase(
    ctx: Context, tekst: str, woorden: tuple[str, ...], *, alleen: bool = False
) -> bool:
    """Tell whether one of some phrases is in a text, or is all of it."""
    plat = read_message(tekst, ctx.knowledge, ctx.today()).plat.strip(" .,!?")
    look = "fullmatch" if alleen else "search"
    return any(getattr(one.regex, look)(plat) for one in _compiled(woorden))


def named_field(ctx: Context, tekst: str) -> Veld | None:
    """Return the field that is named in a text; the longest name wins."""
    velden = ctx.knowledge.velden
    bericht = read_message(tekst, ctx.knowledge, ctx.today())
    hits = find(bericht.lexicon.noemers, bericht.plat)
    if hits:
        return velden[max(hits, key=lambda hit: hit.lengte).naam]
    plat = tekst.casefold()
    named = [veld for veld in velden.values() if veld.naam.casefold() in plat]
    return max(named, key=lambda veld: len(veld.naam), default=None)


def subject_of(ctx: Context, tekst: str, vraag: str | None) -> Uitleg | None:
    """Return the subject that a question of one kind (or any) is about, or None.

    The subject of which the longest words are in the text wins.
    """
    bericht = read_message(tekst, ctx.knowledge, ctx.today())
    best: tuple[int, Uitleg | None] = (0, None)
    for row in ctx.knowledge.gesprek.uitleg:
        if vraag not in (None, row.vraag):
            continue
        hits = (one.regex.search(bericht.plat) for one in _compiled(row.woorden))
        length = max((hit.end() - hit.start() for hit in hits if hit), default=0)
        if length > best[0]:
            best = (length, row)
    return best[1]


def _orders(ctx: Context, tekst: str, opdracht: str) -> bool:
    plat = " ".join(tekst.lower().split())
    phrases = tuple(
        phrase
        for taal in ctx.knowledge.gesprek.talen.values()
        for phrase in taal.opdrachten.get(opdracht, ())
    )
    return any(pattern.regex.search(plat) for pattern in _compiled(phrases))


@cache
def _compiled(phrases: tuple[str, ...]) -> tuple[Patroon, ...]:
    return tuple(compile_phrase(phrase) for phrase in phrases)
