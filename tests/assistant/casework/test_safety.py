"""Danger stops a case at once, puts a person on it, and no task lands nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.casework.advise_case import advise_case
from assistant.casework.cases import case_view
from assistant.casework.chat import open_conversation, send_message
from assistant.casework.close_case import close_case
from assistant.casework.confirm_analysis import confirm_analysis
from assistant.casework.inbox import open_tasks
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.next_question import stand_van_vragen
from assistant.casework.next_steps import next_steps
from assistant.casework.people import create_user
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answer
from assistant.casework.start_case import start_case
from assistant.casework.stop_for_safety import lift_safety_stop, stop_for_safety
from assistant.casework.tasks import create_task, finish_task
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.errors import TransitionError
from models.gebruiker import Rol

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

SAY = {"rol": "zorgcoordinator", "via": "chat"}
CARE = SYSTEEM
"""The command line of the owner may do everything; roles are tried one by one."""


@pytest.mark.parametrize("veld", ["veiligheid_direct", "signaal_suicide"])
@pytest.mark.parametrize("waarde", ["ja", "twijfel"])
def test_danger_stops_the_case_and_creates_one_urgent_task(
    ctx: Context, case: str, veld: str, waarde: str
) -> None:
    record_answer(ctx, case, veld, waarde, **SAY)
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"
    assert stand_van_vragen(ctx, case).volgende is None
    assert current_answers(ctx, case) == {veld: waarde}
    stop_for_safety(ctx, case, reden="nog een keer", rol="ouder")
    (task,) = open_tasks(ctx, SYSTEEM, case)
    assert (task.soort, task.urgent) == ("veiligheid", True)


def test_no_danger_does_not_stop(ctx: Context, case: str) -> None:
    record_answer(ctx, case, "veiligheid_direct", "nee", **SAY)
    record_answer(ctx, case, "signaal_suicide", "niet_gevraagd", **SAY)
    assert case_view(ctx, case, SYSTEEM).status == "intake"
    assert open_tasks(ctx, SYSTEEM) == []


def test_worries_about_home_warn_the_regisseur_without_stopping(
    ctx: Context, case: str
) -> None:
    record_answer(ctx, case, "signaal_thuis_onveilig", "twijfel", **SAY)
    assert case_view(ctx, case, SYSTEEM).status == "intake"
    assert [task.soort for task in open_tasks(ctx, SYSTEEM, case)] == ["meldcode"]


def test_worries_about_home_are_never_shown_to_parents(ctx: Context, case: str) -> None:
    before = next_steps(ctx, case)
    record_answer(ctx, case, "signaal_thuis_onveilig", "ja", **SAY)
    assert next_steps(ctx, case) == before


def test_a_stop_after_the_advice_blocks_everything_until_it_is_lifted(
    ctx: Context, advised_case: Callable[..., str]
) -> None:
    casus_id = advised_case()
    record_answer(ctx, casus_id, "signaal_suicide", "twijfel", **SAY)
    with pytest.raises(NotAllowedError, match="veiligheidsstop"):
        advise_case(ctx, casus_id)
    with pytest.raises(NotAllowedError, match="veiligheidsstop"):
        confirm_analysis(ctx, casus_id, door="Test Zorg")
    lift_safety_stop(ctx, casus_id, CARE, reden="Gesproken, er is hulp.")
    assert case_view(ctx, casus_id, SYSTEEM).status == "geadviseerd"


@pytest.mark.parametrize(
    ("naam", "reden", "said"),
    [("", "er is nu hulp", "met uw naam"), ("Test", "ok", "waarom de stop weg kan")],
)
def test_a_stop_is_lifted_only_with_a_name_and_a_reason(
    ctx: Context, case: str, naam: str, reden: str, said: str
) -> None:
    stop_for_safety(ctx, case, reden="gevaar", rol="ouder")
    with pytest.raises(InputError, match=said):
        lift_safety_stop(ctx, case, replace(CARE, naam=naam), reden=reden)
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"


@pytest.mark.parametrize("rol", list(Rol))
def test_a_stop_is_lifted_only_by_the_roles_of_the_row(
    ctx: Context, case: str, rol: Rol
) -> None:
    stop_for_safety(ctx, case, reden="gevaar", rol="ouder")
    allowed = rol in ctx.knowledge.leven.bevoegdheid("stop_opheffen").rollen
    # A role of the row comes past the mandate; this case is then of another party.
    who = Kijker(rol=rol.value, naam="Iemand", organisatie_id="elders")
    with pytest.raises(NotFoundError if allowed else NotAllowedError):
        lift_safety_stop(ctx, case, who, reden="Gesproken, het is veilig.")
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"


def test_there_is_nothing_to_lift_on_a_running_case(ctx: Context, case: str) -> None:
    with pytest.raises(TransitionError, match="niet gestopt"):
        lift_safety_stop(ctx, case, CARE, reden="er is niets aan de hand")


def test_parents_of_a_stopped_case_see_whom_to_call_and_no_reason(
    ctx: Context, case: str
) -> None:
    stop_for_safety(ctx, case, reden="Een geheime reden", rol="zorgcoordinator")
    view = next_steps(ctx, case)
    assert view.veiligheid
    assert view.stand == ctx.knowledge.veiligheid.tekst("ouder")
    assert view.stappen == ()
    assert "geheime" not in str(view)


def test_a_lifted_stop_is_not_put_back_by_an_unrelated_answer(
    ctx: Context, case: str
) -> None:
    record_answer(ctx, case, "signaal_suicide", "twijfel", **SAY)
    lift_safety_stop(ctx, case, CARE, reden="Arts heeft gesproken, veilig.")
    record_answer(ctx, case, "leerjaar", "2", **SAY)
    assert case_view(ctx, case, SYSTEEM).status == "intake"


def test_an_advice_on_a_dangerous_answer_stops_again(ctx: Context, case: str) -> None:
    record_answer(ctx, case, "signaal_suicide", "twijfel", **SAY)
    lift_safety_stop(ctx, case, CARE, reden="Arts heeft gesproken, veilig.")
    confirm_analysis(ctx, case, door="Test")
    view = case_view(ctx, case, SYSTEEM)
    assert view.status == "gestopt"
    assert view.advies is not None and view.advies.stop


def test_tasks_land_with_the_regisseur_or_the_samenwerkingsverband(
    ctx: Context,
) -> None:
    nobody = start_case(ctx, rol="ouder")
    regisseur = create_user(ctx, naam="Test Regisseur", rol="regisseur")
    somebody = start_case(ctx, rol="ouder")
    for casus_id in (nobody, somebody, None):
        create_task(ctx, casus_id, "terugbellen", False, "Bel de ouder.")
    assert [task.voor for task in open_tasks(ctx, SYSTEEM)] == [
        regisseur.organisatie,
        regisseur.naam,
        regisseur.organisatie,
    ]


def test_a_task_is_done_once_by_a_named_person(ctx: Context, case: str) -> None:
    create_task(ctx, case, "klacht", False, "Niet urgent.")
    urgent = create_task(ctx, case, "terugbellen", True, "Bel nu.")
    assert [task.urgent for task in open_tasks(ctx, SYSTEEM)] == [True, False]
    finish_task(ctx, urgent.id, door="Test Regisseur")
    assert [task.soort for task in open_tasks(ctx, SYSTEEM)] == ["klacht"]
    with pytest.raises(NotAllowedError, match="al gedaan door Test Regisseur"):
        finish_task(ctx, urgent.id, door="Iemand anders")
    with pytest.raises(NotFoundError):
        finish_task(ctx, 999, door="Test")


def test_a_task_without_words_is_refused(ctx: Context, case: str) -> None:
    with pytest.raises(InputError, match="zonder tekst"):
        create_task(ctx, case, "terugbellen", False, "  ")
    assert open_tasks(ctx, SYSTEEM) == []


DANGER = "hij zegt dat hij dood wil"


def calls(ctx: Context, case: str) -> int:
    return sum(
        task.soort == "veiligheid" and task.urgent
        for task in open_tasks(ctx, SYSTEEM, case)
    )


def test_danger_in_the_words_of_a_form_stops_the_case(ctx: Context, case: str) -> None:
    record_answer(ctx, case, "stem_kind_wens", DANGER, rol="ouder", via="formulier")
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"
    assert current_answers(ctx, case) == {"stem_kind_wens": DANGER}
    assert calls(ctx, case) == 1


def test_new_danger_in_a_stopped_case_calls_a_person_again(
    ctx: Context, case: str
) -> None:
    stop_for_safety(ctx, case, reden="gevaar", rol="ouder")
    (task,) = open_tasks(ctx, SYSTEEM, case)
    finish_task(ctx, task.id, door="Test", notitie="Gebeld met moeder.")
    assert not stop_for_safety(ctx, case, reden="weer gevaar", rol="ouder")
    assert calls(ctx, case) == 1


def test_danger_in_a_chat_about_a_closed_case_calls_a_person(
    ctx: Context, case: str
) -> None:
    close_case(
        ctx, case, CARE, uitkomst="opgelost_maatwerk", reden="De leerling is verhuisd."
    )
    talk = open_conversation(ctx, rol="ouder", door=None, casus_id=case)
    assert send_message(ctx, talk, DANGER).status == "gestopt"
    assert case_view(ctx, case, SYSTEEM).status == "afgesloten"
    assert calls(ctx, case) == 1
