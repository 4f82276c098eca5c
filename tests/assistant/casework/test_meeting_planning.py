"""A meeting is planned with members, changed and closed; no case is left behind."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.cases import case_view
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.meeting_closing import close_meeting
from assistant.casework.meeting_planning import (
    MeetingForm,
    change_meeting,
    meeting_plan,
    member_choices,
    plan_meeting,
)
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.next_meetings import next_meeting, next_meeting_for
from assistant.casework.people import create_user
from assistant.errors import (
    ChangedMeanwhileError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from models.casus import Casus
from models.organisatie import Organisatie, OrganisatieSoort

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

VO, PO = "samenwerkingsverband_vo", "samenwerkingsverband_po"
SEC = Kijker("secretaris", "Sec", 1, 1, "vo", VO)
OF_PO = Kijker("secretaris", "Pim", 2, 2, "po", PO)


@pytest.fixture
def members(ctx: Context) -> tuple[int, int]:
    """Return a member of VO and one of PO, as roles at organisations."""
    with ctx.store.unit_of_work() as uow:
        for key, kind in (("vo", VO), ("po", PO)):
            soort = OrganisatieSoort(kind)
            uow.session.add(Organisatie(id=key, naam=key, soort=soort, gemeenten=[]))
    return (
        create_user(ctx, naam="V", rol="overleglid", organisatie="vo").aanstelling_id,
        create_user(ctx, naam="P", rol="overleglid", organisatie="po").aanstelling_id,
    )


def plan(ctx: Context, days: int, *leden: int, kijker: Kijker = SEC) -> int:
    day = ctx.today() + timedelta(days=days)
    return plan_meeting(ctx, naam="Overleg", datum=day, leden=leden, kijker=kijker)


def test_a_meeting_is_planned_with_members_and_changed(
    ctx: Context, members: tuple[int, int]
) -> None:
    vo, po = members
    assert [(one.naam, one.eigen) for one in member_choices(ctx, SEC)] == [
        ("V", True),
        ("P", False),
    ]
    meeting = plan(ctx, 7, vo)
    seen = meeting_plan(ctx, SEC, meeting)
    assert (seen.leden, seen.stand) == ((vo,), "gepland")
    later = MeetingForm(
        "Later", ctx.today() + timedelta(days=9), "10.00 uur", "A", (po,)
    )
    change_meeting(ctx, SEC, meeting, later, versie=seen.versie)
    assert meeting_plan(ctx, SEC, meeting).leden == (po,)
    with pytest.raises(ChangedMeanwhileError):
        change_meeting(ctx, SEC, meeting, later, versie=seen.versie)


def test_a_wrong_plan_is_refused(ctx: Context, members: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="voorbij"):
        plan(ctx, -1, members[0])
    with pytest.raises(InputError, match="geen rol meer"):
        plan(ctx, 1, 99_999)
    with pytest.raises(InputError, match="een naam"):
        plan_meeting(ctx, naam=" ", datum=ctx.today(), kijker=SEC)
    assert next_meeting(ctx) is None


def test_another_samenwerkingsverband_cannot_change_or_close_it(
    ctx: Context, members: tuple[int, int]
) -> None:
    meeting = plan(ctx, 1, members[0])
    with pytest.raises(NotAllowedError, match="ander samenwerkingsverband"):
        meeting_plan(ctx, OF_PO, meeting)
    with pytest.raises(NotAllowedError):
        close_meeting(ctx, meeting, kijker=OF_PO)
    with pytest.raises(NotFoundError):
        meeting_plan(ctx, SEC, 99_999)


def test_a_case_without_a_decision_goes_on_when_the_meeting_closes(
    ctx: Context, members: tuple[int, int], advised_case: Callable[..., str]
) -> None:
    first, second = plan(ctx, 1, members[0]), plan(ctx, 8, members[0])
    stays, returns = advised_case(), advised_case()
    put_on_agenda(ctx, first, stays)
    with pytest.raises(InputError, match=f"nog niet besloten: {stays}"):
        close_meeting(ctx, first, kijker=SEC)
    with pytest.raises(InputError, match="ander overleg"):
        close_meeting(ctx, first, kijker=SEC, naar_overleg_id=first)
    assert close_meeting(ctx, first, kijker=SEC, naar_overleg_id=second) == [stays]
    agenda = meeting_view(ctx, second, SYSTEEM).agenda
    assert [item.casus_id for item in agenda] == [stays]
    assert case_view(ctx, stays, SYSTEEM).status == "op_tafel"
    put_on_agenda(ctx, second, returns)
    close_meeting(ctx, second, kijker=SEC, terug=True)
    for case in (stays, returns):
        assert case_view(ctx, case, SYSTEEM).status == "geadviseerd"
    with pytest.raises(NotAllowedError, match="gesloten"):
        close_meeting(ctx, second, kijker=SEC, terug=True)
    assert meeting_plan(ctx, SEC, second).gesloten_door == "Sec"


def test_a_case_goes_to_a_meeting_of_its_own_samenwerkingsverband(
    ctx: Context, members: tuple[int, int], advised_case: Callable[..., str]
) -> None:
    case = advised_case()
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Casus, case).swv_id = "po"
    plan(ctx, 1, members[0])
    assert next_meeting_for(ctx, case) is None
    joint = plan(ctx, 2, *members)
    own = plan(ctx, 5, members[1], kijker=OF_PO)
    found = next_meeting_for(ctx, case)
    assert found is not None and found.id == joint
    close_meeting(ctx, joint, kijker=SEC)
    found = next_meeting_for(ctx, case)
    assert found is not None and found.id == own
