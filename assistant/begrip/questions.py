"""What asks something, and what a message tells beside its question."""

from __future__ import annotations

import re

from assistant.begrip.clauses import STARTS_WITH_SUBJECT

_SUBJECT = (
    r"(?:ik|je|jij|u|hij|ze|zij|het|er|we|wij|jullie|de|mijn|een|dit|dat|deze|die|"
    r"iemand|school|leerplicht|daar|zo|hem|haar|ons)"
)
_QUESTION = re.compile(
    r"^(?:(?:en|maar|hoi|hallo|dus|oh|ja|nee|ok|goedemorgen|,) )*(?:(?:wat|wie|"
    r"waar|waarom|wanneer|hoe|hoelang|hoeveel|welk|welke|hoezo|waarvoor|leg|vertel) |"
    r"(?:mag|mogen|kan|kun|kunnen|kunt|moet|moeten|is|zijn|heeft|hebben|heb|telt|"
    r"geldt|wordt|bestaat|bestaan|krijgt|krijg|ben|bent|doet|gaat|past|wil|wilt|zou|"
    rf"zal) {_SUBJECT} )"
)
"""A question word, or a verb before its subject: ‘wil even iemand melden’ is none."""
_STATEMENT_FIRST = re.compile(
    r"^(?:wil|zou|heb|kan|hoef) (?:ik|wij|we) (?:\w+ )?(?:niet|liever|geen|nog|"
    r"niks|niets)\b|^(?:is|heeft|wordt|gaat|kan|wil|zit|heb|ben|moet|krijgt|"
    r"zijn) (?!er\b|hij\b|ze\b|zij\b|het\b|dit\b|dat\b|de\b|mijn\b|je\b|u\b|"
    r"jullie\b|ik\b|we\b|wij\b|deze\b|die\b|een\b)|"
    r"^(?:heeft|krijgt|volgt|had) een (?!kind\b|leerling\b|school\b|ouder\b|jongere\b)|"
    r"^is een (?:jaar|tijd|week|maand|keer)\b|"
    r"^kan (?:de|het) (?:stof|lessen|les|tempo|niveau|werk|drukte)\b"
)
_HALVES = re.compile(r"(?<!\S)(?:[,;:]|want|maar|(?P<terwijl>terwijl|nu))(?!\S)")


def is_question(zin: str) -> bool:
    """Tell whether a sentence asks something."""
    if zin.rstrip().endswith("?"):
        return True
    return bool(_QUESTION.match(zin + " ")) and not _STATEMENT_FIRST.match(zin)


def told_beside(zin: str) -> list[tuple[int, int]]:
    """Return where a question tells something too (‘wat nu, ze is al 11?’).

    Parameters
    ----------
    zin
        A plain sentence that asks something.

    Returns
    -------
    list of (int, int)
        Begin and end of every half that states something, when another half asks.
    """
    halves: list[tuple[int, int, bool]] = []
    begin, given = 0, False
    for cut in _HALVES.finditer(zin):
        halves.append((begin, cut.start(), given))
        begin, given = cut.end(), bool(cut["terwijl"])
    halves.append((begin, len(zin), given))
    asks = [bool(_QUESTION.match(zin[a:b].strip() + " ")) for a, b, _ in halves]
    if not any(asks):
        return []
    return [
        (a, b)
        for (a, b, sure), asking in zip(halves, asks, strict=True)
        if not asking and (sure or STARTS_WITH_SUBJECT.match(zin[a:b].strip()))
    ]
