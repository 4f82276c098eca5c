"""The table over time: seats, start days, bridges, pins, wishes and what-ifs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.build_instance import Previous, build_instance
from assistant.casework.decide_placement import decide_placement
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.next_steps import next_steps
from assistant.casework.own_provisions import own_provision
from assistant.casework.pins import PinForm, ban_place, pin_place, release
from assistant.casework.propose_placements import propose_placements
from assistant.casework.seats_over_time import Free, Hold, free_over_time
from assistant.casework.start_days import days_to_look_at
from assistant.casework.table_edits import Question
from assistant.casework.table_places import places_of
from assistant.casework.table_questions import ask_table
from assistant.casework.urgency import urgency_of
from assistant.casework.wishes import save_journeys, save_wishes, wishes_view
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.voorziening import Capaciteit, Groep, PlekSoort
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.placement_views import PlacementView, ProposalView
    from assistant.casework.views import UserView
    from assistant.context import Context

VSO = NewProvision(
    id="vso-test",
    naam="VSO Test",
    route="tlv_vso",
    sectoren=("vo", "vso"),
    plaatsen=1,
)
BRIDGE = replace(VSO, id="tussen-test", naam="Tussen Test", plaatsen=1)
SAY = "De school en het gezin willen dit."


@pytest.fixture
def meeting(ctx: Context) -> int:
    """Return a meeting two weeks from now, with a lasting place and a bridge."""
    add_provision(ctx, VSO, door="Test")
    add_provision(ctx, BRIDGE, door="Test")
    with ctx.store.unit_of_work() as uow:
        lasting = uow.session.get_one(Groep, "vso-test")
        lasting.instroom = [(ctx.today() + timedelta(weeks=10)).isoformat()]
        bridge = uow.session.get_one(Groep, "tussen-test")
        bridge.soort = PlekSoort.OVERBRUGGING
        bridge.verblijf_weken = 12
    return plan_meeting(ctx, naam="Testoverleg", datum=ctx.today() + timedelta(days=14))


@pytest.fixture
def pupil(ctx: Context, meeting: int, advised_case: Callable[..., str]) -> str:
    """Return a ready case on the agenda."""
    casus_id = advised_case(verzuim_sinds=ctx.today() - timedelta(weeks=60))
    put_on_agenda(ctx, meeting, casus_id)
    return casus_id


def placement(view: ProposalView, casus_id: str) -> PlacementView:
    (one,) = [row for row in view.plaatsingen if row.casus_id == casus_id]
    return one


def change_group(ctx: Context, groep_id: str, **values: object) -> None:
    with ctx.store.unit_of_work() as uow:
        groep = uow.session.get_one(Groep, groep_id)
        for key, value in values.items():
            setattr(groep, key, value)


def test_who_starts_later_gets_a_bridge_until_then(
    ctx: Context, meeting: int, pupil: str
) -> None:
    one = placement(propose_placements(ctx, meeting), pupil)
    assert (one.plek_id, one.begin) == ("vso-test", ctx.today() + timedelta(weeks=10))
    assert one.brug is not None and one.begin is not None
    assert one.brug.plek_id == "tussen-test"
    assert one.brug.eind == one.begin - timedelta(days=1)
    # The papers take six weeks, for the bridge as well.
    assert one.brug.begin == ctx.today() + timedelta(weeks=6)
    assert one.weken_thuis == 6


def test_agreeing_decides_on_bridge_and_place_with_their_days(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    one = placement(propose_placements(ctx, meeting), pupil)
    made = decide_placement(
        ctx,
        meeting,
        pupil,
        actor_id=overleglid.id,
        plek_id=None,
        akkoord=True,
        reden="",
    )
    assert (made.begin, made.brug, made.tot) == (one.begin, one.brug, None)
    told = next_steps(ctx, pupil, "ouder")
    assert "Tot die tijd is er een tussenplek: Tussen Test" in (told.besluit or "")
    assert any("tussenplek" in step.wat for step in told.stappen)
    with ctx.store.reading() as uow:
        table = places_of(ctx, uow, None)
    free = table.plekken["tussen-test"]
    assert one.brug is not None and one.brug.begin is not None
    assert free.vrij == 1
    assert free.perioden[0] == Free(one.brug.begin, 0)
    assert [row.vrij for row in free.perioden] == [0, 1]
    view = meeting_view(ctx, meeting, SYSTEEM)
    assert view.voorstel is not None and not view.voorstel.verouderd


def test_a_person_may_decide_on_a_bridge_alone_and_its_seat_comes_free(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    made = decide_placement(
        ctx,
        meeting,
        pupil,
        actor_id=overleglid.id,
        plek_id="tussen-test",
        akkoord=False,
        reden=SAY,
    )
    assert (made.plek_id, made.brug) == ("tussen-test", None)
    assert made.begin is not None and made.tot is not None
    assert made.tot == made.begin + timedelta(weeks=12, days=-1)
    with ctx.store.reading() as uow:
        free = places_of(ctx, uow, None).plekken["tussen-test"]
    assert free.perioden == (
        Free(made.begin, 0),
        Free(made.tot + timedelta(days=1), 1),
    )


def test_a_bridge_without_a_known_longest_stay_can_be_decided_on(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    change_group(ctx, "tussen-test", verblijf_weken=None)
    made = decide_placement(
        ctx,
        meeting,
        pupil,
        actor_id=overleglid.id,
        plek_id="tussen-test",
        akkoord=False,
        reden=SAY,
    )
    assert (made.plek_id, made.tot) == ("tussen-test", None)


def test_a_lasting_place_is_no_bridge_and_two_bridges_are_one_too_many(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    say = {"actor_id": overleglid.id, "akkoord": False, "reden": SAY}
    with pytest.raises(InputError, match="voor overbruggen"):
        decide_placement(
            ctx, meeting, pupil, plek_id="tussen-test", brug_id="vso-test", **say
        )
    with pytest.raises(InputError, match="zelf al een"):
        decide_placement(
            ctx, meeting, pupil, plek_id="tussen-test", brug_id="tussen-test", **say
        )
    with pytest.raises(NotAllowedError, match="VSO Test"):
        decide_placement(
            ctx, meeting, pupil, plek_id="vso-test", begin=ctx.today(), **say
        )


def test_a_ban_takes_the_place_away_and_keeps_what_it_cost(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    propose_placements(ctx, meeting)
    answer = ask_table(
        ctx, meeting, [Question("uitsluiten", pupil, "vso-test")], rustig=True
    )
    assert answer.kan and answer.verplaatsingen
    form = PinForm("vso-test", SAY, ctx.today() + timedelta(days=30))
    price = {"zinnen": list(answer.zinnen)}
    kept = ban_place(ctx, meeting, pupil, form, actor_id=overleglid.id, prijs=price)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id is None
    (pin,) = meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast
    assert (pin.soort, pin.prijs) == ("niet", answer.zinnen)
    release(ctx, meeting, kept, actor_id=overleglid.id)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id == "vso-test"
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast == ()


def test_a_pin_gives_the_place_to_another_pupil_until_its_last_day(
    ctx: Context,
    meeting: int,
    pupil: str,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id == "vso-test"
    form = PinForm("vso-test", SAY, ctx.today() + timedelta(days=3))
    pin_place(ctx, meeting, other, form, actor_id=overleglid.id)
    view = propose_placements(ctx, meeting)
    assert placement(view, other).plek_id == "vso-test"
    assert placement(view, pupil).plek_id is None
    later = replace(ctx, peildatum=ctx.today() + timedelta(days=4))
    assert placement(propose_placements(later, meeting), pupil).plek_id == "vso-test"


def test_two_pins_on_one_seat_clash_by_name_with_what_repairs_it(
    ctx: Context,
    meeting: int,
    pupil: str,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    for one in (pupil, other):
        form = PinForm("vso-test", SAY)
        pin_place(ctx, meeting, one, form, actor_id=overleglid.id)
    view = propose_placements(ctx, meeting)
    assert (view.status, view.geldig) == ("onmogelijk", False)
    (clash,) = view.overzicht["botsingen"]
    assert any(pupil in line for line in clash)
    assert any("1 plaats meer" in line for line in clash)
    with pytest.raises(InputError, match="Los eerst de botsing op"):
        ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (PinForm("vso-test", "zomaar"), "ten minste"),
        (PinForm("vso-test", SAY, date(2020, 1, 1)), "voorbij"),
        (PinForm("bestaat-niet", SAY), "Kies een plek"),
    ],
)
def test_a_wrong_pin_is_refused_and_nothing_is_kept(
    ctx: Context,
    meeting: int,
    pupil: str,
    overleglid: UserView,
    form: PinForm,
    words: str,
) -> None:
    with pytest.raises(InputError, match=words):
        pin_place(ctx, meeting, pupil, form, actor_id=overleglid.id)
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast == ()
    with pytest.raises(NotFoundError):
        release(ctx, meeting, 12345, actor_id=overleglid.id)


def test_what_if_tells_the_difference_and_stores_nothing(
    ctx: Context, meeting: int, pupil: str, advised_case: Callable[..., str]
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    with pytest.raises(InputError, match="nog geen voorstel"):
        ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)
    before = propose_placements(ctx, meeting)
    more = [Question("plaats_erbij", plek="vso-test", getal=1)]
    answer = ask_table(ctx, meeting, more, rustig=False)
    assert answer.bewezen
    assert {one.casus_id for one in answer.verplaatsingen} >= {other}
    gone = ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)
    assert any("VSO Test" in one.dan for one in gone.verplaatsingen)
    after = meeting_view(ctx, meeting, SYSTEEM).voorstel
    assert after is not None and after.id == before.id
    both = [Question("vastzetten", one, "vso-test") for one in (pupil, other)]
    clash = ask_table(ctx, meeting, both, rustig=False)
    assert not clash.kan and clash.botsingen


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question("bestaat_niet"), "Kies wat u wilt vragen"),
        (Question("terugtrekken", "2026-9999"), "Kies een leerling"),
        (Question("plaats_erbij", plek="nergens"), "Kies een plek"),
        (Question("meer_uren", plek="vso-test"), "heel getal"),
        (Question("ander_budget", plek="vso-test", getal=5), "hoeveel geld"),
    ],
)
def test_a_question_that_does_not_fit_is_refused_in_words(
    ctx: Context, meeting: int, pupil: str, question: Question, words: str
) -> None:
    propose_placements(ctx, meeting)
    with pytest.raises(InputError, match=words):
        ask_table(ctx, meeting, [question], rustig=False)


def test_wishes_rank_a_place_and_a_typed_journey_is_a_hard_limit(
    ctx: Context, pupil: str
) -> None:
    save_wishes(ctx, pupil, "ouders", ["tussen-test", "vso-test"], door="Test")
    save_wishes(ctx, pupil, "leerling", ["vso-test"], door="Test")
    shown = {row.van: row.namen for row in wishes_view(ctx, pupil).lijsten}
    assert shown == {
        "ouders": ("Tussen Test", "VSO Test"),
        "leerling": ("VSO Test",),
    }
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert built.paren[pupil, "vso-test"].wens == 1
    save_journeys(ctx, pupil, {"vso-test": 239}, door="Test")
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert (pupil, "vso-test") not in built.paren
    assert "239 minuten" in built.niet[pupil, "vso-test"]
    save_journeys(ctx, pupil, {"vso-test": None}, door="Test")
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert (pupil, "vso-test") in built.paren


@pytest.mark.parametrize(
    ("van", "places", "words"),
    [
        ("buurman", [], "van wie"),
        ("ouders", ["vso-test", "vso-test"], "twee keer"),
        ("ouders", ["bestaat-niet"], "uit de lijst"),
        ("ouders", [f"p{n}" for n in range(9)], "hoogstens"),
    ],
)
def test_wrong_wishes_are_refused(
    ctx: Context, pupil: str, van: str, places: list[str], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        save_wishes(ctx, pupil, van, places, door="Test")
    assert all(not row.voorzieningen for row in wishes_view(ctx, pupil).lijsten)


def test_a_place_without_a_coming_intake_moment_is_named_and_not_offered(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    change_group(ctx, "vso-test", instroom=["2020-08-24"])
    view = propose_placements(ctx, meeting)
    assert placement(view, pupil).plek_id is None
    assert any("instroommoment" in line for line in view.gaten)
    with pytest.raises(NotAllowedError, match="instroommoment"):
        decide_placement(
            ctx,
            meeting,
            pupil,
            actor_id=overleglid.id,
            plek_id="vso-test",
            akkoord=False,
            reden=SAY,
        )


def test_hours_and_money_that_are_known_are_limits_and_half_known_is_named(
    ctx: Context, meeting: int, pupil: str
) -> None:
    change_group(ctx, "vso-test", fte=0.1, uren_per_leerling=5.0)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id is None
    change_group(ctx, "vso-test", fte=0.1, uren_per_leerling=None)
    view = propose_placements(ctx, meeting)
    assert placement(view, pupil).plek_id == "vso-test"
    assert any("begeleiding" in line for line in view.gaten)


def test_hours_of_a_bridge_count_only_while_it_is_held(
    ctx: Context,
    meeting: int,
    pupil: str,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    change_group(ctx, "tussen-test", fte=0.2, uren_per_leerling=5.0, verblijf_weken=4)
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    first = ctx.today() + timedelta(weeks=6)
    say = {"actor_id": overleglid.id, "akkoord": False, "reden": SAY}
    later = first + timedelta(weeks=5)
    decide_placement(ctx, meeting, other, plek_id="tussen-test", begin=later, **say)
    made = decide_placement(ctx, meeting, pupil, plek_id="tussen-test", **say)
    assert made.begin == first
    assert made.tot is not None and made.tot < later


def test_a_minimum_group_is_not_opened_for_one(
    ctx: Context, meeting: int, pupil: str
) -> None:
    with ctx.store.unit_of_work() as uow:
        groep = uow.session.get_one(Groep, "vso-test")
        groep.minimum = 2
        groep.capaciteiten[0].plaatsen = 4
    assert placement(propose_placements(ctx, meeting), pupil).plek_id is None


def test_free_seats_follow_periods_and_held_seats() -> None:
    day = date(2026, 9, 14)
    groep = Groep(
        id="g",
        naam="g",
        capaciteiten=[
            Capaciteit(van=day, tot=date(2026, 12, 31), plaatsen=3, bezet=1),
            Capaciteit(van=date(2027, 1, 1), tot=None, plaatsen=None, bezet=None),
        ],
    )
    holds = [Hold(None, None), Hold(date(2026, 10, 1), date(2026, 10, 31))]
    assert free_over_time(groep, holds, day) == [
        Free(day, 1),
        Free(date(2026, 10, 1), 0),
        Free(date(2026, 11, 1), 1),
        Free(date(2027, 1, 1), None),
    ]
    assert free_over_time(groep, [], date(2027, 2, 1)) == [Free(date(2027, 2, 1), None)]


def test_start_days_are_intake_moments_or_the_first_days_of_months() -> None:
    first, horizon = date(2026, 9, 14), date(2026, 12, 31)
    moments = [date(2026, 9, 1), date(2026, 10, 5), date(2027, 2, 1)]
    assert days_to_look_at(first, moments, None, horizon) == [date(2026, 10, 5)]
    assert days_to_look_at(first, [], date(2026, 11, 15), horizon) == [
        first,
        date(2026, 10, 1),
        date(2026, 11, 1),
    ]
    assert days_to_look_at(first, [], date(2026, 9, 1), horizon) == []


def test_a_clock_and_a_concern_about_safety_add_urgency_without_naming_it(
    ctx: Context,
) -> None:
    base = urgency_of(ctx, {}, 10, [])
    soon = urgency_of(ctx, {}, 10, [ctx.today() + timedelta(days=3)])
    assert soon.punten > base.punten and soon.redenen
    far = urgency_of(ctx, {}, 10, [ctx.today() + timedelta(days=300)])
    assert far == base
    unsafe = urgency_of(ctx, {"signaal_thuis_onveilig": "ja"}, 10, [])
    assert unsafe.punten > base.punten
    assert not any("veilig" in line.lower() for line in unsafe.redenen)


def test_who_keeps_a_place_sees_what_one_more_seat_would_do_without_names(
    ctx: Context, meeting: int, pupil: str, advised_case: Callable[..., str]
) -> None:
    put_on_agenda(ctx, meeting, advised_case())
    assert own_provision(ctx, SYSTEEM, "vso-test").groepen[0].waarde is None
    propose_placements(ctx, meeting)
    value = own_provision(ctx, SYSTEEM, "vso-test").groepen[0].waarde
    assert value is not None
    assert value.geplaatst == 1
    assert value.weken > 0
