"""Signing in, step by step, and out."""

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.choose_role import choices, choose_role
from assistant.casework.demo_access import (
    DemoAccount,
    DemoFamily,
    demo_accounts,
    demo_family,
)
from assistant.casework.people import users
from assistant.casework.second_step import (
    confirm_code,
    confirm_setup,
    finish_setup,
    person_at_step,
    setup,
)
from assistant.casework.sessions import end_session, open_session, read_session
from assistant.casework.sign_in import (
    DEMO,
    Caller,
    SignIn,
    phase_of,
    sign_in,
)
from assistant.context import Context
from assistant.errors import AccessError, InputError, SignInError, WaitError
from assistant.web.errors import BadInput, NotFound
from assistant.web.forms import Form, read_number
from assistant.web.nearby import address_of, is_this_machine
from assistant.web.pages import Ctx, go_to, render
from assistant.web.qr import qr_code
from assistant.web.roles import home_path
from assistant.web.sessions import clear_session, session_token, set_session
from assistant.web.terugweg import forget_way_back, way_back
from assistant.web.toestel import device_name
from models.sessie import SessieFase

router = APIRouter(include_in_schema=False)

STEP = "/toegang/stap"
_TOO_OFTEN = 429


@router.get("/", name="home")
def home(request: Request) -> RedirectResponse:
    """Bring a visitor to the page of his or her role."""
    return go_to(home_path(request.state.visitor))


@router.get("/toegang", name="sign_in_page")
def sign_in_page(request: Request, ctx: Ctx) -> HTMLResponse:
    """Show how to sign in; the demo names its ready accounts."""
    return show_sign_in(request, ctx)


@router.post("/toegang", name="sign_in")
def use_password(request: Request, ctx: Ctx, form: Form) -> Response:
    """Sign in with a name and password, or an access number and own code."""
    name, family = str(form.get("inlognaam", "")), "gezin" in form
    try:
        done = sign_in(ctx, name, str(form.get("wachtwoord", "")), caller_of(request))
    except (SignInError, AccessError) as error:
        status = _TOO_OFTEN if isinstance(error, WaitError) else 422
        values = {"fout": str(error), "inlognaam": name, "gezin": family}
        return show_sign_in(request, ctx, values, status=status)
    return come_in(request, ctx, done)


@router.get(STEP, name="sign_in_step")
def show_step(request: Request, ctx: Ctx) -> Response:
    """Show the step of the sign-in that comes next."""
    return _step_page(request, ctx)


@router.post("/toegang/code", name="sign_in_code")
def use_code(request: Request, ctx: Ctx, form: Form) -> Response:
    """Take the second step with a code of the app or a recovery code."""
    token = session_token(request)
    code = str(form.get("code", ""))
    try:
        done = confirm_code(ctx, token, code, caller_of(request))
    except SignInError as error:
        return _again(request, ctx, error)
    return come_in(request, ctx, done)


@router.post("/toegang/instellen", name="sign_in_setup")
def set_up(request: Request, ctx: Ctx, form: Form) -> Response:
    """Switch the second step on and show the recovery codes once."""
    token = session_token(request)
    try:
        person = person_at_step(ctx, token)
        codes = confirm_setup(ctx, person, str(form.get("code", "")))
    except (SignInError, InputError) as error:
        return _again(request, ctx, error)
    answer = render(request, "toegang_codes.html", {"codes": codes, "verder": STEP})
    set_session(request, answer, finish_setup(ctx, token).token)
    return answer


@router.post("/toegang/rol", name="sign_in_role")
def use_role(request: Request, ctx: Ctx, form: Form) -> Response:
    """Start work in one of the own roles."""
    try:
        done = choose_role(ctx, session_token(request), chosen_number(form))
    except SignInError as error:
        return _again(request, ctx, error)
    return come_in(request, ctx, done)


@router.post("/toegang/demo", name="sign_in_demo")
def sign_in_demo(request: Request, ctx: Ctx, form: Form) -> Response:
    """Sign in with a ready account of the demo, on this machine only."""
    if not _is_demo(request, ctx):
        raise NotFound("Deze manier van inloggen staat hier uit.")
    choice = str(form.get("account", ""))
    for account in demo_accounts(ctx):
        if choice == f"rol-{account.aanstelling_id}":
            return _demo_session(request, ctx, account)
    for member in demo_family(ctx):
        if choice == f"gezin-{member.gezinslid_id}":
            return _demo_session(request, ctx, member)
    raise BadInput("Kies een van de accounts op deze pagina.")


