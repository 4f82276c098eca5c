"""The plaatsingsoverleg: a checked proposal, decided by a person, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from assistant.casework.cases import case_view
from assistant.casework.decide_placement import decide_placement
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_closing import close_meeting
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import list_meetings, meeting_view, put_on_agenda
from assistant.casework.next_meetings import next_meeting
from assistant.casework.propose_placements import propose_placements
from assistant.casework.provision_changes import save_seats
from assistant.casework.provision_forms import SeatsForm
from assistant.casework.record_answers import record_answer
from assistant.errors import InputError, NotAllowedError, NotFoundError
from matching.placement.verify import verify
from models.casus import Casus
from models.errors import TransitionError
from models.overleg import Overleg
from models.voorstel import Voorstel, latest_voorstel
from models.voorziening import all_provisions
from tests.assistant.casework.places import (
    VSO,
    add_provision,
    place_of,
    provisions_view,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context


def test_the_one_seat_goes_to_the_pupil_at_home_longest(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting, first, second = table
    view = propose_placements(ctx, meeting, seed=1)
    assert (view.status, view.geldig, view.fouten) == ("optimaal", True, ())
    assert place_of(view, first) == "vso-test"
    assert place_of(view, second) is None
    (unsolved,) = view.niet_opgelost
    assert unsolved.startswith(second)
    assert all(one.reden for one in view.plaatsingen)
    assert case_view(ctx, first, SYSTEEM).status == "op_tafel"


def test_a_proposal_is_stored_with_all_it_takes_to_replay_it(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    view = propose_placements(ctx, table[0], seed=7)
    with ctx.store.reading() as uow:
        row = latest_voorstel(uow.session, table[0])
    assert row is not None and row.id == view.id
    assert (row.seed, row.status) == (7, "optimaal")
    assert row.ontvangstbewijs["kennis_hash"] == ctx.knowledge.hash
    assert row.ontvangstbewijs["oplosser"]
    assert verify(row.instantie, row.uitkomst) == []
    assert [goal["doel"] for goal in view.doelen] == list(
        ctx.knowledge.plaatsing.doelen
    )
    again = propose_placements(ctx, table[0], seed=7)
    assert [one.plek_id for one in again.plaatsingen] == [
        one.plek_id for one in view.plaatsingen
    ]


def test_unknown_seats_are_left_out_and_named(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    unknown = SeatsForm(ctx.today(), None, None, 0)
    save_seats(ctx, SYSTEEM, "vso-test", unknown, versie=1, periode=ctx.today())
    view = propose_placements(ctx, table[0])
    assert view.capaciteit_onbekend == ("VSO Test",)
    assert {one.plek_id for one in view.plaatsingen} == {None}
    assert meeting_view(ctx, table[0], SYSTEEM).onbekende_capaciteit == ("VSO Test",)


def test_a_place_of_another_region_is_not_offered(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _second = table
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Overleg, meeting).regio = "hier"
        uow.session.get_one(Casus, first).regio = "hier"
        for place in all_provisions(uow.session):
            place.regio = "elders"
    view = propose_placements(ctx, meeting, seed=1)
    assert all(row.plek_id is None for row in view.plaatsingen)
    with pytest.raises(NotFoundError):
        decide_placement(
            ctx,
            meeting,
            first,
            actor_id=overleglid.id,
            plek_id="vso-test",
            akkoord=False,
            reden="Deze plek past bij deze leerling.",
        )


def test_travel_that_is_too_long_lowers_the_points_but_excludes_nothing(
    ctx: Context, demo: Context, meeting: int, advised_case: Callable[..., str]
) -> None:
    far = advised_case(postcode4="3371", maximale_reistijd_min=5)
    put_on_agenda(ctx, meeting, far)
    (one,) = propose_placements(ctx, meeting).plaatsingen
    assert one.plek_id is not None
    too_far = [pair for pair in one.mogelijk if (pair.reistijd_min or 0) > 5]
    assert too_far
    assert all(any("minuten" in line for line in pair.opmerkingen) for pair in too_far)


def test_a_changed_answer_renews_the_advice_before_proposing(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting, first, second = table
    record_answer(ctx, first, "leeftijd", 11, rol="ouder", via="formulier")
    view = propose_placements(ctx, meeting)
    assert place_of(view, first) is None
    assert place_of(view, second) == "vso-test"
    advies = case_view(ctx, first, SYSTEEM).advies
    assert advies is not None and not advies.verouderd


def test_a_proposal_goes_out_of_date_when_somebody_decides_otherwise(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, _, second = table
    propose_placements(ctx, meeting)
    decide_placement(
        ctx,
        meeting,
        second,
        actor_id=overleglid.id,
        plek_id="vso-test",
        akkoord=False,
        reden="Zij kan morgen beginnen.",
    )
    view = meeting_view(ctx, meeting, SYSTEEM).voorstel
    assert view is not None and view.verouderd


def test_an_empty_meeting_gets_no_proposal(ctx: Context, meeting: int) -> None:
    with pytest.raises(NotAllowedError, match="geen casus klaar"):
        propose_placements(ctx, meeting)
    with ctx.store.reading() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Voorstel)) == 0


def test_only_an_advised_case_goes_on_the_agenda_and_only_once(
    ctx: Context, meeting: int, case: str, advised_case: Callable[..., str]
) -> None:
    with pytest.raises(TransitionError, match="in gesprek"):
        put_on_agenda(ctx, meeting, case)
    casus_id = advised_case()
    put_on_agenda(ctx, meeting, casus_id)
    with pytest.raises(NotAllowedError, match="al op de agenda"):
        put_on_agenda(ctx, meeting, casus_id)
    (item,) = meeting_view(ctx, meeting, SYSTEEM).agenda
    assert item.stem_kind == "Ik wil een rustige klas."
    assert "13 jaar" in item.samenvatting
    assert "autisme" not in item.samenvatting.lower()


def test_the_next_meeting_is_the_first_that_is_still_open(ctx: Context) -> None:
    assert next_meeting(ctx) is None
    with pytest.raises(InputError, match="voorbij"):
        plan_meeting(ctx, naam="Te laat", datum=ctx.today() - timedelta(days=1))
    with pytest.raises(InputError, match="naam"):
        plan_meeting(ctx, naam=" ", datum=ctx.today())
    later = plan_meeting(ctx, naam="B", datum=ctx.today() + timedelta(days=9))
    sooner = plan_meeting(ctx, naam="A", datum=ctx.today())
    assert [row.id for row in list_meetings(ctx, SYSTEEM)] == [sooner, later]
    close_meeting(ctx, sooner, terug=True)
    found = next_meeting(ctx)
    assert found is not None and found.id == later


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"plaatsen": -1}, "kan niet -1 zijn"),
        ({"bezet": -2}, "kan niet -2 zijn"),
        ({"route": "bestaat_niet"}, "bestaat niet"),
        ({"school_id": "00XX00"}, "Importeer eerst"),
    ],
)
def test_a_wrong_provision_is_refused(
    ctx: Context, change: dict[str, object], error: str
) -> None:
    with pytest.raises((InputError, NotFoundError), match=error):
        add_provision(ctx, replace(VSO, **change), door="Test")
    assert provisions_view(ctx) == []


def test_seats_that_decisions_hold_count_as_taken(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _ = table
    propose_placements(ctx, meeting)
    decide_placement(
        ctx,
        meeting,
        first,
        actor_id=overleglid.id,
        plek_id=None,
        akkoord=True,
        reden="",
    )
    ((group,),) = [row.groepen for row in provisions_view(ctx)]
    assert (group.plaatsen, group.bezet, group.vrij) == (1, 1, 0)
    with pytest.raises(InputError, match="al een voorziening"):
        add_provision(ctx, VSO, door="Test")
