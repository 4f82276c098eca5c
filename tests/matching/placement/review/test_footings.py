"""Questions answered from the proof of a proposal give what solving anew gives."""

from __future__ import annotations

import itertools
import random
from collections import deque
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from matching.placement.errors import InstanceError
from matching.placement.footing import find_footing
from matching.placement.ground import Ground
from matching.placement.model import build_model, chosen
from matching.placement.nearby import find_choice
from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review import footings
from matching.placement.review.calm import calm
from matching.placement.review.difference import goal_changes
from matching.placement.review.edits import (
    Admit,
    Ban,
    Edit,
    ExtraSeats,
    Hours,
    KeepApart,
    KeepTogether,
    MayMeet,
    MaySplit,
    Minimum,
    Money,
    Pin,
    Seats,
    Unpin,
    Withdraw,
    apply,
)
from matching.placement.review.footings import footing_of
from matching.placement.review.price import loss
from matching.placement.review.quick import quick_plan
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.bench.placement.generators import full
from tests.matching.placement.test_days_against_brute_force import instances

if TYPE_CHECKING:
    from matching.placement.footing import Footing
    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel

SECONDS = 30.0

SOME = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footings, "_recent", deque(maxlen=3))


def any_edits(instance: Instantie, proposal: Voorstel, seed: int) -> list[Edit]:
    """Return one or two changes of any kind, tighter or looser."""
    rng = random.Random(seed)
    pair = rng.choice(instance.paren)
    pupil, other = (row.id for row in rng.sample(instance.leerlingen, 2))
    place = rng.choice(instance.plekken)
    every: list[Edit] = [
        *(Pin(pair.leerling, pair.plek), Ban(pair.leerling, pair.plek)),
        *(Unpin(pupil), Withdraw(pupil)),
        *(Seats(place.id, max(0, (place.capaciteit or 1) - 1)),),
        *(ExtraSeats(place.id, 1), Seats(place.id, None)),
        *(Hours(place.id, 300), Hours(place.id, None)),
        *(Minimum(place.id, 0), Minimum(place.id, 2)),
        *(KeepApart(pupil, other), KeepTogether(pupil, other)),
        Admit(replace(pair, geschiktheid=pair.geschiktheid + 3, uren=0)),
    ]
    every += [Money(row.id, 0) for row in instance.budgetten]
    every += [Money(row.id, None) for row in instance.budgetten]
    every += [MaySplit(*couple) for couple in instance.samen]
    every += [MayMeet(*couple) for couple in instance.niet_samen]
    given = [(id, at) for id, at in proposal.plaatsingen.items() if at is not None]
    every += [Ban(*rng.choice(given))] * 3 if given else []
    while not is_taken(instance, some := rng.sample(every, rng.choice((1, 1, 1, 2)))):
        pass
    return some


def is_taken(instance: Instantie, edits: list[Edit]) -> bool:
    """Tell whether the problem can be had with these changes."""
    try:
        apply(instance, edits)
    except InstanceError:
        return False
    return True


def table(document: dict[str, Any]) -> tuple[Instantie, Voorstel, Footing | None]:
    instance = read_instance(document)
    proposal = solve(instance, waarom=False)
    return instance, proposal, footing_of(instance, proposal, seconds=SECONDS)


def check(instance: Instantie, proposal: Voorstel, footing: Footing, seed: int) -> None:
    """Answer a question with and without what is known."""
    edits = any_edits(instance, proposal, seed)
    changed = calm(apply(instance, edits), proposal)
    again = solve(changed, waarom=False)
    found = solve(changed, waarom=False, nabij=proposal, houvast=footing)
    assert found.status is again.status, edits
    assert found.doelen == again.doelen, edits


