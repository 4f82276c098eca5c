"""Precision, recall and F1 over what was wanted and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Score:
    """How often something was found rightly.

    Parameters
    ----------
    goed
        Found and wanted.
    gevonden
        Found.
    gewenst
        Wanted.
    """

    goed: int = 0
    gevonden: int = 0
    gewenst: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.goed + other.goed,
            self.gevonden + other.gevonden,
            self.gewenst + other.gewenst,
        )

    @property
    def precisie(self) -> float | None:
        """Return the share of what was found that is right; None when nothing was."""
        return self.goed / self.gevonden if self.gevonden else None

    @property
    def recall(self) -> float | None:
        """Return the share of what was wanted that was found; None without any."""
        return self.goed / self.gewenst if self.gewenst else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both; None when there is nothing to count."""
        total = self.gevonden + self.gewenst
        return 2 * self.goed / total if total else None

    def as_dict(self) -> dict[str, object]:
        """Return counts and figures for JSON."""
        return {
            "goed": self.goed,
            "gevonden": self.gevonden,
            "gewenst": self.gewenst,
            "precisie": rounded(self.precisie),
            "recall": rounded(self.recall),
            "f1": rounded(self.f1),
        }


def total(scores: Iterable[Score]) -> Score:
    """Return the scores together, every case counted once."""
    return sum(scores, start=Score())


def mean_f1(scores: Iterable[Score]) -> float | None:
    """Return the macro-F1: the mean over what was wanted at least once."""
    figures = [score.f1 or 0.0 for score in scores if score.gewenst]
    return sum(figures) / len(figures) if figures else None


def rounded(figure: float | None) -> float | None:
    """Return a figure with three decimals."""
    return None if figure is None else round(figure, 3)
