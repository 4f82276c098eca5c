"""The plaatsingsoverleg: a checked proposal, decided by a person, with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from assistant.casework.cases import case_view
from assistant.casework.decide_placement import decide_placement
from assistant.casework.decisions import decision_list
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_closing import close_meeting
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import list_meetings, meeting_view, put_on_agenda
from assistant.casework.next_meetings import next_meeting
from assistant.casework.people import create_user
from assistant.casework.propose_placements import propose_placements
from assistant.casework.provision_changes import save_seats
from assistant.casework.provision_forms import SeatsForm
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.errors import InputError, NotAllowedError, NotFoundError
from matching.placement.verify import verify
from models.besluit import Besluit
from models.casus import Casus
from models.errors import TransitionError
from models.overleg import Overleg
from models.voorstel import Voorstel, latest_voorstel
from models.voorziening import all_provisions
from tests.assistant.casework.places import (
    NewProvision,
    add_provision,
    provisions_view,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.placement_views import ProposalView
    from assistant.casework.views import UserView
    from assistant.context import Context

VSO = NewProvision(
    id="vso-test",
    naam="VSO Test",
    route="tlv_vso",
    sectoren=("vo", "vso"),
    leeftijd_min=12,
    leeftijd_max=20,
    plaatsen=1,
    pc4="3311",
)


@pytest.fixture
def meeting(ctx: Context) -> int:
    """Return a meeting two weeks from now."""
    return plan_meeting(ctx, naam="Testoverleg", datum=ctx.today() + timedelta(days=14))


@pytest.fixture
def table(
    ctx: Context, meeting: int, advised_case: Callable[..., str]
) -> tuple[int, str, str]:
    """Return a meeting with two ready cases and one place."""
    add_provision(ctx, VSO, door="Test")
    first = advised_case(verzuim_sinds=ctx.today() - timedelta(weeks=60))
    second = advised_case()
    for casus_id in (first, second):
        put_on_agenda(ctx, meeting, casus_id)
    return meeting, first, second


def place_of(view: ProposalView, casus_id: str) -> str | None:
    (one,) = [row for row in view.plaatsingen if row.casus_id == casus_id]
    return one.plek_id


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


def test_agreeing_stores_the_decision_with_name_time_and_next_steps(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _ = table
    propose_placements(ctx, meeting)
    made = decide_placement(
        ctx,
        meeting,
        first,
        actor_id=overleglid.id,
        plek_id=None,
        akkoord=True,
        reden="",
    )
    assert (made.plek_naam, made.door) == ("VSO Test", "Test Overleglid")
    assert (made.akkoord, made.wijkt_af) == (True, False)
    assert made.op.tzinfo is not None and made.reden
    assert case_view(ctx, first, SYSTEEM).status == "besloten"
    assert decision_list(ctx, meeting) == [made]
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].besluit == made


def test_deciding_otherwise_needs_a_reason(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, second = table
    propose_placements(ctx, meeting)
    other = {"actor_id": overleglid.id, "plek_id": "vso-test", "akkoord": False}
    with pytest.raises(InputError, match="wijkt af"):
        decide_placement(ctx, meeting, second, **other, reden="zomaar")
    assert decision_list(ctx, meeting) == []
    made = decide_placement(
        ctx, meeting, second, **other, reden="Zij kan morgen beginnen."
    )
    assert (made.wijkt_af, made.voorgesteld) == (True, None)
    with pytest.raises(NotAllowedError, match="vol"):
        decide_placement(
            ctx,
            meeting,
            first,
            actor_id=overleglid.id,
            plek_id=None,
            akkoord=True,
            reden="",
        )
    assert [one.casus_id for one in decision_list(ctx, meeting)] == [second]
    assert case_view(ctx, first, SYSTEEM).status == "op_tafel"


def test_a_decision_can_be_replaced_until_the_meeting_closes(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _ = table
    propose_placements(ctx, meeting)
    say = {"actor_id": overleglid.id, "plek_id": None}
    decide_placement(ctx, meeting, first, **say, akkoord=True, reden="")
    decide_placement(
        ctx, meeting, first, **say, akkoord=False, reden="De ouders willen nog praten."
    )
    assert case_view(ctx, first, SYSTEEM).status == "op_tafel"
    last = decide_placement(ctx, meeting, first, **say, akkoord=True, reden="")
    assert decision_list(ctx, meeting) == [last]
    with ctx.store.reading() as uow:
        assert uow.session.scalar(select(func.count()).select_from(Besluit)) == 3
    close_meeting(ctx, meeting, terug=True)
    with pytest.raises(NotAllowedError, match="gesloten"):
        decide_placement(ctx, meeting, first, **say, akkoord=True, reden="")
    with pytest.raises(NotAllowedError, match="gesloten"):
        propose_placements(ctx, meeting)


def test_a_person_may_choose_a_route_that_is_not_open_but_it_is_noted(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _ = table
    special = replace(
        VSO, id="so-test", naam="SO Test", route="tlv_so_cl3_4", sectoren=()
    )
    add_provision(ctx, special, door="Test")
    made = decide_placement(
        ctx,
        meeting,
        first,
        actor_id=overleglid.id,
        plek_id="so-test",
        akkoord=False,
        reden="De school maakt een uitzondering.",
    )
    assert any("route" in line for line in made.opmerkingen)
    assert not made.akkoord


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plaatsen": 0}, "is vol"),
        ({"plaatsen": None}, "niet bekend hoeveel plaatsen"),
        ({"leeftijd_min": 16}, "16 tot en met 20 jaar"),
        ({"sectoren": ("mbo",)}, "uit mbo"),
    ],
)
def test_nobody_decides_past_the_seats_or_the_admission_of_a_place(
    ctx: Context,
    meeting: int,
    advised_case: Callable[..., str],
    overleglid: UserView,
    change: dict[str, object],
    words: str,
) -> None:
    add_provision(ctx, replace(VSO, **change), door="Test")
    casus_id = advised_case()
    put_on_agenda(ctx, meeting, casus_id)
    assert place_of(propose_placements(ctx, meeting), casus_id) is None
    with pytest.raises(NotAllowedError, match=words):
        decide_placement(
            ctx,
            meeting,
            casus_id,
            actor_id=overleglid.id,
            plek_id="vso-test",
            akkoord=False,
            reden="Het moet toch maar.",
        )
    assert decision_list(ctx, meeting) == []


def test_a_place_that_does_not_exist_yet_is_not_decided_on_too_early(
    ctx: Context,
    meeting: int,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    add_provision(ctx, VSO, door="Test")
    with ctx.store.unit_of_work() as uow:
        from models.voorziening import Groep

        (period,) = uow.session.get_one(Groep, "vso-test").capaciteiten
        period.tot = ctx.today() + timedelta(days=5)
    casus_id = advised_case(start_haalbaar_vanaf=ctx.today() + timedelta(days=30))
    put_on_agenda(ctx, meeting, casus_id)
    assert place_of(propose_placements(ctx, meeting), casus_id) is None
    with pytest.raises(NotAllowedError, match="kan niet naar VSO Test"):
        decide_placement(
            ctx,
            meeting,
            casus_id,
            actor_id=overleglid.id,
            plek_id="vso-test",
            akkoord=False,
            reden="Het moet toch maar.",
        )


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


def test_a_stopped_case_is_not_proposed_and_cannot_be_decided(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, second = table
    stop_for_safety(ctx, first, reden="gevaar", rol="ouder")
    view = propose_placements(ctx, meeting)
    assert [one.casus_id for one in view.plaatsingen] == [second]
    with pytest.raises(NotAllowedError, match="veiligheidsstop"):
        decide_placement(
            ctx,
            meeting,
            first,
            actor_id=overleglid.id,
            plek_id="vso-test",
            akkoord=False,
            reden="Toch maar doen nu.",
        )


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


def test_only_people_of_the_table_decide(
    ctx: Context, table: tuple[int, str, str]
) -> None:
    meeting, first, _ = table
    other = create_user(ctx, naam="Test Beheerder", rol="beheerder")
    propose_placements(ctx, meeting)
    for actor_id, error in ((other.id, NotAllowedError), (4711, NotFoundError)):
        with pytest.raises(error):
            decide_placement(
                ctx,
                meeting,
                first,
                actor_id=actor_id,
                plek_id=None,
                akkoord=True,
                reden="",
            )


def test_what_does_not_exist_or_does_not_fit_is_refused(
    ctx: Context, table: tuple[int, str, str], overleglid: UserView
) -> None:
    meeting, first, _ = table
    say = {"actor_id": overleglid.id, "reden": "Daarom gaat dit zo."}
    with pytest.raises(InputError, match="geen voorstel"):
        decide_placement(ctx, meeting, first, **say, plek_id=None, akkoord=True)
    propose_placements(ctx, meeting)
    with pytest.raises(NotFoundError, match="bestaat niet"):
        decide_placement(ctx, meeting, first, **say, plek_id="weg", akkoord=False)
    with pytest.raises(InputError, match="zoals voorgesteld"):
        decide_placement(ctx, meeting, first, **say, plek_id="weg", akkoord=True)
    with pytest.raises(NotFoundError, match="Overleg 999"):
        decide_placement(ctx, 999, first, **say, plek_id=None, akkoord=True)
    with pytest.raises(NotAllowedError, match="niet op de agenda"):
        decide_placement(ctx, meeting, "x", **say, plek_id=None, akkoord=True)
    assert decision_list(ctx, meeting) == []


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
