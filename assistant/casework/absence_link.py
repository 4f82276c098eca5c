"""Tie a case to the number by which a school knows the pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.absence_answers import fill_from_absence
from assistant.casework.absence_keys import link_absence_key
from assistant.casework.absence_order import source_name
from assistant.casework.absence_schools import schools_to_choose
from assistant.casework.inzage import inzage_in
from assistant.errors import InputError, NotAllowedError
from models.verzuim import pupils_of_cases

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


def link_pupil(
    ctx: Context, kijker: Kijker, casus_id: str, organisatie_id: str, sleutel: str
) -> bool:
    """Tie a case to a pupil of a school, and take over what is known of the absence.

    Returns
    -------
    bool
        Whether absence of this pupil is known already.

    Raises
    ------
    NotAllowedError
        When this person may not change the case, or the school is not theirs.
    InputError
        When the number is empty, looks like a BSN or belongs to another case.
    """
    if organisatie_id not in dict(schools_to_choose(ctx, kijker)):
        raise NotAllowedError("Voor deze school kunt u geen leerling koppelen.")
    with ctx.store.unit_of_work() as uow:
        if not inzage_in(ctx, uow, kijker, casus_id).mag_wijzigen:
            raise NotAllowedError("U kunt deze casus niet wijzigen.")
        if not sleutel.strip():
            raise InputError("Vul het leerlingnummer in.")
        bron = source_name(organisatie_id)
        link_absence_key(ctx, uow, casus_id, bron, sleutel, door=kijker.naam)
    fill_from_absence(ctx, [casus_id], door=kijker.naam, rol=kijker.rol)
    with ctx.store.reading() as uow:
        return bool(pupils_of_cases(uow.session, [casus_id]))
