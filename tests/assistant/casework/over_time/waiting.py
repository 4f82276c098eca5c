"""The bridge of these tests, and what they look at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.voorziening import Groep
from tests.assistant.casework.places import VSO

if TYPE_CHECKING:
    from assistant.casework.placement_views import PlacementView, ProposalView
    from assistant.context import Context

BRIDGE = replace(VSO, id="tussen-test", naam="Tussen Test", plaatsen=1)
SAY = "De school en het gezin willen dit."


def placement(view: ProposalView, casus_id: str) -> PlacementView:
    """Return what a proposal says of a pupil."""
    (one,) = [row for row in view.plaatsingen if row.casus_id == casus_id]
    return one


def change_group(ctx: Context, groep_id: str, **values: object) -> None:
    """Change a group in the record."""
    with ctx.store.unit_of_work() as uow:
        groep = uow.session.get_one(Groep, groep_id)
        for key, value in values.items():
            setattr(groep, key, value)
