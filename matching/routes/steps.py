"""How far a pupil is on a route: done, now, or later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matching.logic import evaluate
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.routestappen import Routestap
    from matching.feiten import Feiten


class Stand(StrEnum):
    """Where a step stands."""

    klaar = "klaar"
    nu = "nu"
    straks = "straks"


@dataclass(frozen=True)
class Stapstand:
    """One step of a route, and whether it is done, to do now, or later."""

    stap: Routestap
    stand: Stand
    bron: str

    def as_dict(self) -> dict[str, str]:
        """Return the JSON form."""
        row = self.stap
        return {
            "id": row.id,
            "naam": row.naam,
            "wat": row.wat,
            "wie": row.wie,
            "stand": self.stand.value,
            "bron": self.bron,
        }


def route_steps(
    route: str, feiten: Feiten, knowledge: Knowledge
) -> tuple[Stapstand, ...]:
    """Return the steps of a route with how far the pupil is; empty without steps.

    A step that tells nothing by itself is done when a later one is. Of what is not
    done the first step is for now; that an earlier one was skipped stays visible.

    Parameters
    ----------
    route
        Id of the route.
    feiten
        What is known of the case.
    knowledge
        The rows of the steps.
    """
    row = next((one for one in knowledge.routestappen if route in one.routes), None)
    if row is None:
        return ()
    done = [
        step.klaar is not None and evaluate(step.klaar, feiten) is Uitkomst.voldoet
        for step in row.stappen
    ]
    passed = [
        sure or (step.klaar is None and any(done[place:]))
        for place, (step, sure) in enumerate(zip(row.stappen, done, strict=True))
    ]
    first = passed.index(False) if False in passed else None
    return tuple(
        Stapstand(step, _stand(place, passed[place], first), row.bron)
        for place, step in enumerate(row.stappen)
    )


def _stand(place: int, done: bool, first: int | None) -> Stand:
    if done:
        return Stand.klaar
    return Stand.nu if place == first else Stand.straks
