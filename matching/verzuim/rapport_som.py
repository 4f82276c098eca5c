"""A total with the parts that should make it: does it close, and by how much not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.rapport import Opgave, Rapportteksten


@dataclass(frozen=True)
class Regel:
    """One part of a total; ``aantal`` is ``None`` when it is not shared."""

    id: str
    naam: str
    aantal: float | None
    af: bool = False


@dataclass(frozen=True)
class Som:
    """A total and its parts; nothing is made to fit.

    Parameters
    ----------
    naam
        What the total is called.
    totaal
        The total; ``None`` when it is not shared.
    regels
        Its parts.
    id
        The total as other sums know it: a count that stands in two sums has one id.
    """

    naam: str
    totaal: float | None
    regels: tuple[Regel, ...]
    id: str = "totaal"

    @property
    def uitkomst(self) -> float | None:
        """Return what the parts come to; ``None`` when one of them is not shared."""
        total = 0.0
        for row in self.regels:
            if row.aantal is None:
                return None
            total += -row.aantal if row.af else row.aantal
        return total

    @property
    def verschil(self) -> float | None:
        """Return the total less the parts; ``None`` when it cannot be known."""
        came_to = self.uitkomst
        return None if came_to is None or self.totaal is None else self.totaal - came_to

    @property
    def sluit(self) -> bool:
        """Return whether the parts make the total."""
        return self.verschil == 0


def stated_sum(opgave: Opgave) -> Som:
    """Return a total as its source states it."""
    lines = tuple(
        Regel(str(at), part.naam, part.aantal, af=part.af)
        for at, part in enumerate(opgave.delen)
    )
    return Som(opgave.naam, opgave.totaal, lines)


def tell_sum(som: Som, teksten: Rapportteksten) -> str:
    """Return a sum in one line, with its difference when it does not close."""
    if som.verschil is None:
        return teksten.niet_te_sluiten
    line = _line(som.regels)
    if som.sluit:
        return teksten.sluit.format(som=line, totaal=show_number(som.totaal))
    return teksten.sluit_niet.format(
        som=line,
        uitkomst=show_number(som.uitkomst),
        totaal=show_number(som.totaal),
        verschil=show_number(som.verschil),
    )


def show_number(value: float | None) -> str:
    """Return a number as people write it."""
    if value is None:
        return ""
    whole = round(value, 1)
    text = f"{whole:,.0f}" if whole == int(whole) else f"{whole:,.1f}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


def _line(regels: Sequence[Regel]) -> str:
    words: list[str] = []
    for row in regels:
        if words and not row.aantal:
            continue
        sign = "−" if row.af else "+"
        words += [sign, show_number(row.aantal)] if words else [show_number(row.aantal)]
    return " ".join(words) or "0"
