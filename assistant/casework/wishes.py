"""Ranked wishes of parents and pupil, and journeys that somebody timed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.table_places import is_offered_in
from assistant.errors import InputError
from models.voorziening import all_provisions
from models.wens import Reistijdopgave, Wens, WensVan, typed_minutes, wishes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from assistant.context import Context
    from models.store import UnitOfWork

MOST_MINUTES = 240


@dataclass(frozen=True)
class WishList:
    """The wishes of parents or of the pupil, the first one first; names and ids."""

    van: str
    voorzieningen: tuple[str, ...]
    namen: tuple[str, ...]
    door: str | None
    op: datetime | None


@dataclass(frozen=True)
class Journey:
    """A provision with the minutes to it that somebody typed, or None."""

    voorziening_id: str
    naam: str
    minuten: int | None
    door: str | None


@dataclass(frozen=True)
class WishesView:
    """The wishes and journeys of a case, and the provisions to choose from."""

    casus_id: str
    lijsten: tuple[WishList, ...]
    reizen: tuple[Journey, ...]
    hoogstens: int


def wishes_view(ctx: Context, casus_id: str) -> WishesView:
    """Return the wishes of a case with the provisions of its region.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        names = _offered(uow, casus.regio)
        known = wishes_of(uow.session, [casus_id]).get(casus_id, {})
        typed = typed_minutes(uow.session, [casus_id])
        return WishesView(
            casus_id,
            tuple(_list(who, known.get(who), names) for who in WensVan),
            tuple(
                _journey(key, name, typed.get((casus_id, key)))
                for key, name in names.items()
            ),
            ctx.knowledge.plaatsing.wensen_hoogstens,
        )


def save_wishes(
    ctx: Context, casus_id: str, van: str, voorzieningen: Sequence[str], *, door: str
) -> None:
    """Write down a list of wishes; it replaces the one before, which is kept.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    van
        Whose wishes: ``ouders`` or ``leerling``.
    voorzieningen
        Ids of provisions, the first wish first; none takes the wishes back.
    door
        Who writes it down.

    Raises
    ------
    InputError
        When a wish stands there twice, is no place of the region, or there are too
        many; nothing is stored.
    NotFoundError
        When the case does not exist.
    """
    most = ctx.knowledge.plaatsing.wensen_hoogstens
    wanted = [one for one in voorzieningen if one]
    if van not in set(WensVan):
        raise InputError("Kies van wie de wensen zijn: van de ouders of de leerling.")
    if len(wanted) != len(set(wanted)):
        raise InputError("Een plek staat er twee keer. Noem elke plek één keer.")
    if len(wanted) > most:
        raise InputError(f"Noem hoogstens {most} plekken.")
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        if not set(wanted) <= _offered(uow, casus.regio).keys():
            raise InputError("Kies plekken uit de lijst.")
        uow.session.add(
            Wens(
                casus_id=casus_id,
                van=WensVan(van),
                voorzieningen=wanted,
                door=door,
                op=ctx.now(),
            )
        )
        log(ctx, uow, "wensen_bewaard", "casus", casus_id, door=door, van=van)


def save_journeys(
    ctx: Context, casus_id: str, minutes: Mapping[str, int | None], *, door: str
) -> None:
    """Write down how long the journey to provisions takes, in minutes one way.

    Only what differs from before is stored; None takes a number back.

    Raises
    ------
    InputError
        When a number is no journey, or a provision is not of the region.
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id, lock=True)
        names = _offered(uow, casus.regio)
        before = typed_minutes(uow.session, [casus_id])
        for key, number in minutes.items():
            if key not in names:
                raise InputError("Kies plekken uit de lijst.")
            if number is not None and not 0 <= number <= MOST_MINUTES:
                msg = f"De reis naar {names[key]} duurt 0 tot {MOST_MINUTES} minuten."
                raise InputError(msg)
            row = before.get((casus_id, key))
            if number == (None if row is None else row.minuten):
                continue
            uow.session.add(
                Reistijdopgave(
                    casus_id=casus_id,
                    voorziening_id=key,
                    minuten=number,
                    door=door,
                    op=ctx.now(),
                )
            )
        log(ctx, uow, "reistijd_bewaard", "casus", casus_id, door=door)


def _offered(uow: UnitOfWork, regio: str | None) -> dict[str, str]:
    return {
        row.id: row.naam
        for row in all_provisions(uow.session)
        if row.groepen and is_offered_in(row, regio)
    }


def _list(who: WensVan, row: Wens | None, names: Mapping[str, str]) -> WishList:
    if row is None:
        return WishList(who.value, (), (), None, None)
    keys = tuple(str(one) for one in row.voorzieningen)
    told = tuple(names.get(key, key) for key in keys)
    return WishList(who.value, keys, told, row.door, row.op)


def _journey(key: str, name: str, row: Reistijdopgave | None) -> Journey:
    if row is None:
        return Journey(key, name, None, None)
    return Journey(key, name, row.minuten, row.door)
