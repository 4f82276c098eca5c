"""The parts of the case page on its life: the next step, and who has the case."""

from collections.abc import Mapping
from typing import Any

from assistant.casework.life_view import life_view
from assistant.casework.mandate import has_mandate
from assistant.context import Context
from assistant.web.case_page import CaseCall, CaseSection

ONWARD = ("starten", "nazorg", "sluiten", "heropenen")
"""Steps that bring the case further; they stand at the next step."""
LAST = frozenset({"nazorg"})
"""The statuses in which closing is the next step; before that it is an exception."""
ARRANGE = ("regisseur", "verhuizen", "kosten", "sluiten")
"""What can be arranged meanwhile."""


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return what the two parts of the case page on its life show."""
    view = life_view(call.ctx, call.casus.id, call.me, call.casus.inzage)
    onward = view.kan if view.status in LAST else view.kan - {"sluiten"}
    words = call.ctx.knowledge.leven_woorden
    names = {key: row.kop for key, row in words.bladen.items()}
    names["kosten"] = words.kosten
    hand_over = _kinds(call) if "overdragen" in view.kan else []
    return {
        "leven": view,
        "uitkomst": _outcome(call.ctx, view.uitkomst),
        "verder": [(key, names[key]) for key in ONWARD if key in onward],
        "regelen": [(f"overdragen?soort={kind}", naam) for kind, naam in hand_over]
        + [(key, names[key]) for key in ARRANGE if key in view.kan - onward],
        "soorten": words.overdrachtnamen,
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
    words = call.ctx.knowledge.leven_woorden.overdrachten
    return [(kind, words[kind].kop) for kind in kinds]
