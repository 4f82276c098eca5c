"""The lines of the lists always say what the record says."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from assistant.casework.advance_case import advance_case
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.case_lists import list_cases
from assistant.casework.close_case import close_case
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.kijker import SYSTEEM
from assistant.casework.overview import rebuild_overview, refresh
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answers, withdraw_answer
from assistant.casework.reopen_case import reopen_case
from assistant.casework.start_case import start_case
from assistant.casework.stop_for_safety import lift_safety_stop, stop_for_safety
from assistant.casework.task_changes import postpone_task, take_task
from assistant.casework.tasks import create_task, finish_task
from assistant.errors import CaseworkError
from models.casus import Casus
from models.casusregel import Casusklok, Casusregel
from models.errors import TransitionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

STEPS = (
    "start",
    "answer",
    "answer_again",
    "withdraw",
    "confirm",
    "advance",
    "task",
    "urgent",
    "finish",
    "take",
    "postpone",
    "stop",
    "lift",
    "lead",
    "close",
    "reopen",
)


class World:
    """A record on which use cases are tried in any order; what is refused is fine."""

    def __init__(self, ctx: Context, answers: dict[str, object]) -> None:
        self.ctx = ctx
        self.answers = answers
        self.cases: list[str] = []
        self.tasks: list[int] = []
        self.lead = create_user(ctx, naam="Test Regisseur", rol="regisseur").id

    def do(self, step: str, which: int) -> None:
        """Try one use case on one of the cases and tasks."""
        if step == "start" or not self.cases:
            self.cases.append(start_case(self.ctx, rol="ouder", door="Test"))
            return
        case = self.cases[which % len(self.cases)]
        task = self.tasks[which % len(self.tasks)] if self.tasks else 0
        with suppress(CaseworkError, TransitionError):
            self._moves(case, task)[step]()

    def _moves(self, case: str, task: int) -> dict[str, Callable[[], object]]:
        ctx, day = self.ctx, self.ctx.today()
        say = {"rol": "zorgcoordinator", "via": "formulier", "door": "Test"}
        return {
            "answer": lambda: record_answers(ctx, case, self.answers, **say),
            "answer_again": lambda: record_answers(
                ctx,
                case,
                {"verzuim_sinds": day - timedelta(days=20), "leeftijd": 12},
                **say,
            ),
            "withdraw": lambda: withdraw_answer(ctx, case, "verzuim_sinds", **say),
            "confirm": lambda: confirm_analysis(ctx, case, door="Test"),
            "advance": lambda: advance_case(ctx, case, "gestart", door="Test"),
            "task": lambda: self.tasks.append(
                create_task(ctx, case, "document", False, "Stuur op.").id
            ),
            "urgent": lambda: self.tasks.append(
                create_task(ctx, case, "terugbellen", True, "Bel nu.").id
            ),
            "finish": lambda: finish_task(ctx, task, door="Test", notitie="Is klaar."),
            "take": lambda: take_task(
                ctx, task, gebruiker_id=self.lead, door="Test Regisseur"
            ),
            "postpone": lambda: postpone_task(
                ctx, task, day + timedelta(days=30), door="Test", reden="Er is ziekte."
            ),
            "stop": lambda: stop_for_safety(ctx, case, reden="Gevaar.", rol="ouder"),
            "lift": lambda: lift_safety_stop(
                ctx, case, SYSTEEM, reden="De huisarts heeft gebeld vandaag."
            ),
            "lead": lambda: assign_regisseur(ctx, case, self.lead, door="Test"),
            "close": lambda: close_case(
                ctx,
                case,
                SYSTEEM,
                uitkomst="opgelost_so_vso",
                reden="Het loopt nu goed.",
                vervallen=self.tasks,
            ),
            "reopen": lambda: reopen_case(
                ctx,
                case,
                SYSTEEM,
                reden="weer_thuis",
                toelichting="De leerling zit weer thuis.",
            ),
        }


def test_the_lines_equal_a_rebuild_after_any_use_cases(
    ctx: Context, answers: dict[str, object]
) -> None:
    moves = st.tuples(st.sampled_from(STEPS), st.integers(0, 5))

    @settings(max_examples=12, deadline=None)
    @given(st.lists(moves, max_size=25))
    def holds(steps: list[tuple[str, int]]) -> None:
        world = World(ctx, answers)
        for step, which in steps:
            world.do(step, which)
        assert rebuild_overview(ctx) == 0

    holds()


def test_the_lines_of_the_demo_region_equal_a_rebuild(demo: Context) -> None:
    assert len(list_cases(demo, SYSTEEM)) == 32
    assert rebuild_overview(demo) == 0


def test_lines_that_are_missing_are_made_again(demo: Context) -> None:
    before = [row.id for row in list_cases(demo, SYSTEEM)]
    with demo.store.unit_of_work() as uow:
        uow.session.execute(delete(Casusklok))
        uow.session.execute(delete(Casusregel))
    assert list_cases(demo, SYSTEEM) == []
    assert rebuild_overview(demo, only_missing=True) == len(before)
    assert [row.id for row in list_cases(demo, SYSTEEM)] == before
    assert rebuild_overview(demo, only_missing=True) == 0


def test_a_change_over_many_rows_is_followed_when_it_is_told(demo: Context) -> None:
    case = list_cases(demo, SYSTEEM)[5].id
    with demo.store.unit_of_work() as uow:
        casus = uow.session.get_one(Casus, case)
        uow.session.execute(
            Casus.__table__.update().where(Casus.id == case).values(regisseur_id=None)
        )
        refresh(demo, uow, casus)
    row = next(row for row in list_cases(demo, SYSTEEM) if row.id == case)
    assert row.regisseur is None
    assert rebuild_overview(demo) == 0


def test_a_line_does_not_change_by_itself_when_days_go_by(demo: Context) -> None:
    from dataclasses import replace

    later = replace(demo, peildatum=demo.today() + timedelta(days=200))
    assert rebuild_overview(later) == 0
    for now, then in zip(
        sorted(list_cases(demo, SYSTEEM), key=lambda row: row.id),
        sorted(list_cases(later, SYSTEEM), key=lambda row: row.id),
        strict=True,
    ):
        if now.weken_thuis is not None:
            assert then.weken_thuis is not None
            assert then.weken_thuis - now.weken_thuis in (28, 29)


def test_nothing_of_a_line_stays_when_the_transaction_fails(
    ctx: Context, case: str
) -> None:
    with suppress(RuntimeError), ctx.store.unit_of_work() as uow:
        uow.session.get_one(Casus, case).regio = "elders"
        raise RuntimeError
    assert rebuild_overview(ctx) == 0
