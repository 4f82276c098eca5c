"""The part of the case page on its life: where it stands, and what can be done."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.life_view import life_view
from assistant.casework.mandate import has_mandate
from assistant.context import Context
from assistant.web.case_page import CaseCall, CaseSection
from assistant.web.leven_bladen import HANDOVER_KINDS

STEPS = (
    ("intake", "Intake beginnen"),
    ("starten", "Start vastleggen"),
    ("nazorg", "Nazorg vastleggen"),
    ("overdragen", "Overdragen"),
    ("regisseur", "Regisseur kiezen"),
    ("verhuizen", "Verhuizing of andere school"),
    ("kosten", "Kosten"),
    ("sluiten", "Casus afsluiten"),
    ("heropenen", "Casus heropenen"),
)


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return what the part of the case page on its life shows."""
    view = life_view(call.ctx, call.casus.id, call.me, call.casus.inzage)
    return {
        "leven": view,
        "uitkomst": _outcome(call.ctx, view.uitkomst),
        "stappen": STEPS,
        "soorten": HANDOVER_KINDS,
        "over_te_dragen": _kinds(call),
    }


SECTION = CaseSection(
    id="leven",
    naam="Stand en overdracht",
    template="_casus_leven.html",
    fill=fill,
    plaats="onder",
    onderdeel="geschiedenis",
)


def _outcome(ctx: Context, uitkomst: str | None) -> str | None:
    labels = {one.id: one.label for one in ctx.knowledge.velden["uitkomst"].waarden}
    return labels.get(uitkomst or "")


def _kinds(call: CaseCall) -> list[tuple[str, str]]:
    kinds = [("regisseur", "Overdragen aan een andere regisseur")]
    kinds += [("zorgcoordinator", "Overdragen aan een andere zorgcoördinator")]
    if has_mandate(call.ctx, call.me, "regio"):
        kinds += [("regio", "Overdragen aan een ander samenwerkingsverband")]
    return kinds
