"""Absence is brought in on a Friday, two school weeks after the holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest


@pytest.fixture
def ctx(ctx):
    """Return surroundings on a Friday, two school weeks after the holidays."""
    return replace(ctx, peildatum=date(2026, 9, 11))
