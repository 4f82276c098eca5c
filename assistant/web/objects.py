"""Which objects a visitor may touch: one guard per kind of path parameter.

A foreign object answers like one that does not exist. A route with a kind of object
that has no guard here is open to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assistant.casework.conversations import read_conversation
from assistant.casework.import_reports import import_result
from assistant.casework.inbox import require_task
from assistant.casework.inzage import inzage_of, require_case
from assistant.casework.management import require_managed
from assistant.casework.own_conversation import require_talk
from assistant.casework.own_provisions import require_kept
from assistant.casework.people import find_appointment
from assistant.casework.sight import meetings_of
from assistant.casework.staff import person
from assistant.errors import NotAllowedError, NotFoundError
from assistant.web.errors import NotAllowed, NotFound
from assistant.web.forms import read_number
from models.casusgebeurtenis import Casusgebeurtenis
from models.convenant import Convenant
from models.deling import Deling
from models.gezinslid import Gezinslid
from models.overdracht import Overdracht
from models.samenafspraak import Samenafspraak
from models.toestemming import Toestemming
from models.vastlegging import Vastlegging
from models.voorziening import Groep

if TYPE_CHECKING:
    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

NO_OBJECT: Final = (
    "Dit is niet te vinden, of het is niet voor u. Ga terug naar uw start."
)
READ_ONLY: Final = (
    "U kunt deze casus zien, maar niet wijzigen. Vraag het de regisseur van de casus."
)


@dataclass(frozen=True)
class Ask:
    """One object in the address of a request.

    Parameters
    ----------
    ctx, kijker
        The surroundings and the visitor.
    value
        What stands in the address.
    others
        All values in the address, by name.
    """

    ctx: Context
    kijker: Kijker
    value: str
    others: Mapping[str, str]

    @property
    def number(self) -> int:
        """Return the value as a number; no object has another address."""
        number = read_number(self.value)
        if number is None:
            raise NotFound(NO_OBJECT)
        return number


Guard = Callable[[Ask], "list[Inzage]"]
"""Raises NotFound for what is not in sight; returns the cases that are looked at."""


def _case(ask: Ask) -> list[Inzage]:
    return [require_case(ask.ctx, ask.kijker, ask.value)]


def _part_of_case(
    kind: type[
        Deling | Toestemming | Overdracht | Gezinslid | Vastlegging | Casusgebeurtenis
    ],
) -> Guard:
    """Make the guard of something that belongs to a case in sight."""

    def guard(ask: Ask) -> list[Inzage]:
        number = ask.number
        with ask.ctx.store.reading() as uow:
            row = uow.session.get(kind, number)
            case: str | None = getattr(row, "casus_id", None)
            if case is None or ask.others.get("casus_id", case) != case:
                raise NotFound(NO_OBJECT)
            seen = inzage_of(ask.ctx, uow, ask.kijker, [case])
            if not seen:
                raise NotFound(NO_OBJECT)
        return list(seen.values())

    return guard


def _couple(ask: Ask) -> list[Inzage]:
    """What was agreed about two pupils: who sees one of them may know of it."""
    number = ask.number
    with ask.ctx.store.reading() as uow:
        row = uow.session.get(Samenafspraak, number)
        both = [] if row is None else list(row.tweetal)
        seen = inzage_of(ask.ctx, uow, ask.kijker, both)
    if not seen:
        raise NotFound(NO_OBJECT)
    return list(seen.values())


def _handover(ask: Ask) -> list[Inzage]:
    """Who must answer may see the offer before the case itself is in sight."""
    number = ask.number
    with ask.ctx.store.reading() as uow:
        row = uow.session.get(Overdracht, number)
        if row is not None and (
            row.naar_gebruiker_id == ask.kijker.gebruiker_id is not None
            or row.naar_organisatie_id == ask.kijker.organisatie_id is not None
        ):
            return []
    _part_of_case(Overdracht)(ask)
    return []


def _conversation(ask: Ask) -> list[Inzage]:
    """About a case: who sees the case. Without one yet: only who opened it.

    What a parent or pupil says is read by nobody else; who may hold such a
    conversation may also answer in it, without changing anything else of the case.
    """
    try:
        talk = read_conversation(ask.ctx, ask.value)
        if talk.gezinslid_id != ask.kijker.gezinslid_id:
            raise NotFound(NO_OBJECT)
        if ask.kijker.is_family:
            require_talk(ask.ctx, ask.kijker)
            return []
        if talk.casus_id is not None:
            return [require_case(ask.ctx, ask.kijker, talk.casus_id)]
    except (NotFoundError, NotAllowedError):
        raise NotFound(NO_OBJECT) from None
    # By appointment, never by name: two people can have the same name.
    if talk.aanstelling_id is None or talk.aanstelling_id != ask.kijker.aanstelling_id:
        raise NotFound(NO_OBJECT)
    return []


def _task(ask: Ask) -> list[Inzage]:
    require_task(ask.ctx, ask.kijker, ask.number)
    return []


def _meeting(ask: Ask) -> list[Inzage]:
    number = ask.number
    with ask.ctx.store.reading() as uow:
        for row in meetings_of(ask.ctx, uow, ask.kijker):
            if row.id == number:
                cases = [punt.casus_id for punt in row.agenda]
                return list(inzage_of(ask.ctx, uow, ask.kijker, cases).values())
    raise NotFound(NO_OBJECT)


def _provision(ask: Ask) -> list[Inzage]:
    with ask.ctx.store.reading() as uow:
        require_kept(uow, ask.kijker, ask.value)
    return []


def _group(ask: Ask) -> list[Inzage]:
    with ask.ctx.store.reading() as uow:
        row = uow.session.get(Groep, ask.value)
        owner = None if row is None else row.voorziening_id
        if owner is None or ask.others.get("voorziening_id", owner) != owner:
            raise NotFound(NO_OBJECT)
        require_kept(uow, ask.kijker, owner)
    return []


def _convenant(ask: Ask) -> list[Inzage]:
    number = ask.number
    with ask.ctx.store.reading() as uow:
        row = uow.session.get(Convenant, number)
        if row is None or ask.kijker.organisatie_id not in row.partij_ids:
            raise NotFound(NO_OBJECT)
    return []


def _person(ask: Ask) -> list[Inzage]:
    person(ask.ctx, ask.kijker, ask.number)
    return []


def _appointment(ask: Ask) -> list[Inzage]:
    number = ask.number
    with ask.ctx.store.reading() as uow:
        row = find_appointment(uow, number)
        person_id = ask.others.get("gebruiker_id", row.gebruiker_id)
        if str(person_id) != str(row.gebruiker_id):
            raise NotFound(NO_OBJECT)
        require_managed(ask.ctx, uow, ask.kijker, row.organisatie_id)
    return []


def _import(ask: Ask) -> list[Inzage]:
    import_result(ask.ctx, ask.number, ask.kijker)
    return []


def _organisation(ask: Ask) -> list[Inzage]:
    with ask.ctx.store.reading() as uow:
        require_managed(ask.ctx, uow, ask.kijker, ask.value)
    return []


OBJECTS: Final[Mapping[str, Guard]] = {
    "casus_id": _case,
    "deling_id": _part_of_case(Deling),
    "toestemming_id": _part_of_case(Toestemming),
    "gezinslid_id": _part_of_case(Gezinslid),
    "overdracht_id": _handover,
    "gesprek_id": _conversation,
    "taak_id": _task,
    "overleg_id": _meeting,
    "voorziening_id": _provision,
    "groep_id": _group,
    "convenant_id": _convenant,
    "gebruiker_id": _person,
    "aanstelling_id": _appointment,
    "organisatie_id": _organisation,
    "invoer_id": _import,
    "vastlegging_id": _part_of_case(Vastlegging),
    "afspraak_id": _couple,
    "gebeurtenis_id": _part_of_case(Casusgebeurtenis),
}

NOT_AN_OBJECT: Final = frozenset(
    {
        "veld_id",
        "token",
        "soort",
        "stuk",
        "formaat",
        "voorbeeld_id",
        "bron_id",
        "sleutel",
    }
)
"""Path parameters that point at nothing of somebody's: fields, kinds, and secrets
that a route checks by itself."""

SIGHT_IS_ENOUGH: Final = frozenset(
    {
        "withdraw_own_consent",
        "decide",
        "pin_place",
        "ban_place",
        "release_place",
        "end_together",
        "lift_stop",
        "reopen_case",
        "offer_case",
        "assign_regisseur",
    }
)
"""Routes that change something about a case for people who may only see it; the use
case behind each checks its own mandate."""

OF_A_CASE: Final = (
    "casus_id",
    "deling_id",
    "toestemming_id",
    "gezinslid_id",
    "gesprek_id",
    "gebeurtenis_id",
)
"""Objects that are a case or a part of one: changing them changes the case."""

LOGGED_AS: Final[Mapping[str, str]] = {"casus_id": "pagina", "overleg_id": "overleg"}
"""Which objects bring a line in the register of sight, and as what."""


def check_objects(
    ctx: Context,
    kijker: Kijker,
    route: str,
    values: Mapping[str, str],
    *,
    changes: bool,
) -> dict[str, list[Inzage]]:
    """Check every object in the address of a request.

    Parameters
    ----------
    ctx, kijker
        The surroundings and the visitor.
    route
        The name of the route.
    values
        The path parameters.
    changes
        Whether the request may change something.

    Returns
    -------
    dict
        Per parameter the cases that are looked at.

    Raises
    ------
    NotFound, NotFoundError
        When an object is not there or not in sight.
    NotAllowed
        When a case is in sight but not to be changed by this visitor.
    """
    seen: dict[str, list[Inzage]] = {}
    for name, value in values.items():
        if name in NOT_AN_OBJECT:
            continue
        guard = OBJECTS.get(name)
        if guard is None:
            raise NotFound(NO_OBJECT)
        try:
            seen[name] = guard(Ask(ctx, kijker, value, values))
        except NotFoundError as error:
            raise NotFound(str(error)) from None
    if changes and route not in SIGHT_IS_ENOUGH:
        touched = [one for name in OF_A_CASE for one in seen.get(name, [])]
        if not all(inzage.mag_wijzigen for inzage in touched):
            raise NotAllowed(READ_ONLY)
    return seen
