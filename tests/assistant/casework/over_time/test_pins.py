"""Pins, bans, what-ifs and wishes of a table: what they change and what they cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.build_instance import Previous, build_instance
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.pins import PinForm, ban_place, pin_place, release
from assistant.casework.propose_placements import propose_placements
from assistant.casework.table_edits import Question
from assistant.casework.table_questions import ask_table
from assistant.casework.wishes import save_journeys, save_wishes, wishes_view
from assistant.errors import InputError, NotFoundError
from tests.assistant.casework.over_time.waiting import SAY, placement

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.casework.views import UserView
    from assistant.context import Context


def test_a_ban_takes_the_place_away_and_keeps_what_it_cost(
    ctx: Context, meeting: int, pupil: str, overleglid: UserView
) -> None:
    propose_placements(ctx, meeting)
    answer = ask_table(
        ctx, meeting, [Question("uitsluiten", pupil, "vso-test")], rustig=True
    )
    assert answer.kan and answer.verplaatsingen
    form = PinForm("vso-test", SAY, ctx.today() + timedelta(days=30))
    price = {"zinnen": list(answer.zinnen)}
    kept = ban_place(ctx, meeting, pupil, form, actor_id=overleglid.id, prijs=price)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id is None
    (pin,) = meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast
    assert (pin.soort, pin.prijs) == ("niet", answer.zinnen)
    release(ctx, meeting, kept, actor_id=overleglid.id)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id == "vso-test"
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast == ()


def test_a_pin_gives_the_place_to_another_pupil_until_its_last_day(
    ctx: Context,
    meeting: int,
    pupil: str,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    assert placement(propose_placements(ctx, meeting), pupil).plek_id == "vso-test"
    form = PinForm("vso-test", SAY, ctx.today() + timedelta(days=3))
    pin_place(ctx, meeting, other, form, actor_id=overleglid.id)
    view = propose_placements(ctx, meeting)
    assert placement(view, other).plek_id == "vso-test"
    assert placement(view, pupil).plek_id is None
    later = replace(ctx, peildatum=ctx.today() + timedelta(days=4))
    assert placement(propose_placements(later, meeting), pupil).plek_id == "vso-test"


def test_two_pins_on_one_seat_clash_by_name_with_what_repairs_it(
    ctx: Context,
    meeting: int,
    pupil: str,
    advised_case: Callable[..., str],
    overleglid: UserView,
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    for one in (pupil, other):
        form = PinForm("vso-test", SAY)
        pin_place(ctx, meeting, one, form, actor_id=overleglid.id)
    view = propose_placements(ctx, meeting)
    assert (view.status, view.geldig) == ("onmogelijk", False)
    (clash,) = view.overzicht["botsingen"]
    assert any(pupil in line for line in clash)
    assert any("1 plaats meer" in line for line in clash)
    with pytest.raises(InputError, match="Los eerst de botsing op"):
        ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (PinForm("vso-test", "zomaar"), "ten minste"),
        (PinForm("vso-test", SAY, date(2020, 1, 1)), "voorbij"),
        (PinForm("bestaat-niet", SAY), "Kies een plek"),
    ],
)
def test_a_wrong_pin_is_refused_and_nothing_is_kept(
    ctx: Context,
    meeting: int,
    pupil: str,
    overleglid: UserView,
    form: PinForm,
    words: str,
) -> None:
    with pytest.raises(InputError, match=words):
        pin_place(ctx, meeting, pupil, form, actor_id=overleglid.id)
    assert meeting_view(ctx, meeting, SYSTEEM).agenda[0].vast == ()
    with pytest.raises(NotFoundError):
        release(ctx, meeting, 12345, actor_id=overleglid.id)


def test_what_if_tells_the_difference_and_stores_nothing(
    ctx: Context, meeting: int, pupil: str, advised_case: Callable[..., str]
) -> None:
    other = advised_case()
    put_on_agenda(ctx, meeting, other)
    with pytest.raises(InputError, match="nog geen voorstel"):
        ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)
    before = propose_placements(ctx, meeting)
    more = [Question("plaats_erbij", plek="vso-test", getal=1)]
    answer = ask_table(ctx, meeting, more, rustig=False)
    assert answer.bewezen
    assert {one.casus_id for one in answer.verplaatsingen} >= {other}
    gone = ask_table(ctx, meeting, [Question("terugtrekken", pupil)], rustig=False)
    assert any("VSO Test" in one.dan for one in gone.verplaatsingen)
    after = meeting_view(ctx, meeting, SYSTEEM).voorstel
    assert after is not None and after.id == before.id
    both = [Question("vastzetten", one, "vso-test") for one in (pupil, other)]
    clash = ask_table(ctx, meeting, both, rustig=False)
    assert not clash.kan and clash.botsingen


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question("bestaat_niet"), "Kies wat u wilt vragen"),
        (Question("terugtrekken", "2026-9999"), "Kies een leerling"),
        (Question("plaats_erbij", plek="nergens"), "Kies een plek"),
        (Question("meer_uren", plek="vso-test"), "heel getal"),
        (Question("ander_budget", plek="vso-test", getal=5), "hoeveel geld"),
    ],
)
def test_a_question_that_does_not_fit_is_refused_in_words(
    ctx: Context, meeting: int, pupil: str, question: Question, words: str
) -> None:
    propose_placements(ctx, meeting)
    with pytest.raises(InputError, match=words):
        ask_table(ctx, meeting, [question], rustig=False)


def test_wishes_rank_a_place_and_a_typed_journey_is_a_hard_limit(
    ctx: Context, pupil: str
) -> None:
    save_wishes(ctx, pupil, "ouders", ["tussen-test", "vso-test"], door="Test")
    save_wishes(ctx, pupil, "leerling", ["vso-test"], door="Test")
    shown = {row.van: row.namen for row in wishes_view(ctx, pupil).lijsten}
    assert shown == {
        "ouders": ("Tussen Test", "VSO Test"),
        "leerling": ("VSO Test",),
    }
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert built.paren[pupil, "vso-test"].wens == 1
    save_journeys(ctx, pupil, {"vso-test": 239}, door="Test")
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert (pupil, "vso-test") not in built.paren
    assert "239 minuten" in built.niet[pupil, "vso-test"]
    save_journeys(ctx, pupil, {"vso-test": None}, door="Test")
    with ctx.store.reading() as uow:
        built = build_instance(ctx, uow, [pupil], Previous(), regio=None)
    assert (pupil, "vso-test") in built.paren


@pytest.mark.parametrize(
    ("van", "places", "words"),
    [
        ("buurman", [], "van wie"),
        ("ouders", ["vso-test", "vso-test"], "twee keer"),
        ("ouders", ["bestaat-niet"], "uit de lijst"),
        ("ouders", [f"p{n}" for n in range(9)], "hoogstens"),
    ],
)
def test_wrong_wishes_are_refused(
    ctx: Context, pupil: str, van: str, places: list[str], words: str
) -> None:
    with pytest.raises(InputError, match=words):
        save_wishes(ctx, pupil, van, places, door="Test")
    assert all(not row.voorzieningen for row in wishes_view(ctx, pupil).lijsten)
