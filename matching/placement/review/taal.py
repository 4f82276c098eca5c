"""The smallest parts of a sentence: names, days, amounts, moves, goals."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from knowledge.kalenderwoorden import tell_date
from matching.amounts import tell_euros, tell_number
from matching.placement.review.difference import MORE_IS_BETTER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from knowledge.plaatsing_woorden import Plaatsingswoorden
    from matching.placement.instance import Doel
    from matching.placement.review.difference import Verplaatsing

MOST_GOALS = 3
"""Goals whose change is told: the first that change, which are what counts."""

MOST_MOVES = 4
"""Moves of a chain that are told; more would not be read."""


def own_name(id: str) -> str:
    """Return an id as it is."""
    return id


@dataclass(frozen=True)
class Taal:
    """The words of a table: the rows, and how it calls pupils, places and days.

    Parameters
    ----------
    woorden
        The sentences.
    leerling, plek, voorziening
        The name that a table reads for an id.
    """

    woorden: Plaatsingswoorden
    leerling: Callable[[str], str] = own_name
    plek: Callable[[str], str] = own_name
    voorziening: Callable[[str], str] = own_name

    def datum(self, day: date) -> str:
        """Return a day in words."""
        return tell_date(day)

    def goals(self, changes: Iterable[tuple[Doel, int]]) -> str:
        """Return what grows and shrinks on the goals, the most important first.

        Parameters
        ----------
        changes
            Growth of the value of each goal, in the order of the goals.
        """
        rows = {row.id: row for row in self.woorden.doelen}
        parts = []
        for doel, grew in changes:
            if grew:
                row = rows[doel]
                better = (grew > 0) == (doel in MORE_IS_BETTER)
                count = self.woorden.count(row.eenheid, abs(grew))
                text = row.beter if better else row.slechter
                parts.append(text.format(aantal=count))
        if not parts:
            return self.woorden.prijs["gelijk"]
        # Later goals never outweigh earlier ones, and nobody reads nine numbers.
        told, rest = ", ".join(parts[:MOST_GOALS]), len(parts) - MOST_GOALS
        if rest <= 0:
            return told
        count = self.woorden.count("ander_doel", rest)
        return f"{told} {self.woorden.prijs['en_verder'].format(aantal=count)}"

    def chain(self, moves: Sequence[Verplaatsing]) -> str:
        """Return who moves, the first few by name; empty when nobody does."""
        told = [text for move in moves if (text := self.moved(move))]
        words = told[:MOST_MOVES]
        if len(told) > MOST_MOVES:
            rest = self.woorden.count("leerling", len(told) - MOST_MOVES)
            words.append(self.woorden.keten["en_verder"].format(aantal=rest))
        return "; ".join(words)

    def moved(self, move: Verplaatsing) -> str:
        """Return how one pupil moves, with its name once."""
        name = self.leerling(move.leerling)
        first, *others = self.move(move) or ("",)
        return ", ".join([first, *(one.removeprefix(name).lstrip() for one in others)])

    def move(self, move: Verplaatsing) -> tuple[str, ...]:
        """Return how one pupil moves: the place first, then the weeks."""
        who, van, naar = move.leerling, move.van, move.naar
        if naar is None:
            return (self._told("weg", who),)
        if van is None:
            key = "nieuw_zonder" if naar.plek is None else "nieuw"
            return (self._told(key, who, naar=naar.plek),)
        found = []
        if van.plek != naar.plek:
            key = (
                "verliest"
                if naar.plek is None
                else "krijgt"
                if van.plek is None
                else "schuift"
            )
            found.append(self._told(key, who, van.plek, naar.plek))
        elif naar.begin is not None and van.begin != naar.begin:
            text = self.woorden.keten["begint"]
            day = self.datum(naar.begin)
            found.append(text.format(leerling=self.leerling(who), datum=day))
        if van.brug != naar.brug:
            key = "geen_brug" if naar.brug is None else "andere_brug"
            found.append(self._told(key, who, van.brug, naar.brug))
        elif naar.brug_begin is not None and van.brug_begin != naar.brug_begin:
            text = self.woorden.keten["brug_dag"]
            day = self.datum(naar.brug_begin)
            found.append(text.format(leerling=self.leerling(who), datum=day))
        if move.weken:
            key = "later" if move.weken > 0 else "eerder"
            weeks = self.woorden.count("week", abs(move.weken))
            text = self.woorden.keten[key]
            found.append(text.format(leerling=self.leerling(who), weken=weeks))
        return tuple(found)

    def place(self, plek: str | None) -> str:
        """Return the name of a place, or that there is none."""
        return self.woorden.keuze["geen_plek"] if plek is None else self.plek(plek)

    def listed(self, names: Sequence[str]) -> str:
        """Return names with commas and "of" before the last."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.woorden.keuze['of']} {names[-1]}"

    def _told(
        self, key: str, who: str, van: str | None = None, naar: str | None = None
    ) -> str:
        return self.woorden.keten[key].format(
            leerling=self.leerling(who), van=self.place(van), naar=self.place(naar)
        )


def hundredths(amount: int | None) -> str:
    """Return hundredths as a Dutch number: ``3,5``."""
    return "" if amount is None else tell_number(Decimal(amount) / 100)


def euros(cents: int | None) -> str:
    """Return cents as euros: ``€ 4.000`` or ``€ 59,99``."""
    return "" if cents is None else tell_euros(Decimal(cents) / 100)


def sentence(text: str) -> str:
    """Return the text with a capital and a full stop."""
    return stopped(text[:1].upper() + text[1:])


def stopped(text: str) -> str:
    """Return the text with a full stop; it may start with a name, as it is."""
    return text if text.endswith((".", "!", "?", ":")) else text + "."
