"""The clocks of law and practice: what starts, meets and stops them, and until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from knowledge.termijnen import Gebeurtenis
from matching.kalender import Kalender
from matching.looptijden import Looptijd, clock_end, running_clocks

if TYPE_CHECKING:
    from knowledge.load import Knowledge

DAY = date(2026, 9, 14)


def ends(
    knowledge: Knowledge, gebeurtenis: Gebeurtenis, day: date, peildatum: date = DAY
) -> dict[str, Looptijd]:
    kalender = Kalender(knowledge.vakanties, "midden")
    rows = knowledge.termijnen.values()
    found = running_clocks({gebeurtenis: [day]}, rows, kalender, peildatum)
    return {one.termijn.id: one for one in found}


def test_what_happened_starts_the_clocks_of_the_law(knowledge: Knowledge) -> None:
    def last(gebeurtenis: Gebeurtenis, klok: str, day: date = DAY) -> date:
        return ends(knowledge, gebeurtenis, day)[klok].uiterlijk

    assert last(Gebeurtenis.signaal, "bijeenkomen") == DAY + timedelta(days=2)
    applied = Gebeurtenis.aanmelding
    assert last(applied, "zorgplicht_besluit") == DAY + timedelta(weeks=6)
    # On day 71 the ten weeks are over and the temporary place begins.
    assert last(applied, "tijdelijke_plaatsing") == DAY + timedelta(days=71)
    longer = Gebeurtenis.aanmelding_verlengd
    assert last(longer, "zorgplicht_besluit_verlengd") == DAY + timedelta(weeks=10)
    assert last(Gebeurtenis.inschrijving, "opp_opstellen") == DAY + timedelta(weeks=6)
    assert last(Gebeurtenis.schorsing, "schorsing_duur") == DAY + timedelta(weeks=1)
    assert last(Gebeurtenis.besluit, "bezwaar_maken") == DAY + timedelta(weeks=6)
    assert last(Gebeurtenis.opp_besproken, "opp_evalueren") == date(2027, 9, 14)
    left = Gebeurtenis.uitschrijving
    assert last(left, "in_uitschrijving_melden") == DAY + timedelta(days=7)


def test_four_weeks_and_a_month_are_two_clocks(knowledge: Knowledge) -> None:
    since = date(2026, 9, 1)
    four_weeks = ends(knowledge, Gebeurtenis.verzuim, since)["thuiszitter_landelijk"]
    month = ends(knowledge, Gebeurtenis.thuis, since)["actietafel_wachten"]
    assert four_weeks.uiterlijk == date(2026, 9, 30)
    assert month.uiterlijk == date(2026, 10, 1)


def test_a_tlv_holds_the_school_year_after_and_the_rest_of_this_one(
    knowledge: Knowledge,
) -> None:
    end = ends(knowledge, Gebeurtenis.tlv_afgifte, DAY)["tlv_geldigheid"].uiterlijk
    assert end == date(2028, 7, 31)
    assert clock_end(knowledge.termijnen["tlv_geldigheid"], date(2026, 7, 31)) == date(
        2027, 7, 31
    )


def test_four_school_weeks_skip_the_holiday(knowledge: Knowledge) -> None:
    row = knowledge.termijnen["zestien_uur_periode"]
    kalender = Kalender(knowledge.vakanties, "midden")
    monday = date(2026, 10, 12)
    assert clock_end(row, monday, kalender) == date(2026, 11, 15)
    assert clock_end(row, monday) == monday + timedelta(weeks=4)


def test_some_clocks_run_back_from_a_day(knowledge: Knowledge) -> None:
    row = knowledge.termijnen["aanmelden_vooraf"]
    assert clock_end(row, DAY) == DAY - timedelta(weeks=10)


def test_what_is_still_to_come_starts_no_clock(knowledge: Knowledge) -> None:
    tomorrow = DAY + timedelta(days=1)
    assert ends(knowledge, Gebeurtenis.signaal, tomorrow) == {}
    assert not ends(knowledge, Gebeurtenis.signaal, DAY)["bijeenkomen"].voorbij
    later = DAY + timedelta(days=3)
    assert ends(knowledge, Gebeurtenis.signaal, DAY, later)["bijeenkomen"].voorbij


def told(
    knowledge: Knowledge, klok: str, peildatum: date, **events: list[date]
) -> list[Looptijd]:
    kalender = Kalender(knowledge.vakanties, "midden")
    found = running_clocks(
        {Gebeurtenis(kind): days for kind, days in events.items()},
        knowledge.termijnen.values(),
        kalender,
        peildatum,
    )
    return [one for one in found if one.termijn.id == klok]


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def test_a_clock_is_met_by_what_had_to_be_done(knowledge: Knowledge) -> None:
    later = day(60)
    (open_,) = told(knowledge, "opp_opstellen", later, inschrijving=[DAY])
    assert open_.voorbij
    assert open_.gehaald is None
    done = {"inschrijving": [DAY], "opp_vastgesteld": [day(30)]}
    (met,) = told(knowledge, "opp_opstellen", later, **done)
    assert (met.gehaald, met.voorbij, met.te_laat) == (day(30), False, False)
    (late,) = told(
        knowledge, "opp_opstellen", later, inschrijving=[DAY], opp_besproken=[day(50)]
    )
    assert (late.gehaald, late.te_laat) == (day(50), True)


def test_what_was_done_before_or_will_be_done_meets_nothing(
    knowledge: Knowledge,
) -> None:
    for done in (day(-1), day(11)):
        (one,) = told(
            knowledge,
            "opp_opstellen",
            day(10),
            inschrijving=[DAY],
            opp_besproken=[done],
        )
        assert one.gehaald is None


def test_one_objection_meets_one_refusal_the_oldest(knowledge: Knowledge) -> None:
    first, second = told(
        knowledge, "bezwaar_maken", day(20), besluit=[DAY, day(5)], bezwaar=[day(10)]
    )
    assert (first.gehaald, second.gehaald) == (day(10), None)


def test_a_refusal_a_removal_and_a_tlv_start_the_term_to_object(
    knowledge: Knowledge,
) -> None:
    for kind, klok in (
        ("verwijdering", "bezwaar_maken"),
        ("besluit", "bezwaar_maken"),
        ("tlv_besluit", "bezwaar_tlv_maken"),
    ):
        (one,) = told(knowledge, klok, day(1), **{kind: [DAY]})
        assert one.uiterlijk == DAY + timedelta(weeks=6)


def test_a_suspension_of_one_day_needs_no_report_and_a_longer_one_does(
    knowledge: Knowledge,
) -> None:
    def reports(end: int, **more: list[date]) -> list[Looptijd]:
        events = {"schorsing": [DAY], "einde_schorsing": [day(end)], **more}
        return told(knowledge, "schorsing_melden", day(4), **events)

    assert reports(1) == []
    (open_,) = reports(2)
    assert (open_.voorbij, open_.gehaald) == (True, None)
    (met,) = reports(2, inspectie_gemeld=[day(1)])
    assert met.gehaald == day(1)
    # Being allowed back is no report, also when it lasted a week.
    (late,) = reports(4)
    assert late.gehaald is None


def test_an_application_that_is_not_complete_stands_still(knowledge: Knowledge) -> None:
    asked = {"aanmelding": [DAY], "aanvulling_gevraagd": [day(10)]}
    (still,) = told(knowledge, "zorgplicht_besluit", day(24), **asked)
    assert still.stil_sinds == day(10)
    assert still.uiterlijk == day(42 + 14)
    (on,) = told(
        knowledge,
        "zorgplicht_besluit",
        day(40),
        **asked,
        aanvulling_ontvangen=[day(17)],
    )
    assert on.stil_sinds is None
    assert on.uiterlijk == day(42 + 7)
    # Ten weeks after the application the temporary place comes anyhow.
    (place,) = told(knowledge, "tijdelijke_plaatsing", day(24), **asked)
    assert place.uiterlijk == day(71)


def test_standing_still_is_of_the_last_application_before_it(
    knowledge: Knowledge,
) -> None:
    first, second = told(
        knowledge,
        "zorgplicht_besluit",
        day(30),
        aanmelding=[DAY, day(7)],
        aanvulling_gevraagd=[day(10)],
        aanvulling_ontvangen=[day(12)],
    )
    assert (first.uiterlijk, second.uiterlijk) == (day(42), day(7 + 42 + 2))


def test_a_clock_that_was_over_does_not_stand_still(knowledge: Knowledge) -> None:
    (one,) = told(
        knowledge,
        "zorgplicht_besluit",
        day(60),
        aanmelding=[DAY],
        aanvulling_gevraagd=[day(50)],
    )
    assert one.voorbij
    assert (one.uiterlijk, one.stil_sinds) == (day(42), None)


def test_a_clock_that_runs_back_starts_at_a_day_ahead(knowledge: Knowledge) -> None:
    wanted = day(100)
    (one,) = told(knowledge, "aanmelden_vooraf", DAY, gewenste_start=[wanted])
    assert (one.sinds, one.uiterlijk) == (wanted, day(30))
    (met,) = told(
        knowledge, "aanmelden_vooraf", DAY, gewenste_start=[wanted], aanmelding=[DAY]
    )
    assert met.gehaald == DAY


def test_the_seventh_school_day_ill_counts_the_first(knowledge: Knowledge) -> None:
    (one,) = told(knowledge, "mazl_dagen", DAY, ziek=[DAY])
    assert one.uiterlijk == date(2026, 9, 22)


def test_a_mistyped_year_starts_no_clock(knowledge: Knowledge) -> None:
    for wrong in (date.min, date.max):
        assert told(knowledge, "aanmelden_vooraf", DAY, gewenste_start=[wrong]) == []


def test_every_clock_starts_or_says_why_not(knowledge: Knowledge) -> None:
    kalender = Kalender(knowledge.vakanties, "midden")
    started = {
        one.termijn.id
        for kind in Gebeurtenis
        for one in running_clocks(
            {kind: [DAY]}, knowledge.termijnen.values(), kalender, DAY
        )
    }
    silent = {row.id for row in knowledge.termijnen.values() if row.loopt_niet}
    assert started | silent == set(knowledge.termijnen)
    assert not started & silent


KINDS = st.sampled_from(list(Gebeurtenis))
DAYS = st.lists(st.integers(-30, 30).map(day), max_size=4)


def test_order_and_repeats_of_what_happened_change_nothing(
    knowledge: Knowledge,
) -> None:
    kalender = Kalender(knowledge.vakanties, "midden")
    rows = knowledge.termijnen.values()

    @given(st.dictionaries(KINDS, DAYS, max_size=6))
    def holds(events: dict[Gebeurtenis, list[date]]) -> None:
        once = running_clocks(events, rows, kalender, DAY)
        mixed = {kind: [*reversed(days), *days] for kind, days in events.items()}
        assert running_clocks(mixed, rows, kalender, DAY) == once
        for one in once:
            assert one.gehaald is None or one.gehaald <= DAY
            assert not (one.voorbij and one.gehaald)

    holds()
