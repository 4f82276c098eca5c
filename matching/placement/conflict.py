"""Which named rules clash when there is no answer at all.

A pupil may always stay without a place, so only pins can clash: with a seat
limit, hours, a budget, a ban, a date, or two pupils who may not meet. Leaving a
rule out never makes things worse, so dropping rules one by one until each one
left is needed gives a smallest set in the sense that none can be missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.admissible import banned, starts_too_late
from matching.placement.clash import find_clash

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matching.placement.instance import Instantie, Paar
    from matching.placement.model import Model


@dataclass(frozen=True)
class Regel:
    """A rule that people can recognise, with a test for a set of pins.

    Parameters
    ----------
    naam
        The rule in Dutch, with the ids it is about.
    holds
        Whether the rule holds when exactly these pairs are chosen.
    """

    naam: str
    holds: Callable[[Sequence[Paar]], bool]


@dataclass(frozen=True)
class _Pin:
    naam: str
    pair: Paar


def find_conflict(instance: Instantie, model: Model) -> tuple[str, ...]:
    """Return a smallest set of rules that clash, or nothing when none do.

    Parameters
    ----------
    instance, model
        The problem.
    """
    if _reaches_further(instance):
        return find_clash(instance, model)
    pins = _pins(instance)
    rules = _rules(instance, [pin.pair for pin in pins])
    broken = [rule for rule in rules if not rule.holds([pin.pair for pin in pins])]
    if not broken:
        return ()
    # Rules about fewer pins first: a ban says more than a full place.
    return min((_shrink(pins, rule) for rule in broken), key=len)


def _reaches_further(instance: Instantie) -> bool:
    """Tell whether more than the pinned pairs themselves decides what clashes."""
    return bool(
        instance.met_tijd
        or instance.samen
        or any(place.minimum > 1 or place.hoogstens for place in instance.plekken)
    )


def _shrink(pins: list[_Pin], rule: Regel) -> tuple[str, ...]:
    """Drop pins as long as the rule stays broken; each one left is needed."""
    needed = list(pins)
    for pin in reversed(pins):
        fewer = [other for other in needed if other is not pin]
        if not rule.holds([other.pair for other in fewer]):
            needed = fewer
    return (*(pin.naam for pin in needed), rule.naam)


def _pins(instance: Instantie) -> list[_Pin]:
    pairs = {(pair.leerling, pair.plek): pair for pair in instance.paren}
    return [
        _Pin(f"vast: {row.id} op {row.vast}", pairs[row.id, row.vast])
        for row in sorted(instance.leerlingen, key=lambda row: row.rank())
        if row.vast is not None
    ]


def _rules(instance: Instantie, pinned: list[Paar]) -> list[Regel]:
    """Return every rule that the pins could break."""
    return [
        *_pair_rules(instance, pinned),
        *_apart_rules(instance),
        *_place_rules(instance),
        *_budget_rules(instance),
    ]


def _pair_rules(instance: Instantie, pinned: list[Paar]) -> list[Regel]:
    """Return the bans and dates of the pinned pairs."""
    pupils = {row.id: row for row in instance.leerlingen}
    places = {row.id: row for row in instance.plekken}
    found = []
    for pair in pinned:
        pupil, place = pupils[pair.leerling], places[pair.plek]
        if banned(pupil, place):
            found.append(_excluded(f"verboden: {pupil.id} op {place.id}", pair))
        if starts_too_late(pupil, place):
            name = (
                f"datum: {pupil.id} kan vanaf {pupil.vroegst}, "
                f"{place.id} eindigt op {place.eind}"
            )
            found.append(_excluded(name, pair))
    return found


def _excluded(name: str, excluded: Paar) -> Regel:
    return Regel(name, lambda pairs: excluded not in pairs)


def _apart_rules(instance: Instantie) -> list[Regel]:
    def keep_apart(one: str, other: str) -> Callable[[Sequence[Paar]], bool]:
        def holds(pairs: Sequence[Paar]) -> bool:
            places = [p.plek for p in pairs if p.leerling in (one, other)]
            return len(places) == len(set(places))

        return holds

    return [
        Regel(f"niet samen: {one} en {other}", keep_apart(one, other))
        for one, other in instance.niet_samen
    ]


def _place_rules(instance: Instantie) -> list[Regel]:
    """Return the seats and the hours of each place."""
    found = []
    for place in instance.plekken:
        here = _at({place.id})
        if place.capaciteit is not None:
            name = f"capaciteit: {place.id} heeft {_seats(place.capaciteit)}"
            found.append(Regel(name, _within(here, lambda _: 1, place.capaciteit)))
        if place.uren is not None:
            name = f"uren: {place.id} heeft {place.uren / 100:g} uren"
            found.append(Regel(name, _within(here, lambda p: p.uren, place.uren)))
    return found


def _budget_rules(instance: Instantie) -> list[Regel]:
    return [
        Regel(
            f"budget: {budget.id} is {budget.bedrag / 100:g}",
            _within(
                _at({row.id for row in instance.plekken if row.budget == budget.id}),
                lambda pair: pair.kosten,
                budget.bedrag,
            ),
        )
        for budget in instance.budgetten
        if budget.bedrag is not None
    ]


def _at(places: set[str]) -> Callable[[Paar], bool]:
    return lambda pair: pair.plek in places


def _within(
    counts: Callable[[Paar], bool], amount: Callable[[Paar], int], limit: int
) -> Callable[[Sequence[Paar]], bool]:
    return lambda pairs: sum(amount(pair) for pair in pairs if counts(pair)) <= limit


def _seats(number: int) -> str:
    return f"{number} plaats" if number == 1 else f"{number} plaatsen"
