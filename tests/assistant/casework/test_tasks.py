"""Tasks: they always land with somebody who can do something about them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.casework.inbox import inbox, open_tasks, require_task
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.people import add_appointment, add_user, create_user
from assistant.casework.staff_changes import block_person, end_role_of
from assistant.casework.start_case import start_case
from assistant.casework.task_changes import pass_task, postpone_task, take_task
from assistant.casework.tasks import create_task, finish_task
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.casus import Casus
from models.gebruiker import Gebruiker, Rol, all_appointments
from models.organisatie import Organisatie, OrganisatieSoort

if TYPE_CHECKING:
    from assistant.casework.views import UserView
    from assistant.context import Context

PARTIES = {
    "swv-een": OrganisatieSoort.SAMENWERKINGSVERBAND_PO,
    "swv-twee": OrganisatieSoort.SAMENWERKINGSVERBAND_VO,
    "school": OrganisatieSoort.SCHOOL,
}


def look(ctx: Context, user: UserView) -> Kijker:
    """Return this person as the one who looks."""
    return Kijker(
        rol=user.rol,
        naam=user.naam,
        gebruiker_id=user.id,
        aanstelling_id=user.aanstelling_id,
        organisatie_id=user.organisatie_id,
        organisatie_soort=user.organisatie_soort,
    )


def add_parties(ctx: Context) -> None:
    """Add two samenwerkingsverbanden and a school."""
    with ctx.store.unit_of_work() as uow:
        for party, kind in PARTIES.items():
            if uow.session.get(Organisatie, party) is None:
                uow.session.add(Organisatie(id=party, naam=party, soort=kind))


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(
            [
                (Rol.REGISSEUR, "swv-een"),
                (Rol.SECRETARIS, "swv-twee"),
                (Rol.BEHEERDER, "swv-twee"),
                (Rol.OVERLEGLID, "swv-een"),
                (Rol.ZORGCOORDINATOR, "school"),
                (Rol.FUNCTIONARIS_GEGEVENSBESCHERMING, "swv-een"),
            ]
        ),
        st.booleans(),  # still works here
        st.booleans(),  # the role still holds
    ),
    max_size=6,
)


def test_no_task_lands_nowhere(ctx: Context) -> None:
    @settings(max_examples=25, deadline=None)
    @given(
        people=PEOPLE,
        lead=st.integers(0, 5),
        swv=st.sampled_from([None, "swv-een", "swv-twee"]),
        urgent=st.booleans(),
    )
    def holds(
        people: list[tuple[tuple[Rol, str], bool, bool]],
        lead: int,
        swv: str | None,
        urgent: bool,
    ) -> None:
        add_parties(ctx)
        today = ctx.today()
        with ctx.store.unit_of_work() as uow:
            for user in uow.session.query(Gebruiker):
                user.actief = False
            ids = []
            for (rol, party), here, holds in people:
                user = add_user(ctx, uow, naam=f"Test {rol}")
                where = uow.session.get_one(Organisatie, party)
                row = add_appointment(ctx, uow, user, rol, where, door=None)
                row.van = today - timedelta(days=50)
                row.tot = None if holds else today - timedelta(days=1)
                user.actief = here
                ids.append(user.id)
        casus_id = start_case(ctx, rol="ouder")
        with ctx.store.unit_of_work() as uow:
            casus = uow.session.get_one(Casus, casus_id)
            casus.swv_id = swv
            casus.regisseur_id = ids[lead] if lead < len(ids) else None
        task = create_task(ctx, casus_id, "veiligheid", urgent, "Neem contact op.")
        roles = ctx.knowledge.werkvoorraad.rollen
        with ctx.store.reading() as uow:
            able = [r for r in all_appointments(uow.session, today) if r.rol in roles]
            kijkers = [
                Kijker(
                    rol=row.rol.value,
                    naam=row.gebruiker.naam,
                    gebruiker_id=row.gebruiker_id,
                    organisatie_id=row.organisatie_id,
                )
                for row in able
            ]
        seen = [k for k in kijkers if task.id in inbox_ids(ctx, k)]
        assert bool(seen) is bool(kijkers)
        assert task.voor
        if not kijkers:
            # Whoever is the first to be able to do something finds it.
            first = create_user(
                ctx, naam="Test Eerste", rol="beheerder", organisatie="swv-een"
            )
            assert task.id in inbox_ids(ctx, look(ctx, first))

    holds()


def inbox_ids(ctx: Context, kijker: Kijker) -> set[int]:
    """Return the tasks on all pages of an inbox."""
    found: set[int] = set()
    for bak in ("mijn", "organisatie"):
        page = inbox(ctx, kijker, bak)
        for blad in range(1, page.bladzijden + 1):
            found |= {t.id for t in inbox(ctx, kijker, bak, blad=blad).taken}
    return found


@pytest.fixture
def lead(ctx: Context) -> UserView:
    """Return the regisseur; who starts a case after this has her for it."""
    return create_user(ctx, naam="Test Regisseur", rol="regisseur")


def test_every_kind_of_task_has_a_term(ctx: Context, case: str) -> None:
    for kind in ctx.knowledge.werkvoorraad.soorten:
        task = create_task(ctx, case, kind.id, False, "Doe dit.")
        assert task.uiterlijk == ctx.today() + timedelta(days=kind.dagen)
    chosen = date(2026, 12, 1)
    task = create_task(ctx, case, "klacht", False, "Doe dit.", uiterlijk=chosen)
    assert task.uiterlijk == chosen


def test_a_task_for_somebody_who_left_goes_to_the_regisseur(
    ctx: Context, lead: UserView
) -> None:
    gone = create_user(ctx, naam="Test Weg", rol="secretaris")
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Gebruiker, gone.id).actief = False
    casus_id = start_case(ctx, rol="ouder")
    task = create_task(ctx, casus_id, "document", False, "Stuur op.", voor_id=gone.id)
    assert task.voor == lead.naam


def test_a_late_task_is_escalated_by_the_query_alone(
    ctx: Context, lead: UserView
) -> None:
    other = create_user(ctx, naam="Test Secretaris", rol="secretaris")
    casus_id = start_case(ctx, rol="ouder")
    due = ctx.today()
    task = create_task(
        ctx, casus_id, "document", False, "Stuur op.", voor_id=other.id, uiterlijk=due
    )
    me = look(ctx, lead)
    assert task.id not in {t.id for t in inbox(ctx, me, "te_laat").taken}
    from dataclasses import replace

    tomorrow = replace(ctx, peildatum=ctx.today() + timedelta(days=1))
    (late,) = inbox(tomorrow, me, "te_laat").taken
    assert (late.id, late.voor, late.te_laat) == (task.id, other.naam, True)


def test_taking_passing_and_finishing_are_told_with_the_task(
    ctx: Context, lead: UserView
) -> None:
    other = create_user(ctx, naam="Test Secretaris", rol="secretaris")
    task = create_task(ctx, None, "afspraak", False, "Plan het gesprek.")
    take_task(ctx, task.id, gebruiker_id=lead.id, door=lead.naam)
    pass_task(ctx, task.id, other.id, door=lead.naam, notitie="Jij kent de school.")
    later = ctx.today() + timedelta(days=30)
    postpone_task(ctx, task.id, later, door=other.naam, reden="Er is vakantie.")
    done = finish_task(ctx, task.id, door=other.naam, notitie="Gesprek gehad.")
    told = [(note.wat.split()[0], note.notitie, note.door) for note in done.notities]
    assert told == [
        ("Opgepakt", "", lead.naam),
        ("Doorgegeven", "Jij kent de school.", lead.naam),
        ("Uitgesteld", "Er is vakantie.", other.naam),
        ("Klaar", "Gesprek gehad.", other.naam),
    ]
    with pytest.raises(NotAllowedError, match="al gedaan"):
        pass_task(ctx, task.id, lead.id, door=lead.naam)


def test_a_task_goes_only_to_who_can_do_it(ctx: Context, lead: UserView) -> None:
    member = create_user(ctx, naam="Test Lid", rol="overleglid")
    task = create_task(ctx, None, "afspraak", False, "Plan het gesprek.")
    with pytest.raises(InputError, match="kan geen taken krijgen"):
        pass_task(ctx, task.id, member.id, door=lead.naam)
    (still,) = open_tasks(ctx, SYSTEEM)
    assert still.voor == task.voor


def test_a_note_holds_no_bsn(ctx: Context, case: str) -> None:
    task = create_task(ctx, case, "document", False, "Stuur op.")
    with pytest.raises(InputError, match="BSN"):
        finish_task(ctx, task.id, door="Test", notitie="Zie 111222333.")
    assert [t.id for t in open_tasks(ctx, SYSTEEM)] == [task.id]


def test_a_foreign_task_is_not_there(ctx: Context, lead: UserView) -> None:
    add_parties(ctx)
    stranger = create_user(
        ctx, naam="Test Vreemd", rol="regisseur", organisatie="swv-een"
    )
    task = create_task(
        ctx, start_case(ctx, rol="ouder"), "klacht", False, "Bel.", voor_id=lead.id
    )
    assert require_task(ctx, look(ctx, lead), task.id).id == task.id
    for kijker in (look(ctx, stranger), Kijker(rol="ouder", naam="Ouder 1")):
        with pytest.raises(NotFoundError):
            require_task(ctx, kijker, task.id)


@pytest.mark.parametrize("how", ["end", "block"])
def test_tasks_of_who_leaves_go_to_people_who_are_there(
    ctx: Context, lead: UserView, how: str
) -> None:
    boss = look(ctx, create_user(ctx, naam="Test Beheer", rol="beheerder"))
    leaves = create_user(ctx, naam="Test Weg", rol="secretaris")
    case = start_case(ctx, rol="ouder")
    for casus_id in (case, None):
        create_task(ctx, casus_id, "klacht", True, "Bel.", voor_id=leaves.id)
    if how == "end":
        end_role_of(ctx, boss, leaves.aanstelling_id, tot=None, opvolger_id=None)
    else:
        block_person(ctx, boss, leaves.id, blokkeer=True)
    left = open_tasks(ctx, SYSTEEM)
    assert len(left) == 2
    assert {(task.voor_id, task.organisatie) for task in left} == {
        (None, lead.organisatie)
    }
    assert {task.id for task in inbox(ctx, look(ctx, lead), "organisatie").taken} == {
        task.id for task in left
    }
