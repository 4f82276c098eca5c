"""From signal to action: what is owed, from which day, until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from knowledge.termijnen import Gebeurtenis
from knowledge.verzuim import DATA, read_absence
from knowledge.verzuim_instellingen import with_settings
from matching.kalender import Kalender
from matching.verzuim.outcome import Uitslag
from matching.verzuim.reached import reached_on
from matching.verzuim.signals import Signaalfeiten, duties
from tests.matching.verzuim.days_lived import PEILDATUM, lived, missed
from tests.matching.verzuim.plain import verdicts
from tests.matching.verzuim.test_agreement import a_pupil, exact

RULES = read_absence(DATA)


@pytest.fixture
def owed(knowledge):
    def told(feiten, peildatum=PEILDATUM):
        kalender = Kalender(knowledge.vakanties, "midden")
        rows = knowledge.verzuim.signalen
        found = duties(feiten, rows, knowledge.termijnen, kalender, peildatum)
        return {one.signaal.id: one for one in found}

    return told


def facts(judge, days, peildatum=PEILDATUM):
    uitslagen = judge(days, peildatum)
    rows = [(day, *values) for day, values in days.items() if day <= peildatum]
    return Signaalfeiten(
        uitslagen=uitslagen,
        bereikt={
            name: reached_on(with_settings(RULES.definities[name], {}), told, rows)
            for name, told in uitslagen.items()
        },
    )


def test_sixteen_hours_are_due_on_the_day_they_were_full(judge, owed):
    days = missed(
        lived(date(2026, 8, 31), PEILDATUM), date(2026, 9, 7), PEILDATUM, "ongeoorloofd"
    )
    told = owed(facts(judge, days))["zestien_uur_melden"]
    # Six hours a day from Monday 7 September: on Wednesday they are full.
    assert told.sinds == told.uiterlijk == date(2026, 9, 9)
    assert told.te_laat
    assert "ongeoorloofd" in told.waarom.casefold()
    long = owed(facts(judge, days))["langdurig_melden"]
    assert long.sinds == date(2026, 10, 6)


def test_nothing_holds_and_nothing_is_owed(judge, owed):
    assert owed(facts(judge, lived(date(2026, 8, 31), PEILDATUM))) == {}
    assert owed(Signaalfeiten()) == {}


def test_a_consult_is_asked_when_another_definition_holds_too(judge, owed):
    days = lived(date(2026, 8, 31), PEILDATUM)
    one_day_ill = missed(dict(days), date(2026, 11, 4), date(2026, 11, 4), "ziek")
    assert facts(judge, one_day_ill).uitslagen["ezo_consult"].geldt
    assert "ezo_consult_vragen" not in owed(facts(judge, one_day_ill))
    ill = missed(dict(days), date(2026, 11, 2), PEILDATUM, "ziek")
    told = owed(facts(judge, ill))["ezo_consult_vragen"]
    assert told.uiterlijk == PEILDATUM + timedelta(days=14)


def test_enrolment_is_reported_within_seven_days(owed):
    day = date(2026, 11, 13)
    feiten = Signaalfeiten(
        gebeurtenissen={
            Gebeurtenis.inschrijving: [day],
            Gebeurtenis.uitschrijving: [day],
        }
    )
    told = owed(feiten)
    for name in ("inschrijving_melden", "uitschrijving_melden"):
        assert told[name].uiterlijk == date(2026, 11, 20)
        assert not told[name].te_laat
    assert owed(feiten, date(2026, 11, 21))["inschrijving_melden"].te_laat
    assert owed(feiten, date(2026, 11, 12)) == {}


@pytest.mark.parametrize(
    ("group", "enrolled", "asked"),
    [
        (True, False, True),
        (True, True, False),
        (False, False, False),
        (None, False, False),
        (True, None, False),
    ],
)
def test_group_eight_is_looked_at_in_may(owed, group, enrolled, asked):
    feiten = Signaalfeiten(groep_acht=group, ingeschreven_vo=enrolled)
    assert ("groep_acht_in_mei" in owed(feiten, date(2027, 5, 1))) is asked
    assert owed(feiten, date(2027, 4, 30)) == {}
    if asked:
        june = owed(feiten, date(2027, 6, 1))["groep_acht_in_mei"]
        assert june.te_laat
        assert june.uiterlijk == date(2027, 5, 31)
        assert owed(feiten, date(2027, 8, 1)) == {}


NAMES = ("landelijk", "actietafel", "zestien_uur", "dordrecht", "vuijk")


@settings(deadline=None, max_examples=60)
@given(days=a_pupil())
def test_a_definition_was_reached_on_the_first_day_of_the_stretch_that_holds(days):
    if not days:
        return
    last = max(days)
    plain = [(day, exact(h), exact(m), kind) for day, (h, m, kind) in days.items()]
    rows = [(day, *values) for day, values in days.items()]
    now = verdicts(plain, last)
    for name in NAMES:
        definitie = with_settings(RULES.definities[name], {})
        told = Uitslag(now[name] is not None, now[name], "")
        found = reached_on(definitie, told, rows)
        if now[name] is None:
            assert found is None
            continue
        day = last
        # Weekends and holidays count for a series of days, not for weeks of lessons.
        daily = name in ("landelijk", "actietafel")
        while True:
            before = day - timedelta(days=1)
            if not daily:
                earlier = [one for one in days if one < day]
                if not earlier:
                    break
                before = max(earlier)
            then = verdicts(plain, before)[name]
            if then is None or (daily and then != now[name]):
                break
            day = before
        assert found == day, name
