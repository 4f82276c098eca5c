"""A meeting with a place to stay that begins later, and a bridge until then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import put_on_agenda
from models.voorziening import Groep, PlekSoort
from tests.assistant.casework.over_time.waiting import BRIDGE
from tests.assistant.casework.places import VSO, add_provision

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context


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
