"""Whether a model may be used: every bound in the rows, overall and per group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.leren.evaluate import measure
from knowledge.leren import Maat

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.leren.evaluate import Cijfers, Ordeningen
    from assistant.leren.geval import Geval
    from knowledge.leren import Eis, Grenzen

Tabel = dict[str, "Cijfers"]
"""Figures per order."""


@dataclass(frozen=True)
class Getoetst:
    """One bound with what was measured; ``groep`` is empty for all cases together."""

    eis: Eis
    waarde: float
    groep: str = ""

    @property
    def gehaald(self) -> bool:
        """Tell whether the bound holds."""
        return self.eis.holds(self.waarde)

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "eis": self.eis.id,
            "naam": self.eis.naam,
            "groep": self.groep or None,
            "waarde": round(self.waarde, 4),
            "minstens": self.eis.minstens,
            "hoogstens": self.eis.hoogstens,
            "gehaald": self.gehaald,
        }


@dataclass(frozen=True)
class Groepcijfers:
    """The figures of one part of a grouping; no figures when there are too few."""

    groep: str
    deel: str
    gevallen: int
    tabel: Tabel | None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {
            "groep": self.groep,
            "deel": self.deel,
            "gevallen": self.gevallen,
            "cijfers": None if self.tabel is None else table_dict(self.tabel),
        }


def table_dict(table: Tabel) -> dict[str, object]:
    """Return the JSON form of figures per order."""
    return {name: figures.as_dict() for name, figures in table.items()}


def compare(orders: Ordeningen, cases: Sequence[Geval], bounds: Grenzen) -> Tabel:
    """Return the figures of every order over some cases."""
    bins = bounds.training.bakken
    return {name: measure(order, cases, bins) for name, order in orders.items()}


def per_group(
    orders: Ordeningen, cases: Sequence[Geval], bounds: Grenzen
) -> tuple[Groepcijfers, ...]:
    """Return the figures per part of each grouping that cases tell of.

    Parameters
    ----------
    orders
        What is measured.
    cases
        The later cases.
    bounds
        The groupings, and how many cases a group needs.
    """
    found = []
    for group in bounds.groepen:
        names = {part.id: part.naam for part in group.delen}
        seen = {case.groepen[group.id] for case in cases if group.id in case.groepen}
        for part in [*(p for p in names if p in seen), *sorted(seen - set(names))]:
            own = [case for case in cases if case.groepen.get(group.id) == part]
            enough = len(own) >= bounds.minstens["groep"]
            table = compare(orders, own, bounds) if enough else None
            name = names.get(part, part)
            found.append(Groepcijfers(group.naam, name, len(own), table))
    return tuple(found)


def check_bounds(
    table: Tabel,
    groups: Sequence[Groepcijfers],
    nested_bound: float,
    bounds: Grenzen,
) -> tuple[Getoetst, ...]:
    """Return every bound with what was measured.

    Parameters
    ----------
    table
        Figures over all later cases.
    groups
        Figures per group.
    nested_bound
        Lower bound of the gain in nested cross-validation.
    bounds
        The rows.
    """
    measured = {**_gains(table), Maat.winst_genest: nested_bound}
    checked = [Getoetst(row, measured[row.maat]) for row in bounds.eisen]
    for group in groups:
        if group.tabel is not None:
            own = _gains(group.tabel)
            name = f"{group.groep}: {group.deel}"
            checked += [Getoetst(r, own[r.maat], name) for r in bounds.groepseisen]
    return tuple(checked)


def _gains(table: Tabel) -> Mapping[Maat, float]:
    """Return the measures of what people would see: learned, with abstaining."""
    rule, frequent = table["regel"], table["vaakst"]
    shown, model = table["met_onthouding"], table["geleerd"]
    return {
        Maat.winst_top1: shown.top1 - rule.top1,
        Maat.winst_top3: shown.top3 - rule.top3,
        Maat.winst_vaakst: shown.top1 - frequent.top1,
        Maat.winst_logverlies: frequent.logverlies - model.logverlies,
        Maat.ijkfout: model.ijkfout,
        Maat.onthouding: model.onthouding,
    }
