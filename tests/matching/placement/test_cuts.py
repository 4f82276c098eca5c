"""Rows that every plan keeps and mixtures do not."""

import itertools
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching.placement import cuts
from matching.placement.cuts import Knapsack, find_cut, find_cuts, find_knapsacks
from matching.placement.highs import solve_linear
from matching.placement.model import Model, build_model, chosen
from matching.placement.options import NONE
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.rows import Row, RowKind, RowName

NAME = RowName(RowKind.UREN, ("dso",))


def knapsack(amounts: list[int], limit: int, seats: int) -> Knapsack:
    """Return a row in which every item is one option, and a row of seats."""
    each = np.arange(len(amounts))
    rules = np.array([amounts, [1] * len(amounts)])
    return Knapsack(NAME, each, each, rules, np.array([limit, seats]))


def groups_of(row: Knapsack) -> list[tuple[int, ...]]:
    """Return every group that fits, by trying them all."""
    items = range(len(row.amount[0]))
    return [
        group
        for size in range(len(row.amount[0]) + 1)
        for group in itertools.combinations(items, size)
        if (row.amount[:, list(group)].sum(axis=1) <= row.limit).all()
    ]


def weight_of(cut: Row, group: tuple[int, ...]) -> int:
    weight = dict(zip(cut.option.tolist(), cut.amount.tolist(), strict=True))
    return sum(weight.get(item, 0) for item in group)


@given(
    st.lists(st.integers(1, 12), min_size=2, max_size=7), st.integers(3, 24), st.data()
)
def test_no_group_that_fits_breaks_a_cut_and_the_mixture_does(
    amounts: list[int], limit: int, data: st.DataObject
) -> None:
    assume(max(amounts) <= limit)
    row = knapsack(amounts, limit, data.draw(st.integers(1, len(amounts))))
    part = np.array(
        data.draw(
            st.lists(
                st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]),
                min_size=len(amounts),
                max_size=len(amounts),
            )
        )
    )
    cut = find_cut(row, part)
    if cut is None:
        return
    assert max(weight_of(cut, group) for group in groups_of(row)) <= cut.limit
    assert cut.amount @ part[cut.option] > cut.limit


@st.composite
def knapsacks(draw: st.DrawFn) -> Knapsack:
    """Draw up to three rules, also ones that some or all items break alone."""
    items = draw(st.integers(1, 6))
    first = draw(st.lists(st.integers(1, 9), min_size=items, max_size=items))
    amounts = st.lists(st.integers(0, 3), min_size=items, max_size=items)
    others = draw(st.lists(amounts, max_size=2))
    limits = [draw(st.integers(0, 15)), *(draw(st.integers(0, 4)) for _ in others)]
    each = np.arange(items)
    return Knapsack(NAME, each, each, np.array([first, *others]), np.array(limits))


@given(knapsacks(), st.data())
def test_a_row_that_is_found_leaves_out_no_group(
    row: Knapsack, data: st.DataObject
) -> None:
    """Also where there is no seat, and where an item never fits."""
    shares = st.sampled_from([0.0, 0.0, 0.25, 0.5, 0.75, 1.0])
    size = len(row.item)
    part = np.array(data.draw(st.lists(shares, min_size=size, max_size=size)))
    cut = find_cut(row, part)
    if cut is None:
        return
    assert max(weight_of(cut, group) for group in groups_of(row)) <= cut.limit
    assert cut.amount @ part[cut.option] > cut.limit


def test_where_nobody_fits_nobody_is_mixed_in() -> None:
    """Without a seat the row says none of them, in the mixture or not."""
    cut = find_cut(knapsack([2, 3], 5, 0), np.array([0.5, 0.0]))
    assert cut is not None
    assert cut.option.tolist() == [0, 1] and cut.limit == 0


def test_who_never_fits_weighs_more_than_all_who_do() -> None:
    """Of three in 5 hours two fit; whoever needs 6 hours is in no plan."""
    cut = find_cut(knapsack([2, 2, 2, 6], 5, 3), np.array([1.0, 1.0, 0.5, 0.0]))
    assert cut is not None
    assert cut.amount.tolist() == [1, 1, 1, 3] and cut.limit == 2


