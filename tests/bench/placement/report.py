"""Lines of the table: figures of all methods on a case, and ratios between them."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Any

from tests.bench.placement.wishes import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Figures = dict[str, Any]

NAMES = {
    "ours": "ours, level by level + draw",
    "cpsat": "CP-SAT, one weighted sum",
    "highs": "HiGHS MIP, one weighted sum",
    "wishes": "ours",
    "acceptance": "matching, deferred acceptance",
}

LEAST = 1e-4
"""Seconds below which a clock says nothing."""


def solved_lines(answers: Mapping[str, Figures], limit: float) -> Iterator[str]:
    """Yield a line per method for a problem that is solved."""
    yield f"    {'':<29} {'status':<13} {'seconds':>8} {'cpu':>7} {'gap':>8} {'MB':>6}"
    for method, found in answers.items():
        yield f"    {NAMES[method]:<29} {_status(found, limit)}"
    ours = answers["ours"]
    if "failed" in ours:
        return
    yield f"    read {ours['read_s']:.2f} s, model {ours['model_s']:.2f} s, " + (
        f"{ours['options']:,} options, placed {ours['placed']:,}"
        f"{'' if ours['allowed'] else ', BREAKS A RULE'}"
    )
    yield f"    goals {_goals(ours)}"
    for method, found in answers.items():
        if method != "ours" and "goals" in found:
            yield f"    {method} {_goals(found)}"
    ratio = _ratio(answers)
    if ratio:
        yield f"    {ratio}"


def _status(found: Figures, limit: float) -> str:
    if "failed" in found:
        return f"failed: {found['failed']}"
    gap = found["gap"]
    if found["proven"]:
        status = "proven"
    elif "placed" in found:
        status = f"at {limit:.0f} s"
    else:
        status = "no plan"
    shown = "-" if gap is None or "placed" not in found else f"{100 * gap:.3f}%"
    processor = found.get("solve_cpu_s")
    cpu = "-" if processor is None else f"{processor:.3f}"
    return (
        f"{status:<13} {found['solve_s']:>8.3f} {cpu:>7} {shown:>8} "
        f"{found['peak_mb']:>6.0f}"
    )


def _goals(found: Figures) -> str:
    """Return the value per goal; those outside the weighted sum between brackets."""
    number = found.get("goals_in_sum", len(found["goals"]))
    return ", ".join(
        f"{name} {value}" if at < number else f"({name} {value})"
        for at, (name, value) in enumerate(found["goals"].items())
    )


def _ratio(answers: Mapping[str, Figures]) -> str:
    """Return how ours compares with the best baseline, by name."""
    ours = answers["ours"]
    proven = {
        method: found["solve_s"]
        for method, found in answers.items()
        if method != "ours" and found.get("proven")
    }
    if proven:
        best = min(proven, key=lambda method: proven[method])
        times = proven[best] / max(ours["solve_s"], LEAST)
        what = "to proof" if ours["proven"] else "and ours is NOT proven"
        return f"ratio: {times:.2f} x as fast as {NAMES[best]} ({what})"
    if len(answers) > 1:
        return "ratio: no baseline proves it within the limit"
    return ""


def growth_lines(solved: Sequence[tuple[str, Figures]]) -> Iterator[str]:
    """Yield how time and memory grow with the number of options."""
    rows = sorted(
        (found["options"], found["solve_s"], found["peak_mb"], name)
        for name, found in solved
        if "failed" not in found and found["proven"]
    )
    for options, seconds, memory, name in rows:
        yield f"    {options:>9,} options {seconds:>9.3f} s {memory:>6.0f} MB  {name}"
    if len(rows) > 1:
        (few, fast, *_), (many, slow, *_) = rows[0], rows[-1]
        power = log(max(slow, LEAST) / max(fast, LEAST)) / log(many / few)
        yield f"    seconds grow as options to the power {power:.2f}"


def price_lines(found: Figures) -> Iterator[str]:
    """Yield what pricing all pairs took, beside solving again for each."""
    if "failed" in found:
        yield f"    failed: {found['failed']}"
        return
    total = found["build_s"] + found["solve_s"]
    processor = found["build_cpu_s"] + found["solve_cpu_s"]
    yield f"    {found['options']:,} options, {found['nodes']:,} nodes of seats"
    if "pupils" in found:
        each = found["solve_s"] / found["pupils"]
        yield f"    too large for all at once: {each:.3f} s per pupil"
        return
    yield (
        f"    all {found['priced']:,} prices in {total:.4f} s (cpu {processor:.4f} s, "
        f"{found['peak_mb']:.0f} MB); {found['equal']} of {found['checked']} equal "
        "to solving again"
    )
    times = found["again_s"] * found["priced"] / max(total, LEAST)
    yield f"    ratio: {times:,.0f} x as fast as solving again for every pair"


def operation_lines(found: Figures) -> Iterator[str]:
    """Yield the seconds of each question."""
    if "failed" in found:
        yield f"    failed: {found['failed']}"
        return
    yield f"    {'proposal':<27} {found['solve_s']:>8.3f} s"
    for name, row in found["operations"].items():
        yield (
            f"    {name:<27} {row['seconds']:>8.3f} s  cpu {row['cpu']:>7.3f} s  "
            f"{row['answer']}"
        )


def wish_lines(document: Figures, answers: Mapping[str, Figures]) -> Iterator[str]:
    """Yield how both serve the wishes, and in how many seconds."""
    for method, found in answers.items():
        if "failed" in found:
            yield f"    {NAMES[method]:<29} failed: {found['failed']}"
            continue
        seconds = found.get("model_s", 0.0) + found["solve_s"]
        row = served(document, found["given"])
        yield (
            f"    {NAMES[method]:<29} {seconds:>8.3f} s {found['peak_mb']:>6.0f} MB  "
            f"placed {row.placed:,}, first wish {row.first:,}, mean rank "
            f"{row.ranks / max(1, row.placed):.2f}, with envy {row.envy:,}"
        )
