"""The plan of a family: in its own words, and only what it may see."""

import re
from dataclasses import replace

import pytest

from assistant.casework.family import add_family_member
from assistant.casework.family_plan import family_plan
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.stop_for_safety import stop_case
from assistant.errors import NotAllowedError, NotFoundError
from models.casus import Casus


@pytest.fixture
def reader(ctx, advised_case):
    """Give a member of the family of a case with an advice."""

    def make(soort="ouder", gezag=True, **answers):
        casus_id = advised_case(**answers)
        member = add_family_member(
            ctx, casus_id, soort, gezag if soort == "ouder" else None, door="Test"
        )
        return Kijker(
            soort,
            "Ouder 1",
            gezinslid_id=member,
            casus_id=casus_id,
            gezag=gezag if soort == "ouder" else None,
        )

    return make


def words_of(plan):
    places = [*plan.nu, *plan.straks, *([plan.tafel] if plan.tafel else [])]
    for one in places:
        yield from (one.naam, one.wat, *(reason.zin for reason in one.redenen))
    yield from (f"{one.wat} {one.wie}" for one in plan.taken)
    yield from (one.zin for one in plan.dagen)


@pytest.mark.parametrize("soort", ["ouder", "leerling"])
def test_the_plan_is_told_without_the_words_of_professionals(ctx, reader, soort):
    me = reader(soort)
    plan = family_plan(ctx, me, me.casus_id)
    assert plan.er_is_een_plan
    assert plan.nu or plan.straks
    names = {row.naam for row in ctx.knowledge.routes.values()}
    for text in words_of(plan):
        assert text not in names
        assert not re.search(r"\b(arrangement|tlv|opp|mdo|indicatie)\b", text.lower())


def test_a_pupil_is_called_je_and_a_parent_u(ctx, reader):
    parent, pupil = reader(), reader("leerling")
    told = " ".join(words_of(family_plan(ctx, parent, parent.casus_id))).lower()
    assert not re.search(r"\b(je|jij|jou)\b", told)
    told = " ".join(words_of(family_plan(ctx, pupil, pupil.casus_id))).lower()
    assert not re.search(r"\b(u|uw)\b", told)


def test_the_plan_has_at_most_so_many_places_and_says_there_are_more(ctx, reader):
    me = reader()
    plan = family_plan(ctx, me, me.casus_id)
    most = ctx.knowledge.gezinsplan.eerste
    assert len(plan.nu) <= most
    assert len(plan.straks) <= most
    stored = family_plan(ctx, SYSTEEM, me.casus_id)
    assert (plan.nog_nu, plan.nog_straks) == (stored.nog_nu, stored.nog_straks)


def test_a_day_to_come_is_told_with_its_source(ctx, reader):
    soon = ctx.today().replace(day=1)
    me = reader(verzuim_sinds=soon, helemaal_niet_sinds=soon)
    days = family_plan(ctx, me, me.casus_id).dagen
    assert days
    assert all(one.datum >= ctx.today() and one.bron for one in days)


def test_a_parent_without_authority_sees_no_plan(ctx, reader):
    me = reader(gezag=False)
    with pytest.raises(NotAllowedError, match="voor u hier niet te zien"):
        family_plan(ctx, me, me.casus_id)


def test_of_another_case_there_is_nothing(ctx, reader):
    me, other = reader(), reader()
    with pytest.raises(NotFoundError):
        family_plan(ctx, me, other.casus_id)


def test_before_an_advice_there_is_no_plan_yet(ctx, case):
    plan = family_plan(ctx, SYSTEEM, case)
    assert not plan.er_is_een_plan
    assert "nog geen plan" in plan.van[0]


def test_after_a_stop_for_safety_there_is_no_plan_but_a_number_to_call(ctx, reader):
    me = reader()
    with ctx.store.unit_of_work() as uow:
        casus = uow.session.get(Casus, me.casus_id)
        stop_case(ctx, uow, casus, reden="Een teken van gevaar.", rol="ouder")
    plan = family_plan(ctx, me, me.casus_id)
    assert plan.veiligheid
    assert not plan.er_is_een_plan


@pytest.mark.parametrize("soort", ["ouder", "leerling"])
def test_a_reason_that_rests_on_what_the_reader_may_not_see_is_not_told(
    ctx, reader, soort
):
    me = reader(soort)
    fields = {
        name: veld.model_copy(update={"niet_tonen_aan": (soort,)})
        for name, veld in ctx.knowledge.velden.items()
    }
    closed = replace(ctx, knowledge=replace(ctx.knowledge, velden=fields))
    plan = family_plan(closed, me, me.casus_id)
    instead = plan.stem.zinnen["verborgen"]
    told = [one.zin for place in (*plan.nu, *plan.straks) for one in place.redenen]
    assert told
    assert set(told) == {instead}
    assert plan.vragen == ()
