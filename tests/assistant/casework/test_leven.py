"""A case is closed, opened again and stopped, and nothing gets lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.casework.cases import case_view
from assistant.casework.inbox import require_task
from assistant.casework.kijker import SYSTEEM
from assistant.casework.life_view import life_view, task_choices
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answer
from assistant.casework.reopen_case import reopen_case
from assistant.casework.stop_for_safety import lift_safety_stop, stop_for_safety
from assistant.casework.tasks import create_task
from assistant.errors import (
    InputError,
    NotAllowedError,
    NotFoundError,
)
from models.casus import CasusStatus
from models.deling import Deling, Grond
from models.taak import open_taken
from tests.assistant.casework.life import (
    WHY,
    at_once,
    casus_of,
    close,
    history_of,
    owners,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from tests.assistant.casework.region import Region


def test_a_closed_case_keeps_its_outcome_and_takes_no_more_answers(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    close(ctx, case, regio.regisseur1)
    view = life_view(ctx, case, regio.regisseur1)
    assert (view.status, view.uitkomst) == ("afgesloten", "opgelost_so_vso")
    assert current_answers(ctx, case) == {"uitkomst": "opgelost_so_vso"}
    assert (view.pad[-1].tekst, view.pad[-1].reden) == ("afgesloten", WHY)
    assert view.kan == {"heropenen", "kosten"}
    with pytest.raises(NotAllowedError, match="afgesloten"):
        record_answer(ctx, case, "leerjaar", "3", rol="ouder", via="formulier")


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"uitkomst": "loopt"}, "hoe het is afgelopen"),
        ({"uitkomst": "weg"}, "hoe het is afgelopen"),
        ({"reden": "klaar"}, "waarom de casus dicht kan"),
    ],
)
def test_closing_needs_an_outcome_and_a_reason(
    ctx: Context, regio: Region, other: dict[str, str], said: str
) -> None:
    case = regio.start()
    with pytest.raises(InputError, match=said):
        close(ctx, case, regio.regisseur1, **other)
    assert casus_of(ctx, case).status is CasusStatus.INTAKE
    assert current_answers(ctx, case) == {}


def test_no_open_task_is_left_behind_and_an_urgent_one_must_be_done(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    create_task(ctx, case, "terugbellen", False, "Bel de moeder terug.")
    with pytest.raises(InputError, match="Bel de moeder terug"):
        close(ctx, case, regio.regisseur1)
    create_task(ctx, case, "veiligheid", True, "Kijk of het veilig is.")
    lapse = {row.id for row in task_choices(ctx, case)}
    with pytest.raises(NotAllowedError, match="dringende taak"):
        close(ctx, case, regio.regisseur1, vervallen=lapse)
    with ctx.store.unit_of_work() as uow:
        for taak in open_taken(uow.session, case):
            taak.urgent = False
    close(ctx, case, regio.regisseur1, vervallen=lapse)
    assert task_choices(ctx, case) == ()


def test_a_stopped_case_cannot_be_closed(ctx: Context, regio: Region) -> None:
    case = regio.start()
    stop_for_safety(ctx, case, reden="gevaar", rol="ouder")
    with pytest.raises(NotAllowedError, match="gestopt voor de veiligheid"):
        close(ctx, case, regio.regisseur1)


def test_a_reopened_case_starts_a_new_round_with_its_history(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    close(ctx, case, regio.regisseur1)
    reopen_case(
        ctx, case, regio.zorg1, reden="weer_thuis", toelichting="Sinds maandag thuis."
    )
    view = life_view(ctx, case, regio.zorg1)
    assert [line.tekst for line in view.pad] == ["in gesprek", "afgesloten", "heropend"]
    assert view.pad[-1].reden == "De leerling zit weer thuis. Sinds maandag thuis."
    assert (view.uitkomst, view.gesloten_op) == (None, None)
    assert current_answers(ctx, case)["uitkomst"] == "loopt"
    (told,) = owners(ctx, case).values()
    assert told == regio.regisseur1.naam
    with pytest.raises(NotAllowedError, match="niets om te heropenen"):
        reopen_case(ctx, case, regio.zorg1, reden="anders", toelichting="nog een keer")


def test_reopening_asks_a_reason_of_the_list(ctx: Context, regio: Region) -> None:
    case = regio.start()
    close(ctx, case, regio.regisseur1)
    with pytest.raises(InputError, match="Kies waarom"):
        reopen_case(ctx, case, regio.zorg1, reden="zomaar", toelichting="geen idee nog")


def test_only_who_leads_a_case_closes_it(ctx: Context, regio: Region) -> None:
    case = regio.start()
    with pytest.raises(NotAllowedError, match="zorgcoordinator of regisseur"):
        close(ctx, case, replace(regio.regisseur1, rol="overleglid"))
    with pytest.raises(NotFoundError):
        close(ctx, case, regio.andere_regisseur)
    with ctx.store.unit_of_work() as uow:
        uow.session.add(
            Deling(
                casus_id=case,
                organisatie_id="ander",
                grond=Grond.TAAK,
                doel="Warme overdracht",
                van=ctx.today(),
                door="Test",
                op=ctx.now(),
            )
        )
    with pytest.raises(NotAllowedError, match="met u gedeeld"):
        close(ctx, case, regio.andere_regisseur)


def test_two_who_close_at_once_get_one_winner(ctx: Context, regio: Region) -> None:
    case = regio.start()
    results = at_once(
        lambda: close(ctx, case, regio.regisseur1),
        lambda: close(ctx, case, regio.zorg1, uitkomst="gestopt_anders"),
    )
    (refused,) = [one for one in results if one is not None]
    assert "intussen al afgesloten" in str(refused)
    path = life_view(ctx, case, SYSTEEM).pad
    assert [line.tekst for line in path] == ["in gesprek", "afgesloten"]


def test_a_stop_is_lifted_by_who_leads_the_case(ctx: Context, regio: Region) -> None:
    case = regio.start()
    stop_for_safety(ctx, case, reden="Er is gevaar.", rol="ouder")
    assert life_view(ctx, case, regio.secretaris).pad[-1].reden == ""
    assert life_view(ctx, case, regio.regisseur1).pad[-1].reden == "Er is gevaar."
    assert "Er is gevaar." not in history_of(ctx, case, regio.secretaris)
    assert "Er is gevaar." in history_of(ctx, case, regio.regisseur1)
    seen = [task.tekst for task in case_view(ctx, case, regio.secretaris).taken]
    assert ctx.knowledge.taakteksten.verborgen in seen
    assert not any("gevaar" in text for text in seen)
    told = [task.tekst for task in case_view(ctx, case, regio.regisseur1).taken]
    assert any("Er is gevaar." in text for text in told)
    with pytest.raises(NotAllowedError, match="Dat doet een"):
        lift_safety_stop(ctx, case, regio.secretaris, reden="Het is nu veilig.")
    lift_safety_stop(ctx, case, regio.zorg1, reden="Gesproken, het is veilig.")
    assert casus_of(ctx, case).status is CasusStatus.INTAKE


def test_the_case_page_keeps_the_words_of_a_task_about_danger_from_the_secretaris(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    stop_for_safety(ctx, case, reden="Er is gevaar.", rol="ouder")
    shown = case_view(ctx, case, regio.secretaris).taken
    hidden = [task for task in shown if task.verborgen]
    assert [task.voor_id for task in hidden] == [regio.regisseur1.gebruiker_id]
    assert "gevaar" in require_task(ctx, regio.regisseur1, hidden[0].id).tekst
