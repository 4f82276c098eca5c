"""The conversation of a parent or pupil about the own case: open it, and guard it.

Nobody else reads it: what a pupil says is not for the parents, and the other way
round. What is told becomes answers of the case, seen by who may see those.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.ages import ages_of
from assistant.casework.find import find_case
from assistant.casework.kijker import family_viewer
from assistant.errors import NotAllowedError
from models.casus import CasusStatus
from models.gebruiker import Rol
from models.gezinslid import Gezinslid

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


def may_talk(ctx: Context, kijker: Kijker) -> bool:
    """Tell whether this member of the family can hold the conversation.

    A parent with authority, and a pupil who is old enough or whose age is not known.
    Not about a case that is closed.
    """
    if not kijker.is_family or kijker.casus_id is None:
        return False
    if kijker.rol == Rol.OUDER and kijker.gezag is not True:
        return False
    with ctx.store.reading() as uow:
        if find_case(uow, kijker.casus_id).status is CasusStatus.AFGESLOTEN:
            return False
        if kijker.rol == Rol.OUDER:
            return True
        age = ages_of(ctx, uow, [kijker.casus_id])[kijker.casus_id]
    return age is None or age >= ctx.knowledge.gezin.gesprek_vanaf_leeftijd


def require_talk(ctx: Context, kijker: Kijker) -> str:
    """Return the case that this member of the family can talk about.

    Raises
    ------
    NotAllowedError
        When this person does not hold the conversation.
    """
    if kijker.casus_id is None or not may_talk(ctx, kijker):
        raise NotAllowedError(ctx.knowledge.gezin.niet.praten.voor(kijker.rol))
    return kijker.casus_id


def member_viewer(ctx: Context, gezinslid_id: int) -> Kijker:
    """Return the member of the family who talks, as a reader of the case."""
    with ctx.store.reading() as uow:
        return family_viewer(uow.session.get_one(Gezinslid, gezinslid_id))
