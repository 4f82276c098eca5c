"""Meetings: plan one, put cases on the agenda, and see it as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from assistant.casework.agenda import agenda_of
from assistant.casework.find import find_case, find_meeting, no_meeting
from assistant.casework.inzage import inzage_of
from assistant.casework.log import log
from assistant.casework.placement_views import PlaceOption
from assistant.casework.proposals import proposal_view
from assistant.casework.seats_over_time import Free, free_to_stay
from assistant.casework.sight import meetings_of
from assistant.casework.statuses import set_status
from assistant.casework.table_places import places_of
from assistant.casework.table_sentences import only_seen
from assistant.casework.views import MeetingRow, MeetingView
from assistant.errors import NotAllowedError
from models.casus import CasusStatus
from models.gebruiker import Rol
from models.overleg import Agendapunt, OverlegStand
from models.voorstel import latest_voorstel
from models.voorziening import PlekSoort

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.placement_views import PlacementView, ProposalView
    from assistant.casework.table_places import Place
    from assistant.context import Context
    from models.overleg import Overleg

    Chosen: TypeAlias = Callable[[Sequence[str]], Collection[str]]

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


def meeting_view(
    ctx: Context, overleg_id: int, kijker: Kijker, full: Chosen | None = None
) -> MeetingView:
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
    full
        Gives, of the cases in sight in their order, those that are told in full; by
        default all, which takes a second at a table of 500.

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
        order = [casus_id for casus_id in ids if casus_id in seen]
        told = order if full is None else full(order)
        row = latest_voorstel(uow.session, overleg_id)
        voorstel = (
            None if row is None else _in_sight(proposal_view(uow, row, told), seen)
        )
        planned = (
            {}
            if voorstel is None
            else {one.casus_id: one for one in voorstel.plaatsingen}
        )
        table = places_of(ctx, uow, overleg.regio)
        places = [place_option(*row) for row in table.plekken.items()]
        agenda = agenda_of(ctx, uow, overleg, planned, seen, told)
        return MeetingView(
            overleg=meeting_row(overleg),
            agenda=agenda,
            aantal_leerlingen=sum(
                item.status == CasusStatus.OP_TAFEL for item in agenda
            ),
            aantal_plaatsen=_seats(places, PlekSoort.BLIJVEND),
            aantal_overbrugging=_seats(places, PlekSoort.OVERBRUGGING),
            onbekende_capaciteit=table.onbekend,
            gaten=table.gaten,
            voorstel=voorstel,
            plekken=tuple(places),
        )


def nobody(_order: Sequence[str]) -> tuple[str, ...]:
    """Choose no case to be told in full."""
    return ()


def place_option(plek_id: str, place: Place) -> PlaceOption:
    """Return a place with the seats that can be given: what is free, or can be kept."""
    rows = [Free(place.vanaf, place.vrij), *place.perioden]
    if place.soort is PlekSoort.BLIJVEND:
        rows = free_to_stay(rows)
    free = rows[0].vrij or 0
    later = next((row.vanaf for row in rows if row.vrij), None) if not free else None
    return PlaceOption(plek_id, place.naam, free, place.soort.value, later)


def _seats(places: Iterable[PlaceOption], kind: PlekSoort) -> int:
    return sum(place.vrij for place in places if place.soort == kind)


def _in_sight(voorstel: ProposalView, seen: Mapping[str, Inzage]) -> ProposalView:
    """Leave out the pupils that this person does not see."""
    shown = tuple(
        _placement_in_sight(one, seen)
        for one in voorstel.plaatsingen
        if one.casus_id in seen
    )
    unsolved = tuple(
        line
        for one, line in zip(
            (one for one in voorstel.plaatsingen if not one.plek_id),
            voorstel.niet_opgelost,
            strict=True,
        )
        if one.casus_id in seen
    )
    unsolved = only_seen(unsolved, seen)
    return replace(voorstel, plaatsingen=shown, niet_opgelost=unsolved)


def _placement_in_sight(
    one: PlacementView, seen: Mapping[str, Inzage]
) -> PlacementView:
    """Leave out of the reasons who else would move, when this person sees them not."""
    others = tuple(
        replace(pair, gevolg=None if pair.gevolg is None else told)
        for pair in one.alternatieven
        for told in only_seen([pair.gevolg or ""], seen)
    )
    (reason,) = only_seen([one.reden], seen)
    return replace(one, reden=reason, alternatieven=others)


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
