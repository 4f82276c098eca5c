"""The result of learning as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.leren.card import (
    FIGURES,
    ORDERS,
    decimal,
    figure,
    label,
    share,
    signed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.leren.learn import Leerresultaat, Meting
    from assistant.leren.verdict import Tabel
    from knowledge.leren import Leren

NAME_WIDTH, WIDTH = 30, 17


def result_lines(
    result: Leerresultaat,
    rows: Leren,
    left_out: Mapping[str, int],
    *,
    used: bool,
    asked: bool,
) -> Iterator[str]:
    """Give the result for people.

    Parameters
    ----------
    result
        What came of learning.
    rows
        The words.
    left_out
        How many cases were left out, by the id of the reason.
    used
        Whether the model is used from now on.
    asked
        Whether somebody asked to use it.
    """
    words = rows.kaart.woorden
    yield f"{label(result, rows)}"
    yield ""
    for row in result.aantallen:
        enough = "" if row.genoeg else "  te weinig"
        yield f"{row.aantal:>6} {row.naam} (nodig: {row.minstens}){enough}"
    for reason, number in left_out.items():
        yield f"{number:>6} weggelaten: {rows.grenzen.weggelaten[reason]}"
    if result.meting is not None:
        yield from _measured(result.meting, rows)
    yield ""
    yield words[result.oordeel]
    yield from _outcome(result, rows, used=used, asked=asked)


def _measured(found: Meting, rows: Leren) -> Iterator[str]:
    mean, bound = found.winst_genest
    sure = share(rows.grenzen.training.zekerheid)
    yield ""
    yield f"Geleerd van {found.eerder} gevallen, getoetst op {found.later} latere."
    yield from _table(found.tabel, rows)
    yield (
        f"Geneste kruisvalidatie: {signed(mean)} winst op de eerste keus tegenover de "
        f"regels, ondergrens ({sure}) {signed(bound)}."
    )
    for group in found.groepen:
        yield ""
        yield f"{group.groep}: {group.deel} ({group.gevallen} gevallen)"
        if group.tabel is None:
            yield f"  {rows.kaart.woorden['te_weinig']}"
        else:
            yield from _table(group.tabel, rows)
    yield ""
    for one in found.eisen:
        if not one.gehaald:
            where = f" ({one.groep})" if one.groep else ""
            yield f"niet gehaald: {one.eis.naam}{where}: {decimal(one.waarde)}"
    met = sum(one.gehaald for one in found.eisen)
    yield f"{met} van {len(found.eisen)} eisen gehaald."


def _table(table: Tabel, rows: Leren) -> Iterator[str]:
    words = rows.kaart.woorden
    heads = "".join(f"{words[name]:>{WIDTH}}" for name in FIGURES)
    yield f"{'':<{NAME_WIDTH}}{heads}"
    for name in ORDERS:
        figures = table[name].as_dict()
        cells = "".join(f"{figure(figures, one):>{WIDTH}}" for one in FIGURES)
        yield f"{words[name]:<{NAME_WIDTH}}{cells}"


def _outcome(
    result: Leerresultaat, rows: Leren, *, used: bool, asked: bool
) -> Iterator[str]:
    if result.meting is None:
        return
    yield f"Model: {result.meting.model.id}"
    if used:
        where = result.deel.regio or "casussen zonder regio"
        yield f"Het model wordt nu gebruikt voor: {where}."
        if result.deel.herkomst.value == "verzonnen":
            yield rows.grenzen.redenen["alleen_voorbeeld"].split(". ", 1)[1]
    elif result.goed and not asked:
        yield "Het model wordt nog niet gebruikt. Met --activeer zet u het aan."
