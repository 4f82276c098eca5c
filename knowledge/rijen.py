"""What every knowledge row has in common: strict, frozen, and never an empty text."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that says something."""

Sleutel = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$")]
"""An id: lower case letters, digits and underscores."""


class Rij(BaseModel):
    """A frozen row that refuses keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True
    )
