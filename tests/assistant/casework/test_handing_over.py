"""A case is handed over: offered, accepted, refused or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.casework.answer_handover import (
    accept_handover,
    refuse_handover,
    withdraw_handover,
)
from assistant.casework.assign_regisseur import assign_regisseur
from assistant.casework.hand_over import offer_case
from assistant.casework.life_view import life_view, offers, task_choices
from assistant.casework.tasks import create_task
from assistant.errors import (
    InputError,
    NotAllowedError,
    NotFoundError,
)
from models.casus import Casus
from tests.assistant.casework.life import (
    OFFER,
    at_once,
    casus_of,
    close,
    owners,
)

if TYPE_CHECKING:
    from assistant.context import Context
    from tests.assistant.casework.region import Region


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
