"""After the decision: started, looked after, closed; and who keeps the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.casework.advance_case import advance_case
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.cases import case_view, list_cases
from assistant.casework.close_case import close_case
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM
from assistant.casework.life_view import task_choices
from assistant.casework.next_steps import next_steps
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answer
from assistant.casework.tasks import create_task
from assistant.errors import InputError, NotAllowedError
from models.errors import TransitionError

if TYPE_CHECKING:
    from assistant.context import Context


def test_a_decided_case_goes_on_to_the_end(demo: Context) -> None:
    (case, *_) = [row.id for row in list_cases(demo, SYSTEEM, ["besloten"])]
    for status in ("gestart", "nazorg"):
        advance_case(demo, case, status, door="Test", reden="Het loopt goed.")
        assert case_view(demo, case, SYSTEEM).status == status
    lapse = {row.id for row in task_choices(demo, case)}
    close_case(
        demo,
        case,
        SYSTEEM,
        uitkomst="opgelost_so_vso",
        reden="Het loopt nu goed.",
        vervallen=lapse,
    )
    assert next_steps(demo, case).pad[-1].stand == "nu"
    with pytest.raises(NotAllowedError, match="afgesloten"):
        record_answer(demo, case, "leerjaar", "3", rol="ouder", via="formulier")


@pytest.mark.parametrize(
    ("to", "error"),
    [
        ("gestart", TransitionError),
        ("besloten", InputError),
        ("klaar", InputError),
        ("afgesloten", InputError),
    ],
)
def test_a_case_in_intake_cannot_jump(
    ctx: Context, case: str, to: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        advance_case(ctx, case, to, door="Test")
    assert case_view(ctx, case, SYSTEEM).status == "intake"


def test_a_new_regisseur_gets_the_open_tasks(ctx: Context, case: str) -> None:
    create_task(ctx, case, "terugbellen", False, "Bel de ouder.")
    user = create_user(ctx, naam="Test Regisseur", rol="regisseur", telefoon="078")
    assert next_steps(ctx, case).contact.naam == "het samenwerkingsverband"
    assert assign_regisseur(ctx, case, user.id, door="Test") == 1
    assert [task.voor for task in open_tasks(ctx, SYSTEEM, case)] == ["Test Regisseur"]
    assert next_steps(ctx, case).contact.telefoon == "078"
    other = create_user(ctx, naam="Test Lid", rol="overleglid")
    with pytest.raises(InputError, match="geen regisseur"):
        assign_regisseur(ctx, case, other.id, door="Test")
