"""Change one row of an instance, found by its id."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from matching.placement.errors import InstanceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matching.placement.instance import Instantie, Leerling, Plek


def change_pupil(
    instance: Instantie, id: str, change: Callable[[Leerling], Leerling]
) -> Instantie:
    """Return the instance with one pupil changed."""
    must_exist("leerling", id, (row.id for row in instance.leerlingen))
    return replace(
        instance,
        leerlingen=tuple(
            change(row) if row.id == id else row for row in instance.leerlingen
        ),
    )


def change_place(
    instance: Instantie, id: str, change: Callable[[Plek], Plek]
) -> Instantie:
    """Return the instance with one place changed."""
    must_exist("plek", id, (row.id for row in instance.plekken))
    return replace(
        instance,
        plekken=tuple(change(row) if row.id == id else row for row in instance.plekken),
    )


def must_exist(kind: str, id: str, known: Iterable[str]) -> None:
    """Refuse a change that names something unknown.

    Raises
    ------
    InstanceError
        One Dutch message with the name.
    """
    if id not in set(known):
        raise InstanceError(
            "wijziging", f'{kind} "{id}" bestaat niet. Kies er een uit de lijst.'
        )
