"""Small placement problems that read at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify
from tests.matching.placement.dated import GOALS, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]


@pytest.fixture
def problem() -> Callable[..., Document]:
    """Build an instance: pupils and places by id, pairs as "a-x" or with values."""

    def build(pupils: str, places: str, pairs: Any, **rest: Any) -> Document:
        rows = (
            pairs if isinstance(pairs, dict) else {pair: {} for pair in pairs.split()}
        )
        document: Document = {
            "leerlingen": [{"id": id} for id in pupils.split()],
            "plekken": [{"id": id, "capaciteit": 1} for id in places.split()],
            "paren": [
                dict(zip(("leerling", "plek"), pair.split("-"), strict=True)) | values
                for pair, values in rows.items()
            ],
        }
        for key, value in rest.items():
            if key in ("leerlingen", "plekken"):
                for row in document[key]:
                    row.update(value.get(row["id"], {}))
            else:
                document[key] = value
        return document

    return build


@pytest.fixture
def placed() -> Callable[[Document], dict[str, str | None]]:
    """Solve an instance to proof, have it verified, and return the placements."""

    def run(document: Document) -> dict[str, str | None]:
        proposal = solve(read_instance(document)).as_dict()
        assert verify(document, proposal) == []
        assert proposal["status"] == "optimaal"
        return proposal["plaatsingen"]

    return run


@pytest.fixture
def planned(problem: Any) -> Callable[..., Document]:
    """Build an instance with days, solve it to proof, have it verified, return it."""

    def run(pupils: str, places: str, pairs: Any, **rest: Any) -> Document:
        settings = {"peildatum": TODAY, "horizon": "2027-02-01", "doelen": GOALS}
        data = problem(pupils, places, pairs, **{**settings, **rest})
        proposal = solve(read_instance(data)).as_dict()
        assert verify(data, proposal) == []
        assert proposal["status"] == "optimaal"
        return proposal

    return run
