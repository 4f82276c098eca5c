"""Read the answers of a case, each with its origin and its history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.casework.values import from_stored
from assistant.casework.views import AnswerView
from models.antwoord import Antwoord, current, history

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork


def current_answers(ctx: Context, casus_id: str) -> dict[str, object]:
    """Return the value that counts per answered field, dates as dates.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        return decode(ctx, current(uow.session, casus_id))


@dataclass(frozen=True)
class Staand:
    """The answer that counts now: its row, its value, and whether it was confirmed."""

    id: int
    waarde: object
    bevestigd: bool


def standing_answers(ctx: Context, casus_id: str) -> dict[str, Staand]:
    """Return the answer that counts per answered field.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        find_case(uow, casus_id)
        rows = current(uow.session, casus_id)
        values = decode(ctx, rows)
        return {
            veld: Staand(row.id, values[veld], row.bevestigd)
            for veld, row in rows.items()
        }


def decode(ctx: Context, rows: Mapping[str, Antwoord]) -> dict[str, object]:
    """Return the values of stored answers as the matching wants them."""
    return {
        veld: from_stored(row.waarde, veld, ctx.knowledge) for veld, row in rows.items()
    }


def answer_views(ctx: Context, casus_id: str, kijker: Kijker) -> list[AnswerView]:
    """Return the answers that count and are in sight, in the order of the analysis.

    Raises
    ------
    NotFoundError
        When the case does not exist or is not in sight.
    """
    with ctx.store.reading() as uow:
        sight = inzage_in(ctx, uow, kijker, casus_id)
        found = views_of(ctx, uow, find_case(uow, casus_id))
        return answers_in_sight(found, sight)


def answers_in_sight(views: Iterable[AnswerView], inzage: Inzage) -> list[AnswerView]:
    """Leave out the answers, and the words, that a viewer may not see."""
    shown = [view for view in views if inzage.toont(view.veld)]
    return shown if inzage.heeft("woorden") else [_wordless(view) for view in shown]


def _wordless(view: AnswerView) -> AnswerView:
    older = tuple(_wordless(one) for one in view.eerdere)
    return replace(view, woorden=None, eerdere=older)


def views_of(ctx: Context, uow: UnitOfWork, casus: Casus) -> list[AnswerView]:
    """Return every answer view of a case; see :func:`answers_in_sight`."""
    earlier: dict[str, list[AnswerView]] = {}
    latest: dict[str, AnswerView] = {}
    for row in history(uow.session, casus.id):
        if row.veld in latest:
            earlier.setdefault(row.veld, []).append(latest.pop(row.veld))
        if not row.ingetrokken:
            older = tuple(earlier.get(row.veld, ()))
            latest[row.veld] = _view(ctx, row, casus, older)
    order = {veld: place for place, veld in enumerate(ctx.knowledge.velden)}
    return sorted(latest.values(), key=lambda view: order.get(view.veld, len(order)))


def _view(
    ctx: Context, row: Antwoord, casus: Casus, older: tuple[AnswerView, ...]
) -> AnswerView:
    confirmed_later = casus.bevestigd_op is not None and row.op <= casus.bevestigd_op
    return AnswerView(
        veld=row.veld,
        waarde=from_stored(row.waarde, row.veld, ctx.knowledge),
        rol=row.rol,
        via=row.via.value,
        woorden=row.woorden,
        door=row.door,
        op=row.op,
        bevestigd=row.bevestigd or confirmed_later,
        eerdere=older,
        zekerheid=row.zekerheid,
    )
