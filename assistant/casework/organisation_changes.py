"""Add, change, stop and resume organisations; nothing is ever thrown away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.management import require_managed
from assistant.casework.organisations import find_organisation
from assistant.casework.readable_ids import readable_id
from assistant.errors import ChangedMeanwhileError, InputError, NotAllowedError
from models.casus import count_open_cases
from models.gebruiker import Rol, all_appointments
from models.organisatie import (
    Organisatie,
    OrganisatieSoort,
    organisation_with_code,
)

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

MAX_NAME = 200
MAX_PHONE = 40
CODE = re.compile(r"[A-Z0-9]{2,10}")


@dataclass(frozen=True)
class OrganisationForm:
    """What a person fills in about an organisation.

    ``gemeenten``: the municipalities it works for; ``code``: the number that DUO
    gives a board or samenwerkingsverband; ``schoolsoort``: the kind of a school.
    """

    soort: str
    naam: str
    telefoon: str | None = None
    gemeenten: tuple[str, ...] = ()
    code: str | None = None
    ouder_id: str | None = None
    schoolsoort: str | None = None


def add_organisation(ctx: Context, kijker: Kijker, form: OrganisationForm) -> str:
    """Add an organisation and return its id.

    Raises
    ------
    InputError
        When something is missing or wrong; nothing is stored.
    NotAllowedError
        When this person may not add organisations of this kind.
    """
    with ctx.store.unit_of_work() as uow:
        _require_adder(uow, kijker, form)
        values = _checked(ctx, uow, form, None)
        row = Organisatie(
            id=free_id(uow, str(values["naam"])),
            actief=True,
            regio=region_of(uow, kijker),
            **values,
        )
        uow.session.add(row)
        uow.session.flush()
        log(
            ctx,
            uow,
            "organisatie_toegevoegd",
            "organisatie",
            row.id,
            door=kijker.naam,
            soort_organisatie=row.soort.value,
        )
        return row.id


def change_organisation(
    ctx: Context,
    kijker: Kijker,
    organisatie_id: str,
    form: OrganisationForm,
    *,
    versie: int,
) -> None:
    """Change what is known of an organisation.

    Parameters
    ----------
    ctx, kijker
        The surroundings and who changes it.
    organisatie_id
        The organisation.
    form
        Everything as it should be.
    versie
        The version that the form was made from.

    Raises
    ------
    ChangedMeanwhileError
        When somebody else changed it since then.
    InputError, NotFoundError
        When something is wrong, or the organisation is not theirs.
    """
    with ctx.store.unit_of_work() as uow:
        row = require_managed(ctx, uow, kijker, organisatie_id, lock=True)
        if row.versie != versie:
            raise ChangedMeanwhileError(
                f"Intussen heeft iemand anders {row.naam} gewijzigd."
            )
        if row.soort != form.soort:
            # Another kind gives other powers: nobody gives those to oneself.
            _require_adder(uow, kijker, form)
        values = _checked(ctx, uow, form, row)
        changed = sorted(key for key in values if getattr(row, key) != values[key])
        for key in changed:
            setattr(row, key, values[key])
        row.versie += 1
        log(
            ctx,
            uow,
            "organisatie_gewijzigd",
            "organisatie",
            row.id,
            door=kijker.naam,
            velden=changed,
        )


def stop_organisation(ctx: Context, kijker: Kijker, organisatie_id: str) -> None:
    """Let an organisation take part no longer; what it did stays readable.

    Raises
    ------
    NotAllowedError
        When it still has open cases or people with a role.
    NotFoundError
        When the organisation is not theirs.
    """
    with ctx.store.unit_of_work() as uow:
        row = require_managed(ctx, uow, kijker, organisatie_id, lock=True)
        cases = count_open_cases(uow.session, row.id)
        people = [
            one
            for one in all_appointments(uow.session, ctx.today())
            if one.organisatie_id == row.id
        ]
        if cases or people:
            msg = (
                f"{row.naam} kan nog niet stoppen: er zijn {cases} open casussen en "
                f"{len(people)} mensen met een rol. Draag de casussen over en "
                "beëindig de rollen."
            )
            raise NotAllowedError(msg)
        row.actief = False
        row.versie += 1
        log(ctx, uow, "organisatie_gestopt", "organisatie", row.id, door=kijker.naam)


def resume_organisation(ctx: Context, kijker: Kijker, organisatie_id: str) -> None:
    """Let an organisation take part again, or raise NotFoundError."""
    with ctx.store.unit_of_work() as uow:
        row = require_managed(ctx, uow, kijker, organisatie_id, lock=True)
        row.actief = True
        row.versie += 1
        log(ctx, uow, "organisatie_hervat", "organisatie", row.id, door=kijker.naam)


def region_of(uow: UnitOfWork, kijker: Kijker) -> str | None:
    """Return the region where somebody adds organisations: that of the own one."""
    own = uow.session.get(Organisatie, kijker.organisatie_id or "")
    return None if own is None else own.regio


def free_id(uow: UnitOfWork, naam: str) -> str:
    """Return a readable id that no organisation has yet."""
    return readable_id(naam, lambda one: uow.session.get(Organisatie, one) is None)


def _require_adder(uow: UnitOfWork, kijker: Kijker, form: OrganisationForm) -> None:
    """Let a board add its own schools, and a samenwerkingsverband every party."""
    if kijker.is_system:
        return
    own = uow.session.get(Organisatie, kijker.organisatie_id or "")
    if kijker.rol == Rol.BEHEERDER and own is not None:
        if own.soort.is_swv:
            return
        board = own.soort is OrganisatieSoort.SCHOOLBESTUUR
        if board and (form.soort, form.ouder_id) == (OrganisatieSoort.SCHOOL, own.id):
            return
    msg = "Deze organisatie voegt de beheerder van het samenwerkingsverband toe."
    raise NotAllowedError(msg)


def _checked(
    ctx: Context, uow: UnitOfWork, form: OrganisationForm, row: Organisatie | None
) -> dict[str, object]:
    """Return the values of the columns, or say what is wrong."""
    name, phone = form.naam.strip(), (form.telefoon or "").strip()
    if not name:
        raise InputError("Vul de naam van de organisatie in.")
    if len(name) > MAX_NAME or len(phone) > MAX_PHONE:
        msg = f"Gebruik hoogstens {MAX_NAME} tekens voor de naam en {MAX_PHONE} voor "
        raise InputError(msg + "het telefoonnummer.")
    kind = ctx.knowledge.organisaties.soort(form.soort)
    if kind is None:
        raise InputError("Kies wat voor organisatie het is.")
    soort = OrganisatieSoort(kind.id)
    if row is not None and row.soort is not soort:
        _check_kind(ctx, uow, row, soort)
    school = soort is OrganisatieSoort.SCHOOL
    kinds = [
        one for rule in ctx.knowledge.organisaties.verbanden for one in rule.duo_soorten
    ]
    if school and form.schoolsoort not in (*kinds, "so_vso"):
        raise InputError("Kies wat voor school het is.")
    return {
        "naam": name,
        "soort": soort,
        "telefoon": phone or None,
        "gemeenten": _places(form.gemeenten),
        "code": _code(uow, form.code, row),
        "ouder_id": _board(uow, form.ouder_id) if school else None,
        "schoolsoort": form.schoolsoort if school else None,
    }


def _check_kind(
    ctx: Context, uow: UnitOfWork, row: Organisatie, soort: OrganisatieSoort
) -> None:
    """Refuse another kind when people there have a role that does not fit it."""
    kind = ctx.knowledge.organisaties.soort(soort)
    assert kind is not None
    for one in all_appointments(uow.session, ctx.today()):
        if one.organisatie_id == row.id and one.rol not in kind.rollen:
            rol = ctx.knowledge.organisaties.rolnaam(one.rol)
            msg = f"{one.gebruiker.naam} is hier {rol}; dat past niet bij {kind.naam}."
            raise InputError(msg)


def _places(names: tuple[str, ...]) -> list[str]:
    unique = {name.strip().casefold(): name.strip() for name in names if name.strip()}
    return sorted(unique.values())


def _code(uow: UnitOfWork, code: str | None, row: Organisatie | None) -> str | None:
    text = (code or "").strip().upper()
    if not text:
        return None
    if not CODE.fullmatch(text):
        msg = f"'{text[:20]}' is geen nummer van DUO, zoals 41414 of VO2801."
        raise InputError(msg)
    other = organisation_with_code(uow.session, text)
    if other is not None and (row is None or other.id != row.id):
        raise InputError(f"Nummer {text} is al van {other.naam}.")
    return text


def _board(uow: UnitOfWork, ouder_id: str | None) -> str | None:
    if not ouder_id:
        return None
    board = find_organisation(uow, ouder_id)
    if board.soort is not OrganisatieSoort.SCHOOLBESTUUR:
        raise InputError(f"{board.naam} is geen schoolbestuur. Kies een bestuur.")
    return board.id
