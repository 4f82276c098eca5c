"""When duties are looked at: after an import of absence, and every day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.duties import make_case_duties
from assistant.casework.duties_gathered import make_gathered_duties

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.context import Context


def look_after_import(
    ctx: Context, casus_ids: Collection[str], organisatie_id: str | None
) -> frozenset[int]:
    """Make the tasks that a file with absence calls for; return the new ones.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_ids
        The cases of the pupils in the file.
    organisatie_id
        Whose file it is.
    """
    schools = [] if organisatie_id is None else [organisatie_id]
    return make_case_duties(ctx, casus_ids) | make_gathered_duties(ctx, schools)


def look_after_all(ctx: Context) -> frozenset[int]:
    """Make the tasks that today calls for, of every case and school."""
    return make_case_duties(ctx) | make_gathered_duties(ctx)
