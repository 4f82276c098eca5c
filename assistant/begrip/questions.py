"""What asks something, and what a message tells beside its question."""

from __future__ import annotations

from assistant.begrip.clauses import STARTS_WITH_SUBJECT
from assistant.begrip.patterns import Pattern

_QUESTION = Pattern("vragen", "vraag")
"""A question word, or a verb before its subject: ‘wil even iemand melden’ is none."""
_STATEMENT_FIRST = Pattern("vragen", "toch_geen_vraag")
_HALVES = Pattern("vragen", "helften")


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
