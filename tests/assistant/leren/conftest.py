"""What the tests of learning share: an invented cohort, and what was learned of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.leren.cohort import World, draw_cohort
from assistant.leren.learn import learn
from assistant.leren.train import Deel
from matching.routes.model import Herkomst

if TYPE_CHECKING:
    from assistant.leren.geval import Geval
    from assistant.leren.learn import Leerresultaat
    from knowledge.load import Knowledge

UNTIL = date(2026, 11, 20)
REGION = "voorbeeld"
INVENTED = Deel(Herkomst.verzonnen, REGION)


@pytest.fixture(scope="session")
def cohort(knowledge: Knowledge) -> tuple[Geval, ...]:
    """Return an invented cohort of the example region."""
    world = World(knowledge, knowledge.regios[REGION], UNTIL, zaad=5)
    return tuple(draw_cohort(world, 500))


@pytest.fixture(scope="session")
def learned(cohort: tuple[Geval, ...], knowledge: Knowledge) -> Leerresultaat:
    """Return what was learned of that cohort."""
    return learn(cohort, knowledge.leren, INVENTED)
