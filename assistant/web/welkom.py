"""Coming in with a one-time link: choose a password, or an own code."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.casework.invitations import (
    Invitation,
    accept_as_family,
    accept_as_user,
    look_at,
)
from assistant.casework.sessions import end_session, read_session
from assistant.context import Context
from assistant.errors import InputError
from assistant.web.errors import NotFound
from assistant.web.forms import Form
from assistant.web.pages import Ctx, render
from assistant.web.roles import home_path
from assistant.web.sessions import session_token, set_session
from assistant.web.toegang import caller_of, come_in

router = APIRouter(include_in_schema=False)

MAX_TOKEN = 200
_NOT_THE_SAME = "De twee keer is niet hetzelfde getypt. Typ het nog eens."


@router.get("/welkom/{token}", name="open_link")
def open_link(request: Request, ctx: Ctx, token: str) -> HTMLResponse:
    """Show what a link is for; a preview of it does not use it up."""
    return _show(request, ctx, token, _look(ctx, token))


@router.post("/welkom/{token}", name="use_link")
def use_link(request: Request, ctx: Ctx, token: str, form: Form) -> Response:
    """Choose a password or own code, and come in."""
    invitation = _look(ctx, token)
    secret, name = str(form.get("wachtwoord", "")), str(form.get("inlognaam", ""))
    caller = caller_of(request)
    try:
        if secret != str(form.get("herhaald", "")):
            raise InputError(_NOT_THE_SAME)
        if invitation.soort == "medewerker":
            done = accept_as_user(ctx, token, name, secret, caller)
            return come_in(request, ctx, done)
        number, done = accept_as_family(ctx, token, secret, caller)
    except InputError as error:
        values = {"fout": str(error), "inlognaam": name}
        return _show(request, ctx, token, invitation, values, status=422)
    if (before := session_token(request)) is not None:
        end_session(ctx, before)
    return _number_page(request, ctx, invitation, number, done.token)


def spaced(number: str) -> str:
    """Write an access number in groups, to read aloud and copy."""
    return f"{number[:4]} {number[4:]}"


def _look(ctx: Context, token: str) -> Invitation:
    if len(token) > MAX_TOKEN:
        raise NotFound("Deze link is niet juist. Vraag om een nieuwe link.")
    return look_at(ctx, token)


def _show(
    request: Request,
    ctx: Context,
    token: str,
    invitation: Invitation,
    values: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    rules = ctx.knowledge.aanmelden
    shown = {
        "voor": invitation,
        "token": token,
        "regel": rules.wachtwoord,
        "regel_code": rules.eigen_code,
        "extern": bool(ctx.settings.oidc_issuer),
        "inlognaam": invitation.inlognaam,
        "fout": None,
    }
    return render(request, "welkom.html", shown | (values or {}), status=status)


def _number_page(
    request: Request, ctx: Context, invitation: Invitation, number: str, token: str
) -> HTMLResponse:
    request.state.visitor = read_session(ctx, token)
    values = {
        "nummer": spaced(number),
        "jij": invitation.soort == "leerling",
        "adres": ctx.settings.public_url,
        "verder": home_path(request.state.visitor),
    }
    answer = render(request, "welkom_nummer.html", values)
    set_session(request, answer, token)
    return answer
