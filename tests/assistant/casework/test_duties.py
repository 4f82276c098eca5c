"""From signal to action: what is owed becomes a task, once, at who owes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from assistant.casework.absence_keys import link_absence_key
from assistant.casework.duty_pupils import pupils_of_task
from assistant.casework.duty_round import look_after_all
from assistant.casework.inbox import inbox, open_tasks, require_task
from assistant.casework.kijker import SYSTEEM
from assistant.casework.record_answers import record_answer
from assistant.casework.tasks import finish_task
from models.casus import Casus, CasusStatus
from models.organisatie import Organisatie, OrganisatieSoort
from tests.assistant.casework.absences import bring_in
from tests.assistant.casework.region import make_region

NINE = time(9)
FRIDAY = date(2026, 9, 11)
HEAD = "leerling;datum;lesuren;gemist;soort\n"
SOURCE = "verzuim:school"
SIXTEEN = "zestien uur"


@pytest.fixture
def region(ctx):
    """Return an invented region on a Friday in a school week."""
    return make_region(on(ctx, FRIDAY))


@pytest.fixture
def case(region):
    """Return a case whose pupil the school knows as L1."""
    casus_id = region.start()
    link(region, casus_id, "L1")
    return casus_id


def link(region, casus_id: str, key: str) -> None:
    with region.ctx.store.unit_of_work() as uow:
        link_absence_key(region.ctx, uow, casus_id, SOURCE, key)


def later(region, days: int):
    """Return the same region so many days later."""
    return replace(
        region, ctx=on(region.ctx, region.ctx.today() + timedelta(days=days))
    )


def on(ctx, day: date):
    """Return the surroundings on another day, the clock included."""
    return replace(ctx, peildatum=day, now=lambda: datetime.combine(day, NINE, UTC))


def days_of(key: str, first: date, last: date, missed: float, kind: str) -> str:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return "".join(
        f"{key};{day};5;{missed:g};{kind}\n" for day in days if day.weekday() < 5
    )


def a_week_away(*keys: str, monday: date = date(2026, 9, 7)) -> str:
    """Return a file: a week of lessons followed, then a week away for no reason."""
    before = monday - timedelta(days=7)
    return HEAD + "".join(
        days_of(key, before, before + timedelta(days=4), 0, "aanwezig")
        + days_of(key, monday, monday + timedelta(days=4), 5, "ongeoorloofd")
        for key in keys
    )


def bring(region, text: str):
    return bring_in(region.ctx, text, organisatie_id="school")


def tasks(region, casus_id: str | None = None, about: str = SIXTEEN):
    """Return the open tasks about something, of a case or without one."""
    return [
        one
        for one in open_tasks(region.ctx, SYSTEEM)
        if one.casus_id == casus_id and about in one.tekst.casefold()
    ]


def test_sixteen_hours_become_a_task_of_the_school_due_that_day(region, case) -> None:
    result = bring(region, a_week_away("L1"))
    (task,) = tasks(region, case)
    assert task.id in result.taken
    # Five hours a day: full on Thursday.
    assert (task.uiterlijk, task.te_laat) == (date(2026, 9, 10), True)
    assert "vanaf 10 september 2026" in task.tekst
    assert task.organisatie == "Voorbeeldschool"
    assert "LPW 21a" in task.bron
    mine = inbox(region.ctx, region.zorg1, "organisatie")
    assert task.id in {one.id for one in mine.taken}
    others = inbox(region.ctx, region.andere_regisseur, "organisatie")
    assert task.id not in {one.id for one in others.taken}


def test_repeating_makes_no_second_task(region, case) -> None:
    bring(region, a_week_away("L1"))
    before = {one.id for one in open_tasks(region.ctx, SYSTEEM)}
    assert bring(region, a_week_away("L1")).taken == frozenset()
    assert look_after_all(region.ctx) == frozenset()
    assert look_after_all(later(region, 3).ctx) == frozenset()
    assert {one.id for one in open_tasks(region.ctx, SYSTEEM)} == before


def test_what_is_done_comes_back_only_when_it_is_called_for_anew(region, case) -> None:
    bring(region, a_week_away("L1"))
    (task,) = tasks(region, case)
    finish_task(region.ctx, task.id, door="Zorg", notitie="gemeld bij het loket")
    look_after_all(region.ctx)
    assert tasks(region, case) == []
    winter = later(region, 70)
    weeks = HEAD + days_of("L1", date(2026, 9, 14), date(2026, 11, 13), 0, "aanwezig")
    bring(winter, weeks)
    bring(winter, a_week_away("L1", monday=date(2026, 11, 16)))
    (again,) = tasks(winter, case)
    assert again.uiterlijk == date(2026, 11, 19)


def test_what_is_no_longer_owed_stays_open_and_says_so(region, case) -> None:
    bring(region, a_week_away("L1"))
    (task,) = tasks(region, case)
    assert task.notities == ()
    back = later(region, 42)
    bring(
        back, HEAD + days_of("L1", date(2026, 9, 14), date(2026, 10, 23), 0, "aanwezig")
    )
    (told,) = tasks(back, case)
    assert told.id == task.id
    assert "niet meer nodig" in told.notities[-1].wat
    finish_task(back.ctx, task.id, door="Zorg", notitie="terug op school")
    done = require_task(back.ctx, SYSTEEM, task.id)
    assert [note.wat for note in done.notities] == ["Klaar"]


def test_pupils_without_a_case_share_one_task_of_their_school(region) -> None:
    result = bring(region, a_week_away("A", "B", "C"))
    (task,) = tasks(region)
    assert task.id in result.taken
    assert task.tekst.startswith("3 leerlingen zonder casus.")
    assert task.leerlingen == 3
    assert task.organisatie == "Voorbeeldschool"
    bring(region, a_week_away("D"))
    (grown,) = tasks(region)
    assert (grown.id, grown.leerlingen) == (task.id, 4)
    assert grown.tekst.startswith("4 leerlingen")


def test_only_the_school_itself_sees_which_pupils_a_shared_task_is_about(
    region,
) -> None:
    bring(region, a_week_away("A", "B"))
    (task,) = tasks(region)
    seen = pupils_of_task(region.ctx, region.zorg1, task.id)
    assert [(one.nummer, one.sinds) for one in seen] == [
        ("A", date(2026, 9, 10)),
        ("B", date(2026, 9, 10)),
    ]
    assert pupils_of_task(region.ctx, region.regisseur1, task.id) == ()


def test_a_pupil_who_gets_a_case_leaves_the_shared_task(region) -> None:
    bring(region, a_week_away("A", "B"))
    casus_id = region.start()
    link(region, casus_id, "A")
    look_after_all(region.ctx)
    (shared,) = tasks(region)
    assert shared.tekst.startswith("1 leerling zonder casus.")
    assert len(tasks(region, casus_id)) == 1


def test_leaving_school_is_reported_by_the_school_within_seven_days(region) -> None:
    casus_id = region.start()
    record_answer(
        region.ctx,
        casus_id,
        "datum_uitschrijving",
        date(2026, 9, 9),
        rol="school",
        via="formulier",
    )
    look_after_all(region.ctx)
    (task,) = tasks(region, casus_id, "uitschrijving")
    assert task.uiterlijk == date(2026, 9, 16)
    assert task.organisatie == "Voorbeeldschool"


def test_what_happened_long_ago_makes_no_task(region) -> None:
    casus_id = region.start()
    for field in ("datum_uitschrijving", "datum_signaal"):
        record_answer(
            region.ctx,
            casus_id,
            field,
            date(2026, 5, 4),
            rol="school",
            via="formulier",
        )
    assert look_after_all(region.ctx) == frozenset()


def test_in_may_leerplicht_calls_who_is_not_enrolled_after_group_eight(region) -> None:
    may = later(region, (date(2027, 5, 3) - FRIDAY).days)
    with may.ctx.store.unit_of_work() as uow:
        uow.session.add(
            Organisatie(
                id="rbl",
                naam="Leerplicht (voorbeeld)",
                soort=OrganisatieSoort.LEERPLICHT,
                gemeenten=["Dordrecht"],
            )
        )
    casus_id = may.start()
    asked = {
        "schoolsoort": "bao",
        "leerjaar": "Groep 8",
        "gemeente_woonplaats": "Dordrecht",
    }
    for field, value in asked.items():
        record_answer(may.ctx, casus_id, field, value, rol="school", via="formulier")
    # Nothing is known of applications: no task rests on a guess.
    assert look_after_all(may.ctx) == frozenset()
    record_answer(may.ctx, casus_id, "aanmeldingen", [], rol="school", via="formulier")
    look_after_all(may.ctx)
    (task,) = tasks(may, casus_id, "groep 8")
    assert task.uiterlijk == date(2027, 5, 31)


def test_a_closed_case_makes_no_task(region, case) -> None:
    with region.ctx.store.unit_of_work() as uow:
        uow.session.get_one(Casus, case).status = CasusStatus.AFGESLOTEN
    bring(region, a_week_away("L1"))
    assert tasks(region, case) == []
    # The school still owes it: the pupil counts with those without a running case.
    assert len(tasks(region)) == 1