@pytest.mark.parametrize("time", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_question_gets_the_answer_of_solving_anew(seed: int, *, time: bool) -> None:
    instance, proposal, footing = table(full(40, 8, 4, seed, time=time))
    assert footing is not None and footing.complete
    for number in range(10):
        check(instance, proposal, footing, 100 * seed + number)


@SOME
@given(instances())
def test_so_it_does_for_small_problems_of_any_kind(data: dict[str, Any]) -> None:
    instance, proposal, footing = table(data)
    if footing is None or len(instance.leerlingen) < 2 or not instance.paren:
        return
    for number in range(6):
        check(instance, proposal, footing, number)


def test_some_questions_begin_where_the_proof_ended() -> None:
    instance, proposal, footing = table(full(40, 8, 4, 1, time=True))
    assert footing is not None
    assert footing.cuts
    id, place = next((id, at) for id, at in proposal.plaatsingen.items() if at)
    ban = build_model(calm(apply(instance, [Ban(id, place)]), proposal))
    ground = Ground(footing, ban)
    assert ground.tighter
    assert len(ground.cuts) == len(footing.cuts)
    assert len(ground.rest(3).left) < len(ban.options)
    more = build_model(calm(apply(instance, [ExtraSeats(place, 1)]), proposal))
    assert not Ground(footing, more).tighter


@pytest.mark.parametrize("seed", range(3))
def test_a_cut_goes_with_the_hours_that_it_comes_from(seed: int) -> None:
    instance, proposal, footing = table(full(40, 8, 4, seed))
    assert footing is not None and footing.cuts
    cut = {row.name.ids[0] for row in footing.cuts}
    hours = [row.id for row in instance.plekken if row.uren is not None]
    assert cut.intersection(hours)
    for id in cut.intersection(hours):
        place = footing.model.places.index(id)
        changed = calm(apply(instance, [Hours(id, None)]), proposal)
        ground = Ground(footing, build_model(changed))
        at = ground.model.options.place
        assert all((at[row.option] != place).all() for row in ground.cuts)
        found = solve(changed, waarom=False, nabij=proposal, houvast=footing)
        assert found.doelen == solve(changed, waarom=False).doelen


def test_a_rest_keeps_every_plan_that_is_as_good_on_the_first_goals() -> None:
    instance, proposal, _ = table(full(30, 6, 4, 3))
    problem = calm(instance, proposal)
    model = build_model(problem)
    choice = find_choice(problem, model, proposal)
    footing = find_footing(model, choice, perf_counter() + SECONDS)
    kept = [set(rest.left.tolist()) for rest in footing.rests]
    assert all(set(chosen(choice).tolist()) <= rest for rest in kept)
    assert all(later <= first for first, later in itertools.pairwise(kept))
    assert all(
        int(row.amount[np.isin(row.option, chosen(choice))].sum()) <= row.limit
        for row in footing.cuts
    )


def test_nothing_is_known_of_a_plan_that_a_table_decided_itself() -> None:
    instance, proposal, footing = table(full(30, 6, 4, 3))
    assert footing is not None
    mine = replace(proposal, status=Status.HAALBAAR)
    assert footing_of(instance, mine, seconds=SECONDS) is None
    worse = replace(
        proposal,
        doelen=tuple(replace(row, waarde=row.waarde + 1) for row in proposal.doelen),
    )
    assert footing_of(instance, worse, seconds=SECONDS) is None


def test_what_time_left_undone_is_gone_on_with() -> None:
    instance, proposal, footing = table(full(40, 8, 4, 1, time=True))
    assert footing is not None
    model, choice = footing.model, footing.choice
    none = find_footing(model, choice, perf_counter() - 1)
    assert not none.complete and not none.rests
    first = replace(footing, rests=footing.rests[:2], cuts=())
    again = find_footing(model, choice, perf_counter() + SECONDS, first)
    assert again.complete
    assert again.rests[:2] == first.rests
    assert footing_of(instance, proposal, seconds=SECONDS) is footing


def test_it_is_worked_out_once_per_proposal() -> None:
    document = full(30, 6, 4, 3)
    _, proposal, footing = table(document)
    assert footing is not None
    same = read_instance(document)
    assert footing_of(same, replace(proposal), seconds=SECONDS) is footing
    assert footing_of(apply(same, [Unpin("l00000")]), proposal, seconds=1) is footing


def test_an_answer_from_the_proof_is_one_that_the_verifier_accepts() -> None:
    document = full(40, 8, 4, 2, time=True)
    _, proposal, footing = table(document)
    id, place = next((id, at) for id, at in proposal.plaatsingen.items() if at)
    document["leerlingen"] = [
        row | ({"verboden": [place]} if row["id"] == id else {})
        for row in document["leerlingen"]
    ]
    found = solve(
        read_instance(document), waarom=False, nabij=proposal, houvast=footing
    )
    assert verify(document, found.as_dict()) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_quick_plan_can_be_had_and_is_never_better_than_the_best(seed: int) -> None:
    document = full(40, 8, 4, seed, time=True)
    instance, proposal, footing = table(document)
    assert footing is not None
    for row in instance.plekken:
        changed = apply(instance, [ExtraSeats(row.id, 1)])
        problem = calm(changed, proposal)
        plan = quick_plan(problem, footing, row.id, perf_counter() + SECONDS)
        assert plan is not None and plan.status is Status.HAALBAAR
        model = build_model(problem)
        choice = find_choice(problem, model, plan)
        assert model.is_allowed(choice)
        best = solve(problem, waarom=False)
        assert losses(problem, best, plan) >= [0] * len(problem.doelen)
        assert losses(problem, proposal, plan) <= [0] * len(problem.doelen)


def losses(problem: Instantie, one: Voorstel, other: Voorstel) -> list[int]:
    """Return how much worse the other plan is, goal by goal."""
    return [loss(*row) for row in goal_changes(problem, one, problem, other)]
