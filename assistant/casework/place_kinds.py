"""Whether a place is lasting or bridging: what its keeper says, else its route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.routes import Rol
from models.voorziening import PlekSoort

if TYPE_CHECKING:
    from assistant.context import Context
    from models.voorziening import Groep


def kind_of_route(ctx: Context, route_id: str) -> PlekSoort:
    """Return what a place of this route is when nobody says: bridging if for now."""
    route = ctx.knowledge.routes.get(route_id)
    if route is not None and route.rol is Rol.nu:
        return PlekSoort.OVERBRUGGING
    return PlekSoort.BLIJVEND


def kind_of(ctx: Context, groep: Groep) -> PlekSoort:
    """Return whether pupils stay in this group."""
    return groep.soort or kind_of_route(ctx, groep.voorziening.route)
