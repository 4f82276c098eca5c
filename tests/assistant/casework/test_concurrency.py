"""Two people at the same time: nothing is lost, and no seat is given twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from assistant.casework.decide_placement import decide_placement
from assistant.casework.decisions import decision_list
from assistant.casework.family import add_family_member, invite_family_member
from assistant.casework.invitations import accept_as_family
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import put_on_agenda
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import record_answer
from assistant.casework.sign_in import Caller
from assistant.casework.start_case import start_case
from assistant.errors import AccessError, NotAllowedError
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context

MANY = 8


def at_once(work: Callable[[int], object]) -> list[object]:
    """Run the work in many threads that all start together."""
    barrier = Barrier(MANY)

    def start(number: int) -> object:
        barrier.wait(timeout=20)
        return work(number)

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(start, range(MANY)))


def test_every_case_gets_an_own_number(ctx: Context) -> None:
    found = at_once(lambda _: start_case(ctx, rol="ouder"))
    assert sorted(map(str, found)) == [f"2026-{n:04d}" for n in range(1, MANY + 1)]


def test_no_answer_is_lost(ctx: Context, case: str) -> None:
    at_once(
        lambda age: record_answer(
            ctx, case, "leeftijd", 8 + age, rol="ouder", via="formulier"
        )
    )
    (view,) = answer_views(ctx, case, SYSTEEM)
    found = [view.waarde, *(earlier.waarde for earlier in view.eerdere)]
    assert sorted(found) == list(range(8, 8 + MANY))


def test_a_link_opens_for_one_of_many(ctx: Context, case: str) -> None:
    member = add_family_member(ctx, case, "ouder", True, door="Test")
    token = invite_family_member(ctx, member, door="Test")

    def use(number: int) -> bool:
        try:
            accept_as_family(ctx, token, f"kaas7{number}", Caller(""))
        except AccessError:
            return False
        return True

    assert sum(map(bool, at_once(use))) == 1


def test_the_last_seat_is_given_once(
    ctx: Context, advised_case: Callable[..., str], overleglid: UserView
) -> None:
    place = NewProvision(
        id="vso-test",
        naam="VSO Test",
        route="tlv_vso",
        sectoren=("vo", "vso"),
        plaatsen=1,
    )
    add_provision(ctx, place, door="Test")
    meeting = plan_meeting(ctx, naam="Overleg", datum=ctx.today())
    cases = [advised_case() for _ in range(MANY)]
    for casus_id in cases:
        put_on_agenda(ctx, meeting, casus_id)

    def decide(number: int) -> bool:
        try:
            decide_placement(
                ctx,
                meeting,
                cases[number],
                actor_id=overleglid.id,
                plek_id="vso-test",
                akkoord=False,
                reden="Deze leerling gaat voor.",
            )
        except NotAllowedError as error:
            assert "vol" in str(error)
            return False
        return True

    assert sum(map(bool, at_once(decide))) == 1
    assert len(decision_list(ctx, meeting)) == 1
