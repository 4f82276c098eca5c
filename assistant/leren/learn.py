"""Learn an order from finished cases, look at later ones, and judge it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.leren.evaluate import nested_gain, orders
from assistant.leren.train import Deel, outcomes, train
from assistant.leren.verdict import check_bounds, compare, per_group, table_dict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.leren.geval import Geval
    from assistant.leren.verdict import Getoetst, Groepcijfers, Tabel
    from knowledge.leren import Grenzen, Leren
    from matching.routes.model import Rangmodel


@dataclass(frozen=True)
class Geteld:
    """How many of something there are, and how many are needed."""

    id: str
    naam: str
    aantal: int
    minstens: int

    @property
    def genoeg(self) -> bool:
        """Tell whether there are enough."""
        return self.aantal >= self.minstens

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "id": self.id,
            "naam": self.naam,
            "aantal": self.aantal,
            "minstens": self.minstens,
            "genoeg": self.genoeg,
        }


@dataclass(frozen=True)
class Meting:
    """A model and everything that was measured of it.

    Parameters
    ----------
    model
        Learned from the earlier cases.
    tabel
        Figures over the later cases, per order.
    groepen
        The same per group.
    winst_genest
        Mean gain in first choices in nested cross-validation, and its lower bound.
    eisen
        Every bound with what was measured.
    eerder, later
        How many cases it learned from, and how many it was looked at with.
    """

    model: Rangmodel
    tabel: Tabel
    groepen: tuple[Groepcijfers, ...]
    winst_genest: tuple[float, float]
    eisen: tuple[Getoetst, ...]
    eerder: int
    later: int

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form, without the weights."""
        mean, bound = self.winst_genest
        return {
            "eerder": self.eerder,
            "later": self.later,
            "tot": self.model.tot.isoformat(),
            "cijfers": table_dict(self.tabel),
            "groepen": [row.as_dict() for row in self.groepen],
            "genest": {"winst": round(mean, 4), "ondergrens": round(bound, 4)},
            "eisen": [row.as_dict() for row in self.eisen],
        }


@dataclass(frozen=True)
class Leerresultaat:
    """What came of learning: perhaps only that there is too little to learn from."""

    deel: Deel
    aantallen: tuple[Geteld, ...]
    meting: Meting | None

    @property
    def goed(self) -> bool:
        """Tell whether the learned order may be used."""
        if self.meting is None:
            return False
        return all(row.gehaald for row in self.meting.eisen)

    @property
    def oordeel(self) -> str:
        """Return the id of the sentence about the result."""
        if self.meting is None:
            return "te_weinig_gevallen"
        return "goed_genoeg" if self.goed else "niet_goed_genoeg"


def learn(cases: Sequence[Geval], rows: Leren, deel: Deel) -> Leerresultaat:
    """Learn from the earlier cases and judge on the later ones.

    Cases in which fewer than two routes were open have no order and are left out.

    Parameters
    ----------
    cases
        Finished cases in any order.
    rows
        Features, bounds and how to train.
    deel
        What the cases are, and for whom the model will be.
    """
    choices = [case for case in cases if len(case.routes) > 1]
    earlier, later = split_by_time(choices, rows.grenzen)
    counted = _counted(choices, later, rows.grenzen)
    if not all(row.genoeg for row in counted) or not _both_outcomes(earlier):
        return Leerresultaat(deel, counted, None)
    model = train(earlier, rows, deel)
    compared = orders(model, earlier, rows)
    table = compare(compared, later, rows.grenzen)
    groups = per_group(compared, later, rows.grenzen)
    gain = nested_gain(earlier, rows, deel)
    checked = check_bounds(table, groups, gain[1], rows.grenzen)
    measured = Meting(model, table, groups, gain, checked, len(earlier), len(later))
    return Leerresultaat(deel, counted, measured)


def split_by_time(
    cases: Sequence[Geval], bounds: Grenzen
) -> tuple[list[Geval], list[Geval]]:
    """Return the earlier and the later cases; no day and no case is in both.

    Parameters
    ----------
    cases
        Finished cases in any order.
    bounds
        Which part is earlier.
    """
    ordered = sorted(cases, key=lambda case: (case.dag, case.id))
    if not ordered:
        return [], []
    place = int(len(ordered) * bounds.training.deel_eerder)
    cut = ordered[min(place, len(ordered) - 1)]
    later = [case for case in ordered if case.dag >= cut.dag]
    seen = {case.id for case in later}
    # A pupil who comes back later is not also learned from.
    earlier = [case for case in ordered if case.dag < cut.dag and case.id not in seen]
    return earlier, later


def _both_outcomes(cases: Sequence[Geval]) -> bool:
    return len(set(outcomes(cases).tolist())) == 2


def _counted(
    cases: Sequence[Geval], later: Sequence[Geval], bounds: Grenzen
) -> tuple[Geteld, ...]:
    """Count what all cases together need; groups and routes are counted elsewhere."""
    amounts = {
        "afgelopen": len(cases),
        "geslaagd": sum(case.blijvend is not None for case in cases),
        "toets": len(later),
    }
    return tuple(
        Geteld(row.id, row.naam, amounts[row.id], row.minstens)
        for row in bounds.aantallen
        if row.id in amounts
    )
