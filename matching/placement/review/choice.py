"""Fixed or free: where the table really has a choice between equally good plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.result import Status
from matching.placement.review.calm import calm
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import Ban, Pin, apply
from matching.placement.review.footings import footing_of
from matching.placement.review.price import Zekerheid, loss
from matching.placement.review.prices import prices
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from matching.placement.instance import Doel, Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.prices import Prijzen


class Keuzestand(StrEnum):
    """Whether there is a choice for a pupil."""

    VAST = "vast"
    KIESBAAR = "kiesbaar"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Marge:
    """Which plans count as good enough.

    Parameters
    ----------
    gelijk
        Number of goals, from the first, on which a plan must be equal; ``None``:
        all of them.
    speling
        How much worse it may be on the goal after those, in the unit of the goal;
        later goals are free.
    """

    gelijk: int | None = None
    speling: int = 0

    def holds(self, changes: Iterable[tuple[Doel, int]]) -> bool:
        """Tell whether a plan with these changes per goal is good enough."""
        for number, (doel, grew) in enumerate(changes):
            lost = loss(doel, grew)
            if self.gelijk is None or number < self.gelijk:
                if lost:
                    return lost < 0
            else:
                return lost <= self.speling
        return True


@dataclass(frozen=True)
class Keuze:
    """What can be chosen for one pupil.

    Parameters
    ----------
    leerling, plek
        The pupil, and the place in the proposal.
    stand
        Whether every good enough plan gives that place.
    plekken
        Places that a good enough plan gives, the proposal's first; ``None``: none.
    volledig
        Whether those are all of them.
    bijna
        Whether good enough was wider than equal on all goals.
    """

    leerling: str
    plek: str | None
    stand: Keuzestand
    plekken: tuple[str | None, ...]
    volledig: bool
    bijna: bool = False


def vast_of_kiesbaar(
    instantie: Instantie,
    voorstel: Voorstel,
    marge: Marge | None = None,
    *,
    leerlingen: Collection[str] | None = None,
    seed: int = 1,
    tijdslimiet: float = 5.0,
) -> tuple[Keuze, ...]:
    """Return per pupil whether every good enough plan gives the same place.

    Exact and at once where all rules are seats. Elsewhere each pupil is asked by
    solving without its place. What is not reached in time stays unknown.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    marge
        Which plans are good enough; by default those equal on all goals.
    leerlingen
        Who is asked about; by default everybody.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for looking at prices and solving.
    """
    deadline = perf_counter() + tijdslimiet
    search = _Search(instantie, voorstel, marge or Marge(), seed)
    asked = [
        row.id
        for row in instantie.leerlingen
        if leerlingen is None or row.id in leerlingen
    ]
    for pupil in asked:
        if perf_counter() < deadline:
            search.look(pupil)
    for pupil in asked:
        if search.is_open(pupil) and perf_counter() < deadline:
            search.ask(pupil, deadline)
    return tuple(search.answer(pupil) for pupil in asked)


class _Search:
    """The places that good enough plans give, as far as known."""

    def __init__(
        self, instance: Instantie, proposal: Voorstel, marge: Marge, seed: int
    ) -> None:
        self.instance, self.proposal, self.marge = instance, proposal, marge
        self.seed = seed
        self.prices: Prijzen = prices(instance, proposal)
        self.places: dict[str, dict[str | None, None]] = {
            row.id: {proposal.plaatsingen.get(row.id): None}
            for row in instance.leerlingen
        }
        self.sure: set[str] = set()
        self.fixed: set[str] = set()
        self.lasting = {row.id for row in instance.plekken if not row.overbrugt}

    def look(self, pupil: str) -> None:
        """Take the places of a pupil whose price is low enough."""
        options = [
            price
            for price in self.prices.of(pupil)
            if price.plek is None or price.plek in self.lasting
        ]
        for price in options:
            if price.doelen is not None and self.marge.holds(price.doelen):
                self.places[pupil][price.plek] = None
        if all(price.zekerheid is Zekerheid.EXACT for price in options):
            self.sure.add(pupil)

    def is_open(self, pupil: str) -> bool:
        """Tell whether it is not known yet if a pupil has a choice."""
        return pupil not in self.sure and len(self.places[pupil]) == 1

    def ask(self, pupil: str, deadline: float) -> None:
        """Look for good enough plans in which this pupil stands elsewhere."""
        for problem in self._elsewhere(pupil):
            seconds = deadline - perf_counter()
            if seconds <= 0:
                return
            found = solve(
                calm(problem, self.proposal),
                seed=self.seed,
                tijdslimiet=seconds,
                waarom=False,
                nabij=self.proposal,
                houvast=footing_of(self.instance, self.proposal, seconds=seconds),
            )
            if found.status is Status.ONMOGELIJK:
                continue
            if self.marge.holds(
                goal_changes(self.instance, self.proposal, problem, found)
            ):
                for id, place in found.plaatsingen.items():
                    self.places[id][place] = None
                return
            if found.status is not Status.OPTIMAAL:
                return
        self.fixed.add(pupil)

    def _elsewhere(self, pupil: str) -> Iterator[Instantie]:
        """Yield problems that together are "this pupil stands anywhere else"."""
        here = self.proposal.plaatsingen.get(pupil)
        if here is not None:
            yield apply(self.instance, [Ban(pupil, here)])
            return
        for price in self.prices.of(pupil):
            if price.plek in self.lasting and price.zekerheid is not Zekerheid.EXACT:
                yield apply(self.instance, [Pin(pupil, price.plek)])

    def answer(self, pupil: str) -> Keuze:
        """Return what is known about a pupil."""
        places = tuple(self.places[pupil])
        free = len(places) > 1
        sure = pupil in self.sure
        known = sure or pupil in self.fixed
        return Keuze(
            pupil,
            self.proposal.plaatsingen.get(pupil),
            Keuzestand.KIESBAAR
            if free
            else Keuzestand.VAST
            if known
            else Keuzestand.ONBEKEND,
            places,
            volledig=sure or (known and not free),
            bijna=self.marge.gelijk is not None,
        )
