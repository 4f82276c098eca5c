"""Fit an additive logistic model on pairs of a pupil and an open route, calibrated.

Regularised logistic regression (L2) chooses its own penalty by cross-validation over
cases; its chances are then set right (Platt) on predictions for cases it had not seen.

Source: Platt, Probabilistic outputs for support vector machines (1999); Varma and
Simon, Bias in error estimation when using cross-validation (2006), for nesting.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from matching.routes.model import Herkomst, Rangmodel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from assistant.leren.geval import Geval
    from knowledge.leren import Leren

DECIMALS = 4
"""Digits that are kept of a weight; more only makes it harder to read."""
WEAK = 1e6
"""Inverse penalty that leaves the two numbers of the calibration free."""


@dataclass(frozen=True)
class Deel:
    """For whom a model is: what it learns from and where it may be used."""

    herkomst: Herkomst
    regio: str | None


def train(cases: Sequence[Geval], rows: Leren, deel: Deel) -> Rangmodel:
    """Return a calibrated model of these cases.

    Parameters
    ----------
    cases
        Finished cases; at least as many as there are folds, with both outcomes.
    rows
        How to train, and which features exist.
    deel
        For whom the model is.
    """
    plan = rows.grenzen.training
    strength, scores = _best_penalty(cases, plan.straf, plan.vouwen_binnen, plan.zaad)
    answers = outcomes(cases)
    calibration = LogisticRegression(C=WEAK).fit(scores.reshape(-1, 1), answers)
    weights, start = _weights(cases, strength)
    seen = Counter(route for case in cases for route in case.routes)
    enough = rows.grenzen.minstens["route"]
    return Rangmodel(
        herkomst=deel.herkomst,
        regio=deel.regio,
        kenmerken=rows.kenmerken.sha256,
        gevallen=len(cases),
        tot=max(case.dag for case in cases),
        begin=start,
        gewichten=MappingProxyType(weights),
        helling=_rounded(calibration.coef_[0, 0]),
        verschuiving=_rounded(calibration.intercept_[0]),
        routes=frozenset(route for route, count in seen.items() if count >= enough),
    )


def outcomes(cases: Sequence[Geval]) -> NDArray[np.int_]:
    """Return per pair whether it became this route and the pupil stayed (1 or 0)."""
    found = [route == case.blijvend for case in cases for route in case.routes]
    return np.array(found, dtype=int)


def folds(
    cases: Sequence[Geval], number: int, seed: int
) -> Iterator[tuple[list[Geval], list[Geval]]]:
    """Give parts to learn from and to look at; all decisions of a case stay together.

    Parameters
    ----------
    cases
        Finished cases.
    number
        How many parts.
    seed
        Seed of the division.
    """
    ids = sorted({case.id for case in cases})
    order = np.random.default_rng(seed).permutation(len(ids))
    part_of = {ids[place]: rank % number for rank, place in enumerate(order)}
    for part in range(number):
        learn = [case for case in cases if part_of[case.id] != part]
        look = [case for case in cases if part_of[case.id] == part]
        yield learn, look


def _best_penalty(
    cases: Sequence[Geval], strengths: Sequence[float], number: int, seed: int
) -> tuple[float, NDArray[np.float64]]:
    """Return the penalty with the least log loss on unseen cases, and its scores.

    The scores are log-odds of the pairs in the order of the cases.
    """
    pairs = [pair for case in cases for pair in case.paren]
    answers = outcomes(cases)
    owners = np.repeat([case.id for case in cases], [len(c.paren) for c in cases])
    matrix = DictVectorizer().fit_transform(pairs)
    scores = {strength: np.zeros(len(pairs)) for strength in strengths}
    for _, look in folds(cases, number, seed):
        unseen = np.isin(owners, [case.id for case in look])
        for strength, column in scores.items():
            model = _fit(matrix[~unseen], answers[~unseen], strength)
            column[unseen] = model.decision_function(matrix[unseen])
    losses = {
        strength: log_loss(answers, 1 / (1 + np.exp(-column)), labels=[0, 1])
        for strength, column in scores.items()
    }
    best = min(strengths, key=lambda one: (losses[one], one))
    return best, scores[best]


def _weights(cases: Sequence[Geval], strength: float) -> tuple[dict[str, float], float]:
    """Return the weight per feature and the log-odds before anything is seen."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(pair for case in cases for pair in case.paren)
    model = _fit(matrix, outcomes(cases), strength)
    names = vectorizer.get_feature_names_out()
    weights = {
        str(name): _rounded(weight)
        for name, weight in zip(names, model.coef_[0], strict=True)
    }
    return {n: w for n, w in weights.items() if w}, _rounded(model.intercept_[0])


def _fit(
    matrix: object, answers: NDArray[np.int_], strength: float
) -> LogisticRegression:
    model = LogisticRegression(C=strength, solver="lbfgs", max_iter=500)
    return model.fit(matrix, answers)


def _rounded(value: float) -> float:
    return round(float(value), DECIMALS)
