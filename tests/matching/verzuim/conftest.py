"""Days of pupils to try the definitions on, and the rules themselves."""

from __future__ import annotations

import pytest

from knowledge.verzuim import DATA, read_absence
from matching.verzuim.evaluate import evaluate
from tests.matching.verzuim.days_lived import PEILDATUM, day_frame


@pytest.fixture(scope="session")
def regels():
    """The rows about verzuim, read once."""
    return read_absence(DATA)


@pytest.fixture
def judge(regels):
    """Return the outcome of every definition for one pupil."""

    def outcome(days, peildatum=PEILDATUM, **more):
        rows = [("L1", day, *values) for day, values in days.items()]
        return evaluate(day_frame(rows), regels, peildatum, **more).of("L1")

    return outcome
