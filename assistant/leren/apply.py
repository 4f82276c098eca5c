"""Which learned order, if any, may order the routes of one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.leren.errors import LearningError
from assistant.leren.shelf import active_model, read_by_hash
from matching.routes.model import Herkomst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from matching.routes.model import Rangmodel
    from matching.routes.ranker import Volgorde
    from models.casus import Casus


@dataclass(frozen=True)
class Keuze:
    """The model for a case, or the id of the reason that there is none to use."""

    model: Rangmodel | None = None
    waarom: str | None = None


def model_for(ctx: Context, casus: Casus) -> Keuze:
    """Return the active model of the region of a case.

    A model of invented data is for invented cases only. A model that cannot be read
    holds nobody up: the rules order, and the receipt says why.
    """
    try:
        model = active_model(ctx.settings.data_dir, casus.regio)
    except LearningError:
        return Keuze(waarom="model_stuk")
    if model is None:
        return Keuze()
    if model.herkomst is Herkomst.verzonnen and not casus.voorbeeld:
        return Keuze(waarom="alleen_voorbeeld")
    return Keuze(model)


def told(ctx: Context, choice: Keuze, order: Volgorde | None) -> dict[str, object]:
    """Return where the order comes from, as it is kept in the receipt of an advice."""
    if order is None:
        return {}
    found = order.as_dict()
    if choice.waarom is not None and order.waarom == "geen_model":
        reason = ctx.knowledge.leren.grenzen.redenen[choice.waarom]
        found |= {"waarom": choice.waarom, "zin": reason}
    return {"volgorde": found}


def ordered_by(ctx: Context, proof: Mapping[str, object]) -> Rangmodel | None:
    """Return the model that ordered an advice of then; None when the rules did.

    Parameters
    ----------
    ctx
        The surroundings.
    proof
        The receipt of the advice.

    Raises
    ------
    LearningError
        When that model is gone or was changed.
    """
    order = proof.get("volgorde")
    if not isinstance(order, dict) or not order.get("geleerd"):
        return None
    return read_by_hash(ctx.settings.data_dir, str(order.get("model")))
