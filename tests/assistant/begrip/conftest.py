"""The knowledge, a fixed day, and readers of the labelled tables."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from assistant.begrip.understand import understand
from knowledge.load import load_knowledge

HERE = Path(__file__).parent
PEILDATUM = date(2026, 11, 20)


def rows(name, folder=HERE):
    """Return the rows of a table, comments left out."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def plain_json(value):
    """Return a value as JSON would have it: dates as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_json(item) for item in value]
    return value


@pytest.fixture(scope="session")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="session")
def read(knowledge):
    """Return a function (text, asked field or None) -> Begrepen, without Rasa."""
    whole = partial(understand, nlu=None, knowledge=knowledge, peildatum=PEILDATUM)
    return lambda tekst, vraag=None: whole(tekst, vraag=vraag)
