"""Which rows are really just seats, and which need the general engine.

Rows that are nested counts become the seat tree; a row that the tree keeps within
its limit anyway is dropped. What is left over are the side rules; only pupils
connected to one of them need the general engine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from matching.placement.model import Model, Opening, chosen, new_numbers, outside
from matching.placement.options import NONE
from matching.placement.rows import most_per_pupil
from matching.placement.tree import TreeBuilder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matching.placement.tree import SeatTree

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Structure:
    """The seats and the side rules of a model.

    Parameters
    ----------
    tree
        The rows that are nested counts.
    side
        The rows that are not; indices.
    is_core
        Whether the tree says everything.
    """

    tree: SeatTree
    side: Ints
    is_core: bool


def find_structure(model: Model) -> Structure:
    """Sort the rows of a model into a seat tree and side rules."""
    builder, side = TreeBuilder(len(model.options)), []
    # Plain counts first: they say how many pupils can need hours or money at all.
    for row in np.argsort(_is_weighted(model), kind="stable").tolist():
        options, amounts = model.rows.terms(row)
        limit = int(model.rows.limit[row])
        if _is_kept(model, builder, options, amounts, limit):
            continue
        one = int(amounts[0])
        if (amounts != one).any() or not builder.add(row, options, limit // one):
            side.append(row)
    return Structure(
        tree=builder.build(len(model.pupils)),
        side=np.array(sorted(side), dtype=np.int64),
        is_core=not (side or model.openings or model.together),
    )


def _is_weighted(model: Model) -> Bools:
    """Tell for each row whether an option can count for more than one."""
    rows = model.rows
    most = np.zeros(len(rows), dtype=np.int64)
    np.maximum.at(most, rows.row, rows.amount)
    return most > 1


def _is_kept(
    model: Model, builder: TreeBuilder, options: Ints, amounts: Ints, limit: int
) -> bool:
    """Tell whether the tree so far keeps a row within its limit anyway."""
    largest = np.sort(most_per_pupil(model.options.pupil[options], amounts))[::-1]
    return int(largest[: builder.most(options)].sum()) <= limit


@dataclass(frozen=True, eq=False)
class Piece:
    """Some pupils of a model as a problem of its own.

    Parameters
    ----------
    model
        The problem.
    pupils, options
        Index in the whole of each pupil and each option.
    """

    model: Model
    pupils: Ints
    options: Ints

    def put_back(self, whole: Ints, choice: Ints) -> None:
        """Write the choice of this piece into the choice of the whole."""
        whole[self.pupils] = outside(self.options, choice)

    def take_out(self, whole: Ints) -> Ints:
        """Return what the choice of the whole is in this piece.

        An option that the piece does not have becomes ``NONE``.
        """
        mine = whole[self.pupils]
        found = np.searchsorted(self.options, mine)
        known = outside(self.options, found) == mine
        return np.where(known & (mine != NONE), found, NONE)


def split(model: Model, structure: Structure) -> list[Piece]:
    """Cut a model into pieces that share no rule.

    Pupils without side rules stay together as the first piece (which may be
    empty); each piece with a side rule is one of its own. Goals add up over
    pieces, so the best of each together is the best of the whole.
    """
    rows = np.union1d(structure.tree.rows, structure.side)
    part = _connected(model, rows)
    hard = set(part[_pupils_of(model, structure.side)].tolist())
    for opening in model.openings:
        here = model.options.pupil[model.options_at(opening.place)]
        hard |= set(part[here].tolist())
    hard |= {int(part[one]) for couple in model.together for one in couple}
    core = np.isin(part, list(hard), invert=True)
    return [
        restrict(model, core),
        *(restrict(model, part == label) for label in sorted(hard)),
    ]


def _pupils_of(model: Model, rows: Ints) -> Ints:
    """Return the pupils who have an option in one of these rows."""
    return model.options.pupil[model.rows.option[np.isin(model.rows.row, rows)]]


def _connected(model: Model, rows: Ints) -> Ints:
    """Return a label per pupil; the same when rules connect them; shape (pupils,)."""
    pupils = len(model.pupils)
    used = np.isin(model.rows.row, rows)
    ends = [
        (
            model.options.pupil[model.rows.option[used]],
            pupils + model.rows.row[used],
        )
    ]
    for number, opening in enumerate(model.openings):
        here = model.options.pupil[model.options_at(opening.place)]
        ends.append((here, np.full(len(here), pupils + len(model.rows) + number)))
    ends += [(np.array([one]), np.array([other])) for one, other in model.together]
    one = np.concatenate([end[0] for end in ends])
    other = np.concatenate([end[1] for end in ends])
    size = pupils + len(model.rows) + len(model.openings)
    links = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), (size, size))
    _, label = connected_components(links, directed=False)
    return np.asarray(label[:pupils], dtype=np.int64)


def whole(model: Model) -> Piece:
    """Return all of a model as one piece."""
    return Piece(model, np.arange(len(model.pupils)), np.arange(len(model.options)))


def restrict(model: Model, keep: Bools) -> Piece:
    """Return the problem of some pupils, as if the others were not there.

    Parameters
    ----------
    model
        The whole.
    keep
        Which pupils; shape (pupils,).
    """
    pupils = np.flatnonzero(keep)
    kept = keep[model.options.pupil]
    numbers = new_numbers(keep)
    part = model.with_options(kept)
    here = {
        int(place)
        for column in (part.options.place, part.options.bridge)
        for place in np.unique(column)
    }
    return Piece(
        replace(
            part,
            pupils=tuple(model.pupils[pupil] for pupil in pupils.tolist()),
            options=replace(part.options, pupil=numbers[part.options.pupil]),
            pinned=model.pinned[pupils],
            openings=tuple(one for one in model.openings if one.place in here),
            together=tuple(
                (int(numbers[one]), int(numbers[other]))
                for one, other in model.together
                if keep[one] and keep[other]
            ),
            goals=tuple(
                replace(goal, nothing=goal.nothing[pupils]) for goal in part.goals
            ),
        ),
        pupils,
        np.flatnonzero(kept),
    )


def free(model: Model, choice: Ints, pupils: Bools) -> Piece:
    """Return the problem of some pupils while all others keep what they have.

    Parameters
    ----------
    model
        The whole.
    choice
        A choice that keeps every rule; shape (pupils,).
    pupils
        Who may change; shape (pupils,).
    """
    fixed = np.where(pupils, NONE, choice)
    left = model.rows.limit - model.rows.used(chosen(fixed))
    keep, pinned = _with_partner(model, choice, pupils)
    piece = restrict(
        replace(model, rows=model.rows.with_limit(left), pinned=pinned), pupils
    )
    here = keep[piece.options]
    openings = [_left_to_open(model, one, fixed) for one in piece.model.openings]
    return Piece(
        replace(piece.model.with_options(here), openings=tuple(openings)),
        piece.pupils,
        piece.options[here],
    )


def _with_partner(model: Model, choice: Ints, pupils: Bools) -> tuple[Bools, Bools]:
    """Return the options and pins of free pupils whose partner keeps its place."""
    keep = np.ones(len(model.options), dtype=np.bool_)
    pinned, place = model.pinned.copy(), model.places_of(choice)
    for couple in model.together:
        for one, other in (couple, couple[::-1]):
            if pupils[one] and not pupils[other]:
                mine = slice(*model.first_option[one : one + 2].tolist())
                keep[mine] &= model.options.place[mine] == place[other]
                pinned[one] |= place[other] != NONE
    return keep, pinned


def _left_to_open(model: Model, opening: Opening, fixed: Ints) -> Opening:
    """Return what a place still needs when some pupils are there already."""
    there = int(np.isin(chosen(fixed), model.options_at(opening.place)).sum())
    return Opening(
        opening.place,
        max(0, opening.minimum - there),
        forced=opening.forced or there > 0,
    )
