"""Together and apart: agreed by a person, kept in the proposal, told at a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.decide_placement import decide_placement
from assistant.casework.kijker import SYSTEEM, viewer_in
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.propose_placements import propose_placements
from assistant.casework.table_edits import Question
from assistant.casework.table_questions import ask_table
from assistant.casework.together import (
    TogetherForm,
    agree,
    end_agreement,
    groups_of,
)
from assistant.casework.together_rules import together_rules
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.gebruiker import Aanstelling
from models.overleg import Overleg
from models.samenafspraak import Samenafspraak, Samensoort
from models.voorziening import Groep, PlekSoort
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.kijker import Kijker
    from assistant.casework.views import UserView
    from assistant.context import Context

SAY = "Zo is het afgesproken aan tafel."
APART, TOGETHER = Samensoort.NIET_SAMEN, Samensoort.SAMEN


VSO = NewProvision(
    id="vso-test",
    naam="VSO Test",
    route="tlv_vso",
    sectoren=("vo", "vso"),
    plaatsen=1,
)


@pytest.fixture
def meeting(ctx: Context) -> int:
    """Return a meeting, with one seat to stay and two to wait on until then."""
    add_provision(ctx, VSO, door="Test")
    bridge = replace(VSO, id="tussen-test", naam="Tussen Test", plaatsen=2)
    add_provision(ctx, bridge, door="Test")
    with ctx.store.unit_of_work() as uow:
        uow.session.get_one(Groep, "tussen-test").soort = PlekSoort.OVERBRUGGING
    return plan_meeting(ctx, naam="Testoverleg", datum=ctx.today() + timedelta(days=14))


@pytest.fixture
def two(
    ctx: Context, meeting: int, advised_case: Callable[..., str]
) -> tuple[str, str]:
    """Two pupils on the agenda who would both fit at the same places."""
    pupils = (advised_case(), advised_case())
    for one in pupils:
        put_on_agenda(ctx, meeting, one)
    return pupils


def plan(ctx: Context, meeting: int) -> dict[str, str | None]:
    view = propose_placements(ctx, meeting)
    assert view.geldig
    return {one.casus_id: one.plek_id for one in view.plaatsingen}


def member(ctx: Context, who: UserView) -> Kijker:
    with ctx.store.reading() as uow:
        return viewer_in(uow.session.get_one(Aanstelling, who.aanstelling_id))


def bridges(ctx: Context, meeting: int) -> list[str]:
    view = propose_placements(ctx, meeting)
    return [one.brug.plek_id for one in view.plaatsingen if one.brug]


def test_one_seat_is_given_to_neither_of_two_who_belong_together(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    assert sorted(filter(None, plan(ctx, meeting).values())) == ["vso-test"]
    form = TogetherForm(*two, TOGETHER, SAY)
    kept = agree(ctx, meeting, form, actor_id=overleglid.id)
    assert set(plan(ctx, meeting).values()) == {None}
    (mine,) = meeting_view(ctx, meeting, SYSTEEM).agenda[0].samen
    assert (mine.ander_id, mine.soort, mine.door) == (two[1], "samen", overleglid.naam)
    end_agreement(ctx, meeting, kept, member(ctx, overleglid))
    assert sorted(filter(None, plan(ctx, meeting).values())) == ["vso-test"]
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].samen == ()


def test_who_sees_one_of_two_pupils_does_not_end_what_was_agreed_about_them(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    form = TogetherForm(*two, APART, SAY)
    kept = agree(ctx, meeting, form, actor_id=overleglid.id)
    with ctx.store.unit_of_work() as uow:
        overleg = uow.session.get_one(Overleg, meeting)
        (other,) = (row for row in overleg.agenda if row.casus_id == two[1])
        uow.session.delete(other)
    with pytest.raises(NotAllowedError, match="Wie beide leerlingen ziet"):
        end_agreement(ctx, meeting, kept, member(ctx, overleglid))
    (mine,) = meeting_view(ctx, meeting, member(ctx, overleglid)).agenda[0].samen
    assert (mine.id, mine.ander_id) == (kept, None)


def test_who_is_kept_apart_from_a_placed_pupil_does_not_get_that_place(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    """Also when the other one is not on the list any more, since it is decided."""
    form = TogetherForm(*two, APART, SAY)
    agree(ctx, meeting, form, actor_id=overleglid.id)
    decide_placement(
        ctx,
        meeting,
        two[0],
        actor_id=overleglid.id,
        plek_id="tussen-test",
        akkoord=False,
        reden=SAY,
    )
    with ctx.store.reading() as uow:
        rules = together_rules(ctx, uow, [two[1]])
    assert rules.uitgesloten == {two[1]: frozenset({"tussen-test"})}
    assert bridges(ctx, meeting) == []


def test_who_belongs_to_a_placed_pupil_follows_or_is_told_why_not(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    agree(ctx, meeting, TogetherForm(*two, TOGETHER, SAY), actor_id=overleglid.id)
    say = {"actor_id": overleglid.id, "akkoord": False, "reden": SAY}
    decide_placement(ctx, meeting, two[0], plek_id="vso-test", **say)
    view = propose_placements(ctx, meeting)
    assert view.status == "onmogelijk"  # the only seat is taken by the first one
    made = decide_placement(ctx, meeting, two[1], plek_id="tussen-test", **say)
    (remark,) = (one for one in made.opmerkingen if "samen op één plek" in one)
    # It goes along when the case is handed over: nothing of the other pupil in it.
    assert two[0] not in remark and SAY not in remark


def test_a_new_agreement_about_the_same_two_replaces_the_old_one(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    for kind in (TOGETHER, APART):
        form = TogetherForm(two[1], two[0], kind, SAY)
        agree(ctx, meeting, form, actor_id=overleglid.id)
    (mine,) = meeting_view(ctx, meeting, SYSTEEM).agenda[1].samen
    assert (mine.soort, mine.ander_id) == ("niet_samen", two[0])
    with ctx.store.reading() as uow:
        old, new = uow.session.query(Samenafspraak).order_by(Samenafspraak.id)
    assert old.losgelaten_reden == "Vervangen door een nieuwe afspraak."
    assert new.losgelaten_op is None


def test_what_cannot_hold_together_is_refused_by_name(
    ctx: Context,
    meeting: int,
    two: tuple[str, str],
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    """A with B and B with C means A with C, so A and C cannot be kept apart."""
    third = advised_case()
    put_on_agenda(ctx, meeting, third)
    for pair in ((two[0], two[1]), (two[1], third)):
        form = TogetherForm(*pair, TOGETHER, SAY)
        agree(ctx, meeting, form, actor_id=overleglid.id)
    with pytest.raises(InputError, match="horen samen"):
        form = TogetherForm(two[0], third, APART, SAY)
        agree(ctx, meeting, form, actor_id=overleglid.id)
    assert len(meeting_view(ctx, meeting, SYSTEEM).agenda[2].samen) == 1


@pytest.mark.parametrize(
    ("other", "reden", "tot", "words"),
    [
        (0, SAY, None, "twee verschillende"),
        (1, "zomaar", None, "ten minste"),
        (1, SAY, date(2020, 1, 1), "voorbij"),
    ],
)
def test_a_wrong_agreement_is_refused_and_nothing_is_kept(
    ctx: Context,
    meeting: int,
    two: tuple[str, str],
    overleglid: UserView,
    other: int,
    reden: str,
    tot: date | None,
    words: str,
) -> None:
    form = TogetherForm(two[0], two[other], APART, reden, tot)
    with pytest.raises(InputError, match=words):
        agree(ctx, meeting, form, actor_id=overleglid.id)
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].samen == ()
    with pytest.raises(NotFoundError):
        end_agreement(ctx, meeting, 12345, member(ctx, overleglid))


def test_an_agreement_counts_until_its_last_day(
    ctx: Context, meeting: int, two: tuple[str, str], overleglid: UserView
) -> None:
    form = TogetherForm(*two, TOGETHER, SAY, ctx.today() + timedelta(days=3))
    agree(ctx, meeting, form, actor_id=overleglid.id)
    with ctx.store.reading() as uow:
        assert together_rules(ctx, uow, two).samen == (tuple(sorted(two)),)
        later = replace(ctx, peildatum=ctx.today() + timedelta(days=4))
        assert together_rules(later, uow, two).samen == ()


def test_the_table_can_ask_what_together_would_do(
    ctx: Context, meeting: int, two: tuple[str, str]
) -> None:
    propose_placements(ctx, meeting)
    ask = [Question("samen", two[0], ander=two[1])]
    answer = ask_table(ctx, meeting, ask, rustig=False)
    assert answer.kan and answer.bewezen
    assert "dezelfde plek" in answer.vragen[0]
    assert len(answer.verplaatsingen) == 1
    with pytest.raises(InputError, match="twee verschillende"):
        ask_table(ctx, meeting, [Question("samen", two[0], ander=two[0])], rustig=False)
    with pytest.raises(InputError, match="tweede leerling"):
        ask_table(ctx, meeting, [Question("niet_samen", two[0])], rustig=False)


def test_groups_join_over_others() -> None:
    found = groups_of([("b", "a"), ("c", "d"), ("b", "c"), ("x", "y")])
    assert found == dict.fromkeys("abcd", "a") | dict.fromkeys("xy", "x")
