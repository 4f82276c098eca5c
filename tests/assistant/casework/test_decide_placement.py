"""A person decides: agreeing, otherwise with a reason, and never past a seat."""

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
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.people import create_user
from assistant.casework.propose_placements import propose_placements
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.besluit import Besluit
from tests.assistant.casework.places import (
    VSO,
    add_provision,
    place_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context


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
