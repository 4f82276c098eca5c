"""Of which kind there are too few places, for the plan of what a region offers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.result import Status
from matching.placement.review.plan import stands
from matching.placement.review.price import Zekerheid
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel


@dataclass(frozen=True)
class Tekort:
    """What enough seats of one provision would do.

    Parameters
    ----------
    voorziening
        The provision.
    leerlingen
        Pupils without a place who would get one.
    alleen_hier
        Those of them for whom no other provision has a place.
    weken
        Weeks at home that it saves, of all pupils together.
    zekerheid
        Whether that is proven.
    """

    voorziening: str
    leerlingen: tuple[str, ...]
    alleen_hier: tuple[str, ...]
    weken: int
    zekerheid: Zekerheid


def unmet_demand(
    instantie: Instantie,
    voorstel: Voorstel,
    *,
    seed: int = 1,
    tijdslimiet: float = 10.0,
) -> tuple[Tekort, ...]:
    """Return per provision what enough seats would do, the largest shortage first.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.
    seed
        Seed of the engines.
    tijdslimiet
        Seconds for solving; provisions that are not reached are left out.
    """
    deadline = perf_counter() + tijdslimiet
    found = []
    for kind, places in _sought_kinds(instantie, voorstel):
        seconds = deadline - perf_counter()
        if seconds <= 0:
            break
        answer = solve(
            _without_limits(instantie, places),
            seed=seed,
            tijdslimiet=seconds,
            waarom=False,
            nabij=voorstel,
        )
        row = _shortage(instantie, voorstel, answer, kind, places)
        if row.leerlingen or row.weken > 0:
            found.append(row)
    return tuple(
        sorted(found, key=lambda r: (-len(r.leerlingen), -r.weken, r.voorziening))
    )


def _sought_kinds(
    instance: Instantie, proposal: Voorstel
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the provisions that somebody could use, with their places."""
    places: dict[str, set[str]] = defaultdict(set)
    for row in instance.plekken:
        if row.voorziening is not None:
            places[row.voorziening].add(row.id)
    wanted: Counter[str] = Counter()
    kinds = {row.id: row.voorziening for row in instance.plekken}
    for pair in instance.paren:
        kind = kinds[pair.plek]
        if kind is not None:
            unplaced = proposal.plaatsingen.get(pair.leerling) is None
            wanted[kind] += 1000 if unplaced else 1
    for kind in sorted(wanted, key=lambda one: (-wanted[one], one)):
        yield kind, frozenset(places[kind])


def _without_limits(instance: Instantie, places: frozenset[str]) -> Instantie:
    """Return the problem with room for everybody at these places."""
    return replace(
        instance,
        plekken=tuple(
            replace(row, capaciteit=None, perioden=(), uren=None, budget=None)
            if row.id in places
            else row
            for row in instance.plekken
        ),
    )


def _shortage(
    instance: Instantie,
    proposal: Voorstel,
    answer: Voorstel,
    kind: str,
    places: frozenset[str],
) -> Tekort:
    """Return what a proposal with enough seats of one kind does for whom."""
    stood, stand = stands(instance, proposal), stands(instance, answer)
    helped = tuple(
        id for id in stood if stood[id].plek is None and stand[id].plek is not None
    )
    elsewhere = {pair.leerling for pair in instance.paren if pair.plek not in places}
    weeks = sum(stood[id].weken_thuis - stand[id].weken_thuis for id in stood)
    proven = answer.status is Status.OPTIMAAL
    return Tekort(
        kind,
        helped,
        tuple(id for id in helped if id not in elsewhere),
        weeks,
        Zekerheid.BEVESTIGD if proven else Zekerheid.SCHATTING,
    )
