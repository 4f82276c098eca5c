"""The outcome of ``leerplek verzuim`` as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from knowledge.verzuim import Definitie
    from matching.verzuim.outcome import Uitkomsten


def outcome_lines(
    found: Uitkomsten, hoogstens: int, *, definities: bool = False
) -> list[str]:
    """Return how many pupils each definition counts, with its rule, and who they are.

    Parameters
    ----------
    found
        The outcome.
    hoogstens
        How many pupils are listed.
    definities
        Whether the rule, the source and the settings are told in full.
    """
    counts: dict[str, int | str] = {**found.counts()}
    counts |= dict.fromkeys(found.niet_te_bepalen, "?")
    total = len(found.leerlingen)
    told = "1 leerling" if total == 1 else f"{total} leerlingen"
    lines = [f"Peildatum {found.peildatum:%d-%m-%Y}, {told}.", ""]
    width = max(len(row.id) for row in found.definities)
    for row in found.definities:
        lines.append(
            f"{row.id:<{width}}  {counts[row.id]:>6}  {row.naam} ({row.grens})"
        )
        if definities:
            lines += [f"{'':{width + 10}}{text}" for text in _in_full(row)]
    if found.niet_te_bepalen:
        lines += [
            "",
            "? = niet te bepalen uit deze bestanden; inschrijving en vrijstelling "
            "geeft u mee met --leerlingen.",
        ]
    return lines + pupil_lines(found, hoogstens)


def _in_full(row: Definitie) -> list[str]:
    lines = [row.uitleg, f"bron: {row.bron}"]
    for one in row.instellingen:
        choices = ", ".join(
            f"{choice.id} ({choice.naam})"
            + (" = standaard" if choice.id == one.standaard else "")
            for choice in one.keuzes
        )
        lines.append(f"--instelling {row.id}.{one.id}= {choices}")
    return lines


def pupil_lines(found: Uitkomsten, hoogstens: int) -> list[str]:
    """Return the pupils for whom something holds, with since when."""
    names = [row.id for row in found.definities if not row.ruim]
    some = pl.any_horizontal(pl.col(name).struct.field("geldt") for name in names)
    held = found.tabel.filter(some)
    if held.is_empty():
        return ["", "Voor geen enkele leerling geldt een definitie."]
    lines = ["", "Leerlingen voor wie iets geldt, met sinds wanneer:"]
    for row in held.head(hoogstens).iter_rows(named=True):
        told = [
            f"{name} {row[name]['sinds']:%d-%m-%Y}" if row[name]["sinds"] else name
            for name in names
            if row[name]["geldt"]
        ]
        lines.append(f"{row['leerling']}: {', '.join(told)}")
    rest = held.height - hoogstens
    if rest > 0:
        lines.append(f"… en nog {rest}; met --json staan alle leerlingen erin.")
    return lines
