"""How old pupils are, for the few rules on data that turn on a birthday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.antwoord import current_fields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context
    from models.antwoord import Antwoord
    from models.store import UnitOfWork

_FIELDS = ("geboortemaand", "leeftijd")


def ages_of(
    ctx: Context, uow: UnitOfWork, casus_ids: Collection[str]
) -> dict[str, int | None]:
    """Return the age in whole years per case, or None when it is not known.

    Only the month of birth is kept, so a birthday counts from the first of the month:
    a right of the pupil then never starts too late. An age that was told grows with
    the years since.

    Parameters
    ----------
    ctx
        Gives the date of reckoning.
    uow
        The open transaction.
    casus_ids
        The cases.
    """
    found = current_fields(uow.session, casus_ids, _FIELDS)
    today = ctx.today()
    return {casus_id: _age(found.get(casus_id, {}), today) for casus_id in casus_ids}


def _age(answers: Mapping[str, Antwoord], today: date) -> int | None:
    born = answers.get("geboortemaand")
    if born is not None and isinstance(born.waarde, str):
        first = date.fromisoformat(f"{born.waarde}-01")
        return _years(first, today)
    told = answers.get("leeftijd")
    if told is not None and isinstance(told.waarde, int):
        return told.waarde + max(0, _years(told.op.date(), today))
    return None


def _years(since: date, today: date) -> int:
    passed = (today.month, today.day) >= (since.month, since.day)
    return today.year - since.year - (0 if passed else 1)
