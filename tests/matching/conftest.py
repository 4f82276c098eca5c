"""Shared fixtures of the tests on matching."""

from datetime import date

import pytest

PEILDATUM = date(2026, 11, 23)


@pytest.fixture
def peildatum():
    """A Monday in the autumn term."""
    return PEILDATUM
