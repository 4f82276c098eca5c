"""The words and signs that stand for roles, origins, outcomes and statuses."""

from __future__ import annotations

from assistant.casework.tell_advice import ROUTE_WORDS

OUTCOMES = {
    "voldoet": ("✓", "voldoet", "good"),
    "voldoet_niet": ("✗", "voldoet niet", "bad"),
    "onbekend": ("?", "nog onbekend", "wait"),
}
ROUTE_STATUS = {
    "open": ("✓", ROUTE_WORDS["open"], "good"),
    "onbekend": ("?", ROUTE_WORDS["onbekend"], "wait"),
    "dicht": ("✗", ROUTE_WORDS["dicht"], "bad"),
}
_NOT_MET = {
    "indicatie": ("–", "geldt niet", "plain"),
    "zacht": ("–", "geldt niet", "plain"),
    "document": ("!", "nog te regelen", "wait"),
}
"""What is not met and closes nothing reads otherwise than a requirement that fails."""
_JUDGEMENT = ("•", "oordeel van mensen", "plain")
STEP_STANDS = {
    "klaar": ("✓", "klaar", "good"),
    "nu": ("→", "nu", "plain"),
    "straks": ("", "straks", ""),
}


def outcome_sign(aard: str, uitkomst: str) -> tuple[str, str, str]:
    """Return sign, words and colour of the outcome of a criterion.

    Parameters
    ----------
    aard
        What kind of criterion it is; a judgement has no outcome.
    uitkomst
        What came out.
    """
    if aard == "oordeel":
        return _JUDGEMENT
    if uitkomst == "voldoet_niet":
        return _NOT_MET.get(aard, OUTCOMES[uitkomst])
    return OUTCOMES[uitkomst]
