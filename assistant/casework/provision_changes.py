"""Keep provisions, groups and seats; two people who edit lose nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.organisations import find_organisation
from assistant.casework.own_provisions import keeps_all, require_kept
from assistant.casework.provision_forms import (
    GroupForm,
    ProvisionForm,
    SeatsForm,
    check_overlap,
    check_seats,
    checked_group,
    checked_provision,
)
from assistant.casework.readable_ids import readable_id
from assistant.errors import ChangedMeanwhileError, InputError, NotFoundError
from models.voorziening import Capaciteit, Groep, Voorziening

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork


def create_provision(ctx: Context, kijker: Kijker, form: ProvisionForm) -> str:
    """Add a provision without groups and return its id.

    Raises
    ------
    InputError
        When something is missing or wrong; nothing is stored.
    """
    with ctx.store.unit_of_work() as uow:
        owner = form.organisatie_id if keeps_all(kijker) else kijker.organisatie_id
        values = checked_provision(ctx, form)
        if not owner:
            raise InputError("Kies van welke organisatie deze voorziening is.")
        party = find_organisation(uow, owner)
        kind = ctx.knowledge.organisaties.soort(party.soort)
        if kind is None or not kind.biedt_plaatsen:
            raise InputError(f"{party.naam} heeft geen eigen plekken. Kies een andere.")
        key = readable_id(
            form.naam, lambda one: uow.session.get(Voorziening, one) is None
        )
        row = Voorziening(id=key, organisatie_id=owner, regio=party.regio, **values)
        uow.session.add(row)
        uow.session.flush()
        log(ctx, uow, "voorziening_toegevoegd", "voorziening", key, door=kijker.naam)
        return key


def change_provision(
    ctx: Context,
    kijker: Kijker,
    voorziening_id: str,
    form: ProvisionForm,
    *,
    versie: int,
) -> None:
    """Change a provision.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed it since the form was opened (``versie``).
    InputError, NotFoundError
        When something is wrong, or it is not theirs.
    """
    with ctx.store.unit_of_work() as uow:
        row = require_kept(uow, kijker, voorziening_id, lock=True)
        _require_version(row.versie, versie, row.naam)
        values = checked_provision(ctx, form)
        changed = sorted(key for key in values if getattr(row, key) != values[key])
        for key in changed:
            setattr(row, key, values[key])
        row.versie += 1
        log(
            ctx,
            uow,
            "voorziening_gewijzigd",
            "voorziening",
            row.id,
            door=kijker.naam,
            velden=changed,
        )


def stop_provision(
    ctx: Context, kijker: Kijker, voorziening_id: str, *, stop: bool
) -> None:
    """Take a provision out of the proposals, or back in; nothing is thrown away."""
    with ctx.store.unit_of_work() as uow:
        row = require_kept(uow, kijker, voorziening_id, lock=True)
        row.actief = not stop
        row.versie += 1
        what = "gestopt" if stop else "hervat"
        log(ctx, uow, f"voorziening_{what}", "voorziening", row.id, door=kijker.naam)


def add_group(
    ctx: Context, kijker: Kijker, voorziening_id: str, form: GroupForm
) -> str:
    """Add a group whose seats are not known yet, and return its id."""
    with ctx.store.unit_of_work() as uow:
        place = require_kept(uow, kijker, voorziening_id, lock=True)
        values = checked_group(ctx, form)
        key = readable_id(
            f"{place.id} {form.naam}", lambda one: uow.session.get(Groep, one) is None
        )
        uow.session.add(Groep(id=key, voorziening_id=place.id, **values))
        uow.session.flush()
        uow.session.add(Capaciteit(groep_id=key, van=ctx.today()))
        log(ctx, uow, "groep_toegevoegd", "groep", key, door=kijker.naam)
        return key


def change_group(
    ctx: Context, kijker: Kijker, groep_id: str, form: GroupForm, *, versie: int
) -> None:
    """Change what is known of a group; see change_provision."""
    with ctx.store.unit_of_work() as uow:
        row = _group(uow, kijker, groep_id)
        _require_version(row.versie, versie, row.naam)
        for key, value in checked_group(ctx, form).items():
            setattr(row, key, value)
        row.versie += 1
        log(ctx, uow, "groep_gewijzigd", "groep", row.id, door=kijker.naam)


def save_seats(
    ctx: Context,
    kijker: Kijker,
    groep_id: str,
    form: SeatsForm,
    *,
    versie: int,
    periode: date | None = None,
) -> None:
    """Change the seats of a period, or add a period.

    A new period ends the one before it on the day before.

    Parameters
    ----------
    ctx, kijker
        The surroundings and who keeps the seats.
    groep_id
        The group.
    form
        The seats as they should be.
    versie
        The version of the group that the form was made from.
    periode
        First day of the period to change; None adds one.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed this group since then; nothing is stored.
    InputError
        When a number or a day is wrong, or periods would overlap.
    NotFoundError
        When the group or the period is not there, or not theirs.
    """
    check_seats(ctx, form)
    with ctx.store.unit_of_work() as uow:
        row = _group(uow, kijker, groep_id)
        _require_version(row.versie, versie, row.naam)
        target = _period(row, periode)
        others = [one for one in row.capaciteiten if one is not target]
        if target is None:
            target = Capaciteit(groep_id=row.id)
            for one in others:
                if one.van < form.van and (one.tot is None or one.tot >= form.van):
                    one.tot = form.van - timedelta(days=1)
        check_overlap(ctx, form, others)
        target.van, target.tot = form.van, form.tot
        target.plaatsen, target.bezet = form.plaatsen, form.bezet
        target.gewijzigd_op, target.gewijzigd_door = ctx.now(), kijker.naam
        uow.session.add(target)
        row.versie += 1
        log(
            ctx,
            uow,
            "plaatsen_gewijzigd",
            "groep",
            row.id,
            door=kijker.naam,
            van=form.van.isoformat(),
            plaatsen=form.plaatsen,
            bezet=form.bezet,
        )


def _group(uow: UnitOfWork, kijker: Kijker, groep_id: str) -> Groep:
    row = uow.session.get(Groep, groep_id, with_for_update=True)
    if row is None:
        raise NotFoundError(f"De groep '{groep_id[:60]}' bestaat niet.")
    require_kept(uow, kijker, row.voorziening_id)
    return row


def _period(row: Groep, first_day: date | None) -> Capaciteit | None:
    if first_day is None:
        return None
    for one in row.capaciteiten:
        if one.van == first_day:
            return one
    raise NotFoundError(f"De periode vanaf {first_day:%d-%m-%Y} bestaat niet meer.")


def _require_version(stored: int, seen: int, name: str) -> None:
    if stored != seen:
        msg = (
            f"Intussen heeft iemand anders {name} gewijzigd. Er is nog niets van u "
            "bewaard. Kijk wat er nu staat en bewaar dan opnieuw."
        )
        raise ChangedMeanwhileError(msg)
