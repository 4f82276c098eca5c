"""Looking for unused objects is postponed, and back to normal afterwards."""

from __future__ import annotations

import gc

import pytest

from assistant.cli.bulk import OBJECTS, many_objects


def test_postponed_only_within() -> None:
    """Also when the command fails."""
    before = gc.get_threshold()
    with many_objects():
        assert gc.get_threshold()[0] == OBJECTS
    assert gc.get_threshold() == before
    with pytest.raises(ValueError, match="mis"), many_objects():
        raise ValueError("mis")
    assert gc.get_threshold() == before
