"""A case lives: it is handed over, closed and opened again, and nothing gets lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from assistant.casework.answer_handover import (
    accept_handover,
    refuse_handover,
    withdraw_handover,
)
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.cases import case_view
from assistant.casework.close_case import close_case
from assistant.casework.hand_over import offer_case
from assistant.casework.inbox import require_task
from assistant.casework.kijker import SYSTEEM
from assistant.casework.life_view import life_view, offers, task_choices
from assistant.casework.look_after import record_look, record_start
from assistant.casework.move_pupil import move_pupil
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answer
from assistant.casework.reopen_case import reopen_case
from assistant.casework.stop_for_safety import lift_safety_stop, stop_for_safety
from assistant.casework.task_views import ABOUT_DANGER
from assistant.casework.tasks import create_task
from assistant.errors import (
    CaseworkError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from models.casus import Casus, CasusStatus
from models.deling import Deling, Grond
from models.errors import TransitionError
from models.taak import open_taken
from tests.assistant.casework.region import Region, make_region

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

WHY = "Het gaat al weken goed."
OFFER = {"reden": "drukte", "notitie": "De moeder belt graag op vrijdag."}


@pytest.fixture
def regio(ctx: Context) -> Region:
    return make_region(ctx)


def casus_of(ctx: Context, casus_id: str) -> Casus:
    with ctx.store.reading() as uow:
        found = uow.session.get(Casus, casus_id)
        assert found is not None
        return found


def history_of(ctx: Context, casus_id: str, who) -> list[str]:
    """Return what people wrote with the moments of a case, as far as in sight."""
    return [one.toelichting for one in case_view(ctx, casus_id, who).geschiedenis]


def owners(ctx: Context, casus_id: str) -> dict[str, str]:
    """Return who has each open task that is not about a hand-over."""
    with ctx.store.reading() as uow:
        rows = open_taken(uow.session, casus_id)
        return {row.tekst: row.voor_naam for row in rows if row.soort != "overdracht"}


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run the works in threads that start together; return results or refusals."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        barrier.wait(timeout=20)
        try:
            return work()
        except (CaseworkError, TransitionError) as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


# --- closing and opening again ------------------------------------------------------


def close(ctx: Context, case: str, who, **other) -> None:
    close_case(ctx, case, who, **{"uitkomst": "opgelost_so_vso", "reden": WHY} | other)


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


# --- handing over -------------------------------------------------------------------


def test_a_case_is_offered_with_a_list_of_tasks_and_then_accepted(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    create_task(ctx, case, "terugbellen", False, "Bel de moeder.")
    create_task(ctx, case, "document", False, "Vraag het OPP op.")
    along = [t.id for t in task_choices(ctx, case) if "moeder" in t.tekst]
    to = str(regio.regisseur2.gebruiker_id)
    offer = offer_case(
        ctx, case, regio.regisseur1, soort="regisseur", naar=to, taken=along, **OFFER
    )
    assert casus_of(ctx, case).regisseur_id == regio.regisseur1.gebruiker_id
    ((mine,), _) = offers(ctx, regio.regisseur2)
    assert (mine.id, mine.taken, mine.voor_mij) == (offer, 1, True)
    assert accept_handover(ctx, offer, regio.regisseur2) == case
    assert casus_of(ctx, case).regisseur_id == regio.regisseur2.gebruiker_id
    assert owners(ctx, case) == {
        "Bel de moeder.": regio.regisseur2.naam,
        "Vraag het OPP op.": regio.regisseur1.naam,
    }
    assert offers(ctx, regio.regisseur2) == ((), ())
    assert len(task_choices(ctx, case)) == 2


def test_a_refused_case_stays_and_who_offered_it_hears_of_it(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    to = str(regio.zorg2.gebruiker_id)
    offer = offer_case(
        ctx, case, regio.zorg1, soort="zorgcoordinator", naar=to, **OFFER
    )
    with pytest.raises(InputError, match="niet overneemt"):
        refuse_handover(ctx, offer, regio.zorg2, reden="nee")
    refuse_handover(ctx, offer, regio.zorg2, reden="Ik ben op vakantie.")
    assert casus_of(ctx, case).zorgcoordinator_id == regio.zorg1.gebruiker_id
    (_, (sent,)) = offers(ctx, regio.zorg1)
    assert (sent.stand, sent.antwoord) == ("geweigerd", "Ik ben op vakantie.")
    assert [t.voor for t in task_choices(ctx, case)] == [regio.zorg1.naam]
    with pytest.raises(NotAllowedError, match="al geweigerd door Zorg2"):
        accept_handover(ctx, offer, regio.zorg2)


@pytest.mark.parametrize(
    ("soort", "naar", "said"),
    [
        ("regisseur", "zorg2", "geen regisseur"),
        ("regisseur", "andere_regisseur", "geen regisseur bij het samenwerkings"),
        ("zorgcoordinator", "nieuwe_zorg", "geen zorgcoordinator bij de school"),
        ("regisseur", "regisseur1", "heeft deze casus al"),
        ("klokkenluider", "regisseur2", "Kies wat u overdraagt"),
    ],
)
def test_a_case_goes_only_to_who_can_have_it(
    ctx: Context, regio: Region, soort: str, naar: str, said: str
) -> None:
    case, to = regio.start(), str(regio.mensen[naar].gebruiker_id)
    with pytest.raises(InputError, match=said):
        offer_case(ctx, case, regio.regisseur1, soort=soort, naar=to, **OFFER)


def test_a_case_is_offered_once_at_a_time_and_can_be_taken_back(
    ctx: Context, regio: Region
) -> None:
    case, to = regio.start(), str(regio.regisseur2.gebruiker_id)
    how = {"soort": "regisseur", "naar": to} | OFFER
    first = offer_case(ctx, case, regio.regisseur1, **how)
    with pytest.raises(NotAllowedError, match="al aangeboden door Regisseur1"):
        offer_case(ctx, case, regio.regisseur1, **how)
    with pytest.raises(NotFoundError):
        accept_handover(ctx, first, regio.zorg2)
    withdraw_handover(ctx, first, regio.regisseur1)
    with pytest.raises(NotAllowedError, match="ingetrokken"):
        accept_handover(ctx, first, regio.regisseur2)
    offer_case(ctx, case, regio.regisseur1, **how)


def test_another_samenwerkingsverband_takes_over_with_all_tasks(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    create_task(ctx, case, "terugbellen", False, "Bel de moeder.")
    offer = offer_case(
        ctx,
        case,
        regio.regisseur1,
        soort="regio",
        naar="ander",
        reden="verhuisd",
        notitie="Het gezin woont nu in Gouda.",
    )
    with pytest.raises(NotFoundError):
        life_view(ctx, case, regio.andere_regisseur)
    accept_handover(ctx, offer, regio.andere_regisseur)
    view = life_view(ctx, case, regio.andere_regisseur)
    assert view.samenwerkingsverband == "Ander verband (voorbeeld)"
    assert view.regisseur == regio.andere_regisseur.naam
    assert set(owners(ctx, case).values()) == {regio.andere_regisseur.naam}
    with pytest.raises(NotFoundError):
        life_view(ctx, case, regio.regisseur1)


def test_a_regisseur_is_chosen_at_once_when_there_is_none(
    ctx: Context, regio: Region
) -> None:
    case = regio.start()
    with ctx.store.unit_of_work() as uow:
        casus = uow.session.get(Casus, case)
        assert casus is not None
        casus.regisseur_id = None
    create_task(ctx, case, "terugbellen", False, "Bel de moeder.")
    new = regio.regisseur2.gebruiker_id or 0
    assert assign_regisseur(ctx, case, new, door="Test") == 1
    assert owners(ctx, case) == {"Bel de moeder.": regio.regisseur2.naam}


def test_a_closed_case_is_not_handed_over(ctx: Context, regio: Region) -> None:
    case, to = regio.start(), str(regio.regisseur2.gebruiker_id)
    offer = offer_case(ctx, case, regio.regisseur1, soort="regisseur", naar=to, **OFFER)
    lapse = {row.id for row in task_choices(ctx, case)}
    close(ctx, case, regio.regisseur1, vervallen=lapse)
    with pytest.raises(NotAllowedError, match="ingetrokken"):
        accept_handover(ctx, offer, regio.regisseur2)
    with pytest.raises(NotAllowedError, match="Heropen hem eerst"):
        offer_case(ctx, case, regio.regisseur1, soort="regisseur", naar=to, **OFFER)


# --- moving, starting, looking after ------------------------------------------------


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


# --- two people at the same time ----------------------------------------------------


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


def test_two_who_offer_at_once_make_one_offer(ctx: Context, regio: Region) -> None:
    case, to = regio.start(), str(regio.regisseur2.gebruiker_id)
    how = {"soort": "regisseur", "naar": to} | OFFER
    results = at_once(
        lambda: offer_case(ctx, case, regio.regisseur1, **how),
        lambda: offer_case(ctx, case, regio.regisseur1, **how),
    )
    assert sum(isinstance(one, int) for one in results) == 1
    assert sum("al aangeboden" in str(one) for one in results) == 1


def test_accepting_and_taking_back_at_once_has_one_outcome(
    ctx: Context, regio: Region
) -> None:
    case, to = regio.start(), str(regio.regisseur2.gebruiker_id)
    offer = offer_case(ctx, case, regio.regisseur1, soort="regisseur", naar=to, **OFFER)
    results = at_once(
        lambda: accept_handover(ctx, offer, regio.regisseur2),
        lambda: withdraw_handover(ctx, offer, regio.regisseur1),
    )
    (refused,) = [one for one in results if isinstance(one, NotAllowedError)]
    accepted = casus_of(ctx, case).regisseur_id == regio.regisseur2.gebruiker_id
    assert ("al aanvaard" in str(refused)) is accepted


def test_a_stop_is_lifted_by_who_leads_the_case(ctx: Context, regio: Region) -> None:
    case = regio.start()
    stop_for_safety(ctx, case, reden="Er is gevaar.", rol="ouder")
    assert life_view(ctx, case, regio.secretaris).pad[-1].reden == ""
    assert life_view(ctx, case, regio.regisseur1).pad[-1].reden == "Er is gevaar."
    assert "Er is gevaar." not in history_of(ctx, case, regio.secretaris)
    assert "Er is gevaar." in history_of(ctx, case, regio.regisseur1)
    seen = [task.tekst for task in case_view(ctx, case, regio.secretaris).taken]
    assert ABOUT_DANGER in seen
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
