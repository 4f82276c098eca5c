"""What would have to change so that one pupil fits at a place and nobody moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matching.placement.model import build_model, chosen
from matching.placement.options import NONE
from matching.placement.review.edits import (
    ExtraSeats,
    Hours,
    MayMeet,
    MaySplit,
    Minimum,
    Mix,
    Money,
    PaperThere,
    PlaceExists,
    Unban,
    Unpin,
    apply,
)
from matching.placement.review.exclusions import exclusion
from matching.placement.review.price import Reden
from matching.placement.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from matching.placement.instance import Instantie, Paar
    from matching.placement.model import Model
    from matching.placement.review.edits import Edit
    from matching.placement.review.price import Uitsluiting
    from matching.placement.review.table import Table

    Ints = NDArray[np.int64]


def ways_in(table: Table, leerling: str) -> Iterator[tuple[str, tuple[Edit, ...]]]:
    """Yield per place the changes after which a pupil without a place fits there.

    Parameters
    ----------
    table
        The proposal.
    leerling
        A pupil without a lasting place.

    Yields
    ------
    tuple
        The place, and the changes; none of them moves anybody else.
    """
    lasting = {row.id for row in table.instance.plekken if not row.overbrugt}
    pairs = [
        pair
        for pair in table.instance.paren
        if pair.leerling == leerling and pair.plek in lasting
    ]
    freed = {pair.plek: _freed(table, pair) for pair in pairs}
    opened = apply(
        table.instance,
        dict.fromkeys(edit for edits in freed.values() for edit in edits),
    )
    model = build_model(opened)
    choice = _same_choice(table, model, leerling)
    for place, edits in freed.items():
        at = model.places.index(place)
        pupil = model.pupils.index(leerling)
        here = [
            one for one in model.options_of(pupil) if model.options.place[one] == at
        ]
        found = [
            limits
            for option in here
            if (limits := _limits(opened, model, choice, leerling, option)) is not None
        ]
        if found:
            limits = min(found, key=len)
            # A wider limit takes the place of a narrower one of the same place.
            kinds = {type(edit) for edit in limits}
            yield place, (*(e for e in edits if type(e) not in kinds), *limits)


def _freed(table: Table, pair: Paar) -> tuple[Edit, ...]:
    """Return the changes of what excludes one pair on its own, one after another."""
    found: list[Edit] = []
    problem = table.instance
    admission = table.admission
    for _ in Reden:
        why = exclusion(admission, pair)
        edit = None if why is None else _lifts(problem, pair, why)
        if edit is None or edit in found:
            break
        found.append(edit)
        problem = apply(problem, [edit])
        admission = type(admission)(problem)
        pair = next(
            row
            for row in problem.paren
            if (row.leerling, row.plek) == (pair.leerling, pair.plek)
        )
    return tuple(found)


def _lifts(problem: Instantie, pair: Paar, why: Uitsluiting) -> Edit | None:
    """Return the smallest change after which this reason no longer holds."""
    place = next(row for row in problem.plekken if row.id == pair.plek)
    pupil = next(row for row in problem.leerlingen if row.id == pair.leerling)
    match why.reden:
        case Reden.VAST:
            return Unpin(pupil.id)
        case Reden.VERBODEN:
            return Unban(pupil.id, place.id)
        case Reden.TE_LAAT:
            return PlaceExists(place.id, place.start, pupil.vroegst)
        case Reden.GEEN_PLAATSEN:
            return ExtraSeats(place.id, 1)
        case Reden.UREN:
            return Hours(place.id, pair.uren)
        case Reden.BUDGET:
            return Money(place.budget or "", pair.kosten)
        case Reden.KENMERK:
            return Mix(place.id, why.naam or "", 1)
        case Reden.GEEN_INSTROOM if pair.vanaf is not None:
            return PaperThere(pupil.id, place.id, None)
        case _:
            return None


def _same_choice(table: Table, model: Model, leerling: str) -> Ints:
    """Return the proposal in the options of a wider model, without one pupil."""
    choice = np.full(len(model.pupils), NONE, dtype=np.int64)
    mine = table.model.options
    for pupil, option in enumerate(table.choice.tolist()):
        if option == NONE or model.pupils[pupil] == leerling:
            continue
        wanted = (
            *(mine.place[option], mine.start[option]),
            *(mine.bridge[option], mine.bridge_start[option]),
        )
        theirs = model.options
        for one in model.options_of(pupil):
            if wanted == (
                *(theirs.place[one], theirs.start[one]),
                *(theirs.bridge[one], theirs.bridge_start[one]),
            ):
                choice[pupil] = one
                break
    return choice


def _limits(
    problem: Instantie, model: Model, choice: Ints, leerling: str, option: int
) -> tuple[Edit, ...] | None:
    """Return the changes of limits after which an option fits, or ``None``."""
    plan = choice.copy()
    pupil = model.pupils.index(leerling)
    plan[pupil] = option
    used = model.rows.used(chosen(plan))
    found: dict[Edit, None] = {}
    for row, name in enumerate(model.rows.names):
        if used[row] > model.rows.limit[row]:
            edit = _widens(problem, name.kind, name.ids, leerling, int(used[row]))
            if edit is None:
                return None
            found[edit] = None
    for opening in model.openings:
        if not model.is_open_or_empty(opening, plan):
            found[Minimum(model.places[opening.place], 1)] = None
    place = model.places_of(plan)
    for one, other in model.together:
        if place[one] != place[other]:
            found[MaySplit(model.pupils[one], model.pupils[other])] = None
    return tuple(found)


def _widens(
    problem: Instantie, kind: RowKind, ids: tuple[str, ...], leerling: str, used: int
) -> Edit | None:
    """Return the change of one limit to what the plan uses."""
    match kind:
        case RowKind.CAPACITEIT:
            return ExtraSeats(ids[0], 1)
        case RowKind.UREN:
            return Hours(ids[0], used)
        case RowKind.BUDGET:
            return Money(ids[0], used)
        case RowKind.KENMERK:
            return Mix(ids[0], ids[1], used)
        case RowKind.NIET_SAMEN:
            return MayMeet(ids[0], ids[1])
    return None
