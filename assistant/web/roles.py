"""The table of access, checked for every route before it runs."""

from typing import Annotated

from fastapi import Depends, Request

from assistant.casework.kijker import Kijker
from assistant.casework.view_log import log_views
from assistant.web.access import ACCESS, FG, PUBLIC
from assistant.web.errors import NotAllowed, NotFound, SignInNeeded
from assistant.web.forms import is_readable
from assistant.web.objects import LOGGED_AS, check_objects
from assistant.web.sessions import read_visitor
from knowledge.foutpaginas import Foutpaginas


def check_access(request: Request) -> None:
    """Let the request through, or say why not.

    Raises
    ------
    SignInNeeded
        Nobody is signed in.
    NotAllowed
        The role of the visitor is not in the table for this route; a route
        that is missing from the table is open to nobody.
    NotFound
        What the address points at is not in sight of this visitor.
    """
    visitor = read_visitor(request, request.app.state.ctx)
    request.state.visitor = visitor
    _check_address(request)
    allowed = ACCESS.get(request.scope["route"].name)
    if allowed == PUBLIC:
        return
    if visitor is None:
        raise SignInNeeded(_texts(request).log_eerst_in)
    if allowed is None or visitor.rol not in allowed:
        raise NotAllowed(_texts(request).andere_rol)
    _check_objects(request, visitor)


def _texts(request: Request) -> Foutpaginas:
    texts: Foutpaginas = request.app.state.ctx.knowledge.foutpaginas
    return texts


def _check_address(request: Request) -> None:
    """Refuse an address with what no link of ours has and no database keeps."""
    values = [*request.path_params.values(), *request.query_params.values()]
    if not all(is_readable(str(value)) for value in values):
        raise NotFound(_texts(request).adres_klopt_niet)


def _check_objects(request: Request, visitor: Kijker) -> None:
    """Check what the address points at, and write down which cases were opened."""
    values = request.path_params
    if not values:
        return
    ctx = request.app.state.ctx
    reads = request.method in ("GET", "HEAD")
    route = request.scope["route"].name
    seen = check_objects(ctx, visitor, route, values, changes=not reads)
    if reads:
        api = request.url.path.startswith("/api/")
        for name, what in LOGGED_AS.items():
            log_views(ctx, visitor, "api" if api else what, seen.get(name, []))


def get_visitor(request: Request) -> Kijker:
    """Return the signed-in person of a route that is not public."""
    visitor: Kijker | None = request.state.visitor
    if visitor is None:
        raise SignInNeeded(_texts(request).log_eerst_in)
    return visitor


Me = Annotated[Kijker, Depends(get_visitor)]


_HOMES = {"ouder": "/ouder", "leerling": "/leerling", FG: "/inzageregister"}


def home_path(visitor: Kijker | None) -> str:
    """Return the page where a visitor starts."""
    if visitor is None:
        return "/toegang"
    return _HOMES.get(visitor.rol, "/start")


def may_open(visitor: Kijker | None, route: str) -> bool:
    """Tell whether a visitor may open a route, for showing or hiding a link."""
    allowed = ACCESS.get(route)
    if allowed is None or visitor is None:
        return allowed == PUBLIC
    return allowed == PUBLIC or visitor.rol in allowed
