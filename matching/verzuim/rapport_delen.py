"""A report fit to share: no small count can be read, nor be worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog

from matching.verzuim.rapport import AT_END, Gemiddelde
from matching.verzuim.rapport_som import Regel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from matching.verzuim.rapport import Stroom, Verdeling
    from matching.verzuim.rapport_som import Som

_ROOM = 1e-6


def to_share(stroom: Stroom, grens: int, overige: str) -> Stroom:
    """Return a report without counts that are too small to share.

    Zero is shared. A count of 1 up to the bound is not, and neither are as many others
    as it takes before nobody can tell from all sums together that it is so small.

    Parameters
    ----------
    stroom
        The report.
    grens
        The smallest count that is shared.
    overige
        What parts that are not shared are called together: a name that stands there
        says by itself that there is somebody.
    """
    hidden = suppress(stroom.sommen, grens)
    parts = []
    for row in stroom.verdelingen:
        gone = hidden
        if row.uitsplitsing.overlapt:
            # These need not add up: each stands on its own.
            counts = {line.id: line.aantal for line in row.som.regels}
            gone = hidden | {name for name, n in counts.items() if n and n < grens}
        if AT_END not in hidden:
            parts.append(_nameless(replace(row, som=_without(row.som, gone)), overige))
    return replace(
        stroom,
        in_beeld=_without(stroom.in_beeld, hidden),
        over=_without(stroom.over, hidden),
        verdelingen=tuple(parts),
        naar=_nameless(
            replace(stroom.naar, som=_without(stroom.naar.som, hidden)), overige
        ),
        leerlingen=0,
        weken_thuis=_of_enough(stroom.weken_thuis, grens),
        weken_tot_plek=_of_enough(stroom.weken_tot_plek, grens),
    )


def suppress(sommen: Sequence[Som], grens: int) -> frozenset[str]:
    """Return the ids of the counts that stay out.

    Whoever reads what is left knows that a hidden count is at least 1. As long as it
    follows for some small count that it lies below the bound, one more is hidden:
    first a part, the smallest; a total last.

    Parameters
    ----------
    sommen
        Sums that close, of counts; the same id is the same count.
    grens
        The smallest count that may be known.
    """
    counts = _counts(sommen)
    totals = {one.id for one in sommen}
    small = {name for name, n in counts.items() if 0 < n < grens}
    hidden = set(small)
    while small:
        told = [one for one in sorted(small) if most(one, sommen, hidden) < grens]
        if not told:
            break
        near = {name for one in sommen for name in _of(one) if set(told) & _of(one)}
        shown = [name for name, n in counts.items() if n > 0 and name not in hidden]
        if not shown:
            break
        hidden.add(
            min(
                shown,
                key=lambda one: (
                    one not in near,
                    one in totals,
                    counts[one],
                    one,
                ),
            )
        )
    return frozenset(hidden)


def most(naam: str, sommen: Sequence[Som], hidden: Collection[str]) -> float:
    """Return the highest that a hidden count can be, for who knows all the others.

    Parameters
    ----------
    naam
        The hidden count.
    sommen
        All sums, with their true counts.
    hidden
        Ids of all counts that are hidden.
    """
    counts = _counts(sommen)
    order = sorted(hidden)
    at = {name: place for place, name in enumerate(order)}
    rows, known = [], []
    for one in sommen:
        row, rest = np.zeros(len(order)), 0.0
        for name, sign in _signs(one).items():
            if name in at:
                row[at[name]] += sign
            else:
                rest -= sign * counts[name]
        rows.append(row)
        known.append(rest)
    cost = np.zeros(len(order))
    cost[at[naam]] = -1
    found = linprog(cost, A_eq=np.array(rows), b_eq=np.array(known), bounds=(1, None))
    unbounded = 3
    if found.status == unbounded:
        return float("inf")
    # Where no answer came, the count is taken for known: more is hidden, never less.
    return 0.0 if found.fun is None else _ROOM - found.fun


def _signs(som: Som) -> Mapping[str, float]:
    signs = {row.id: -1.0 if row.af else 1.0 for row in som.regels}
    return {**signs, som.id: -1.0}


def _of(som: Som) -> set[str]:
    return {som.id, *(row.id for row in som.regels)}


def _counts(sommen: Sequence[Som]) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in sommen:
        found[one.id] = one.totaal or 0
        found.update({row.id: row.aantal or 0 for row in one.regels})
    return found


def _without(som: Som, hidden: Collection[str]) -> Som:
    return replace(
        som,
        totaal=None if som.id in hidden else som.totaal,
        regels=tuple(
            replace(row, aantal=None) if row.id in hidden else row for row in som.regels
        ),
    )


def _nameless(row: Verdeling, overige: str) -> Verdeling:
    """Put the parts that are not shared under one name, where their names tell much."""
    if row.uitsplitsing.banden:
        return row
    kept = tuple(line for line in row.som.regels if line.aantal is not None)
    if len(kept) < len(row.som.regels):
        kept = (*kept, Regel(f"{row.uitsplitsing.id}:overige", overige, None))
    return replace(row, som=replace(row.som, regels=kept))


def _of_enough(value: Gemiddelde, grens: int) -> Gemiddelde:
    enough = value.over >= grens
    return Gemiddelde(value.weken if enough else None, 0)
