"""A good proposal, and what the verifier says when one thing in it is spoiled."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]


def best_proposal(instance: Document) -> Document:
    """Return the best proposal for an instance, which is valid."""
    found = solve(read_instance(instance)).as_dict()
    assert verify(instance, found) == []
    return found


def faults_of(
    instance: Document, proposal: Document, spoil: Callable[[Document], object]
) -> list[str]:
    """Return what is wrong after one change."""
    spoiled = copy.deepcopy(proposal)
    spoil(spoiled)
    return verify(instance, spoiled)
