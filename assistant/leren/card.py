"""The model card: what it is for, what it learned from, how good it is and for whom.

Made from the rows and from what was measured; nothing is written by hand per model.
The figures of an invented cohort carry that label in every table.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from matching.routes.model import Herkomst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.leren.learn import Leerresultaat, Meting
    from assistant.leren.verdict import Getoetst, Tabel
    from knowledge.leren import Leren

ORDERS = ("regel", "vaakst", "geleerd", "met_onthouding")
FIGURES = ("top1", "top3", "logverlies", "ijkfout", "onthouding")
HEAVIEST = 20
"""How many weights the text shows; the JSON of the model has all."""


def label(result: Leerresultaat, rows: Leren) -> str:
    """Return what every figure of this result must be read with."""
    if result.deel.herkomst is Herkomst.verzonnen:
        return rows.kaart.verzonnen
    return rows.kaart.praktijk


def card(result: Leerresultaat, rows: Leren) -> dict[str, object]:
    """Return the model card as JSON can hold it.

    Parameters
    ----------
    result
        What came of learning.
    rows
        Features, bounds and the fixed sentences.
    """
    measured = result.meting
    return {
        "titel": rows.kaart.titel,
        "herkomst": result.deel.herkomst.value,
        "label": label(result, rows),
        "regio": result.deel.regio,
        "model": None if measured is None else measured.model.id,
        "goed_genoeg": result.goed,
        "oordeel": rows.kaart.woorden[result.oordeel],
        "aantallen": [row.as_dict() for row in result.aantallen],
        "meting": None if measured is None else measured.as_dict(),
        "delen": {part.kop: list(part.zinnen) for part in rows.kaart.delen},
        "kenmerken": [
            {"id": row.id, "naam": row.naam, "reden": row.reden, "bron": row.bron}
            for row in rows.kenmerken.alle
        ],
        "geen_kenmerk": [
            {"veld": row.veld, "reden": row.reden} for row in rows.kenmerken.verboden
        ],
        "gewichten": {} if measured is None else dict(measured.model.gewichten),
        "uitkomst": rows.grenzen.uitkomst.reden,
        "bron": rows.kaart.bron,
    }


def card_files(result: Leerresultaat, rows: Leren) -> dict[str, str]:
    """Return the model card as files: the end of each name with its text."""
    document = json.dumps(card(result, rows), ensure_ascii=False, indent=1)
    return {"kaart.json": document + "\n", "kaart.md": card_text(result, rows)}


def card_text(result: Leerresultaat, rows: Leren) -> str:
    """Return the model card in Markdown, in Dutch."""
    words = rows.kaart.woorden
    lines = [f"# {rows.kaart.titel}", "", f"**{label(result, rows)}**", ""]
    lines += [f"## {words['samenvatting']}", "", words[result.oordeel], ""]
    for part in rows.kaart.delen:
        lines += [f"## {part.kop}", "", *(f"- {one}" for one in part.zinnen), ""]
    lines += [
        f"## {words['aantallen']}",
        "",
        "| wat | aantal | nodig |",
        "|---|---|---|",
    ]
    lines += [f"| {r.naam} | {r.aantal} | {r.minstens} |" for r in result.aantallen]
    if result.meting is not None:
        lines += ["", *_measured(result.meting, rows, label(result, rows))]
    lines += ["", f"## {words['kenmerken']}", "", "| kenmerk | waarom | bron |"]
    lines += ["|---|---|---|"]
    lines += [
        f"| {row.naam} | {row.reden} | {row.bron} |" for row in rows.kenmerken.alle
    ]
    return "\n".join(lines) + "\n"


def _measured(found: Meting, rows: Leren, note: str) -> list[str]:
    words = rows.kaart.woorden
    mean, bound = found.winst_genest
    plan = rows.grenzen.training
    lines = [
        f"## {words['cijfers']}",
        "",
        f"{note} Geleerd van {found.eerder} gevallen, getoetst op {found.later} "
        f"latere. Geneste kruisvalidatie: winst op de eerste keus {signed(mean)}, "
        f"ondergrens ({share(plan.zekerheid)}) {signed(bound)}.",
        "",
        *table_lines(found.tabel, rows),
        "",
        f"## {words['per_groep']}",
        "",
    ]
    for group in found.groepen:
        lines += [f"### {group.groep}: {group.deel} ({group.gevallen})", ""]
        if group.tabel is None:
            lines += [f"{words['te_weinig']}.", ""]
        else:
            lines += [*table_lines(group.tabel, rows), ""]
    for row in rows.grenzen.groepen:
        if row.niet_gevraagd and found.model.herkomst is Herkomst.praktijk:
            lines += [f"### {row.naam}", "", row.niet_gevraagd, ""]
    lines += [f"## {words['eisen']}", "", *bound_lines(found.eisen, rows), ""]
    return [*lines, f"## {words['gewichten']}", "", *_weights(found, rows)]


def table_lines(table: Tabel, rows: Leren) -> list[str]:
    """Return the figures of each order as a Markdown table."""
    words = rows.kaart.woorden
    head = ["volgorde", *(words[name] for name in FIGURES)]
    body = [
        [words[name], *(figure(table[name].as_dict(), one) for one in FIGURES)]
        for name in ORDERS
    ]
    return _table(head, body)


def bound_lines(checked: Iterable[Getoetst], rows: Leren) -> list[str]:
    """Return every bound with what was measured as a Markdown table."""
    words = rows.kaart.woorden
    body = []
    for one in checked:
        at_least, at_most = one.eis.minstens, one.eis.hoogstens
        bound = f"minstens {at_least}" if at_most is None else f"hoogstens {at_most}"
        met = words["gehaald" if one.gehaald else "niet_gehaald"]
        name = f"{one.eis.naam} ({one.groep})" if one.groep else one.eis.naam
        body.append([name, decimal(one.waarde), decimal_text(bound), met])
    return _table(["eis", "gemeten", "grens", ""], body)


def _weights(found: Meting, rows: Leren) -> list[str]:
    names = rows.kenmerken.namen
    told = [(names[n], w) for n, w in found.model.gewichten.items() if n in names]
    told.sort(key=lambda one: -abs(one[1]))
    body = [[name, signed_number(weight)] for name, weight in told[:HEAVIEST]]
    return _table(["kenmerk → soort route", "gewicht"], body)


def figure(figures: dict[str, float], name: str) -> str:
    """Return one figure of an order as people read it."""
    value = figures[name]
    if name in ("logverlies", "ijkfout"):
        return decimal(value)
    return share(value)


def share(value: float) -> str:
    """Return a proportion as a percentage."""
    return f"{100 * value:.0f}%"


def signed(value: float) -> str:
    """Return a difference of proportions in percentage points."""
    return f"{100 * value:+.1f}".replace(".", ",") + " procentpunt"


def signed_number(value: float) -> str:
    """Return a number with its sign, two decimals, as Dutch writes it."""
    return f"{value:+.2f}".replace(".", ",")


def decimal(value: float) -> str:
    """Return a number with three decimals, as Dutch writes it."""
    return f"{value:.3f}".replace(".", ",")


def decimal_text(text: str) -> str:
    """Return a text with decimal commas."""
    return text.replace(".", ",")


def _table(head: Sequence[str], body: Iterable[Sequence[str]]) -> list[str]:
    rows = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return [*rows, *(f"| {' | '.join(cells)} |" for cells in body)]
