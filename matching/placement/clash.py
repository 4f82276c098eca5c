"""Which named rules clash when rules reach beyond pairs that are pinned.

Pins with days, a minimum, marks or couples may clash in ways that only a search can
find. Each rule is then left out in turn: what is still impossible without it does
not need it, and what is left over at the end is all needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.cpsat import CpSat
from matching.placement.options import NONE
from matching.placement.rows import RowKind
from matching.placement.start import first_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from matching.placement.instance import Instantie
    from matching.placement.model import Model

EFFORT = 20.0
"""Deterministic seconds for one try; what takes longer counts as possible."""

SECONDS = 60.0
"""Seconds by the clock for one try."""


@dataclass(frozen=True)
class _Rule:
    """A rule in Dutch, and the model without it."""

    naam: str
    without: Callable[[Model], Model]


def find_clash(instance: Instantie, model: Model) -> tuple[str, ...]:
    """Return a smallest set of rules that clash, or nothing when none do.

    Parameters
    ----------
    instance, model
        The problem.
    """
    nowhere = _pin_without_option(instance, model)
    if nowhere:
        return nowhere
    if not _is_impossible(model):
        return ()
    needed = []
    for rule in _rules(instance, model):
        fewer = rule.without(model)
        if _is_impossible(fewer):
            model = fewer
        else:
            needed.append(rule.naam)
    return tuple(needed)


def _is_impossible(model: Model) -> bool:
    """Tell whether it is proven that no choice keeps the rules."""
    if not model.pinned.any():
        return False
    nothing = np.full(len(model.pupils), NONE, dtype=np.int64)
    if first_choice(model, nothing) is not None:
        return False
    engine = CpSat(model, (), seed=1, deadline=perf_counter() + SECONDS)
    found = engine.any(SECONDS, EFFORT)
    return found.proven and found.choice is None


def _pin_without_option(instance: Instantie, model: Model) -> tuple[str, ...]:
    """Return the pin of a pupil who cannot get its pinned place at all, and why."""
    rows = {row.id: row for row in instance.leerlingen}
    for pupil in np.flatnonzero(model.pinned).tolist():
        if not model.options_of(pupil):
            row = rows[model.pupils[pupil]]
            return (
                f"vast: {row.id} op {row.vast}",
                f"{row.id} kan op geen enkele dag op {row.vast} beginnen",
            )
    return ()


def _rules(instance: Instantie, model: Model) -> list[_Rule]:
    """Return the rules that can be left out: first pins, then what they share."""
    pins = {row.id: row.vast for row in instance.leerlingen}
    found = [
        _Rule(f"vast: {id} op {pins[id]}", _without_pin(pupil))
        for pupil, id in reversed(list(enumerate(model.pupils)))
        if model.pinned[pupil]
    ]
    for kind, ids in dict.fromkeys((name.kind, name.ids) for name in model.rows.names):
        found.append(_Rule(_row_words(kind, ids), _without_row(kind, ids)))
    for opening in model.openings:
        name = f"minimum: {model.places[opening.place]} opent vanaf {opening.minimum}"
        found.append(_Rule(name, _without_opening(opening.place)))
    for couple in model.together:
        one, other = (model.pupils[pupil] for pupil in couple)
        found.append(_Rule(f"samen: {one} en {other}", _without_couple(couple)))
    return found


def _row_words(kind: RowKind, ids: tuple[str, ...]) -> str:
    """Return a row as people say it."""
    if kind is RowKind.NIET_SAMEN:
        return f"niet samen: {ids[0]} en {ids[1]}"
    if kind is RowKind.KENMERK:
        return f"hoogstens: {ids[1]} op {ids[0]}"
    return f"{kind}: {ids[0]}"


def _without_pin(pupil: int) -> Callable[[Model], Model]:
    def leave_out(model: Model) -> Model:
        pinned = model.pinned.copy()
        pinned[pupil] = False
        return replace(model, pinned=pinned)

    return leave_out


def _without_row(kind: RowKind, ids: tuple[str, ...]) -> Callable[[Model], Model]:
    def leave_out(model: Model) -> Model:
        kept = [name.kind != kind or name.ids != ids for name in model.rows.names]
        return replace(model, rows=model.rows.pick(np.array(kept, dtype=np.bool_)))

    return leave_out


def _without_opening(place: int) -> Callable[[Model], Model]:
    return lambda model: replace(
        model, openings=tuple(one for one in model.openings if one.place != place)
    )


def _without_couple(couple: tuple[int, int]) -> Callable[[Model], Model]:
    return lambda model: replace(
        model, together=tuple(one for one in model.together if one != couple)
    )
