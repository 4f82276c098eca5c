"""A learned order as plain data: readable weights, named by their own sha256."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from matching.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

VORM = 1
"""Version of the form below."""


class Herkomst(StrEnum):
    """What a model learned from."""

    praktijk = "praktijk"
    verzonnen = "verzonnen"


@dataclass(frozen=True)
class Rangmodel:
    """An additive logistic model of a pupil and one open route.

    Parameters
    ----------
    herkomst
        Real outcomes, or an invented cohort.
    regio
        Region it learned from; it orders nowhere else.
    kenmerken
        The sha256 of the feature rows it was made with.
    gevallen
        How many cases it learned from.
    tot
        Last day of those.
    begin, gewichten
        Log-odds before anything is seen, and what each feature adds.
    helling, verschuiving
        Calibration: chance = logistic(helling * log-odds + verschuiving).
    routes
        Routes that were open often enough to learn about.
    """

    herkomst: Herkomst
    regio: str | None
    kenmerken: str
    gevallen: int
    tot: date
    begin: float
    gewichten: Mapping[str, float]
    helling: float
    verschuiving: float
    routes: frozenset[str]

    @cached_property
    def id(self) -> str:
        """Return the sha256 (hexadecimal) of everything in the model."""
        return hashlib.sha256(model_text(self).encode()).hexdigest()

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "vorm": VORM,
            "herkomst": self.herkomst.value,
            "regio": self.regio,
            "kenmerken": self.kenmerken,
            "gevallen": self.gevallen,
            "tot": self.tot.isoformat(),
            "begin": self.begin,
            "gewichten": dict(sorted(self.gewichten.items())),
            "helling": self.helling,
            "verschuiving": self.verschuiving,
            "routes": sorted(self.routes),
        }


def model_text(model: Rangmodel) -> str:
    """Return a model as the text that its sha256 is taken of."""
    document = model.as_dict()
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_model(text: str, expected: str) -> Rangmodel:
    """Read a model from its text; only numbers and names, nothing that can run.

    Parameters
    ----------
    text
        JSON as ``model_text`` writes it.
    expected
        The sha256 that the text must have.

    Raises
    ------
    ModelError
        When the text was changed, or is no model of this form.
    """
    if hashlib.sha256(text.encode()).hexdigest() != expected:
        raise ModelError("het bestand is veranderd sinds het werd bewaard")
    try:
        raw = json.loads(text)
        if raw["vorm"] != VORM:
            raise ModelError("het is van een andere versie van Leerplek")
        regio = raw["regio"]
        return Rangmodel(
            herkomst=Herkomst(raw["herkomst"]),
            regio=None if regio is None else str(regio),
            kenmerken=str(raw["kenmerken"]),
            gevallen=int(raw["gevallen"]),
            tot=date.fromisoformat(raw["tot"]),
            begin=_number(raw["begin"]),
            gewichten=MappingProxyType(
                {str(name): _number(one) for name, one in raw["gewichten"].items()}
            ),
            helling=_number(raw["helling"]),
            verschuiving=_number(raw["verschuiving"]),
            routes=frozenset(str(route) for route in raw["routes"]),
        )
    except ModelError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ModelError("het is geen model van Leerplek") from None


def _number(value: object) -> float:
    number = float(str(value))
    if not math.isfinite(number):
        raise ModelError("er staat een gewicht in dat geen getal is")
    return number
