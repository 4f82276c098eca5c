"""Shortest ways with several levels equal those found with plain tuples."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.placement.errors import EngineError
from matching.placement.lengths import TOO_FAR, Graph, Scale

Length = tuple[int, ...]
Step = tuple[int, int, Length]

NODES = 6
MOST = (3, 4, 2)
"""Largest length of a step per level."""

ONE_WORD = Scale.for_steps(MOST, NODES)
TWO_WORDS = Scale(((1 + 2 * 4 * NODES, 1), (1,)))

steps = st.lists(
    st.tuples(
        st.integers(0, NODES - 1),
        st.integers(0, NODES - 1),
        st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(1, 2)),
    ),
    max_size=25,
)


def graph_of(found: list[Step], scale: Scale) -> Graph:
    ends = np.array([step[:2] for step in found], dtype=np.int64).reshape(-1, 2)
    levels = np.array([step[2] for step in found], dtype=np.int64).reshape(-1, 3)
    words = scale.pack(list(levels.T))
    return Graph.build(ends[:, 0], ends[:, 1], words, NODES)


def shortest(found: list[Step]) -> dict[tuple[int, int], Length]:
    """Return the shortest way between any two nodes, with tuples."""
    best = {(node, node): (0, 0, 0) for node in range(NODES)}
    for one, other, length in found:
        best[one, other] = min(length, best.get((one, other), length))
    for via, one, other in itertools.product(range(NODES), repeat=3):
        if (one, via) in best and (via, other) in best:
            both = zip(best[one, via], best[via, other], strict=True)
            detour = tuple(a + b for a, b in both)
            best[one, other] = min(detour, best.get((one, other), detour))
    return best


def walk(graph: Graph, found: list[Step], start: int, onward: list[int]) -> list[Step]:
    """Follow the first step of each node until there is none."""
    walked, node = [], start
    while onward[node] >= 0:
        walked.append(found[int(graph.step[onward[node]])])
        node = walked[-1][1]
    return walked


def assert_is_way(walked: list[Step], start: int, length: Length) -> None:
    """Check that steps follow each other and have this length together."""
    total = np.sum([(0, 0, 0), *(step[2] for step in walked)], axis=0)
    assert tuple(total) == length
    assert [step[0] for step in walked] == [start, *(s[1] for s in walked)][:-1]


@pytest.mark.parametrize("scale", [ONE_WORD, TWO_WORDS])
@settings(max_examples=40, deadline=None)
@given(found=steps)
def test_lengths_and_ways_are_the_shortest(scale: Scale, found: list[Step]) -> None:
    """Between all nodes at once, to one node, and step by step."""
    graph, expected = graph_of(found, scale), shortest(found)
    for goal, start in itertools.product(range(NODES), repeat=2):
        column = graph.to_node(goal)
        here = tuple(word[[start]] for word in column)
        for word, table in zip(column, graph.between_all, strict=True):
            if (start, goal) in expected:
                assert word[start] == table[start, goal]
        if (start, goal) not in expected:
            assert here[0][0] >= TOO_FAR
            assert graph.between_all[0][start, goal] >= TOO_FAR
            continue
        assert (
            tuple(int(level[0]) for level in scale.unpack(here))
            == (expected[start, goal])
        )
        for steps in (graph, graph.direct()):
            walked = walk(steps, found, start, steps.onward(goal, column))
            assert_is_way(walked, start, expected[start, goal])


def test_levels_that_fit_stand_in_one_word() -> None:
    """A region with four goals needs one word, a province two."""
    assert len(Scale.for_steps((10, 100, 60, 2, 3), 82).weights) == 1
    assert len(Scale.for_steps((10, 100, 60, 2, 3), 802).weights) == 2


def test_packing_loses_nothing() -> None:
    """What is packed comes out again, with its signs."""
    scale = Scale.for_steps((10**9, 10**9, 5), 50)
    levels = [np.array([3, -7]), np.array([-(10**9), 10**9]), np.array([0, -5])]
    for level, again in zip(levels, scale.unpack(scale.pack(levels)), strict=True):
        assert (level == again).all()


def test_numbers_too_large_to_add_up_are_refused() -> None:
    """No length may spill over silently."""
    with pytest.raises(EngineError, match="te groot"):
        Scale.for_steps((10**17,), 1000)


def test_a_round_trip_that_earns_something_is_refused() -> None:
    """Such a graph does not belong to an optimum."""
    graph = graph_of([(0, 1, (0, 0, 1))], ONE_WORD)
    bad = Graph.build(
        np.array([0, 1]), np.array([1, 0]), (np.array([1, -2]),), graph.size
    )
    with pytest.raises(EngineError, match="niet optimaal"):
        bad.to_node(0)
