"""What engines rely on: options in draw order, rows, trees, and pieces of a model."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from matching.placement.model import build_model, chosen, narrow, widen
from matching.placement.options import NONE
from matching.placement.plan import read_plan
from matching.placement.reading import read_instance
from matching.placement.rows import RowKind
from matching.placement.structure import find_structure, free, split
from matching.placement.verify import verify
from tests.matching.placement.test_days_against_brute_force import instances

if TYPE_CHECKING:
    from matching.placement.model import Model

SOME = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
seeds = st.integers(0, 10**6)


def any_choice(model: Model, seed: int) -> Any:
    """Return some choice, which need not be allowed."""
    rng = random.Random(seed)
    return np.array(
        [
            rng.choice([*model.options_of(pupil), *[NONE] * (not model.pinned[pupil])])
            for pupil in range(len(model.pupils))
        ],
        dtype=np.int64,
    )


def every_pin_has_an_option(model: Model) -> bool:
    return all(
        model.options_of(pupil) for pupil in np.flatnonzero(model.pinned).tolist()
    )


@SOME
@given(instances(), seeds)
def test_model_allows_what_verify_allows(data: dict[str, Any], seed: int) -> None:
    """Rows, openings and couples say the same as the rules on the raw rows."""
    instance = read_instance(data)
    model = build_model(instance)
    assume(every_pin_has_an_option(model))
    choice = any_choice(model, seed)
    plan = read_plan(instance, model, choice)
    assert plan.planning is not None
    document = {"plaatsingen": plan.plaatsingen, **plan.planning.as_dict()}
    del document["weken_thuis"]
    assert model.is_allowed(choice) == (verify(data, document) == [])


@SOME
@given(instances())
def test_options_stand_in_the_order_of_the_draw(data: dict[str, Any]) -> None:
    """By pupil, lasting place, begin, bridging place, its begin; none after some."""
    model = build_model(read_instance(data))
    options, last = model.options, len(model.places)
    keys = list(
        zip(
            options.pupil.tolist(),
            [last if place == NONE else place for place in options.place.tolist()],
            options.start.tolist(),
            [last if place == NONE else place for place in options.bridge.tolist()],
            options.bridge_start.tolist(),
            strict=True,
        )
    )
    assert keys == sorted(set(keys))


@SOME
@given(instances(), seeds)
def test_tree_holds_exactly_the_rows_that_nest(data: dict[str, Any], seed: int) -> None:
    """Where all rows nest, a choice fits the tree if and only if it keeps the rows."""
    model = build_model(read_instance(data))
    structure = find_structure(model)
    assume(not len(structure.side) and every_pin_has_an_option(model))
    choice = any_choice(model, seed)
    node = np.append(structure.tree.leaf, structure.tree.home)[choice]
    fits = (structure.tree.counts(node) <= structure.tree.seats).all()
    used = model.rows.used(chosen(choice))
    assert fits == (used <= model.rows.limit).all()


@SOME
@given(instances(), seeds)
def test_pieces_share_no_rule(data: dict[str, Any], seed: int) -> None:
    """A choice is allowed in the whole if and only if it is in every piece."""
    model = build_model(read_instance(data))
    assume(every_pin_has_an_option(model))
    choice = any_choice(model, seed)
    pieces = split(model, find_structure(model))
    assert sorted(p for piece in pieces for p in piece.pupils.tolist()) == list(
        range(len(model.pupils))
    )
    parts = [piece.take_out(choice) for piece in pieces]
    assert model.is_allowed(choice) == all(
        piece.model.is_allowed(part) for piece, part in zip(pieces, parts, strict=True)
    )
    again = np.full(len(model.pupils), NONE)
    for piece, part in zip(pieces, parts, strict=True):
        piece.put_back(again, part)
    assert again.tolist() == choice.tolist()
    for number, goal in enumerate(model.goals):
        assert model.goal_cost(goal, choice) == sum(
            piece.model.goal_cost(piece.model.goals[number], part)
            for piece, part in zip(pieces, parts, strict=True)
        )


@SOME
@given(instances(), seeds, st.lists(st.booleans(), min_size=3, max_size=3))
def test_what_is_free_is_judged_with_what_is_fixed(
    data: dict[str, Any], seed: int, moving: list[bool]
) -> None:
    """Beside an allowed plan, a piece allows what the whole allows."""
    model = build_model(read_instance(data))
    assume(every_pin_has_an_option(model))
    plan, other = any_choice(model, seed), any_choice(model, seed + 1)
    assume(model.is_allowed(plan))
    pupils = np.array(moving[: len(model.pupils)])
    mixed = np.where(pupils, other, plan)
    piece = free(model, plan, pupils)
    part = piece.take_out(mixed)
    back = plan.copy()
    piece.put_back(back, part)
    # An option that the piece does not have at all is one that cannot be.
    possible = back.tolist() == mixed.tolist()
    assert model.is_allowed(mixed) == (possible and piece.model.is_allowed(part))


@SOME
@given(instances(), seeds)
def test_choice_keeps_its_meaning_when_options_go(
    data: dict[str, Any], seed: int
) -> None:
    """Narrowed and widened again, only what went is lost."""
    model = build_model(read_instance(data))
    assume(every_pin_has_an_option(model))
    choice = any_choice(model, seed)
    rng = random.Random(seed)
    keep = np.array([rng.random() < 0.7 for _ in range(len(model.options))], np.bool_)
    smaller = model.with_options(keep)
    again = widen(narrow(choice, keep), keep)
    kept = np.append(keep, False)[choice]
    assert again.tolist() == np.where(kept, choice, NONE).tolist()
    for goal, less in zip(model.goals, smaller.goals, strict=True):
        assert model.goal_cost(goal, again) == smaller.goal_cost(
            less, narrow(choice, keep)
        )


def test_rows_without_a_kind_lose_only_that_kind(problem: Any) -> None:
    """The others keep their terms and limits."""
    data = problem(
        "a b",
        "x",
        {"a-x": {"uren": 1}, "b-x": {"uren": 1}},
        plekken={"x": {"uren": 1.5}},
    )
    rows = build_model(read_instance(data)).rows
    assert [name.kind for name in rows.names] == [RowKind.CAPACITEIT, RowKind.UREN]
    left = rows.without(RowKind.CAPACITEIT)
    assert [name.kind for name in left.names] == [RowKind.UREN]
    assert left.terms(0)[1].tolist() == [100, 100]
    assert left.limit.tolist() == [150]


def test_limit_that_cannot_be_broken_is_no_row(problem: Any) -> None:
    """Two seats for two pupils are no limit."""
    data = problem("a b", "x", "a-x b-x", plekken={"x": {"capaciteit": 2}})
    assert len(build_model(read_instance(data)).rows) == 0
