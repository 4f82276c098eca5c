"""The one case of a parent or pupil who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import NotFoundError

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


def own_case(ctx: Context, kijker: Kijker) -> str:
    """Return the number of the case that a member of a family belongs to.

    Raises
    ------
    NotFoundError
        When this access belongs to no case.
    """
    if kijker.casus_id is None:
        raise NotFoundError(ctx.knowledge.gezin.niet.geen_leerling.voor(kijker.rol))
    return kijker.casus_id
