"""What the forms on the life of a case show: questions, choices, what was typed."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.kijker import Kijker
from assistant.casework.life_view import (
    Choice,
    TaskChoice,
    handover_choices,
    life_view,
    task_choices,
)
from assistant.casework.move_pupil import schools
from assistant.context import Context
from assistant.web.errors import NotFound

LOOKS = ("ja", "deels", "nee")


def sheet_values(
    ctx: Context, me: Kijker, casus_id: str, soort: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the template of a form needs.

    Parameters
    ----------
    ctx, me
        The surroundings and who looks.
    casus_id
        The case.
    soort
        Which form: a key of ``bladen`` in ``leven_woorden.yaml``.
    typed
        What was typed before, by name of the box.
    """
    sheet = ctx.knowledge.leven_woorden.bladen[soort]
    values: dict[str, Any] = {
        "casus_id": casus_id,
        "soort": soort,
        "kop": sheet.kop,
        "uitleg": sheet.uitleg or "",
        "knop": sheet.knop,
        "actie": f"/casus/{casus_id}/{soort}",
        "w": typed,
        "aan": frozenset[int](),
    }
    extra = {
        "sluiten": _closing,
        "heropenen": _reopening,
        "overdragen": _handover,
        "regisseur": _regisseur,
        "starten": _starting,
        "nazorg": _looking,
        "verhuizen": _moving,
    }[soort]
    return values | extra(ctx, me, casus_id, typed)


def _closing(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    veld = ctx.knowledge.velden["uitkomst"]
    labels = {waarde.id: waarde.label for waarde in veld.waarden}
    return {
        "uitkomsten": [
            {"id": row.id, "naam": labels[row.id], "let_op": row.let_op}
            for row in ctx.knowledge.leven.uitkomsten
            if row.sluit
        ],
        "rijen": task_choices(ctx, casus_id),
    }


def _reopening(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    return {"redenen": _choices(ctx.knowledge.leven.heropenredenen)}


def _handover(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    what = typed.get("soort", "regisseur")
    words = ctx.knowledge.leven_woorden.overdrachten.get(what)
    if words is None:
        raise NotFound("Zo'n overdracht bestaat niet. Ga terug naar de casus.")
    rows = task_choices(ctx, casus_id, what)
    reasons = ctx.knowledge.leven.overdrachtredenen
    return {
        "wat": what,
        "kop": words.kop,
        "wie_label": words.aan_wie,
        "ontvangers": handover_choices(ctx, casus_id, me).get(what, ()),
        "redenen": _choices([row for row in reasons if what in row.voor]),
        "rijen": rows,
        "aan": _on_first_sight(rows),
    }


def _regisseur(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    rows = task_choices(ctx, casus_id, "regisseur")
    return {
        "ontvangers": handover_choices(ctx, casus_id, me).get("regisseur", ()),
        "rijen": rows,
        "aan": frozenset(row.id for row in rows),
    }


def _starting(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    status = life_view(ctx, casus_id, me).status
    return {"zonder_overleg": status == "geadviseerd"}


def _looking(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    veld = ctx.knowledge.velden["nazorg_controle"]
    labels = {waarde.id: waarde.label for waarde in veld.waarden}
    return {"antwoorden": [{"id": one, "naam": labels[one]} for one in LOOKS]}


def _moving(
    ctx: Context, me: Kijker, casus_id: str, typed: Mapping[str, str]
) -> dict[str, Any]:
    return {"scholen": [Choice(*row) for row in schools(ctx)]}


def _choices(rows: Any) -> list[dict[str, str]]:
    return [{"id": row.id, "naam": row.naam} for row in rows]


def _on_first_sight(rows: tuple[TaskChoice, ...]) -> frozenset[int]:
    """Tick the tasks of who hands over; without any of those, all of them."""
    own = frozenset(row.id for row in rows if row.van_wie)
    return own or frozenset(row.id for row in rows)
