"""Put open routes in a learned order; without a model, or in doubt, the rules order.

Applying is adding: the chance of a route is a sum of weights through a logistic
function, and the largest parts of that sum are the explanation. Training is elsewhere
(``assistant.leren``); nothing here needs a library.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from matching.routes.features import (
    ROUTE,
    can_be_ordered,
    features_of_pair,
    features_of_pupil,
)
from matching.routes.model import Herkomst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.leren import Leren
    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from matching.feiten import Feiten
    from matching.routes.advies import RouteUitkomst
    from matching.routes.model import Rangmodel

Paar = dict[str, float]
"""The features of a pupil and one route."""
SHOWN = 3
"""How many parts of the sum are told as the reason."""


@dataclass(frozen=True)
class Kans:
    """The estimated chance of one route, and what weighed most in it.

    ``redenen`` are names of features with what they add to the log-odds, the largest
    first; ``kans`` is a proportion.
    """

    kans: float
    redenen: tuple[tuple[str, float], ...]

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        reasons = [{"kenmerk": name, "bijdrage": part} for name, part in self.redenen]
        return {"kans": self.kans, "redenen": reasons}


@dataclass(frozen=True)
class Volgorde:
    """Where the order of the open routes comes from, and why.

    Parameters
    ----------
    geleerd
        Whether a model put them in order; else the rules did.
    waarom
        Id of the reason (a row of ``leren/grenzen.yaml``, ``redenen``).
    zin
        The reason for people.
    model
        The sha256 of the model that was looked at, if any.
    kansen
        The chance per route, only when the order is learned.
    """

    geleerd: bool
    waarom: str
    zin: str
    model: str | None = None
    kansen: Mapping[str, Kans] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form, for the receipt of an advice."""
        return {
            "geleerd": self.geleerd,
            "waarom": self.waarom,
            "zin": self.zin,
            "model": self.model,
            "kansen": {route: kans.as_dict() for route, kans in self.kansen.items()},
        }


@dataclass(frozen=True)
class Oordeel:
    """The chances of some routes, and why the model keeps out of it, if it does."""

    kansen: tuple[float, ...]
    onthouding: str | None


def order_open(
    routes: tuple[RouteUitkomst, ...],
    feiten: Feiten,
    knowledge: Knowledge,
    regio: Regio | None = None,
    model: Rangmodel | None = None,
) -> tuple[tuple[RouteUitkomst, ...], Volgorde]:
    """Return the routes with the open ones in learned order, and where that is from.

    Only open routes of the kinds in the rows change places among themselves; every
    other route keeps the rank of the rules.

    Parameters
    ----------
    routes
        All routes in the order of the rules.
    feiten
        What is known of the case.
    knowledge
        The rows about learning.
    regio
        The region of the case; it may keep to the rules.
    model
        The active model of that region, if there is one.
    """
    rows = knowledge.leren
    reason = _why_not(rows, regio, model)
    if reason is not None or model is None:
        return routes, _by_rule(reason or "geen_model", rows, regio, model)
    movable = can_be_ordered(routes, rows.kenmerken, knowledge.route_regels)
    pupil = features_of_pupil(feiten, rows.kenmerken)
    pairs = [features_of_pair(pupil, row, rows.kenmerken) for row in movable]
    found = judge(pairs, pupil.onbekend, model, rows)
    if found.onthouding is not None:
        return routes, _by_rule(found.onthouding, rows, regio, model)
    chances = dict(zip((row.route for row in movable), found.kansen, strict=True))
    waarom = "geleerd" if model.herkomst is Herkomst.praktijk else "geleerd_verzonnen"
    learned = Volgorde(
        geleerd=True,
        waarom=waarom,
        zin=_sentence(waarom, rows, regio, model),
        model=model.id,
        kansen={
            row.route: Kans(round(chances[row.route], 3), _reasons(pair, model, rows))
            for row, pair in zip(movable, pairs, strict=True)
        },
    )
    return _reordered(routes, chances), learned


def judge(
    pairs: Sequence[Paar], onbekend: float, model: Rangmodel, rows: Leren
) -> Oordeel:
    """Return the chances of routes, and whether the model abstains.

    Parameters
    ----------
    pairs
        The features of each route.
    onbekend
        Share of the features of the pupil that is not known.
    model
        The model.
    rows
        The bounds of abstaining.
    """
    chances = tuple(chance(pair, model) for pair in pairs)
    bounds = rows.grenzen
    if len(pairs) < 2:
        return Oordeel(chances, "niets_te_kiezen")
    if onbekend > bounds.onbekend:
        return Oordeel(chances, "te_veel_onbekend")
    if any(not _knows(pair, model) for pair in pairs):
        return Oordeel(chances, "route_onbekend")
    first, second = sorted(chances, reverse=True)[:2]
    if first - second < bounds.verschil:
        return Oordeel(chances, "te_weinig_verschil")
    return Oordeel(chances, None)


def chance(pair: Paar, model: Rangmodel) -> float:
    """Return the calibrated chance of one route."""
    score = model.begin + sum(part for _, part in _parts(pair, model))
    return 1 / (1 + math.exp(-(model.helling * score + model.verschuiving)))


def _parts(pair: Paar, model: Rangmodel) -> list[tuple[str, float]]:
    weights = model.gewichten
    return [(name, weights.get(name, 0.0) * value) for name, value in pair.items()]


def _knows(pair: Paar, model: Rangmodel) -> bool:
    """Tell whether the model has seen this route often enough."""
    return any(name.removeprefix(ROUTE) in model.routes for name in pair)


def _reasons(
    pair: Paar, model: Rangmodel, rows: Leren
) -> tuple[tuple[str, float], ...]:
    """Return what weighed most, in words; "it is this route" explains nothing."""
    names = rows.kenmerken.namen
    parts = [(names[name], part) for name, part in _parts(pair, model) if name in names]
    parts.sort(key=lambda one: (-abs(one[1]), one[0]))
    return tuple((name, round(part, 2)) for name, part in parts[:SHOWN] if part)


def _reordered(
    routes: tuple[RouteUitkomst, ...], chances: Mapping[str, float]
) -> tuple[RouteUitkomst, ...]:
    """Put the routes with a chance in order, in the places that they have together."""
    moving = [row for row in routes if row.route in chances]
    # Sorting keeps the order of the rules where chances are equal.
    best_first = iter(sorted(moving, key=lambda row: -chances[row.route]))
    placed = (next(best_first) if row.route in chances else row for row in routes)
    return tuple(replace(row, rang=place) for place, row in enumerate(placed, 1))


def _why_not(rows: Leren, regio: Regio | None, model: Rangmodel | None) -> str | None:
    """Return why no model may order here, or None."""
    if regio is not None and not regio.geleerde_volgorde:
        return "uit_in_regio"
    if model is None:
        return "geen_model"
    if model.regio != (None if regio is None else regio.id):
        return "andere_regio"
    return None if model.kenmerken == rows.kenmerken.sha256 else "veranderd"


def _by_rule(
    waarom: str, rows: Leren, regio: Regio | None, model: Rangmodel | None
) -> Volgorde:
    sentence = _sentence(waarom, rows, regio, model)
    return Volgorde(False, waarom, sentence, None if model is None else model.id)


def _sentence(
    waarom: str, rows: Leren, regio: Regio | None, model: Rangmodel | None
) -> str:
    return rows.grenzen.redenen[waarom].format(
        afgelopen=rows.grenzen.minstens["afgelopen"],
        regio="" if regio is None else regio.naam,
        aantal=0 if model is None else model.gevallen,
    )
