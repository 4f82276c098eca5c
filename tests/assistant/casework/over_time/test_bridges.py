"""The table over time: seats, start days, bridges, pins, wishes and what-ifs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.decide_placement import decide_placement
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.next_steps import next_steps
from assistant.casework.own_provisions import own_provision
from assistant.casework.propose_placements import propose_placements
from assistant.casework.seats_over_time import (
    Free,
    Hold,
    free_over_time,
    free_to_stay,
)
from assistant.casework.start_days import days_to_look_at
from assistant.casework.table_places import places_of
from assistant.casework.urgency import urgency_of
from assistant.errors import InputError, NotAllowedError
from models.voorziening import Capaciteit, Groep
from tests.assistant.casework.over_time.waiting import (
    SAY,
    change_group,
    placement,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context


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
    # Who keeps the place sees the seat come free as well, in the month after.
    (kept,) = own_provision(ctx, SYSTEEM, "tussen-test").groepen
    shown = {month.maand: month.vrij for month in kept.maanden}
    assert set(shown.values()) == {0, 1}
    assert all(free == (0 if day <= made.tot else 1) for day, free in shown.items())


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


def test_a_seat_that_somebody_takes_later_is_not_free_to_stay(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    """The table and who keeps the place count the same free seats."""
    before = {one.plek_id: one for one in meeting_view(ctx, meeting, SYSTEEM).plekken}
    assert (before["vso-test"].vrij, before["vso-test"].is_vol) == (1, False)
    decide_placement(
        ctx,
        meeting,
        pupil,
        actor_id=overleglid.id,
        plek_id="vso-test",
        akkoord=False,
        reden=SAY,
    )
    view = meeting_view(ctx, meeting, SYSTEEM)
    after = {one.plek_id: one for one in view.plekken}
    (kept,) = own_provision(ctx, SYSTEEM, "vso-test").groepen
    assert kept.nu is not None
    assert after["vso-test"].vrij == kept.nu.vrij == 0
    assert after["vso-test"].is_vol
    assert view.aantal_plaatsen == 0
    assert view.aantal_overbrugging == after["tussen-test"].vrij == 1


def test_a_place_that_is_full_now_and_not_later_can_still_be_chosen() -> None:
    first, later = date(2026, 9, 1), date(2027, 1, 1)
    rows = [Free(first, 2), Free(date(2026, 11, 1), 0), Free(later, 3)]
    assert free_to_stay(rows) == [
        Free(first, 0),
        Free(date(2026, 11, 1), 0),
        Free(later, 3),
    ]
    unknown = [Free(first, 2), Free(later, None)]
    assert free_to_stay(unknown) == [Free(first, 2)]
