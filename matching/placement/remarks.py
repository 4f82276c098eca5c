"""What is odd in an instance but no reason to refuse it: each has one remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.placement.instance import Instantie


def remarks_on(instance: Instantie) -> tuple[str, ...]:
    """Tell what a previous proposal names that is not there any more.

    A pupil who left the list does not count; one whose place is gone, or is now for
    something else, counts as changed whatever it gets.

    Parameters
    ----------
    instance
        The problem.

    Returns
    -------
    tuple of str
        Dutch sentences, one per pupil that is named.
    """
    return (
        *_remarks(instance, "vorig", instance.vorig, bridge=False),
        *_remarks(
            instance, "vorig_overbrugging", instance.vorig_overbrugging, bridge=True
        ),
    )


def _remarks(
    instance: Instantie, key: str, previous: Mapping[str, str | None], *, bridge: bool
) -> list[str]:
    pupils = {row.id for row in instance.leerlingen}
    places = {row.id: row for row in instance.plekken}
    found = []
    for pupil, place in previous.items():
        if pupil not in pupils:
            found.append(
                f'{key}: leerling "{pupil}" staat niet meer op de lijst en telt '
                "niet mee."
            )
        elif place is not None and place not in places:
            found.append(
                f'{key} "{pupil}": plek "{place}" is er niet meer. Elke plek telt '
                "als een wijziging."
            )
        elif place is not None and places[place].overbrugt != bridge:
            kind = places[place].soort
            found.append(
                f'{key} "{pupil}": plek "{place}" is nu {kind}. Elke plek telt als '
                "een wijziging."
            )
    return found
