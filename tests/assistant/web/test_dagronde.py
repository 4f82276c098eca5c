"""Once a day the program looks by itself what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.record_answers import record_answer
from assistant.web.dagronde import DayRound
from tests.assistant.casework.region import make_region

FRIDAY = date(2026, 9, 11)


def test_the_round_of_a_day_is_done_once_and_makes_the_tasks_of_that_day(ctx) -> None:
    region = make_region(replace(ctx, peildatum=FRIDAY))
    round_ = DayRound(region.ctx)
    assert round_.look()
    casus_id = region.start()
    record_answer(
        region.ctx,
        casus_id,
        "datum_uitschrijving",
        FRIDAY - timedelta(days=1),
        rol="school",
        via="formulier",
    )
    assert not round_.look()
    assert not open_tasks(region.ctx, SYSTEEM, casus_id)
    # A new start of the program looks again.
    assert DayRound(region.ctx).look()
    (task,) = open_tasks(region.ctx, SYSTEEM, casus_id)
    assert "uitschrijving" in task.tekst
