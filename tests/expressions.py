"""Conditions for tests, written as they stand in a row."""

from __future__ import annotations

from pydantic import TypeAdapter

from knowledge.expressie import Expressie


def parse_expression(raw: object) -> Expressie:
    """Read one condition from data.

    Raises
    ------
    pydantic.ValidationError
        When the data has no known form.
    """
    adapter: TypeAdapter[Expressie] = TypeAdapter(Expressie)
    return adapter.validate_python(raw)