def test_three_who_fit_by_two_are_not_mixed_to_more() -> None:
    """Of three pupils of 2 hours in 5 hours two fit, not two and a half."""
    cut = find_cut(knapsack([2, 2, 2], 5, 3), np.array([1.0, 1.0, 0.5]))
    assert cut is not None
    assert cut.amount.tolist() == [1, 1, 1] and cut.limit == 2


def test_who_is_not_in_the_mixture_counts_as_much_as_can_be() -> None:
    """Whoever needs all hours takes the place of both others."""
    cut = find_cut(knapsack([2, 2, 2, 5], 5, 3), np.array([1.0, 1.0, 0.5, 0.0]))
    assert cut is not None
    assert cut.amount.tolist() == [1, 1, 1, 2] and cut.limit == 2
    assert cut.name == RowName(RowKind.AFGELEID, ("dso",))


def test_seats_count_as_well_as_hours() -> None:
    """By hours two of three fit; on one seat only one does."""
    part = np.array([0.7, 0.7, 0.2])
    assert find_cut(knapsack([2, 3, 4], 7, 3), part) is None
    cut = find_cut(knapsack([2, 3, 4], 7, 1), part)
    assert cut is not None and cut.limit == cut.amount.max()


def test_a_mixture_of_whole_pupils_or_of_too_many_is_left_alone() -> None:
    assert find_cut(knapsack([2, 3], 5, 2), np.array([1.0, 1.0])) is None
    many = cuts.MOST_ITEMS + 1
    assert find_cut(knapsack([2] * many, 5, many), np.full(many, 2.5 / many)) is None


def mixed_model(seats: int, **more: Any) -> Model:
    """Return a model of pupils of 2 and 3 hours and one place with 7 hours."""
    hours = {"a": 2, "b": 3, "c": 2, "d": 3}
    return build_model(
        read_instance(
            {
                "leerlingen": [{"id": id} for id in hours],
                "plekken": [{"id": "x", "capaciteit": seats, "uren": 7}],
                "paren": [
                    {"leerling": id, "plek": "x", "uren": each, "geschiktheid": fit}
                    for fit, (id, each) in zip((4, 6, 3, 9), hours.items(), strict=True)
                ],
                "doelen": ["geschiktheid"],
            }
            | more
        )
    )


def couples_model() -> Model:
    """Return two places with two seats, one pupil for each, and a couple."""
    fit = {"a": {"x": 8}, "b": {"y": 8}, "c": {"x": 2, "y": 2}, "d": {"x": 2, "y": 2}}
    return build_model(
        read_instance(
            {
                "leerlingen": [{"id": id} for id in fit],
                "plekken": [{"id": id, "capaciteit": 2} for id in "xy"],
                "paren": [
                    {"leerling": pupil, "plek": place, "geschiktheid": points}
                    for pupil, places in fit.items()
                    for place, points in places.items()
                ],
                "samen": [["c", "d"]],
                "doelen": ["geschiktheid"],
            }
        )
    )


def random_model(rng: random.Random) -> Model:
    """Return seven pupils and two places with every kind of rule."""
    ids = [f"l{n}" for n in range(7)]
    return build_model(
        read_instance(
            {
                "leerlingen": [
                    {"id": id, "kenmerken": ["zwaar"] if rng.random() < 0.4 else []}
                    for id in ids
                ],
                "plekken": [
                    {
                        "id": place,
                        "capaciteit": rng.randint(2, 4),
                        "uren": rng.randint(5, 9),
                        "hoogstens": {"zwaar": 1},
                    }
                    for place in "xy"
                ],
                "paren": [
                    {"leerling": id, "plek": place, "uren": rng.choice([1, 1.5, 2, 3])}
                    for id in ids
                    for place in "xy"
                    if rng.random() < 0.8
                ],
                "samen": [rng.sample(ids[:4], 2) for _ in range(2)],
                "niet_samen": [rng.sample(ids[4:], 2)],
                "doelen": ["urgent_geplaatst"],
            }
        )
    )


def every_plan(model: Model) -> list[np.ndarray]:
    """Return every choice that keeps the rules."""
    each = [[NONE, *model.options_of(pupil)] for pupil in range(len(model.pupils))]
    plans = (np.array(plan, dtype=np.int64) for plan in itertools.product(*each))
    return [plan for plan in plans if model.is_allowed(plan)]


