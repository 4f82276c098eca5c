"""Signing in with a one-time link (or, in the demo, with a ready account) and out."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.casework.access import give_access, redeem_access
from assistant.casework.cases import list_cases
from assistant.casework.people import users
from assistant.casework.views import CaseRow, UserView
from assistant.context import Context
from assistant.web.errors import BadInput, NotFound
from assistant.web.forms import Form
from assistant.web.nearby import is_this_machine
from assistant.web.pages import Ctx, go_to, render
from assistant.web.roles import home_path
from assistant.web.sessions import COOKIE, Visitor, new_visitor

router = APIRouter(include_in_schema=False)

_PARENT_NAME = "Ouder"
_PARENT_STATUSES = ("besloten", "op_tafel", "geadviseerd")
_TOKEN_LIMIT = 200


@router.get("/", name="home")
def home(request: Request) -> RedirectResponse:
    """Bring a visitor to the page of his or her role."""
    return go_to(home_path(request.state.visitor))


@router.get("/toegang", name="sign_in_page")
def sign_in_page(request: Request, ctx: Ctx) -> HTMLResponse:
    """Show how to sign in; the demo names its ready accounts."""
    ready = _is_demo(request, ctx)
    accounts = [user for user in users(ctx) if user.voorbeeld] if ready else []
    parent = _demo_parent(ctx) if ready else None
    values = {"accounts": accounts, "ouder": parent}
    return render(request, "toegang.html", values)


@router.post("/toegang/demo", name="sign_in_demo")
def sign_in_demo(request: Request, ctx: Ctx, form: Form) -> RedirectResponse:
    """Sign in with a ready account of the demo, on this machine only."""
    if not _is_demo(request, ctx):
        raise NotFound("Deze manier van inloggen staat hier uit.")
    choice = str(form.get("account", ""))
    if choice == "ouder":
        return _sign_in(request, ctx, _visit_as_parent(ctx))
    for user in users(ctx):
        if user.voorbeeld and str(user.id) == choice:
            return _sign_in(request, ctx, _account(ctx, user))
    raise BadInput("Kies een van de accounts op deze pagina.")


@router.get("/toegang/{token}", name="confirm_link")
@router.get("/ouder/{token}", name="confirm_parent_link")
def confirm_link(request: Request) -> HTMLResponse:
    """Ask for a click first, so that a link preview does not use up the link."""
    for_parent = request.url.path.startswith("/ouder/")
    return render(request, "toegang_link.html", {"voor_ouder": for_parent})


@router.post("/toegang/{token}", name="use_link")
@router.post("/ouder/{token}", name="use_parent_link")
def use_link(request: Request, ctx: Ctx, token: str) -> RedirectResponse:
    """Use up a one-time link and start the session it stands for."""
    if len(token) > _TOKEN_LIMIT:
        raise NotFound("Deze link is niet juist. Vraag om een nieuwe link.")
    grant = redeem_access(ctx, token)
    if grant.gebruiker is not None:
        return _sign_in(request, ctx, _account(ctx, grant.gebruiker))
    visitor = new_visitor(
        ctx.now(), rol=grant.rol, naam=_PARENT_NAME, casus_id=grant.casus_id
    )
    return _sign_in(request, ctx, visitor)


@router.post("/uit", name="sign_out")
def sign_out(request: Request) -> RedirectResponse:
    """End the session on this computer."""
    answer = go_to("/toegang")
    answer.delete_cookie(COOKIE, path="/")
    return answer


def _is_demo(request: Request, ctx: Context) -> bool:
    """Tell whether ready accounts may be used: demo mode, asked from this machine."""
    host = request.url.hostname or ""
    # The host name too: another website may point its own name at 127.0.0.1.
    named_near = host in {"localhost", "127.0.0.1", "::1"}
    return ctx.settings.demo and named_near and is_this_machine(request)


def _account(ctx: Context, user: UserView) -> Visitor:
    return new_visitor(ctx.now(), rol=user.rol, naam=user.naam, gebruiker_id=user.id)


def _demo_parent(ctx: Context) -> CaseRow | None:
    """Pick the invented case whose parents can look along in the demo."""
    rows = [row for row in list_cases(ctx) if row.voorbeeld]
    for status in _PARENT_STATUSES:
        for row in rows:
            if row.status == status:
                return row
    return None


def _visit_as_parent(ctx: Context) -> Visitor:
    row = _demo_parent(ctx)
    if row is None:
        raise BadInput(
            "Er is nog geen voorbeeld van een ouder. Kies een ander account."
        )
    grant = redeem_access(ctx, give_access(ctx, row.id))
    return new_visitor(
        ctx.now(), rol=grant.rol, naam=_PARENT_NAME, casus_id=grant.casus_id
    )


def _sign_in(request: Request, ctx: Context, visitor: Visitor) -> RedirectResponse:
    answer = go_to(home_path(visitor))
    value = request.app.state.signer.write(visitor)
    age = visitor.verloopt - int(ctx.now().timestamp())
    answer.set_cookie(
        COOKIE,
        value,
        max_age=age,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return answer
