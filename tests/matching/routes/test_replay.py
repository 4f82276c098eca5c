"""An advice depends on the kept rows alone, and they give it again."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.advice_rows import Adviesrijen
from knowledge.load import load_stand
from knowledge.stand import Stand
from matching.routes.advise import advise

DAY = date(2026, 9, 14)


class Poison:
    """Something that may not be looked at."""

    def __getattribute__(self, name: str) -> object:
        raise AssertionError(f"an advice may not depend on {name}")


@pytest.fixture(scope="session")
def kept_only(knowledge):
    """Return the rows that are kept, read again, with poison in all other places."""
    kept = {*Adviesrijen.__annotations__}
    again = load_stand(Stand(dict(knowledge.stand.bestanden)), "toen", knowledge)
    others = {one.name: Poison() for one in fields(knowledge) if one.name not in kept}
    return replace(again, **others)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_kept_rows_alone_give_the_same_advice(knowledge, kept_only, answers, data):
    known = data.draw(answers)
    for regio in (None, *knowledge.regios):
        advice = advise(known, knowledge, DAY, regio)
        assert advise(known, kept_only, DAY, regio) == advice
        assert advise(known, knowledge, DAY, regio) == advice
