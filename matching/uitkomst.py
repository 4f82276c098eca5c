"""Three outcomes, and how they combine."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Uitkomst(StrEnum):
    """Whether a condition is met, with "not known" as an outcome of its own."""

    voldoet = "voldoet"
    voldoet_niet = "voldoet_niet"
    onbekend = "onbekend"


def of_bool(value: bool | None) -> Uitkomst:
    """Turn a truth value into an outcome; ``None`` is not known."""
    if value is None:
        return Uitkomst.onbekend
    return Uitkomst.voldoet if value else Uitkomst.voldoet_niet


def both(outcomes: Iterable[Uitkomst]) -> Uitkomst:
    """Combine with "and": one failure decides, then one unknown (Kleene)."""
    seen = set(outcomes)
    if Uitkomst.voldoet_niet in seen:
        return Uitkomst.voldoet_niet
    return Uitkomst.onbekend if Uitkomst.onbekend in seen else Uitkomst.voldoet


def either(outcomes: Iterable[Uitkomst]) -> Uitkomst:
    """Combine with "or": one met decides, then one unknown (Kleene)."""
    seen = set(outcomes)
    if Uitkomst.voldoet in seen:
        return Uitkomst.voldoet
    return Uitkomst.onbekend if Uitkomst.onbekend in seen else Uitkomst.voldoet_niet


def negate(outcome: Uitkomst) -> Uitkomst:
    """Turn met into not met and the other way round; unknown stays unknown."""
    match outcome:
        case Uitkomst.voldoet:
            return Uitkomst.voldoet_niet
        case Uitkomst.voldoet_niet:
            return Uitkomst.voldoet
        case _:
            return outcome
