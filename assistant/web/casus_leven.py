"""The parts of the case page on its life: the next step, and who has the case."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.life_view import life_view
from assistant.casework.mandate import has_mandate
from assistant.context import Context
from assistant.web.case_page import CaseCall, CaseSection
from assistant.web.leven_bladen import HANDOVER_KINDS, TO_WHOM

ONWARD = (
    ("starten", "Start vastleggen"),
    ("nazorg", "Nazorg vastleggen"),
    ("sluiten", "Casus afsluiten"),
    ("heropenen", "Casus heropenen"),
)
"""Steps that bring the case further; they stand at the next step."""
LAST = frozenset({"nazorg"})
"""The statuses in which closing is the next step; before that it is an exception."""
ARRANGE = (
    ("regisseur", "Regisseur kiezen"),
    ("verhuizen", "Verhuizing of andere school"),
    ("kosten", "Kosten van deze casus"),
    ("sluiten", "Casus afsluiten"),
)
"""What can be arranged meanwhile."""


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return what the two parts of the case page on its life show."""
    view = life_view(call.ctx, call.casus.id, call.me, call.casus.inzage)
    onward = view.kan if view.status in LAST else view.kan - {"sluiten"}
    hand_over = _kinds(call) if "overdragen" in view.kan else []
    return {
        "leven": view,
        "uitkomst": _outcome(call.ctx, view.uitkomst),
        "verder": [one for one in ONWARD if one[0] in onward],
        "regelen": [(f"overdragen?soort={kind}", naam) for kind, naam in hand_over]
        + [one for one in ARRANGE if one[0] in view.kan - onward],
        "soorten": HANDOVER_KINDS,
        "kort": f"regisseur: {view.regisseur or 'nog niemand'}",
    }


NEXT = CaseSection(
    id="stap",
    naam="Volgende stap",
    template="_casus_stap.html",
    fill=fill,
    plaats="nu",
    onderdeel="geschiedenis",
)
SECTION = CaseSection(
    id="leven",
    naam="Mensen en regelzaken",
    template="_casus_leven.html",
    fill=fill,
    plaats="onder",
    onderdeel="geschiedenis",
)


def _outcome(ctx: Context, uitkomst: str | None) -> str | None:
    labels = {one.id: one.label for one in ctx.knowledge.velden["uitkomst"].waarden}
    return labels.get(uitkomst or "")


def _kinds(call: CaseCall) -> list[tuple[str, str]]:
    kinds = ["regisseur", "zorgcoordinator"]
    if has_mandate(call.ctx, call.me, "regio"):
        kinds.append("regio")
    return [(kind, TO_WHOM[kind]) for kind in kinds]
