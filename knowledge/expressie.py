"""Conditions on the probleemanalyse, written as data with one form per key.

A row says for instance ``{veld: leeftijd, minstens: 4}``. Code that evaluates them
stands in ``matching.logic``; here is only what a condition may look like.
"""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    Tag,
    model_validator,
)

from knowledge.rijen import Rij, Sleutel
from knowledge.vormen import GELEDEN, VERGELIJKINGEN, VORMEN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

Getal = StrictInt | StrictFloat
Scalar = StrictBool | StrictInt | StrictStr


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Waarden = Annotated[tuple[Scalar, ...], Field(min_length=1)]
WaardeOfWaarden = Annotated[Waarden, BeforeValidator(_as_list)]


class Voorwaarde(Rij):
    """A condition; ``sleutel`` is the same for conditions that say the same."""

    @cached_property
    def sleutel(self) -> str:
        """Return the condition as text, to look outcomes up by."""
        return sys.intern(self.model_dump_json(exclude_none=True))


class OpVeld(Voorwaarde):
    """A condition on one field."""

    veld: Sleutel

    def fields(self) -> frozenset[str]:
        """Return the ids of the fields that the condition reads."""
        return frozenset({self.veld})


def _exactly_one(row: Rij, keys: tuple[str, ...]) -> str:
    given = [key for key in keys if getattr(row, key) is not None]
    if len(given) != 1:
        raise ValueError(f"geef precies één van {', '.join(keys)}")
    return given[0]


class Vergelijk(OpVeld):
    """A number compared with a bound, in the unit of the field."""

    minstens: Getal | None = None
    hoogstens: Getal | None = None
    meer_dan: Getal | None = None
    minder_dan: Getal | None = None

    @cached_property
    def operator(self) -> str:
        """Return the one key that is given."""
        return _exactly_one(self, VERGELIJKINGEN)

    @cached_property
    def grens(self) -> int | float:
        """Return the bound."""
        bound: int | float = getattr(self, self.operator)
        return bound

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        _exactly_one(self, VERGELIJKINGEN)
        return self


class Geleden(OpVeld):
    """How long ago a date is, counted back from the peildatum."""

    dagen_geleden_minstens: StrictInt | None = None
    dagen_geleden_meer_dan: StrictInt | None = None
    maanden_geleden_minstens: StrictInt | None = None

    @cached_property
    def operator(self) -> str:
        """Return the one key that is given."""
        return _exactly_one(self, GELEDEN)

    @cached_property
    def aantal(self) -> int:
        """Return the number of days or calendar months."""
        number: int = getattr(self, self.operator)
        return number

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        _exactly_one(self, GELEDEN)
        return self


class In(OpVeld):
    """The value of a single, boolean or text field is one of these."""

    in_: WaardeOfWaarden = Field(alias="in")


class Bevat(OpVeld):
    """A multi field holds at least one of these."""

    bevat: WaardeOfWaarden


class RijMet(OpVeld):
    """Some row of a table matches every column named."""

    rij: Annotated[dict[Sleutel, WaardeOfWaarden], Field(min_length=1)]


class Beantwoord(OpVeld):
    """The field was answered (``true``) or was not (``false``)."""

    beantwoord: StrictBool


class Vastgelegd(OpVeld):
    """The recorded value is one of these; two-valued, so never unknown."""

    vastgelegd: WaardeOfWaarden


class Alle(Voorwaarde):
    """Every condition holds."""

    alle: Annotated[tuple[Expressie, ...], Field(min_length=1)]

    def fields(self) -> frozenset[str]:
        """Return the ids of the fields that the conditions read."""
        return frozenset().union(*(part.fields() for part in self.alle))


class Een(Voorwaarde):
    """At least one condition holds."""

    een: Annotated[tuple[Expressie, ...], Field(min_length=1)]

    def fields(self) -> frozenset[str]:
        """Return the ids of the fields that the conditions read."""
        return frozenset().union(*(part.fields() for part in self.een))


class Niet(Voorwaarde):
    """The condition does not hold."""

    niet: Expressie

    def fields(self) -> frozenset[str]:
        """Return the ids of the fields that the condition reads."""
        return self.niet.fields()


class Altijd(Voorwaarde):
    """Always holds."""

    altijd: Literal[True]

    def fields(self) -> frozenset[str]:
        """Return no field: nothing is read."""
        return frozenset()


def _form(value: Any) -> str | None:
    """Name the form of a raw condition by the key it has."""
    for form, keys in VORMEN.items():
        for key in keys:
            if isinstance(value, dict) and key in value:
                return form
            if isinstance(value, Rij) and getattr(value, key, None) is not None:
                return form
    return None


Expressie = Annotated[
    Annotated[Vergelijk, Tag("vergelijk")]
    | Annotated[Geleden, Tag("geleden")]
    | Annotated[In, Tag("in")]
    | Annotated[Bevat, Tag("bevat")]
    | Annotated[RijMet, Tag("rij")]
    | Annotated[Beantwoord, Tag("beantwoord")]
    | Annotated[Vastgelegd, Tag("vastgelegd")]
    | Annotated[Alle, Tag("alle")]
    | Annotated[Een, Tag("een")]
    | Annotated[Niet, Tag("niet")]
    | Annotated[Altijd, Tag("altijd")],
    Discriminator(_form),
]

for _model in (Alle, Een, Niet):
    _model.model_rebuild()


def leaves(expression: Expressie) -> Iterator[OpVeld]:
    """Walk over the conditions on one field inside an expression."""
    if isinstance(expression, Alle):
        for part in expression.alle:
            yield from leaves(part)
    elif isinstance(expression, Een):
        for part in expression.een:
            yield from leaves(part)
    elif isinstance(expression, Niet):
        yield from leaves(expression.niet)
    elif isinstance(expression, OpVeld):
        yield expression
