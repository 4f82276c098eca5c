"""Turning a template and values into a page."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.casework.called import called
from assistant.casework.kijker import Kijker
from assistant.casework.money import show_cents
from assistant.casework.tell_answer import tell_answer
from assistant.casework.tell_origin import tell_origin
from assistant.context import Context
from assistant.web import display
from assistant.web.bronlinks import source_links
from assistant.web.dates import (
    count_words,
    dutch_date,
    dutch_moment,
    near_date,
)
from assistant.web.roles import home_path, may_open
from knowledge.kalenderwoorden import tell_month

_HERE = Path(__file__).resolve().parent


def get_context(request: Request) -> Context:
    """Return the context the app was made with."""
    ctx: Context = request.app.state.ctx
    return ctx


Ctx = Annotated[Context, Depends(get_context)]


def make_environment(ctx: Context) -> Environment:
    """Prepare the templates with the filters and tables that every page uses."""
    env = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["datum"] = lambda value: dutch_date(value, today=ctx.today())
    env.filters["termijn"] = lambda value: near_date(value, today=ctx.today())
    env.filters["moment"] = lambda value: dutch_moment(value, today=ctx.today())
    env.filters["maand"] = tell_month
    env.filters["euro"] = show_cents
    env.filters["route_naam"] = lambda name: _route_name(ctx, name)
    env.filters["telnummer"] = _dialled
    env.filters["bronlinks"] = partial(source_links, ctx.knowledge.bronnen)
    env.filters["procent"] = lambda part: f"{100 * part:.0f}%"
    env.filters["rolnaam"] = ctx.knowledge.organisaties.rolnaam
    lists = ctx.knowledge.opsommingen
    env.globals.update(
        aantal=count_words,
        demo=ctx.settings.demo,
        herkomst=partial(tell_origin, ctx.knowledge),
        kennis=ctx.knowledge,
        may_open=may_open,
        soort_criterium=lists["aard"].in_een_regel,
        soort_route=lists["soortroute"].in_een_regel,
        stand_stap=display.STEP_STANDS,
        status_route=display.ROUTE_STATUS,
        toon=tell_answer,
        uitkomst_van=display.outcome_sign,
    )
    return env


def _route_name(ctx: Context, name: str) -> str:
    route = ctx.knowledge.routes.get(name)
    return route.naam if route else name


def _dialled(number: str) -> str:
    """Return what to dial from a number as written (``113 of 0800-0113 (gratis)``)."""
    found = re.search(r"\+?\d[\d -]*", number)
    return re.sub(r"[ -]", "", found.group()) if found else ""


def render(
    request: Request,
    template: str,
    values: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    """Make a page.

    Parameters
    ----------
    request
        The request that is answered; its visitor decides what the header shows.
    template
        File name in ``templates/``.
    values
        What the template needs.
    status
        HTTP status of the answer.
    """
    env: Environment = request.app.state.templates
    visitor = getattr(request.state, "visitor", None)
    text = env.get_template(template).render(
        heet=partial(_called, request.app.state.ctx, visitor),
        ik=visitor,
        begin=home_path(visitor),
        pad=request.url.path,
        **(values or {}),
    )
    return HTMLResponse(text, status_code=status)


def _called(ctx: Context, visitor: Kijker | None, casus_id: str) -> str:
    """Return what a page calls the pupil of one case, as far as the visitor may see."""
    if visitor is None:
        return f"leerling {casus_id}"
    return called(ctx, visitor, [casus_id])[casus_id]


def go_to(path: str) -> RedirectResponse:
    """Send the browser on to a page after a form was handled."""
    return RedirectResponse(path, status_code=303)
