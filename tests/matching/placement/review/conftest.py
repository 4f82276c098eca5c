"""A problem with its proposal, as a table has it in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel


@pytest.fixture
def on_table(problem: Any) -> Callable[..., tuple[Instantie, Voorstel]]:
    """Build a small problem (see ``problem``) and solve it."""

    def build(*args: Any, **rest: Any) -> tuple[Instantie, Voorstel]:
        instance = read_instance(problem(*args, **rest))
        return instance, solve(instance, waarom=False)

    return build
