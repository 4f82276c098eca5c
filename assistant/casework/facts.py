"""The few numbers of a case that every list shows: age and weeks at home."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from matching.logic import Feiten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context


def age_of(ctx: Context, antwoorden: Mapping[str, object]) -> int | None:
    """Return the age in whole years on the peildatum, or None when not known."""
    bounds = Feiten(dict(antwoorden), ctx.knowledge, ctx.today()).bounds("leeftijd")
    return None if bounds is None else int(bounds.laagst)


def weeks_at_home(ctx: Context, antwoorden: Mapping[str, object]) -> int | None:
    """Return the whole weeks since the absence began, school holidays included.

    Source: probleemanalyse, d_duur_thuis_weken.
    """
    since = antwoorden.get("verzuim_sinds")
    if not isinstance(since, date):
        return None
    return max(0, (ctx.today() - since).days // 7)


def label_of(ctx: Context, veld_id: str, value: object) -> str | None:
    """Return the display text of a single choice, or None when there is none."""
    veld = ctx.knowledge.velden.get(veld_id)
    if veld is None or not isinstance(value, str):
        return None
    row = veld.waarde(value)
    return value if row is None else row.label


def text_of(antwoorden: Mapping[str, object], veld_id: str) -> str | None:
    """Return a text answer, or None when it is absent or empty."""
    value = antwoorden.get(veld_id)
    return value if isinstance(value, str) and value.strip() else None