@router.post("/uit", name="sign_out")
def sign_out(request: Request, ctx: Ctx) -> RedirectResponse:
    """End the session, so that a copy of the cookie opens nothing either."""
    end_session(ctx, session_token(request))
    answer = go_to("/toegang")
    clear_session(request, answer)
    forget_way_back(request, answer)
    return answer


def show_sign_in(
    request: Request,
    ctx: Context,
    values: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    """Show the page to sign in, with what was typed except the password."""
    ready = _is_demo(request, ctx)
    shown = {
        "accounts": _per_party(ctx) if ready else [],
        "gezinsleden": demo_family(ctx) if ready else [],
        "extern": bool(ctx.settings.oidc_issuer),
        # Whoever sits at this machine may make the first account.
        "leeg": is_this_machine(request) and not users(ctx),
        "inlognaam": "",
        "gezin": False,
        "fout": None,
    }
    return render(request, "toegang.html", shown | (values or {}), status=status)


def _per_party(ctx: Context) -> list[tuple[str, list[DemoAccount]]]:
    rows = groupby(demo_accounts(ctx), key=lambda one: one.organisatie)
    return [(party, list(accounts)) for party, accounts in rows]


def come_in(request: Request, ctx: Context, done: SignIn) -> RedirectResponse:
    """Give the browser its new token and bring it where it was going."""
    if (before := session_token(request)) is not None:
        end_session(ctx, before)
    if done.fase is not SessieFase.OPEN:
        answer = go_to(STEP)
        set_session(request, answer, done.token)
        return answer
    start = home_path(read_session(ctx, done.token))
    answer = go_to(way_back(request) or start)
    forget_way_back(request, answer)
    set_session(request, answer, done.token)
    return answer


def caller_of(request: Request) -> Caller:
    """Return where a request comes from."""
    return Caller(
        address_of(request), device_name(request.headers.get("user-agent", ""))
    )


def chosen_number(form: Form) -> int:
    """Return the role that was chosen, or 0 when it is no number."""
    return read_number(form.get("aanstelling")) or 0


def _step_page(
    request: Request, ctx: Context, fout: str | None = None, status: int = 200
) -> Response:
    token = session_token(request)
    phase = phase_of(ctx, token)
    if phase is None:
        return go_to("/toegang")
    if phase is SessieFase.CODE:
        return render(request, "toegang_code.html", {"fout": fout}, status=status)
    if phase is SessieFase.INSTELLEN:
        asked = setup(ctx, person_at_step(ctx, token))
        values = {"fout": fout, "geheim": asked.geheim, "qr": qr_code(asked.uri)}
        return render(request, "toegang_instellen.html", values, status=status)
    if phase is SessieFase.KIEZEN:
        offered = choices(ctx, token)
        shown: dict[str, Any] = {"rollen": offered, "fout": fout}
        return render(request, "toegang_rol.html", shown, status=status)
    return go_to(way_back(request) or home_path(read_session(ctx, token)))


def _again(request: Request, ctx: Context, error: Exception) -> Response:
    """Show the same step with what went wrong, or begin anew when it is over."""
    status = _TOO_OFTEN if isinstance(error, WaitError) else 422
    if phase_of(ctx, session_token(request)) in (None, SessieFase.OPEN):
        return show_sign_in(request, ctx, {"fout": str(error)}, status=status)
    return _step_page(request, ctx, str(error), status)


def _is_demo(request: Request, ctx: Context) -> bool:
    """Tell whether ready accounts may be used: demo mode, asked from this machine."""
    host = request.url.hostname or ""
    # The host name too: another website may point its own name at 127.0.0.1.
    named_near = host in {"localhost", "127.0.0.1", "::1"}
    return ctx.settings.demo and named_near and is_this_machine(request)


def _demo_session(
    request: Request, ctx: Context, who: DemoAccount | DemoFamily
) -> RedirectResponse:
    device = device_name(request.headers.get("user-agent", ""))
    if isinstance(who, DemoFamily):
        member = who.gezinslid_id
        token = open_session(ctx, via=DEMO, gezinslid_id=member, toestel=device)
    else:
        role = who.aanstelling_id
        token = open_session(ctx, via=DEMO, aanstelling_id=role, toestel=device)
    return come_in(request, ctx, SignIn(token, SessieFase.OPEN))
