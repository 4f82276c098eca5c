"""A beheerder sets up a region: organisations, schools and people, from nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.first_steps import first_steps
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.organisation_changes import (
    OrganisationForm,
    add_organisation,
    change_organisation,
    resume_organisation,
    stop_organisation,
)
from assistant.casework.organisations import managed_organisations, organisation
from assistant.casework.people import create_user, users
from assistant.casework.schools import add_schools, search_schools
from assistant.casework.staff import people, person
from assistant.casework.staff_changes import (
    add_person,
    block_person,
    change_person,
    end_role_of,
    give_role_to,
    invite,
)
from assistant.casework.start_case import start_case
from assistant.casework.tasks import create_task
from assistant.errors import (
    ChangedMeanwhileError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from models.casus import Casus
from models.taak import open_taken
from models.voorziening import School

if TYPE_CHECKING:
    from assistant.context import Context

SCHOOL = OrganisationForm("school", "School Een (voorbeeld)", schoolsoort="vo")
BRANCH = {
    "instelling": "99XX",
    "naam": "Voorbeeldschool DUO",
    "soort": "vo",
    "plaats": "DORDRECHT",
    "gemeente": "DORDRECHT",
    "bevoegd_gezag": "99999",
}


def viewer(ctx: Context, gebruiker_id: int, rol: str | None = None) -> Kijker:
    """Return somebody as a session would, in the first (or a given) role."""
    for row in users(ctx):
        if row.id == gebruiker_id and rol in (None, row.rol):
            return Kijker(
                row.rol,
                row.naam,
                row.id,
                row.aanstelling_id,
                row.organisatie_id,
                row.organisatie_soort,
            )
    raise AssertionError


@pytest.fixture
def boss(ctx: Context) -> Kijker:
    """Return the first beheerder of an empty record."""
    made = create_user(ctx, naam="Bea Voorbeeld", rol="beheerder")
    return viewer(ctx, made.id)


@pytest.fixture
def branch(ctx: Context) -> str:
    """Return the code of a school from the DUO files."""
    with ctx.store.unit_of_work() as uow:
        uow.session.add(School(id="99XX00", **BRANCH))
    return "99XX00"


def test_the_first_beheerder_comes_before_any_organisation(
    ctx: Context, boss: Kijker
) -> None:
    assert boss.organisatie_soort == "samenwerkingsverband_vo"
    assert [step.klaar for step in first_steps(ctx, boss)] == [False] * 5
    own = organisation(ctx, boss.organisatie_id or "")
    form = OrganisationForm(
        "samenwerkingsverband_vo", "SWV Voorbeeld", gemeenten=("Dordrecht", " ")
    )
    change_organisation(ctx, boss, own.id, form, versie=own.versie)
    named = organisation(ctx, own.id)
    assert (named.naam, named.gemeenten) == ("SWV Voorbeeld", ("Dordrecht",))
    assert [step.klaar for step in first_steps(ctx, boss)] == [True, *[False] * 4]


def test_the_first_steps_are_for_the_beheerder_of_a_samenwerkingsverband(
    ctx: Context, boss: Kijker
) -> None:
    school = add_organisation(ctx, boss, SCHOOL)
    made = create_user(ctx, naam="Sjaak", rol="beheerder", organisatie=school)
    assert first_steps(ctx, viewer(ctx, made.id)) == ()
    other = create_user(
        ctx, naam="Rik", rol="regisseur", organisatie=boss.organisatie_id
    )
    assert first_steps(ctx, viewer(ctx, other.id)) == ()


def test_two_people_who_change_an_organisation_lose_nothing(
    ctx: Context, boss: Kijker
) -> None:
    key = add_organisation(ctx, boss, SCHOOL)
    seen = organisation(ctx, key).versie
    change_organisation(ctx, boss, key, replace(SCHOOL, naam="Eerst"), versie=seen)
    with pytest.raises(ChangedMeanwhileError, match="iemand anders"):
        change_organisation(ctx, boss, key, replace(SCHOOL, naam="Dan"), versie=seen)
    assert organisation(ctx, key).naam == "Eerst"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"naam": "  "}, "naam"),
        ({"naam": "x" * 201}, "200 tekens"),
        ({"soort": "kerk"}, "wat voor organisatie"),
        ({"schoolsoort": "dansschool"}, "wat voor school"),
        ({"code": "no!"}, "geen nummer van DUO"),
        ({"ouder_id": "bestaat-niet"}, "niet bekend"),
    ],
)
def test_a_wrong_organisation_is_refused_and_nothing_is_stored(
    ctx: Context, boss: Kijker, change: dict[str, str], words: str
) -> None:
    before = managed_organisations(ctx, boss)
    with pytest.raises(InputError, match=words):
        add_organisation(ctx, boss, replace(SCHOOL, **change))
    assert managed_organisations(ctx, boss) == before


def test_a_school_of_the_duo_files_comes_with_its_board(
    ctx: Context, boss: Kijker, branch: str
) -> None:
    board = add_organisation(
        ctx, boss, OrganisationForm("schoolbestuur", "Bestuur", code="99999")
    )
    assert [row.id for row in search_schools(ctx, "dord VO 99xx").rijen] == [branch]
    assert search_schools(ctx, "", bestuur="99999").rijen
    assert not search_schools(ctx, "100%").rijen
    assert add_schools(ctx, boss, [branch, branch]) == 1
    assert add_schools(ctx, boss, [branch]) == 0
    (hit,) = search_schools(ctx, "voorbeeldschool").rijen
    school = organisation(ctx, hit.organisatie_id or "")
    assert (school.ouder_id, school.schoolsoort) == (board, "vo")
    with pytest.raises(InputError, match="aan"):
        add_schools(ctx, boss, [])
    with pytest.raises(InputError, match="staat niet in"):
        add_schools(ctx, boss, ["00AA00"])


def test_who_looks_after_what(ctx: Context, boss: Kijker) -> None:
    board = add_organisation(ctx, boss, OrganisationForm("schoolbestuur", "Bestuur"))
    own = add_organisation(ctx, boss, replace(SCHOOL, ouder_id=board))
    other = add_organisation(ctx, boss, replace(SCHOOL, naam="Andere school"))
    po = add_organisation(
        ctx, boss, OrganisationForm("samenwerkingsverband_po", "SWV PO")
    )
    assert {row.id for row in managed_organisations(ctx, boss)} >= {board, own, po}
    of_board = viewer(
        ctx, create_user(ctx, naam="B", rol="beheerder", organisatie=board).id
    )
    assert {row.id for row in managed_organisations(ctx, of_board)} == {board, own}
    assert add_organisation(ctx, of_board, replace(SCHOOL, ouder_id=board))
    with pytest.raises(NotAllowedError):
        add_organisation(ctx, of_board, SCHOOL)
    for foreign in (other, "bestaat-niet"):
        with pytest.raises(NotFoundError, match="beheert haar niet"):
            change_organisation(ctx, of_board, foreign, SCHOOL, versie=1)
    # As soon as another samenwerkingsverband has a beheerder, it is on its own.
    add_person(
        ctx,
        boss,
        naam="P",
        email=None,
        telefoon=None,
        rol="beheerder",
        organisatie_id=po,
    )
    assert po not in {row.id for row in managed_organisations(ctx, boss)}
    worker = viewer(
        ctx, create_user(ctx, naam="Z", rol="zorgcoordinator", organisatie=own).id
    )
    assert managed_organisations(ctx, worker) == []


def test_an_organisation_stops_only_when_nothing_hangs_on_it(
    ctx: Context, boss: Kijker
) -> None:
    key = add_organisation(ctx, boss, SCHOOL)
    made = create_user(ctx, naam="Z", rol="zorgcoordinator", organisatie=key)
    with pytest.raises(NotAllowedError, match="1 mensen"):
        stop_organisation(ctx, boss, key)
    role = viewer(ctx, made.id).aanstelling_id or 0
    end_role_of(ctx, boss, role, tot=None, opvolger_id=None)
    stop_organisation(ctx, boss, key)
    assert not organisation(ctx, key).actief
    with pytest.raises(InputError, match="doet niet meer mee"):
        give_role_to(ctx, boss, made.id, "zorgcoordinator", key)
    resume_organisation(ctx, boss, key)
    assert organisation(ctx, key).actief


def test_a_role_must_fit_the_organisation_and_is_given_once(
    ctx: Context, boss: Kijker
) -> None:
    key = add_organisation(ctx, boss, SCHOOL)
    made = create_user(ctx, naam="Z", rol="zorgcoordinator", organisatie=key)
    with pytest.raises(InputError, match="is er geen regisseur"):
        give_role_to(ctx, boss, made.id, "regisseur", key)
    with pytest.raises(InputError, match="al zorgcoördinator"):
        give_role_to(ctx, boss, made.id, "zorgcoordinator", key)
    give_role_to(ctx, boss, made.id, "overleglid", key)
    assert [row.rol for row in users(ctx) if row.id == made.id] == [
        "zorgcoordinator",
        "overleglid",
    ]


def test_an_email_address_belongs_to_one_person(ctx: Context, boss: Kijker) -> None:
    first = create_user(
        ctx, naam="A", rol="regisseur", email=" A@School.NL ", organisatie=None
    )
    assert person(ctx, boss, first.id).email == "a@school.nl"
    with pytest.raises(InputError, match="al van A"):
        create_user(ctx, naam="B", rol="regisseur", email="a@school.nl")
    with pytest.raises(InputError, match="geen e-mailadres"):
        change_person(ctx, boss, first.id, naam="A", email="a@b", telefoon=None)
    assert [row.naam for row in people(ctx, boss, "regisseur")] == ["A"]


def test_a_role_that_ends_hands_its_cases_and_tasks_on(
    ctx: Context, boss: Kijker
) -> None:
    old = create_user(ctx, naam="Oud", rol="regisseur")
    case = start_case(ctx, rol="regisseur", aanstelling_id=old.aanstelling_id)
    create_task(ctx, case, "terugbellen", False, "Bel terug.")
    new = create_user(ctx, naam="Nieuw", rol="regisseur")
    assert person(ctx, boss, old.id).rollen[0].casussen == 1
    with pytest.raises(InputError, match="wie ze overneemt"):
        end_role_of(ctx, boss, old.aanstelling_id, tot=None, opvolger_id=None)
    with pytest.raises(InputError, match="als opvolger een regisseur"):
        end_role_of(
            ctx, boss, old.aanstelling_id, tot=None, opvolger_id=boss.gebruiker_id
        )
    assert end_role_of(ctx, boss, old.aanstelling_id, tot=None, opvolger_id=new.id) == 1
    with ctx.store.reading() as uow:
        assert uow.session.get_one(Casus, case).regisseur_id == new.id
        assert [taak.voor_id for taak in open_taken(uow.session, case)] == [new.id]
    assert old.id not in {row.id for row in users(ctx)}
    (history,) = person(ctx, boss, old.id).rollen
    assert not history.geldt and history.tot is not None
    assert (
        end_role_of(
            ctx, boss, new.aanstelling_id, tot=None, opvolger_id=None, niemand=True
        )
        == 1
    )
    with ctx.store.reading() as uow:
        assert uow.session.get_one(Casus, case).regisseur_id is None
        (taak,) = open_taken(uow.session, case)
        assert (taak.voor_id, taak.organisatie_id) == (None, boss.organisatie_id)


def test_a_role_can_end_on_a_later_day_but_not_an_earlier_one(
    ctx: Context, boss: Kijker
) -> None:
    made = create_user(ctx, naam="Z", rol="secretaris")
    later = ctx.today() + timedelta(days=3)
    with pytest.raises(InputError, match="latere dag"):
        end_role_of(
            ctx,
            boss,
            made.aanstelling_id,
            tot=ctx.today() - timedelta(days=1),
            opvolger_id=None,
        )
    end_role_of(ctx, boss, made.aanstelling_id, tot=later, opvolger_id=None)
    assert made.id in {row.id for row in users(ctx)}
    after = replace(ctx, peildatum=later + timedelta(days=1))
    assert made.id not in {row.id for row in users(after)}


def test_the_last_beheerder_stays(ctx: Context, boss: Kijker) -> None:
    with pytest.raises(InputError, match="enige beheerder"):
        end_role_of(ctx, boss, boss.aanstelling_id or 0, tot=None, opvolger_id=None)
    with pytest.raises(NotAllowedError, match="eigen toegang"):
        block_person(ctx, boss, boss.gebruiker_id or 0, blokkeer=True)
    with pytest.raises(InputError, match="enige beheerder"):
        block_person(ctx, SYSTEEM, boss.gebruiker_id or 0, blokkeer=True)


def test_who_is_blocked_gets_no_link_until_let_in_again(
    ctx: Context, boss: Kijker
) -> None:
    made = create_user(ctx, naam="Z", rol="regisseur")
    block_person(ctx, boss, made.id, blokkeer=True)
    assert made.id not in {row.id for row in users(ctx)}
    with pytest.raises(NotFoundError):
        invite(ctx, boss, made.id)
    block_person(ctx, boss, made.id, blokkeer=False)
    assert len(invite(ctx, boss, made.id)) > 40


def test_a_school_cannot_reset_who_also_works_at_the_samenwerkingsverband(
    ctx: Context, boss: Kijker
) -> None:
    key = add_organisation(ctx, boss, SCHOOL)
    of_school = viewer(
        ctx, create_user(ctx, naam="S", rol="beheerder", organisatie=key).id
    )
    both = create_user(ctx, naam="Beide", rol="zorgcoordinator", organisatie=key)
    assert invite(ctx, of_school, both.id)
    give_role_to(ctx, boss, both.id, "regisseur", boss.organisatie_id or "")
    for change in (
        lambda: invite(ctx, of_school, both.id),
        lambda: block_person(ctx, of_school, both.id, blokkeer=True),
        lambda: change_person(
            ctx, of_school, both.id, naam="X", email="x@y.nl", telefoon=None
        ),
    ):
        with pytest.raises(NotAllowedError, match="ook bij"):
            change()
    assert invite(ctx, boss, both.id)
    stranger = create_user(ctx, naam="Vreemd", rol="regisseur")
    for foreign in (stranger.id, 9999):
        with pytest.raises(NotFoundError):
            person(ctx, of_school, foreign)
