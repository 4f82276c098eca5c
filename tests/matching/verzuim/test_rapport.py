"""Reports close, reproduce the figures of the sources, and share no small count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.load import DATA
from knowledge.rapport import read_report, read_stated
from matching.verzuim.rapport import Telperiode, average, count_flow
from matching.verzuim.rapport_banden import duration_band
from matching.verzuim.rapport_delen import suppress, to_share
from matching.verzuim.rapport_som import Regel, Som, stated_sum, tell_sum

RULES = read_report(DATA)
STATED = read_stated(DATA)
BEGIN, END = date(2022, 8, 1), date(2023, 7, 31)
DAY = timedelta(days=1)
REASONS = [row.id for row in RULES.redenen]
BOUND = RULES.kleinste_aantal
OTHERS = RULES.teksten.overige


def people(number: int, **of) -> list[Telperiode]:
    """Return so many invented pupils who are alike."""
    people.last += number
    return [Telperiode(f"leerling-{people.last - at}", **of) for at in range(number)]


people.last = 0


def part(flow, split: str) -> dict[str, float | None]:
    found = next(row for row in flow.verdelingen if row.uitsplitsing.id == split)
    return {line.naam: line.aantal for line in found.som.regels}


def reasons(flow) -> dict[str, float | None]:
    return {
        line.id.removeprefix("uit:"): line.aantal
        for line in flow.over.regels
        if line.af
    }


def dordrecht() -> list[Telperiode]:
    """Return the school year 2022/23 of Dordrecht: 17 + 25, of whom 26 and 4 go."""
    before, during, out = date(2022, 5, 1), date(2022, 11, 1), date(2023, 3, 1)
    return [
        *people(10, vanaf=before, tot=out, reden="geplaatst"),
        *people(3, vanaf=before, tot=out, reden="niet_ingeschreven"),
        *people(4, vanaf=before),
        *people(16, vanaf=during, tot=out, reden="geplaatst"),
        *people(1, vanaf=during, tot=out, reden="leeftijd"),
        *people(8, vanaf=during),
    ]


def test_dordrecht_comes_to_42_and_12() -> None:
    flow = count_flow(dordrecht(), BEGIN, END, RULES)
    assert [line.aantal for line in flow.in_beeld.regels] == [17, 25]
    assert flow.in_beeld.totaal == 42
    assert reasons(flow)["geplaatst"] == 26
    outside = [row.id for row in RULES.redenen if row.soort == "buiten_doelgroep"]
    assert sum(reasons(flow)[one] for one in outside) == 4
    assert flow.over.totaal == 12
    told = tell_sum(flow.in_beeld, RULES.teksten)
    assert told == "17 + 25 = 42: de som klopt."


def test_the_region_goes_from_46_to_24() -> None:
    rows = [
        *people(30, vanaf=date(2022, 1, 1), tot=date(2023, 1, 9), reden="geplaatst"),
        *people(16, vanaf=date(2022, 1, 1)),
        *people(8, vanaf=date(2023, 2, 1)),
    ]
    flow = count_flow(rows, date(2022, 7, 31), END, RULES)
    assert flow.in_beeld.regels[0].aantal == 46
    assert flow.over.totaal == 24


def test_thirty_five_are_home_for_longer_than_three_months() -> None:
    rows = [
        *people(35, vanaf=BEGIN, sinds=date(2023, 4, 29)),
        *people(7, vanaf=BEGIN, sinds=date(2023, 4, 30)),
    ]
    flow = count_flow(rows, BEGIN, date(2023, 7, 30), RULES)
    assert part(flow, "duur")["langer dan 3 maanden"] == 35
    assert part(flow, "duur")["4 weken tot en met 3 maanden"] == 7


def test_arnhem_comes_to_84_in_two_ways() -> None:
    born = {33: date(2013, 1, 1), 28: date(2009, 1, 1), 23: date(2006, 6, 1)}
    kinds = iter(["niet_ingeschreven"] * 27 + ["verzuim"] * 44 + ["vrijgesteld"] * 13)
    rows = [
        Telperiode(
            one.leerling, BEGIN, geboren=day, kenmerken={"schoolsoort": (next(kinds),)}
        )
        for number, day in born.items()
        for one in people(number, vanaf=BEGIN)
    ]
    flow = count_flow(rows, BEGIN, END, RULES)
    assert list(part(flow, "leeftijd").values()) == [33, 28, 23]
    assert part(flow, "schoolsoort") == {
        "verzuim": 44,
        "niet_ingeschreven": 27,
        "vrijgesteld": 13,
    }
    assert flow.over.totaal == 84
    assert all(one.verschil in (None, 0) for one in flow.sommen)


def test_rotterdam_places_75_of_102_after_almost_6_weeks_and_almost_23_at_home() -> (
    None
):
    begin, end = date(2009, 5, 11), date(2010, 5, 11)
    talked = date(2009, 12, 1)
    rows = [
        *people(
            75,
            vanaf=date(2009, 11, 1),
            tot=date(2010, 2, 1),
            reden="geplaatst",
            besproken=talked,
            geplaatst=talked + 41 * DAY,
        ),
        *people(23, vanaf=date(2009, 11, 1), sinds=end - 160 * DAY),
        *people(4, vanaf=date(2009, 11, 1), tot=date(2010, 2, 1), reden="onbekend"),
    ]
    flow = count_flow(rows, begin, end, RULES)
    assert flow.in_beeld.totaal == 102
    assert reasons(flow)["geplaatst"] == 75
    assert flow.over.totaal == 23
    assert round(flow.weken_tot_plek.weken, 1) == 5.9
    assert flow.weken_tot_plek.over == 75
    assert round(flow.weken_thuis.weken, 1) == 22.9


def test_only_the_three_known_places_do_not_close() -> None:
    sums = {row.id: stated_sum(row) for row in STATED}
    open_ = {name for name, one in sums.items() if not one.sluit}
    assert {name: sums[name].verschil for name in open_} == {
        "rotterdam_verloop": 3,
        "rotterdam_geplaatst": 39,
        "arnhem_inschrijving": 3,
        "op_de_rails_herkomst": 3,
        "op_de_rails_duur": 2,
        "op_de_rails_regulier": 3,
    }
    places = {row.bron for row in STATED if row.id in open_}
    assert places == {"S3 §3.1.6", "S4 §3.1", "S3 §3.1.3"}
    assert all(row.opmerking for row in STATED if row.id in open_)
    told = tell_sum(sums["rotterdam_verloop"], RULES.teksten)
    assert told == "75 + 20 + 4 = 99, maar er staat 102: verschil 3."


@st.composite
def periods(draw) -> list[Telperiode]:
    found = []
    for number in range(draw(st.integers(0, 25))):
        day = BEGIN - 60 * DAY + draw(st.integers(0, 100)) * DAY
        for _ in range(draw(st.integers(1, 3))):
            length = draw(st.integers(1, 250))
            more = draw(st.booleans())
            found.append(
                Telperiode(
                    f"l{number}",
                    day,
                    day + length * DAY if more else None,
                    draw(st.sampled_from(REASONS)) if more else None,
                    draw(st.none() | st.just(day - 40 * DAY)),
                    draw(st.none() | st.dates(date(2004, 1, 1), date(2018, 1, 1))),
                    {
                        "schoolsoort": draw(st.sampled_from([(), ("vo",), ("bao",)])),
                        "oorzaak": draw(st.sampled_from([(), ("a",), ("a", "b")])),
                    },
                )
            )
            if not more:
                break
            day += (length + draw(st.integers(0, 30))) * DAY
    return found


@given(rows=periods(), length=st.integers(0, 365))
def test_start_and_inflow_less_outflow_is_always_the_end(rows, length) -> None:
    end = BEGIN + length * DAY
    flow = count_flow(rows, BEGIN, end, RULES)
    start, new = (line.aantal for line in flow.in_beeld.regels)
    assert start + new - sum(reasons(flow).values()) == flow.over.totaal
    assert flow.over.totaal == sum(one.counts_on(end) for one in rows)
    assert start == sum(one.counts_on(BEGIN) for one in rows)
    assert all(one.verschil in (None, 0) for one in flow.sommen)


@given(rows=periods())
def test_the_end_of_one_period_is_the_start_of_the_next(rows) -> None:
    middle = BEGIN + 90 * DAY
    first = count_flow(rows, BEGIN, middle, RULES)
    second = count_flow(rows, middle, END, RULES)
    assert first.over.totaal == second.in_beeld.regels[0].aantal


def reachable(sums: list[Som], hidden: set[str], name: str) -> bool:
    """Tell by trying whether a hidden count may be the bound or more, for a reader.

    A small search over whole numbers: it shares nothing with the code under test.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    values: dict[str, object] = {}

    def cell(one: str, true: float | None):
        if one not in values:
            values[one] = (
                model.new_int_var(1, 10_000, one) if one in hidden else int(true or 0)
            )
        return values[one]

    for one in sums:
        parts = [(-1 if row.af else 1) * cell(row.id, row.aantal) for row in one.regels]
        model.add(cp_model.LinearExpr.sum([*parts, 0]) == cell(one.id, one.totaal))
    model.add(values[name] >= BOUND)
    return cp_model.CpSolver().solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@settings(max_examples=60, deadline=None)
