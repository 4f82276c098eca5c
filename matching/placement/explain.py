"""A reason per pupil, and what each other place would mean."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matching.placement.admissible import Admission
from matching.placement.alternatives import exact_options
from matching.placement.estimate import estimated_options
from matching.placement.options import NONE
from matching.placement.result import Alternatief, Waarom
from matching.placement.wording import consequence, placed_reason, unplaced_reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matching.placement.alternatives import Option
    from matching.placement.engines import Part
    from matching.placement.instance import Instantie, Leerling
    from matching.placement.model import Model


def explain(instance: Instantie, parts: Sequence[Part]) -> dict[str, Waarom]:
    """Return the reason per pupil.

    Parameters
    ----------
    instance
        The problem.
    parts
        The parts of the problem with what was found for each.

    Returns
    -------
    dict
        Reason and alternatives by pupil id, in the order of the instance.
    """
    found = {id: reason for part in parts for id, reason in _reasons(part)}
    excluded = _exclusions(instance, found)
    return {
        row.id: found.get(row.id) or Waarom(_nowhere(row, excluded[row.id]))
        for row in instance.leerlingen
    }


def _reasons(part: Part) -> Iterator[tuple[str, Waarom]]:
    """Yield the reason of each pupil of a part who has an admissible place."""
    model, choice = part.model, part.outcome.choice
    options = None
    if part.exact:
        options = exact_options(model, part.tree, choice)
    if options is None:
        options = estimated_options(model, choice)
    here = model.places_of(choice).tolist()
    for pupil, id in enumerate(model.pupils):
        if options[pupil] or here[pupil] != NONE:
            yield id, _reason(model, pupil, here[pupil], options[pupil])


def _reason(model: Model, pupil: int, place: int, options: list[Option]) -> Waarom:
    if model.pinned[pupil] and place != NONE:
        return Waarom(f"Staat vast op {model.places[place]}.")
    reason = (
        unplaced_reason(model, options)
        if place == NONE
        else placed_reason(model, place, options)
    )
    return Waarom(
        reason,
        tuple(
            Alternatief(model.places[option.place], consequence(model, option))
            for option in options
        ),
    )


def _exclusions(
    instance: Instantie, explained: dict[str, Waarom]
) -> dict[str, list[str]]:
    """Return per pupil without arcs why each listed place is excluded."""
    admission = Admission(instance)
    found: dict[str, list[str]] = defaultdict(list)
    for pair in instance.paren:
        if pair.leerling not in explained:
            why = admission.exclusion(pair)
            if why:
                found[pair.leerling].append(why)
    return found


def _nowhere(pupil: Leerling, excluded: list[str]) -> str:
    """Return why no place can be given at all."""
    if not excluded:
        return f"Er is geen plek die mag voor {pupil.id}."
    return f"Geen enkele plek kan: {'; '.join(sorted(excluded))}."
