"""How good an order is: learned, by rule, and always the most frequent route."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.leren.train import folds, train
from matching.routes.ranker import judge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.leren.geval import Geval
    from assistant.leren.train import Deel
    from knowledge.leren import Leren
    from matching.routes.model import Rangmodel

LEAST = 1e-6
"""No chance is taken to be smaller than this, or one surprise would be infinite."""


@dataclass(frozen=True)
class Volgkans:
    """The chance of each open route of one case, in the order of the rules.

    ``volgorde`` are places in that order, the first choice first.
    """

    kansen: tuple[float, ...]
    volgorde: tuple[int, ...]
    onthoudt: bool = False


@dataclass(frozen=True)
class Cijfers:
    """The figures of one order over some cases; shares are proportions.

    Parameters
    ----------
    gevallen, geslaagd
        How many cases, and in how many the pupil stayed at an open route.
    top1, top3
        Share of those in which that route came first, or among the first three.
    logverlies
        Mean log loss over pairs (natural logarithm).
    ijkfout
        Expected calibration error over pairs.
    onthouding
        Share of cases in which the model kept out of it.
    """

    gevallen: int
    geslaagd: int
    top1: float
    top3: float
    logverlies: float
    ijkfout: float
    onthouding: float

    def as_dict(self) -> dict[str, float]:
        """Return the JSON form, rounded to four digits."""
        return {name: round(value, 4) for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Ordeningen:
    """The orders that are held against each other."""

    regel: Callable[[Geval], Volgkans]
    vaakst: Callable[[Geval], Volgkans]
    geleerd: Callable[[Geval], Volgkans]
    met_onthouding: Callable[[Geval], Volgkans]

    def items(self) -> list[tuple[str, Callable[[Geval], Volgkans]]]:
        """Return the orders by name."""
        return [
            ("regel", self.regel),
            ("vaakst", self.vaakst),
            ("geleerd", self.geleerd),
            ("met_onthouding", self.met_onthouding),
        ]


def orders(model: Rangmodel, learned_from: Sequence[Geval], rows: Leren) -> Ordeningen:
    """Return the orders to compare, with chances from the same earlier cases.

    The rules give no chances of their own: the chance of a place in their order is
    how often the route at that place was the one that lasted.

    Parameters
    ----------
    model
        The learned order.
    learned_from
        The earlier cases.
    rows
        The bounds of abstaining.
    """
    place, frequency = _share_per_place(learned_from), _share_per_route(learned_from)

    def by_rule(case: Geval) -> Volgkans:
        ranks = tuple(range(len(case.routes)))
        return Volgkans(tuple(place(rank) for rank in ranks), ranks)

    def most_frequent(case: Geval) -> Volgkans:
        return _sorted(tuple(frequency(route) for route in case.routes))

    def learned(case: Geval) -> Volgkans:
        found = judge(case.paren, case.onbekend, model, rows)
        return _sorted(found.kansen, found.onthouding is not None)

    def with_abstaining(case: Geval) -> Volgkans:
        found = learned(case)
        if not found.onthoudt:
            return found
        rule = by_rule(case)
        return Volgkans(found.kansen, rule.volgorde, True)

    return Ordeningen(by_rule, most_frequent, learned, with_abstaining)


def measure(
    order: Callable[[Geval], Volgkans], cases: Sequence[Geval], bins: int
) -> Cijfers:
    """Return the figures of one order over some cases.

    Parameters
    ----------
    order
        What is measured.
    cases
        Finished cases.
    bins
        How many bins of equal width the calibration error uses.
    """
    found = [(case, order(case)) for case in cases]
    places = [
        one.volgorde.index(case.routes.index(case.blijvend))
        for case, one in found
        if case.blijvend is not None
    ]
    chances = np.array([p for _, one in found for p in one.kansen])
    lasted = np.array(
        [route == case.blijvend for case, _ in found for route in case.routes]
    )
    return Cijfers(
        gevallen=len(cases),
        geslaagd=len(places),
        top1=_mean([place == 0 for place in places]),
        top3=_mean([place < 3 for place in places]),
        logverlies=_log_loss(chances, lasted),
        ijkfout=calibration_error(chances, lasted, bins),
        onthouding=_mean([one.onthoudt for _, one in found]),
    )


def calibration_error(chances: np.ndarray, lasted: np.ndarray, bins: int) -> float:
    """Return the expected calibration error: mean gap between chance and share.

    Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities
    using Bayesian binning (2015), with bins of equal width.
    """
    if not len(chances):
        return 0.0
    which = np.minimum((chances * bins).astype(int), bins - 1)
    gaps = (
        abs(chances[which == one].mean() - lasted[which == one].mean())
        * (which == one).mean()
        for one in np.unique(which)
    )
    return float(sum(gaps))


def nested_gain(cases: Sequence[Geval], rows: Leren, deel: Deel) -> tuple[float, float]:
    """Return the gain in first choices over the rules, and its lower bound.

    Each fold is judged by a model that chose its penalty without that fold. The bound
    is a one-sided bootstrap over cases.

    Parameters
    ----------
    cases
        The earlier cases only.
    rows
        How to train, and how sure the bound is.
    deel
        For whom the models are.
    """
    plan = rows.grenzen.training
    gains: list[float] = []
    for learn, look in folds(cases, plan.vouwen, plan.zaad):
        compared = orders(train(learn, rows, deel), learn, rows)
        for case in look:
            if case.blijvend is not None:
                right = case.routes.index(case.blijvend)
                learned = compared.met_onthouding(case).volgorde[0] == right
                gains.append(float(learned) - float(right == 0))
    drawn = np.random.default_rng(plan.zaad)
    values = np.array(gains)
    means = [drawn.choice(values, len(values)).mean() for _ in range(plan.herhalingen)]
    return float(values.mean()), float(np.quantile(means, 1 - plan.zekerheid))


def _sorted(chances: tuple[float, ...], abstains: bool = False) -> Volgkans:
    """Order by chance; equal chances keep the order of the rules."""
    ranks = sorted(range(len(chances)), key=lambda place: -chances[place])
    return Volgkans(chances, tuple(ranks), abstains)


def _share_per_place(cases: Sequence[Geval]) -> Callable[[int], float]:
    there, lasted = Counter[int](), Counter[int]()
    for case in cases:
        for place, route in enumerate(case.routes):
            there[place] += 1
            lasted[place] += route == case.blijvend
    return lambda place: (lasted[place] + 1) / (there[place] + 2)


def _share_per_route(cases: Sequence[Geval]) -> Callable[[str], float]:
    there, lasted = Counter[str](), Counter[str]()
    for case in cases:
        there.update(case.routes)
        if case.blijvend is not None:
            lasted[case.blijvend] += 1
    return lambda route: (lasted[route] + 1) / (there[route] + 2)


def _log_loss(chances: np.ndarray, lasted: np.ndarray) -> float:
    if not len(chances):
        return 0.0
    safe = np.clip(chances, LEAST, 1 - LEAST)
    return float(-np.where(lasted, np.log(safe), np.log(1 - safe)).mean())


def _mean(values: Sequence[bool]) -> float:
    return math.fsum(values) / len(values) if values else 0.0