@given(rows=periods())
def test_nothing_small_can_be_worked_out_of_what_is_shared(rows) -> None:
    flow = count_flow(rows, BEGIN, END, RULES)
    shared = to_share(flow, BOUND, OTHERS)
    for total in shared.sommen:
        for value in (total.totaal, *(line.aantal for line in total.regels)):
            assert value is None or value == 0 or value >= BOUND
    hidden = set(suppress(flow.sommen, BOUND))
    for one in flow.sommen:
        for line in one.regels:
            if 0 < line.aantal < BOUND:
                assert reachable(list(flow.sommen), hidden, line.id)


def test_a_single_small_count_takes_the_next_one_along() -> None:
    total = Som(
        "samen",
        63,
        (Regel("a", "a", 3), Regel("b", "b", 20), Regel("c", "c", 40)),
        id="samen",
    )
    assert suppress([total], BOUND) == {"a", "b"}


def test_a_report_without_small_counts_is_shared_whole() -> None:
    flow = count_flow(people(9, vanaf=BEGIN), BEGIN, END, RULES)
    assert suppress(flow.sommen, BOUND) == frozenset()
    assert to_share(flow, BOUND, OTHERS).over == flow.over


def test_a_kind_of_absence_that_few_have_is_not_named_either() -> None:
    rows = [
        *people(20, vanaf=BEGIN, kenmerken={"vorm": ("angst",)}),
        *people(9, vanaf=BEGIN, kenmerken={"vorm": ("spijbelen",)}),
        *people(2, vanaf=BEGIN, kenmerken={"vorm": ("schoolonthouding",)}),
    ]
    shared = to_share(count_flow(rows, BEGIN, END, RULES), BOUND, OTHERS)
    assert part(shared, "vorm") == {"angst": 20, OTHERS: None}


def test_few_pupils_are_not_split_at_all() -> None:
    shared = to_share(
        count_flow(people(3, vanaf=BEGIN), BEGIN, END, RULES), BOUND, OTHERS
    )
    assert shared.verdelingen == ()
    assert shared.over.totaal is None


def test_an_average_over_few_is_not_shared() -> None:
    flow = count_flow(people(4, vanaf=BEGIN, sinds=BEGIN), BEGIN, END, RULES)
    assert flow.weken_thuis.weken == pytest.approx(52)
    assert to_share(flow, BOUND, OTHERS).weken_thuis.weken is None


def test_an_average_over_nobody_is_nothing() -> None:
    assert average([(None, END)]).weken is None


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="eindigt voor"):
        count_flow([], END, BEGIN, RULES)


@pytest.mark.parametrize(
    ("days", "band"),
    [(28, "tot_4_weken"), (29, "tot_3_maanden"), (92, "tot_3_maanden"), (93, "langer")],
)
def test_exactly_four_weeks_and_three_months_are_not_longer(days, band) -> None:
    bands = RULES.uitsplitsing("duur").banden
    since = date(2026, 7, 1)
    assert duration_band(bands, since, since + days * DAY) == band
