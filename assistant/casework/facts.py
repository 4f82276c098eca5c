"""The few numbers of a case that every list shows: age and weeks at home."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.tell_answer import tell_answer
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
    """Return a single choice as it reads in a sentence, or None without one."""
    veld = ctx.knowledge.velden.get(veld_id)
    return tell_answer(veld, value) if veld and isinstance(value, str) else None


def text_of(antwoorden: Mapping[str, object], veld_id: str) -> str | None:
    """Return a text answer, or None when it is absent or empty."""
    value = antwoorden.get(veld_id)
    return value if isinstance(value, str) and value.strip() else None
