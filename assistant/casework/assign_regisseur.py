"""Give a case its regisseur at once; a change comes with a list of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.receivers import holder_of, require_receiver
from assistant.casework.take_over import give_to_person
from assistant.errors import NotAllowedError
from models.casus import CasusStatus
from models.overdracht import (
    Overdracht,
    OverdrachtSoort,
    OverdrachtStand,
    open_handover,
)
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.context import Context

KIND = OverdrachtSoort.REGISSEUR


def assign_regisseur(
    ctx: Context,
    casus_id: str,
    gebruiker_id: int,
    *,
    door: str,
    taken: Collection[int] | None = None,
    notitie: str = "",
) -> int:
    """Make a person the regisseur of a case, without asking that person first.

    For a case without a regisseur, and for when the regisseur is gone; otherwise a
    case is offered (:func:`assistant.casework.hand_over.offer_case`). The list of
    tasks that went along is kept as an accepted hand-over.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    gebruiker_id
        Who becomes regisseur.
    door
        Who decides that.
    taken
        Ids of the open tasks that go along; all of them by default.
    notitie
        What the new regisseur must know first.

    Returns
    -------
    int
        How many open tasks were handed over.

    Raises
    ------
    NotFoundError
        When the case or the person does not exist.
    InputError
        When the person is no regisseur there, or has the case already.
    NotAllowedError
        When the case is closed.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        if casus.status is CasusStatus.AFGESLOTEN:
            raise NotAllowedError(f"Casus {casus.id} is afgesloten. Heropen hem eerst.")
        person = require_receiver(ctx, uow, casus, KIND, gebruiker_id)
        before = holder_of(casus, KIND)
        tasks = [taak.id for taak in open_taken(uow.session, casus.id)]
        chosen = [one for one in tasks if taken is None or one in set(taken)]
        earlier = open_handover(uow.session, casus.id, KIND)
        if earlier is not None:
            # Two answers to one question: what is decided now counts.
            earlier.stand = OverdrachtStand.INGETROKKEN
            earlier.beantwoord_op, earlier.beantwoord_door = ctx.now(), door
        uow.session.add(
            Overdracht(
                casus_id=casus.id,
                soort=KIND,
                van_gebruiker_id=before,
                naar_gebruiker_id=person.id,
                notitie=notitie.strip(),
                taken=chosen,
                stand=OverdrachtStand.AANVAARD,
                aangeboden_op=ctx.now(),
                aangeboden_door=door,
                beantwoord_op=ctx.now(),
                beantwoord_door=door,
            )
        )
        return give_to_person(ctx, uow, casus, KIND, person, chosen, door=door)
