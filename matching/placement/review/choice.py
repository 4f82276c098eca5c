"""Fixed or free: where the table really has a choice between equally good plans."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.instance import Doel
from matching.placement.review.footings import footing_of
from matching.placement.review.near_best import Choices, find_choices
from matching.placement.review.price import Zekerheid, loss
from matching.placement.review.prices import prices

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from matching.placement.footing import Footing
    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel


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
    tijdslimiet: float = 5.0,
) -> tuple[Keuze, ...]:
    """Return per pupil whether every good enough plan gives the same place.

    Exact and at once where all rules are seats. Elsewhere among what the proof of the
    proposal leaves; without a proof only prices tell. What is not reached in time
    stays unknown.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    marge
        Which plans are good enough; by default those equal on all goals.
    leerlingen
        Who is asked about; by default everybody.
    tijdslimiet
        Seconds for looking at prices and solving.
    """
    deadline, wide = perf_counter() + tijdslimiet, marge or Marge()
    asked = [
        row.id
        for row in instantie.leerlingen
        if leerlingen is None or row.id in leerlingen
    ]
    footing = None
    if tijdslimiet > 0:
        footing = footing_of(instantie, voorstel, seconds=tijdslimiet)
    if footing is None:
        found = _by_price(instantie, voorstel, wide, asked, deadline)
    else:
        held, room = _goals(instantie, footing, wide)
        found = find_choices(footing, held, room, asked, deadline)
    return tuple(_keuze(voorstel, wide, pupil, found) for pupil in asked)


def _goals(
    instance: Instantie, footing: Footing, marge: Marge
) -> tuple[int, int | None]:
    """Return on how many goals plans are as good, and the room on the next.

    "Fewest changes" counts where the region holds on to an earlier proposal; elsewhere
    it is only the last goal of a question.
    """
    order = [goal.doel for goal in footing.model.goals]
    if Doel.WEINIG_WIJZIGINGEN not in instance.doelen or not instance.vorig:
        order = [goal for goal in order if goal != Doel.WEINIG_WIJZIGINGEN]
    if marge.gelijk is None:
        return len(order), None
    held = sum(goal in order for goal in instance.doelen[: marge.gelijk])
    following = instance.doelen[marge.gelijk : marge.gelijk + 1]
    return held, marge.speling if set(following) & set(order) else None


def _by_price(
    instance: Instantie,
    proposal: Voorstel,
    marge: Marge,
    asked: list[str],
    deadline: float,
) -> Choices:
    """Return the places whose price is low enough, as far as time goes."""
    known = prices(instance, proposal)
    lasting = {row.id for row in instance.plekken if not row.overbrugt}
    found = Choices({}, set(asked))
    for pupil in asked:
        places = found.places[pupil] = dict[str | None, None]()
        if perf_counter() >= deadline:
            continue
        options = [
            price
            for price in known.of(pupil)
            if price.plek is None or price.plek in lasting
        ]
        for price in options:
            if price.doelen is not None and marge.holds(price.doelen):
                places[price.plek] = None
        if all(price.zekerheid is Zekerheid.EXACT for price in options):
            found.unsure.discard(pupil)
    return found


def _keuze(proposal: Voorstel, marge: Marge, pupil: str, found: Choices) -> Keuze:
    """Return what is known about a pupil."""
    here = proposal.plaatsingen.get(pupil)
    places = tuple({here: None, **found.places[pupil]})
    sure = pupil not in found.unsure
    stand = Keuzestand.VAST if sure else Keuzestand.ONBEKEND
    return Keuze(
        pupil,
        here,
        Keuzestand.KIESBAAR if len(places) > 1 else stand,
        places,
        volledig=sure,
        bijna=marge.gelijk is not None,
    )
