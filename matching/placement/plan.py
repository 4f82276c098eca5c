"""Read a choice of options as a plan: which place, from when, and what until then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.options import NONE
from matching.placement.result import Overbrugging, Planning
from matching.placement.timeline import build_timeline, weeks_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.placement.instance import Instantie
    from matching.placement.model import Model
    from matching.placement.options import Ints, Options
    from matching.placement.timeline import Timeline


@dataclass(frozen=True)
class Plan:
    """A choice in the words of the answer.

    Parameters
    ----------
    plaatsingen
        Lasting place per pupil, or ``None``.
    planning
        Days per pupil; ``None`` where days do not count.
    """

    plaatsingen: Mapping[str, str | None]
    planning: Planning | None


def read_plan(instance: Instantie, model: Model, choice: Ints) -> Plan:
    """Return what a choice says about each pupil, in the order of the instance.

    Parameters
    ----------
    instance, model
        The problem.
    choice
        Option index per pupil; shape (pupils,).
    """
    options, names = model.options, (*model.places, None)
    taken = dict(zip(model.pupils, choice.tolist(), strict=True))
    order = [row.id for row in instance.leerlingen]
    placed = {
        id: None if taken[id] == NONE else names[options.place[taken[id]]]
        for id in order
    }
    if not instance.met_tijd:
        return Plan(placed, None)
    timeline = build_timeline(instance)
    at_home = (*options.days_at_home(timeline.horizon).tolist(), timeline.horizon)
    return Plan(
        placed,
        Planning(
            begin={
                id: None
                if placed[id] is None
                else timeline.day(int(options.start[taken[id]]))
                for id in order
            },
            overbrugging={
                id: _bridge(model, timeline, options, taken[id]) for id in order
            },
            weken_thuis={id: weeks_of(at_home[taken[id]]) for id in order},
        ),
    )


def nothing_planned(instance: Instantie) -> Planning | None:
    """Return the days when nobody gets anything."""
    if not instance.met_tijd:
        return None
    weeks = weeks_of(build_timeline(instance).horizon)
    pupils = [row.id for row in instance.leerlingen]
    return Planning(
        dict.fromkeys(pupils), dict.fromkeys(pupils), dict.fromkeys(pupils, weeks)
    )


def _bridge(
    model: Model, timeline: Timeline, options: Options, option: int
) -> Overbrugging | None:
    """Return the bridging place of an option with its first and last day."""
    if option == NONE or options.bridge[option] == NONE:
        return None
    return Overbrugging(
        model.places[options.bridge[option]],
        timeline.day(int(options.bridge_start[option])),
        timeline.day(int(options.bridge_end[option]) - 1),
    )