@pytest.mark.parametrize(("seats", "expected"), [(3, 3), (2, 2)])
def test_a_knapsack_knows_the_seats_of_its_place(seats: int, expected: int) -> None:
    [row] = find_knapsacks(mixed_model(seats))
    assert row.name.kind is RowKind.UREN
    assert row.seats == expected


def test_who_may_not_meet_are_in_no_group() -> None:
    """By hours and seats b and d fit together, but they may not meet."""
    [row] = find_knapsacks(mixed_model(3, niet_samen=[["b", "d"]]))
    groups = row.groups(np.arange(4))
    assert len(groups) and not groups[:, [1, 3]].all(axis=1).any()


def test_half_a_couple_on_the_last_seat_is_cut_off() -> None:
    """Each of two places has one seat too few for the couple beside who is there."""
    model = couples_model()
    assert mixture_of(model) @ model.goals[0].cost == pytest.approx(-20)
    rows = find_cuts(model, mixture_of(model))
    assert {row.name.ids for row in rows} == {("x",), ("y",)}
    tight = replace(model, rows=model.rows.extended(rows))
    assert mixture_of(tight) @ model.goals[0].cost == pytest.approx(-16)
    best = min(int(model.goals[0].cost[chosen(p)].sum()) for p in every_plan(model))
    assert best == -16


def test_couples_whom_one_seat_cannot_hold_share_a_budget() -> None:
    """Both couples cost money at x, which has one seat, so neither goes there."""
    model = build_model(
        read_instance(
            {
                "leerlingen": [{"id": id} for id in "abcd"],
                "plekken": [{"id": "x", "capaciteit": 1, "budget": "TOP"}, {"id": "y"}],
                "paren": [
                    {"leerling": "a", "plek": "x"},
                    {"leerling": "b", "plek": "x", "kosten": 7.51},
                    {"leerling": "b", "plek": "y"},
                    {"leerling": "c", "plek": "x", "kosten": 3.65},
                    {"leerling": "c", "plek": "y"},
                    {"leerling": "d", "plek": "x"},
                    {"leerling": "d", "plek": "y"},
                ],
                "budgetten": [{"id": "TOP", "bedrag": 10.79}],
                "samen": [["b", "d"], ["a", "c"]],
                "doelen": ["urgent_geplaatst"],
            }
        )
    )
    [row] = find_knapsacks(model)
    assert row.seats == 0
    [cut] = find_cuts(model, mixture_of(model))
    assert cut.limit == 0
    at_x = model.places.index("x")
    assert (model.options.place[cut.option] == at_x).all()


@pytest.mark.parametrize("seed", range(20))
def test_no_plan_breaks_a_row_that_is_added(seed: int) -> None:
    """Hours, marks, couples, who may not meet, and who is in two couples."""
    rng = random.Random(seed)
    model = random_model(rng)
    plans = every_plan(model)
    for _ in range(10):
        wishes = np.array([rng.randint(-9, 0) for _ in range(len(model.options))])
        linear = solve_linear(build_program(model, []), wishes.astype(float), 10)
        assert linear is not None
        for row in find_cuts(model, linear.share):
            assert row.amount @ linear.share[row.option] > row.limit
            weight = np.zeros(len(model.options) + 1)
            weight[row.option] = row.amount
            assert max(weight[plan].sum() for plan in plans) <= row.limit


def test_the_bound_comes_to_what_a_plan_can_reach() -> None:
    """Two thirds of b fit beside a and d; without b, c fits too, and that is best."""
    model = mixed_model(3)
    bounds = []
    while rows := find_cuts(model, mixture_of(model)):
        assert {row.name.kind for row in rows} == {RowKind.AFGELEID}
        bounds.append(mixture_of(model) @ model.goals[0].cost)
        model = replace(model, rows=model.rows.extended(rows))
    assert bounds[0] == pytest.approx(-17)
    assert mixture_of(model) @ model.goals[0].cost == pytest.approx(-16)


def test_a_problem_without_limits_has_nothing_to_cut() -> None:
    model = couples_model()
    free = replace(model, rows=model.rows.pick(np.zeros(len(model.rows), bool)))
    assert find_cuts(free, mixture_of(free)) == []


def mixture_of(model: Model) -> np.ndarray:
    program = build_program(model, [])
    linear = solve_linear(program, program.cost(0).astype(float), 10)
    assert linear is not None
    return linear.share
