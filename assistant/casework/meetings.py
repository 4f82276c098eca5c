"""Meetings: plan one, put cases on the agenda, and see it as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.casework.decisions import decision_view
from assistant.casework.facts import age_of, label_of, text_of, weeks_at_home
from assistant.casework.find import find_case, find_meeting, no_meeting
from assistant.casework.inzage import inzage_of
from assistant.casework.log import log
from assistant.casework.pins import pins_view
from assistant.casework.placement_views import PlaceOption
from assistant.casework.proposals import proposal_view
from assistant.casework.read_answers import decode
from assistant.casework.sight import meetings_of
from assistant.casework.statuses import set_status
from assistant.casework.table_places import places_of
from assistant.casework.together import together_view
from assistant.casework.views import AgendaItemView, MeetingRow, MeetingView
from assistant.errors import NotAllowedError
from knowledge.inzage import Categorie
from models.advies import latest_advices
from models.antwoord import current_of
from models.besluit import decisions_of_meeting
from models.casus import CasusStatus
from models.gebruiker import Rol
from models.overleg import (
    Agendapunt,
    Overleg,
    OverlegStand,
)
from models.voorstel import latest_voorstel
from models.voorziening import PlekSoort

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.pins import PinView
    from assistant.casework.placement_views import PlacementView, ProposalView
    from assistant.casework.table_places import Place
    from assistant.casework.together import TogetherView
    from assistant.casework.views import DecisionView
    from assistant.context import Context
    from models.store import UnitOfWork

AT_THE_TABLE = frozenset(
    {Rol.OVERLEGLID, Rol.SECRETARIS, Rol.REGISSEUR, Rol.GEDRAGSDESKUNDIGE}
)
"""The roles in which somebody takes part in a plaatsingsoverleg."""


def put_on_agenda(
    ctx: Context, overleg_id: int, casus_id: str, *, door: str | None = None
) -> None:
    """Put an advised case on the agenda; the case is then 'op tafel'.

    Raises
    ------
    NotFoundError
        When the meeting or the case does not exist.
    NotAllowedError
        When the meeting is closed or the case is there already.
    TransitionError
        When the case has no advice yet, is stopped or is past this.
    """
    with ctx.store.unit_of_work() as uow:
        overleg = find_meeting(uow, overleg_id, lock=True)
        casus = find_case(uow, casus_id, lock=True)
        if overleg.stand is OverlegStand.GESLOTEN:
            raise NotAllowedError(f"Overleg '{overleg.naam}' is gesloten.")
        if casus_id in {punt.casus_id for punt in overleg.agenda}:
            msg = f"Casus {casus_id} staat al op de agenda van '{overleg.naam}'."
            raise NotAllowedError(msg)
        if casus.status is not CasusStatus.OP_TAFEL:
            set_status(ctx, uow, casus, CasusStatus.OP_TAFEL, door=door)
        last = max((punt.volgorde for punt in overleg.agenda), default=0)
        overleg.agenda.append(Agendapunt(casus_id=casus_id, volgorde=last + 1))
        log(ctx, uow, "op_agenda", "casus", casus_id, door=door, overleg=overleg_id)


def list_meetings(ctx: Context, kijker: Kijker) -> list[MeetingRow]:
    """Return the meetings that somebody has to do with, first date first."""
    with ctx.store.reading() as uow:
        return [meeting_row(overleg) for overleg in meetings_of(ctx, uow, kijker)]


def meeting_view(ctx: Context, overleg_id: int, kijker: Kijker) -> MeetingView:
    """Return a meeting with agenda, seats, last proposal and decisions.

    Parameters
    ----------
    ctx
        The surroundings.
    overleg_id
        The meeting.
    kijker
        Who looks; only cases in sight are on the agenda, each without what this
        person may not see.

    Raises
    ------
    NotFoundError
        When the meeting does not exist or this person has nothing to do with it.
    """
    with ctx.store.reading() as uow:
        overleg = find_meeting(uow, overleg_id)
        if overleg.id not in {row.id for row in meetings_of(ctx, uow, kijker)}:
            raise no_meeting(overleg_id)
        ids = [punt.casus_id for punt in overleg.agenda]
        seen = inzage_of(ctx, uow, kijker, ids)
        row = latest_voorstel(uow.session, overleg_id)
        voorstel = None if row is None else _in_sight(proposal_view(uow, row), seen)
        planned = (
            {}
            if voorstel is None
            else {one.casus_id: one for one in voorstel.plaatsingen}
        )
        table = places_of(ctx, uow, overleg.regio)
        places = table.plekken
        agenda = _agenda(ctx, uow, overleg, planned, seen)
        return MeetingView(
            overleg=meeting_row(overleg),
            agenda=agenda,
            aantal_leerlingen=sum(
                item.status == CasusStatus.OP_TAFEL for item in agenda
            ),
            aantal_plaatsen=_seats(places.values(), PlekSoort.BLIJVEND),
            aantal_overbrugging=_seats(places.values(), PlekSoort.OVERBRUGGING),
            onbekende_capaciteit=table.onbekend,
            gaten=table.gaten,
            voorstel=voorstel,
            plekken=tuple(
                PlaceOption(plek_id, place.naam, place.vrij, place.soort.value)
                for plek_id, place in places.items()
            ),
        )


def _seats(places: Iterable[Place], kind: PlekSoort) -> int:
    return sum(place.vrij for place in places if place.soort is kind)


def _in_sight(voorstel: ProposalView, seen: Mapping[str, Inzage]) -> ProposalView:
    """Leave out the pupils that this person does not see."""
    shown = tuple(one for one in voorstel.plaatsingen if one.casus_id in seen)
    unsolved = tuple(
        line
        for one, line in zip(
            (one for one in voorstel.plaatsingen if not one.plek_id),
            voorstel.niet_opgelost,
            strict=True,
        )
        if one.casus_id in seen
    )
    return replace(voorstel, plaatsingen=shown, niet_opgelost=unsolved)


def meeting_row(overleg: Overleg) -> MeetingRow:
    """Return the view of a meeting in a list."""
    return MeetingRow(
        id=overleg.id,
        naam=overleg.naam,
        datum=overleg.datum,
        tijd=overleg.tijd,
        plek=overleg.plek,
        stand=overleg.stand.value,
    )


def _agenda(
    ctx: Context,
    uow: UnitOfWork,
    overleg: Overleg,
    planned: Mapping[str, PlacementView],
    seen: Mapping[str, Inzage],
) -> tuple[AgendaItemView, ...]:
    ids = list(seen)
    answers = current_of(uow.session, ids)
    advices = latest_advices(uow.session, ids)
    decided = {
        casus_id: decision_view(uow, row)
        for casus_id, row in decisions_of_meeting(uow.session, overleg.id).items()
    }
    pins = pins_view(ctx, uow, ids)
    couples = together_view(ctx, uow, ids)
    return tuple(
        _item(
            ctx,
            uow,
            punt,
            seen[punt.casus_id],
            decode(ctx, answers[punt.casus_id]),
            _open_routes(ctx, advices[punt.casus_id].uitkomst)
            if punt.casus_id in advices
            else (),
            planned.get(punt.casus_id),
            decided.get(punt.casus_id),
            pins.get(punt.casus_id, ()),
            couples.get(punt.casus_id, ()),
        )
        for punt in overleg.agenda
        if punt.casus_id in seen
    )


def _item(
    ctx: Context,
    uow: UnitOfWork,
    punt: Agendapunt,
    inzage: Inzage,
    answers: Mapping[str, object],
    routes: tuple[str, ...],
    voorstel: PlacementView | None,
    besluit: DecisionView | None,
    vast: tuple[PinView, ...],
    samen: tuple[TogetherView, ...],
) -> AgendaItemView:
    """Make one line of the agenda from what this person may see.

    Which routes are open follows from health data as well (WPO 18a lid 13).
    """
    known = {veld: value for veld, value in answers.items() if inzage.toont(veld)}
    health = Categorie.GEZONDHEID in inzage.categorieen
    weeks = weeks_at_home(ctx, known)
    return AgendaItemView(
        casus_id=punt.casus_id,
        volgorde=punt.volgorde,
        stem_kind=text_of(known, "stem_kind_wens"),
        samenvatting=summary_of(ctx, known),
        weken_thuis=weeks,
        urgentie=ctx.knowledge.plaatsing.urgency(weeks),
        open_routes=routes if health else (),
        status=find_case(uow, punt.casus_id).status.value,
        voorstel=voorstel,
        besluit=besluit if inzage.heeft("besluit") else None,
        afgeschermd=None if health else inzage.gronden[Categorie.GEZONDHEID],
        vast=vast,
        samen=samen,
    )


def summary_of(ctx: Context, known: Mapping[str, object]) -> str:
    """Return who this is about in one line, from the answers that are in sight."""
    age = age_of(ctx, known)
    school = label_of(ctx, "schoolsoort", known.get("schoolsoort"))
    year = text_of(known, "leerjaar")
    goal = label_of(ctx, "doel_soort", known.get("doel_soort"))
    parts = [
        "leeftijd onbekend" if age is None else f"{age} jaar",
        school,
        None if year is None else f"leerjaar {year}",
        text_of(known, "gemeente_woonplaats"),
        None if goal is None else f"doel: {goal}",
    ]
    return ", ".join(part for part in parts if part)


def _open_routes(ctx: Context, uitkomst: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(
        ctx.knowledge.routes[row["route"]].naam
        for row in uitkomst["routes"]
        if row["status"] == "open" and row["route"] in ctx.knowledge.routes
    )
