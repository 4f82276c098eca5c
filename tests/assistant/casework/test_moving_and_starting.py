"""A pupil moves, starts, and is looked after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.life_view import life_view, task_choices
from assistant.casework.look_after import record_look, record_start
from assistant.casework.move_pupil import move_pupil
from assistant.casework.read_answers import current_answers
from assistant.casework.tasks import create_task
from assistant.errors import (
    InputError,
    NotFoundError,
)
from models.casus import CasusStatus
from models.taak import open_taken
from tests.assistant.casework.life import (
    casus_of,
    owners,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from tests.assistant.casework.region import Region


def test_a_move_names_the_other_samenwerkingsverband(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    moved = move_pupil(
        ctx,
        case,
        regio.regisseur1,
        gemeente="Gouda",
        postcode4="2801",
        reden="Sinds 1 september verhuisd.",
    )
    assert (moved.ander_swv, moved.buiten_regio) == ("ander", False)
    assert casus_of(ctx, case).swv_id == "swv"
    assert current_answers(ctx, case)["postcode4"] == "2801"
    far = move_pupil(
        ctx, case, regio.regisseur1, gemeente="Groningen", reden="Nu verder weg."
    )
    assert far.buiten_regio


def test_a_new_school_gets_the_case_and_the_tasks_of_the_old_zorgcoordinator(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    create_task(
        ctx,
        case,
        "document",
        False,
        "Vraag het OPP op.",
        voor_id=regio.zorg1.gebruiker_id,
    )
    move_pupil(ctx, case, regio.zorg1, school="nieuw", reden="Nieuwe school gevonden.")
    assert casus_of(ctx, case).organisatie_id == "nieuw"
    assert owners(ctx, case) == {"Vraag het OPP op.": regio.nieuwe_zorg.naam}
    with pytest.raises(NotFoundError):
        life_view(ctx, case, regio.zorg1)


def test_a_move_without_a_change_or_with_a_wrong_school_is_refused(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    with pytest.raises(InputError, match="Vul in wat er is veranderd"):
        move_pupil(ctx, case, regio.zorg1, reden="Er is niets veranderd.")
    with pytest.raises(InputError, match="niet bekend"):
        move_pupil(ctx, case, regio.zorg1, school="swv", reden="Een nieuwe school.")


def test_after_the_start_two_looks_follow_and_a_bad_look_brings_another(
    ctx: Context, regio: Region
) -> None:
    case = regio.start(CasusStatus.BESLOTEN)
    with pytest.raises(InputError, match="komt nog"):
        record_start(ctx, case, regio.zorg1, op=ctx.today() + timedelta(days=1))
    record_start(ctx, case, regio.zorg1, op=ctx.today())
    with ctx.store.reading() as uow:
        due = sorted(t.uiterlijk for t in open_taken(uow.session, case) if t.uiterlijk)
    assert due == [ctx.today() + timedelta(days=7), ctx.today() + timedelta(weeks=4)]
    record_look(ctx, case, regio.zorg1, gaat="deels", notitie="Twee ochtenden per week")
    assert casus_of(ctx, case).status is CasusStatus.NAZORG
    assert len(task_choices(ctx, case)) == 2
    record_look(ctx, case, regio.zorg1, gaat="ja", notitie="Gaat weer elke dag.")
    assert current_answers(ctx, case)["nazorg_controle"] == "ja"
    assert len(task_choices(ctx, case)) == 1


def test_a_start_without_a_table_needs_a_reason(ctx: Context, regio: Region) -> None:
    case = regio.start(CasusStatus.GEADVISEERD)
    with pytest.raises(InputError, match="welke route"):
        record_start(ctx, case, regio.zorg1, op=ctx.today())
    record_start(ctx, case, regio.zorg1, op=ctx.today(), reden="Opbouw op eigen school")
    assert casus_of(ctx, case).status is CasusStatus.GESTART
