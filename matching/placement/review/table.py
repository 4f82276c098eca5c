"""A proposal as the table has it: the model, what was chosen, and its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from matching.placement.admissible import Admission
from matching.placement.engines import optimise_by_flow
from matching.placement.errors import InstanceError
from matching.placement.model import build_model, chosen
from matching.placement.nearby import find_choice
from matching.placement.options import NONE
from matching.placement.progress import silent
from matching.placement.residual import Residual
from matching.placement.review.difference import Verplaatsing
from matching.placement.review.plan import Stand, stands
from matching.placement.structure import find_structure, restrict, split
from matching.placement.timeline import weeks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from matching.placement.instance import Doel, Instantie
    from matching.placement.model import Model
    from matching.placement.result import Voorstel
    from matching.placement.structure import Piece

    Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Part:
    """A piece of the problem that shares no rule with the others.

    Parameters
    ----------
    piece
        The piece, with its indices in the whole.
    choice
        What the proposal gives there, in the indices of the piece.
    residual
        Exact prices, where all rules are seats; else ``None``.
    """

    piece: Piece
    choice: Ints
    residual: Residual | None

    def arcs(self, pupil: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Yield what a pupil can get and its change per goal, where that is exact.

        An arc is an option of the piece, or ``options + pupil`` for nothing.
        """
        if self.residual is None:
            return
        if self.residual.small:
            change, possible = self.residual.prices
            model = self.piece.model
            for arc in (*model.options_of(pupil), len(model.options) + pupil):
                if possible[arc]:
                    yield arc, tuple(change[arc].tolist())
            return
        arcs, change, possible = self.residual.prices_of(pupil)
        for arc, row, can in zip(arcs.tolist(), change.tolist(), possible, strict=True):
            if can:
                yield arc, tuple(row)


class Table:
    """A problem and a plan for it, in indices.

    Parameters
    ----------
    instance
        The problem.
    model, choice
        Its model, and the option of each pupil.
    parts
        Its pieces, where they are known; otherwise they are looked for.
    """

    def __init__(
        self,
        instance: Instantie,
        model: Model,
        choice: Ints,
        parts: Sequence[Part] | None = None,
    ) -> None:
        self.instance, self.model, self.choice = instance, model, choice
        self.pupil_at = {id: index for index, id in enumerate(model.pupils)}
        self._parts = parts
        self._stands: dict[int, Stand] = {}

    @cached_property
    def admission(self) -> Admission:
        """Return what each pair can be."""
        return Admission(self.instance)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Return the pieces, with exact prices where all rules are seats."""
        if self._parts is not None:
            return tuple(self._parts)
        structure = find_structure(self.model)
        if structure.is_core:
            everybody = np.ones(len(self.model.pupils), dtype=np.bool_)
            pieces = [restrict(self.model, everybody)]
        else:
            pieces = split(self.model, structure)
        return tuple(self._part(piece) for piece in pieces)

    @cached_property
    def part_of(self) -> dict[int, tuple[Part, int]]:
        """Return the part of each pupil and its index there."""
        return {
            pupil: (part, index)
            for part in self.parts
            for index, pupil in enumerate(part.piece.pupils.tolist())
        }

    def stand(self, option: int) -> Stand:
        """Return where an option puts a pupil; ``NONE`` is nothing."""
        if option not in self._stands:
            self._stands[option] = self._stand(option)
        return self._stands[option]

    def _stand(self, option: int) -> Stand:
        options, line = self.model.options, self.admission.timeline
        counts = self.admission.counts
        if option == NONE:
            return Stand(None, weken_thuis=weeks_of(line.horizon) if counts else 0)
        place, bridge = int(options.place[option]), int(options.bridge[option])
        name = None if place == NONE else self.model.places[place]
        if not counts:
            return Stand(name)
        begin = None if place == NONE else line.day(int(options.start[option]))
        weeks = weeks_of(int(self.days_at_home[option]))
        if bridge == NONE:
            return Stand(name, begin, weken_thuis=weeks)
        last = int(options.bridge_end[option]) - 1
        return Stand(
            *(name, begin, self.model.places[bridge]),
            line.day(int(options.bridge_start[option])),
            line.day(last),
            weeks,
        )

    @cached_property
    def days_at_home(self) -> Ints:
        """Return the days at home with each option."""
        return self.model.options.days_at_home(self.admission.timeline.horizon)

    @cached_property
    def used(self) -> Ints:
        """Return what the proposal takes of each row; shape (rows,)."""
        return self.model.rows.used(chosen(self.choice))

    def values(self, part: Part, change: Iterable[int]) -> tuple[tuple[Doel, int], ...]:
        """Return changes of cost per goal as growth of what people read."""
        goals = part.piece.model.goals
        return tuple(
            (goal.doel, goal.value(int(cost)))
            for goal, cost in zip(goals, change, strict=True)
        )

    def move(self, part: Part, pupil: int, origin: int, to: int) -> Verplaatsing:
        """Return a move in ids.

        Parameters
        ----------
        part
            A part.
        pupil, origin, to
            Pupil and options of that part; ``NONE`` is nothing.
        """
        whole = part.piece.options
        return Verplaatsing(
            part.piece.model.pupils[pupil],
            self.stand(NONE if origin == NONE else int(whole[origin])),
            self.stand(NONE if to == NONE else int(whole[to])),
        )

    def _part(self, piece: Piece) -> Part:
        structure = find_structure(piece.model)
        choice = piece.take_out(self.choice)
        exact = structure.is_core and _is_best(piece.model, choice)
        residual = Residual(piece.model, structure.tree, choice) if exact else None
        return Part(piece, choice, residual)


def open_table(instance: Instantie, proposal: Voorstel) -> Table:
    """Return a proposal in indices.

    Parameters
    ----------
    instance, proposal
        The problem and a proposal for it.

    Raises
    ------
    InstanceError
        When the proposal gives a pupil what the problem does not allow.
    """
    model = build_model(instance)
    choice = find_choice(instance, model, proposal)
    given_to = dict(zip(model.pupils, choice.tolist(), strict=True))
    for id, wanted in stands(instance, proposal).items():
        given = wanted.plek or wanted.brug
        if given is not None and given_to[id] == NONE:
            raise InstanceError(
                f'voorstel "{id}"',
                f"{given} kan niet binnen de regels van deze instantie. "
                "Maak een nieuw voorstel.",
            )
    return Table(instance, model, choice)


def _is_best(model: Model, choice: Ints) -> bool:
    """Tell whether a choice is optimal where all rules are seats.

    A table may have decided otherwise; the shortest ways around a plan that is not
    the best are no prices.
    """
    if not model.is_allowed(choice):
        return False
    best = optimise_by_flow(model, silent).costs
    used = chosen(choice)
    return best == tuple(int(goal.cost[used].sum()) for goal in model.goals)
