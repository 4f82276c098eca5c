"""A previous proposal may name what is gone: that is told, and nothing is refused."""

from __future__ import annotations

from typing import Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.remarks import remarks_on
from matching.placement.solve import solve
from matching.placement.verify import verify


def test_pupil_who_left_the_list_does_not_count(problem: Any) -> None:
    """The others are compared as before."""
    data = problem("a b", "x y", "a-x a-y b-x b-y", vorig={"weg": "x", "a": "y"})
    proposal = solve(read_instance(data))
    assert proposal.plaatsingen["a"] == "y"
    assert verify(data, proposal.as_dict()) == []
    (remark,) = remarks_on(read_instance(data))
    assert '"weg" staat niet meer op de lijst' in remark


@pytest.mark.parametrize("place", ["weg", "klas"])
def test_place_that_is_gone_makes_everything_a_change(problem: Any, place: str) -> None:
    """Also when the place is there, but for something else."""
    data = problem(
        "a",
        "klas x",
        "a-x",
        plekken={"klas": {"soort": "overbrugging"}},
        peildatum="2026-11-23",
        doelen=["urgent_geplaatst", "weinig_wijzigingen"],
        vorig={"a": place},
    )
    proposal = solve(read_instance(data))
    assert [goal.waarde for goal in proposal.doelen] == [1, 1]
    assert verify(data, proposal.as_dict()) == []
    (remark,) = remarks_on(read_instance(data))
    assert f'plek "{place}" is' in remark


def test_bridge_that_became_a_lasting_place_is_told(problem: Any) -> None:
    """The other way round the words are the same."""
    data = problem(
        "a", "x", "a-x", peildatum="2026-11-23", vorig_overbrugging={"a": "x"}
    )
    (remark,) = remarks_on(read_instance(data))
    assert remark.startswith('vorig_overbrugging "a": plek "x" is nu blijvend')


def test_nothing_odd_gives_no_remark(problem: Any) -> None:
    """Also for a pupil who had no place."""
    data = problem("a b", "x", "a-x", vorig={"a": "x", "b": None})
    assert remarks_on(read_instance(data)) == ()
