"""A report on verzuim as rows for a spreadsheet, and as CSV or XLSX."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.absence_report import AbsenceReport
    from assistant.context import Context

Cell = str | float | int
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet reads as a formula when a text begins with it."""


def report_rows(ctx: Context, report: AbsenceReport) -> Iterator[tuple[Cell, ...]]:
    """Give the rows of a report: part, name, count, rule and date with each number."""
    from matching.verzuim.rapport_som import tell_sum

    words = ctx.knowledge.rapport.teksten
    flow, rule = report.stroom, f"{report.definitie.naam}: {report.definitie.grens}"
    other = "; ".join(row.naam for row in report.lezing if row.anders)
    if other:
        rule = f"{rule}. {words.lezing_anders.format(lezing=other)}"
    until, since = report.keuze.tot.isoformat(), report.keuze.van.isoformat()

    def number(value: float | None) -> Cell:
        if not report.te_bepalen:
            return words.niet_te_bepalen
        return words.niet_gedeeld if value is None else value

    yield ("onderdeel", "naam", "aantal", "definitie", "van", "tot en met")
    for row in (*flow.in_beeld.regels, *(r for r in flow.over.regels if r.af)):
        yield ("stand en stroom", row.naam, number(row.aantal), rule, since, until)
    for total in (flow.in_beeld, flow.over):
        yield ("stand en stroom", total.naam, number(total.totaal), rule, since, until)
        yield ("nagerekend", tell_sum(total, words), "", rule, since, until)
    for week in report.per_week if report.te_bepalen else ():
        yield (words.per_week, week.dag.isoformat(), week.stand, rule, since, until)
    for split in (flow.naar, *flow.verdelingen):
        for row in split.som.regels:
            name = split.uitsplitsing.naam
            yield (name, row.naam, number(row.aantal), rule, since, until)
        if not split.uitsplitsing.overlapt:
            yield ("nagerekend", tell_sum(split.som, words), "", rule, since, until)
    for text, mean in (
        (words.weken_thuis, flow.weken_thuis),
        (words.weken_tot_plek, flow.weken_tot_plek),
    ):
        shown = words.geen_gemiddelde if mean.weken is None else round(mean.weken, 1)
        yield ("gemiddelde", text, shown, rule, since, until)
    for count, rows in report.tellingen:
        for one in rows:
            told = f"{one.definitie.naam}: {one.definitie.uitleg}"
            value: Cell = words.niet_te_bepalen
            if one.te_bepalen:
                value = words.niet_gedeeld if one.einde is None else one.einde
            yield (count.naam, one.definitie.naam, value, told, since, until)


def as_csv(ctx: Context, report: AbsenceReport) -> bytes:
    """Return the report as CSV: UTF-8, ``;``, comma in numbers."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in report_rows(ctx, report):
        writer.writerow([_written(cell) for cell in row])
    # The mark tells a spreadsheet that this is UTF-8.
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(ctx: Context, report: AbsenceReport) -> bytes:
    """Return the report as a workbook; no text in it is ever a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Verzuim"
    for at, row in enumerate(report_rows(ctx, report), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(
                at, column, _safe(value) if isinstance(value, str) else value
            )
            if isinstance(value, str):
                cell.data_type = "s"
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (26, 46, 16, 50, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return _safe(cell)
    return f"{cell:g}".replace(".", ",")


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(RISKY) else text
