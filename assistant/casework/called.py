"""What a case is called on a page: the pupil's name, or else its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.inzage import inzage_of
from assistant.casework.names import names_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.kijker import Kijker
    from assistant.context import Context


def called(ctx: Context, kijker: Kijker, casus_ids: Collection[str]) -> dict[str, str]:
    """Return per case what to call its pupil, such as ``Sam Voorbeeld (2026-0001)``.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who reads it; without sight of the name it is ``leerling 2026-0001``.
    casus_ids
        The cases; the number of queries does not depend on how many there are.
    """
    with ctx.store.reading() as uow:
        seen = inzage_of(ctx, uow, kijker, sorted(casus_ids))
        names = names_of(ctx, uow, [one for one, sight in seen.items() if sight.naam])
    return {
        one: f"{names[one].tekst} ({one})" if one in names else f"leerling {one}"
        for one in casus_ids
    }
