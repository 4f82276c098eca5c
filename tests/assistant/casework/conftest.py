"""What the tests of the use cases share: people, a confirmed case, a demo region."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.load_demo import load_demo
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import put_on_agenda
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answers
from assistant.casework.start_case import start_case
from tests.assistant.casework.places import VSO, add_provision
from tests.assistant.casework.pupil import full_answers
from tests.assistant.casework.region import make_region
from tests.assistant.casework.sight_world import build_world

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context
    from tests.assistant.casework.region import Region
    from tests.assistant.casework.sight_world import World

Answers = dict[str, object]


@pytest.fixture
def answers(ctx: Context) -> Answers:
    """Return answers to every question that the intake asks, of a pupil of 13."""
    return full_answers(ctx.today())


@pytest.fixture
def regio(ctx: Context) -> Region:
    """Return an invented region with schools and people, without cases."""
    return make_region(ctx)


@pytest.fixture
def world(ctx: Context) -> World:
    """Return two invented regions with viewers of every kind."""
    return build_world(ctx)


@pytest.fixture
def case(ctx: Context) -> str:
    """Return a case in status intake."""
    return start_case(ctx, rol="zorgcoordinator", door="Test Zorg")


@pytest.fixture
def advised_case(ctx: Context, answers: Answers) -> Callable[..., str]:
    """Return a function that makes a case with an advice."""

    def make(**other: object) -> str:
        casus_id = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
        record_answers(
            ctx, casus_id, answers | other, rol="zorgcoordinator", via="formulier"
        )
        confirm_analysis(ctx, casus_id, door="Test Zorg")
        return casus_id

    return make


@pytest.fixture
def overleglid(ctx: Context) -> UserView:
    """Return a person who may decide."""
    return create_user(ctx, naam="Test Overleglid", rol="overleglid")


@pytest.fixture
def demo(ctx: Context) -> Context:
    """Return a context with the demo region loaded."""
    load_demo(ctx)
    return ctx


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
