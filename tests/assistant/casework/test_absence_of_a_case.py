"""The absence of a case: what it fills, what it never overwrites, who sees what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.casework.absence import absence_of_cases, day_frame_of
from assistant.casework.absence_answers import fill_from_absence, take_from_absence
from assistant.casework.absence_counting import count_case
from assistant.casework.absence_keys import link_absence_key
from assistant.casework.absence_link import link_pupil
from assistant.casework.absence_view import absence_view
from assistant.casework.inzage import require_case
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import record_answer
from assistant.errors import InputError, NotAllowedError, NotFoundError
from models.antwoord import Via, current, history
from models.casus import CasusStatus
from models.verzuim import Verzuimsoort
from tests.assistant.casework.absences import bring_in
from tests.assistant.casework.region import make_region

FRIDAY = date(2026, 9, 11)
HEAD = "leerling;datum;lesuren;gemist;soort\n"
SOURCE = "verzuim:school"


@pytest.fixture
def region(ctx):
    """Return an invented region on a Friday in a school week."""
    return make_region(replace(ctx, peildatum=FRIDAY))


@pytest.fixture
def case(region):
    """Return a case whose pupil the school knows as L1."""
    casus_id = region.start()
    with region.ctx.store.unit_of_work() as uow:
        link_absence_key(region.ctx, uow, casus_id, SOURCE, "L1")
    return casus_id


def school_days(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


def away(first: date, kind: str, missed: float = 5, last: date = FRIDAY) -> str:
    return "".join(
        f"L1;{day};5;{missed:g};{kind}\n" for day in school_days(first, last)
    )


def two_weeks(region) -> None:
    """Bring in: a week ill for two hours a day, then a week away without a reason."""
    ill = away(date(2026, 8, 31), "ziek", 2, date(2026, 9, 4))
    bring_in(
        region.ctx,
        HEAD + ill + away(date(2026, 9, 7), "ongeoorloofd"),
        organisatie_id="school",
    )


def test_the_data_fill_the_analysis_and_say_so(region, case) -> None:
    two_weeks(region)
    known = current_answers(region.ctx, case)
    assert known["uren_ongeoorloofd_4w"] == 25
    assert known["ziekmeldingen_12w"] == 1
    assert known["ziek_aaneengesloten_dagen"] == 0
    assert known["verzuim_sinds"] == date(2026, 8, 31)
    assert known["helemaal_niet_sinds"] == date(2026, 9, 7)
    assert known["verzuim_perioden"][0] == {
        "weeknummer": "2026-36",
        "uren_volgens_rooster": 25,
        "uren_geoorloofd_afwezig": 10,
        "waarvan_verlof_van_school": 0,
        "uren_ongeoorloofd_afwezig": 0,
        "uren_aanwezig": 15,
    }
    with region.ctx.store.reading() as uow:
        row = current(uow.session, case)["uren_ongeoorloofd_4w"]
    assert (row.via, row.bevestigd) == (Via.VERZUIM, False)
    assert row.woorden == "verzuimgegevens tot en met 11 september 2026, invoer 1"


def test_what_a_person_said_stays_and_both_are_shown(region, case) -> None:
    record_answer(
        region.ctx, case, "uren_ongeoorloofd_4w", 3, rol="school", via="formulier"
    )
    two_weeks(region)
    assert current_answers(region.ctx, case)["uren_ongeoorloofd_4w"] == 3
    inzage = require_case(region.ctx, region.zorg1, case)
    view = absence_view(region.ctx, case, inzage)
    (row,) = view.verschillen
    assert (row.veld, row.eigen, row.gegevens) == ("uren_ongeoorloofd_4w", 3, 25)
    take_from_absence(region.ctx, region.zorg1, case, row.veld)
    assert current_answers(region.ctx, case)["uren_ongeoorloofd_4w"] == 25
    with region.ctx.store.reading() as uow:
        chosen = current(uow.session, case)[row.veld]
    assert (chosen.bevestigd, chosen.door) == (True, region.zorg1.naam)


def test_only_who_may_change_the_case_takes_the_data_over(region, case) -> None:
    two_weeks(region)
    with pytest.raises(NotFoundError):
        take_from_absence(
            region.ctx, region.andere_regisseur, case, "uren_ongeoorloofd_4w"
        )
    with pytest.raises(NotAllowedError):
        take_from_absence(region.ctx, region.secretaris, case, "ziekmeldingen_12w")
    with pytest.raises(NotFoundError):
        take_from_absence(region.ctx, region.zorg1, case, "leeftijd")


def back_at_school(region):
    """Bring in a third week, without absence, and return the surroundings then."""
    later = replace(region.ctx, peildatum=date(2026, 9, 18))
    more = away(date(2026, 9, 14), "aanwezig", 0, date(2026, 9, 18))
    bring_in(later, HEAD + more, organisatie_id="school")
    return later


def test_newer_data_take_the_place_of_older_data_and_the_history_keeps_both(
    region, case
) -> None:
    two_weeks(region)
    later = back_at_school(region)
    known = current_answers(later, case)
    assert len(known["verzuim_perioden"]) == 3
    with later.store.reading() as uow:
        rows = [
            row for row in history(uow.session, case) if row.veld == "verzuim_sinds"
        ]
    assert [row.ingetrokken for row in rows] == [False, True]
    assert (rows[-1].via, rows[-1].woorden) == (
        Via.VERZUIM,
        "verzuimgegevens tot en met 18 september 2026, invoer 2",
    )


def test_who_is_back_is_not_at_home_any_more(region, case) -> None:
    two_weeks(region)
    later = back_at_school(region)
    known = current_answers(later, case)
    assert "verzuim_sinds" not in known
    assert "helemaal_niet_sinds" not in known
    # The next week away is a new beginning.
    again = replace(region.ctx, peildatum=date(2026, 9, 25))
    text = away(date(2026, 9, 21), "ongeoorloofd", 5, date(2026, 9, 25))
    bring_in(again, HEAD + text, organisatie_id="school")
    assert current_answers(again, case)["verzuim_sinds"] == date(2026, 9, 21)


def test_bringing_the_same_in_twice_withdraws_once(region, case) -> None:
    two_weeks(region)
    later = back_at_school(region)
    with later.store.reading() as uow:
        before = len(history(uow.session, case))
    back_at_school(region)
    assert fill_from_absence(later, [case], door="Test", rol="systeem") == {}
    with later.store.reading() as uow:
        assert len(history(uow.session, case)) == before


def test_since_when_a_person_said_it_stays_until_a_person_lets_it_go(
    region, case
) -> None:
    said = date(2026, 8, 20)
    record_answer(
        region.ctx, case, "verzuim_sinds", said, rol="school", via="formulier"
    )
    two_weeks(region)
    later = back_at_school(region)
    assert current_answers(later, case)["verzuim_sinds"] == said
    view = absence_view(later, case, require_case(later, region.zorg1, case))
    (row,) = [one for one in view.verschillen if one.veld == "verzuim_sinds"]
    assert row.gegevens is None
    take_from_absence(later, region.zorg1, case, "verzuim_sinds")
    assert "verzuim_sinds" not in current_answers(later, case)
    with pytest.raises(NotFoundError):
        take_from_absence(later, region.zorg1, case, "verzuim_sinds")


def test_a_closed_case_gets_no_answers(region) -> None:
    closed = region.start(CasusStatus.AFGESLOTEN)
    with region.ctx.store.unit_of_work() as uow:
        link_absence_key(region.ctx, uow, closed, SOURCE, "L1")
    two_weeks(region)
    assert current_answers(region.ctx, closed) == {}


def test_a_case_is_tied_to_a_pupil_by_the_number_of_the_school(region) -> None:
    two_weeks(region)
    case = region.start()
    ctx, zorg = region.ctx, region.zorg1
    assert not link_pupil(ctx, zorg, case, "school", "L9")
    with pytest.raises(NotAllowedError):
        link_pupil(ctx, region.nieuwe_zorg, case, "school", "L1")
    with pytest.raises(InputError, match="Vul het leerlingnummer in"):
        link_pupil(ctx, zorg, case, "school", " ")
    with pytest.raises(InputError, match="BSN"):
        link_pupil(ctx, zorg, case, "school", "111222333")
    assert link_pupil(ctx, zorg, case, "school", "L1")
    assert current_answers(ctx, case)["uren_ongeoorloofd_4w"] == 25
    other = region.start()
    with pytest.raises(InputError, match="hoort al bij casus"):
        link_pupil(ctx, zorg, other, "school", "L1")


def test_the_definitions_follow_from_the_data(region, case) -> None:
    assert count_case(region.ctx, case) is None
    two_weeks(region)
    counted = count_case(region.ctx, case)
    holds = {row.definitie.id: row.uitslag.sinds for row in counted.geldt}
    assert "landelijk" not in holds
    assert holds["zestien_uur"] == date(2026, 9, 7)
    assert holds["vuijk"] == date(2026, 8, 31)
    assert counted.tot == FRIDAY


def test_a_day_with_two_kinds_counts_its_hours_once(region, case) -> None:
    text = "L1;2026-09-07;5;2;ziek\nL1;2026-09-07;5;1;ongeoorloofd\n"
    bring_in(region.ctx, HEAD + text, organisatie_id="school")
    with region.ctx.store.reading() as uow:
        absence = absence_of_cases(region.ctx, uow, [case])[case]
    (day,) = absence.dagen
    assert day.gemist == {Verzuimsoort.ZIEK: 200, Verzuimsoort.ONGEOORLOOFD: 100}
    frame = day_frame_of({case: absence})
    assert (frame["lesuren"].sum(), frame["gemist"].sum()) == (500, 300)


def test_who_does_not_see_the_field_sees_no_absence(region, case) -> None:
    two_weeks(region)
    inzage = require_case(region.ctx, region.secretaris, case)
    assert absence_view(region.ctx, case, inzage) is None
    own = require_case(region.ctx, region.zorg1, case)
    assert absence_view(region.ctx, case, own).gezondheid
    without = replace(own, categorieen=own.categorieen - {"bijzonder_gezondheid"})
    assert not absence_view(region.ctx, case, without).gezondheid
