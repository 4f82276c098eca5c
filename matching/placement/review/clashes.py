"""Clashing pins and rules: a smallest set by name, and the smallest repairs.

A set is only reported when solving confirms it: these rules alone clash, and
without any one of them they do not.

Source: Junker (2004), QuickXplain: Preferred Explanations and Relaxations for
Over-Constrained Problems, AAAI.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from matching.placement.review.feasible import is_feasible
from matching.placement.review.repairs import repairs
from matching.placement.review.rules import (
    Regelsoort,
    involved,
    leave_out,
    rules_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.instance import Instantie
    from matching.placement.review.repairs import Reparatie
    from matching.placement.review.rules import Regel

MOST = 5
"""Independent clashes that are worked out; a table repairs them one by one."""


@dataclass(frozen=True)
class Botsing:
    """Rules that cannot all hold.

    Parameters
    ----------
    regels
        The rules; none of them can be missed.
    bevestigd
        Whether solving confirmed that: without any one of them it can be done.
    reparaties
        Smallest changes after which this clash is gone, confirmed by solving.
    """

    regels: tuple[Regel, ...]
    bevestigd: bool
    reparaties: tuple[Reparatie, ...]


def clashes(instantie: Instantie, *, tijdslimiet: float = 5.0) -> tuple[Botsing, ...]:
    """Return the independent clashes of a problem; empty when there are none.

    Parameters
    ----------
    instantie
        The problem.
    tijdslimiet
        Seconds; what is not confirmed by then says so.
    """
    deadline = perf_counter() + tijdslimiet
    problem = involved(instantie)
    cores = _cores(problem, deadline)
    found = []
    for core in cores:
        others = [rule for other in cores if other is not core for rule in other]
        alone = leave_out(problem, set(others) - set(core))
        in_time = perf_counter() <= deadline
        if in_time and not _reproduces(alone, core):
            continue
        found.append(Botsing(core, in_time, repairs(alone, core, deadline)))
    return tuple(found)


def smallest_clash(instantie: Instantie) -> tuple[Regel, ...]:
    """Return one irreducible clash of a problem that has no answer.

    Parameters
    ----------
    instantie
        The problem.
    """
    problem = involved(instantie)
    found = _smallest(problem)
    pins = (rule for rule in rules_of(problem) if rule.soort is Regelsoort.VAST)
    return tuple(pins) if found is None else found


def _cores(problem: Instantie, deadline: float) -> list[tuple[Regel, ...]]:
    """Return sets of rules that clash and have no rule in common."""
    cores: list[tuple[Regel, ...]] = []
    while len(cores) < MOST and not is_feasible(problem):
        core = _smallest(problem)
        if core is None:
            break
        cores.append(core)
        if perf_counter() > deadline:
            break
        problem = leave_out(problem, core)
    return cores


def _smallest(problem: Instantie) -> tuple[Regel, ...] | None:
    """Return the shorter of two irreducible clashes, or ``None`` without any."""
    rules = rules_of(problem)
    free = leave_out(problem, rules)
    if not is_feasible(free):
        return None  # nothing that can be left out is to blame
    sets = [_Explain(problem, order).run() for order in (rules, rules[::-1])]
    for found in sorted(sets, key=len):
        best = tuple(rule for rule in rules if rule in found)
        if _reproduces(problem, best):
            return best
    # A rule that gave room was left out: take rules away one by one instead.
    return _thinned(problem, rules)


def _thinned(problem: Instantie, rules: tuple[Regel, ...]) -> tuple[Regel, ...]:
    """Leave rules out of a clash until none of them can be missed."""
    kept, before = rules, None
    while kept != before:
        before = kept
        for rule in before:
            fewer = tuple(other for other in kept if other != rule)
            if not is_feasible(only(problem, rules, fewer)):
                kept = fewer
    return kept


class _Explain:
    """QuickXplain: the rules that are left over when none can be missed."""

    def __init__(self, problem: Instantie, rules: Sequence[Regel]) -> None:
        self.problem, self.rules = problem, list(rules)

    def run(self) -> list[Regel]:
        """Return an irreducible set of rules that clash."""
        return self._explain([], added=False, rules=self.rules)

    def _explain(
        self, kept: list[Regel], *, added: bool, rules: list[Regel]
    ) -> list[Regel]:
        if added and not self._possible(kept):
            return []
        if len(rules) == 1:
            return rules
        half = len(rules) // 2
        first, second = rules[:half], rules[half:]
        late = self._explain([*kept, *first], added=True, rules=second)
        early = self._explain([*kept, *late], added=bool(late), rules=first)
        return [*early, *late]

    def _possible(self, kept: list[Regel]) -> bool:
        return is_feasible(only(self.problem, self.rules, kept))


def only(
    problem: Instantie, rules: Sequence[Regel], kept: Sequence[Regel]
) -> Instantie:
    """Return the problem with only these of its rules."""
    hold = set(kept)
    return leave_out(problem, [rule for rule in rules if rule not in hold])


def _reproduces(problem: Instantie, core: tuple[Regel, ...]) -> bool:
    """Confirm a clash: together impossible, without any one of them possible."""
    rules = rules_of(problem)
    if is_feasible(only(problem, rules, core)):
        return False
    return all(
        is_feasible(only(problem, rules, [other for other in core if other != rule]))
        for rule in core
    )
