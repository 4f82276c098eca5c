"""Rows that every plan keeps and mixtures do not."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matching.placement import cuts
from matching.placement.cuts import Knapsack, find_cut, find_cuts, find_knapsacks
from matching.placement.highs import solve_linear
from matching.placement.model import Model, build_model
from matching.placement.program import build_program
from matching.placement.reading import read_instance
from matching.placement.rows import Row, RowKind, RowName

NAME = RowName(RowKind.UREN, ("dso",))


def knapsack(amounts: list[int], limit: int, seats: int) -> Knapsack:
    """Return a row in which every item is one option."""
    each = np.arange(len(amounts))
    return Knapsack(NAME, each, each, np.array(amounts), limit, seats)


def groups_of(row: Knapsack) -> list[tuple[int, ...]]:
    """Return every group that fits, by trying them all."""
    items = range(len(row.amount))
    return [
        group
        for size in range(row.seats + 1)
        for group in itertools.combinations(items, size)
        if sum(row.amount[list(group)]) <= row.limit
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


def mixed_model(seats: int) -> Model:
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
        )
    )


@pytest.mark.parametrize(("seats", "expected"), [(3, 3), (2, 2)])
def test_a_knapsack_knows_the_seats_of_its_place(seats: int, expected: int) -> None:
    model = mixed_model(seats)
    [row] = find_knapsacks(model)
    assert row.name.kind is RowKind.UREN
    assert row.seats == expected


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


def mixture_of(model: Model) -> np.ndarray:
    program = build_program(model, [])
    linear = solve_linear(program, program.cost(0).astype(float), 10)
    assert linear is not None
    return linear.share
