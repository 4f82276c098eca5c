"""The outcome of ``leerplek verzuim`` as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
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
    counts = found.counts()
    total = len(found.leerlingen)
    lines = [f"Peildatum {found.peildatum:%d-%m-%Y}, {total} leerlingen.", ""]
    width = max(len(row.id) for row in found.definities)
    for row in found.definities:
        lines.append(
            f"{row.id:<{width}}  {counts[row.id]:>6}  {row.naam} ({row.grens})"
        )
        if definities:
            lines += [
                f"{'':{width}}          {row.uitleg}",
                f"{'':{width}}          bron: {row.bron}",
            ]
            lines += [
                f"{'':{width}}          instelling {row.id}.{one.id}: "
                + " / ".join(
                    keuze.id + ("*" if keuze.id == one.standaard else "")
                    for keuze in one.keuzes
                )
                for one in row.instellingen
            ]
    return lines + pupil_lines(found, hoogstens)


def pupil_lines(found: Uitkomsten, hoogstens: int) -> list[str]:
    """Return the pupils for whom something holds, with since when."""
    broad = {row.id for row in found.definities if _says_little(row.id)}
    names = [row.id for row in found.definities if row.id not in broad]
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


def _says_little(name: str) -> bool:
    return name == "ezo_consult"
