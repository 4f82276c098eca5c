"""Check a chosen place again: seats and admission refuse, the rest is a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.casework.build_instance import (
    is_offered_in,
    places_with_seats,
    pupils_of,
)
from assistant.casework.pairs import make_pair, refusals, route_is_open
from assistant.casework.travel import point_of
from assistant.errors import NotAllowedError, NotFoundError
from matching.placement.verify import verify
from models.voorziening import Groep

if TYPE_CHECKING:
    from assistant.casework.build_instance import Place
    from assistant.casework.pairs import Pupil
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

STATUS_WORD = {"dicht": "dicht", "onbekend": "nog onbekend"}


def remarks_on(ctx: Context, uow: UnitOfWork, casus: Casus, plek_id: str) -> list[str]:
    """Return the remarks on putting a case on a place.

    Raises
    ------
    NotFoundError
        When the place does not exist.
    NotAllowedError
        When the place is full, its seats are not known, it does not exist at the
        time, or it does not admit the pupil.
    """
    groep = uow.session.get(Groep, plek_id)
    if groep is None or not is_offered_in(groep.voorziening, casus.regio):
        msg = f"De plek '{plek_id[:60]}' bestaat niet. Kies een plek uit de lijst."
        raise NotFoundError(msg)
    places, _ = places_with_seats(ctx, uow, casus.regio, without=casus.id)
    place = places.get(plek_id)
    if place is None:
        msg = (
            f"Van {groep.voorziening.naam} is niet bekend hoeveel plaatsen er zijn. "
            "Vul eerst de plaatsen in."
        )
        raise NotAllowedError(msg)
    (pupil,) = pupils_of(ctx, uow, [casus.id])
    no = refusals(ctx, pupil, place.voorziening)
    if place.vrij < 1:
        no.insert(0, f"{place.naam} is vol.")
    no = no or _verify(ctx, pupil, place)
    if no:
        raise NotAllowedError(
            f"Casus {casus.id} kan niet naar {place.naam}. " + " ".join(no)
        )
    return _remarks(ctx, uow, pupil, place)


def _remarks(ctx: Context, uow: UnitOfWork, pupil: Pupil, place: Place) -> list[str]:
    where = point_of(uow, place.voorziening.pc4)
    remarks = list(make_pair(ctx, pupil, place.voorziening, where).opmerkingen)
    if not route_is_open(pupil, place.voorziening):
        name = ctx.knowledge.routes[place.voorziening.route].naam
        status = pupil.routes.get(place.voorziening.route, {}).get("status", "onbekend")
        remarks.insert(0, f"De route '{name}' is {STATUS_WORD[status]} in het advies.")
    return remarks


def _verify(ctx: Context, pupil: Pupil, place: Place) -> list[str]:
    """Let the independent verifier look at this one placement."""
    first_day = pupil.antwoorden.get("start_haalbaar_vanaf")
    instantie: dict[str, Any] = {
        "peildatum": ctx.today().isoformat(),
        "leerlingen": [{"id": pupil.casus_id, "vroegst": _iso(first_day)}],
        "plekken": [
            {
                "id": place.groep.id,
                "voorziening": place.voorziening.id,
                "capaciteit": place.vrij,
                "start": _iso(place.vanaf),
                "eind": _iso(place.tot),
            }
        ],
        "paren": [{"leerling": pupil.casus_id, "plek": place.groep.id}],
    }
    voorstel = {"plaatsingen": {pupil.casus_id: place.groep.id}}
    return verify(instantie, voorstel)


def _iso(value: object) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else None
