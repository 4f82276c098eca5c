"""A route advice as lines for a person to read in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.routes.advies import Status
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from knowledge.load import Knowledge
    from matching.routes.advies import RouteAdvies, RouteUitkomst
    from matching.routes.opening import Opening

_MARKS = {Uitkomst.voldoet: "+", Uitkomst.voldoet_niet: "-", Uitkomst.onbekend: "?"}
_HEADS = {
    Status.open: "OPEN",
    Status.onbekend: "NOG NIET TE ZEGGEN",
    Status.dicht: "DICHT",
}
_QUESTIONS = 8
"""Open questions that are written out; the rest is only counted."""


def advice_lines(
    advice: RouteAdvies,
    knowledge: Knowledge,
    *,
    kort: bool = False,
    ways: Mapping[str, Opening] | None = None,
) -> list[str]:
    """Return the advice as lines.

    Parameters
    ----------
    advice
        The advice.
    knowledge
        For the names of routes and fields.
    kort
        Leave out criteria and closed routes.
    ways
        What would open each closed route.
    """
    if advice.stop:
        return [
            f"STOP. {advice.stopreden}",
            "Er is nu geen advies. Laat een mens bellen.",
        ]
    lines = list(_plan(advice, knowledge))
    for status in Status:
        rows = [row for row in advice.routes if row.status is status]
        if not rows or (kort and status is Status.dicht):
            continue
        lines += ["", f"{_HEADS[status]} ({len(rows)})"]
        for row in rows:
            name = knowledge.routes[row.route].naam
            lines.append(f"{row.rang:>3}. {name} [{row.route}]")
            lines += [] if kort else [f"     {line}" for line in _criteria(row)]
            way = ways.get(row.route) if ways else None
            if way is not None and way.manieren:
                lines.append(f"     > {way.zin}")
    lines += ["", *_questions(advice, knowledge)]
    return lines


def _plan(advice: RouteAdvies, knowledge: Knowledge) -> Iterator[str]:
    plan = advice.plan
    yield "PLAN"
    for label, routes in (
        ("nu", plan.nu),
        ("straks", plan.straks),
        ("tafel", (plan.tafel,) if plan.tafel else ()),
    ):
        names = "; ".join(knowledge.routes[route].naam for route in routes)
        yield f"  {label}: {names or 'nog niets open'}"
    if plan.termijn:
        yield f"  eerste datum: {plan.termijn:%d-%m-%Y}. {plan.termijn_zin}"
    if plan.nog_te_regelen:
        yield "  nog te regelen:"
        for sentence in plan.nog_te_regelen:
            yield f"    - {sentence}"


def _criteria(row: RouteUitkomst) -> Iterator[str]:
    """Give the criteria; of a closed route only those that close it."""
    for one in row.criteria:
        closes = one.aard is Aard.hard and one.uitkomst is Uitkomst.voldoet_niet
        if row.status is not Status.dicht or closes:
            kind = "" if one.aard is Aard.hard else f" ({one.aard})"
            yield f"{_MARKS[one.uitkomst]} {one.uitleg}{kind} [{one.bron}]"


def _questions(advice: RouteAdvies, knowledge: Knowledge) -> Iterator[str]:
    if not advice.ontbrekend:
        yield "Alle vragen die ertoe doen zijn beantwoord."
        return
    yield f"NOG TE VRAGEN ({len(advice.ontbrekend)}, wat het meest beslist eerst)"
    for field in advice.ontbrekend[:_QUESTIONS]:
        yield f"  - {knowledge.velden[field].vraag} [{field}]"
