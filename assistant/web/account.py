"""The own account: password or code, second step, role, and where one is signed in."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.casework.change_password import change_password, login_view
from assistant.casework.choose_role import choose_role, own_roles
from assistant.casework.kijker import Kijker
from assistant.casework.own_sessions import (
    list_sessions,
    revoke_others,
    revoke_session,
)
from assistant.casework.second_step import (
    confirm_setup,
    remove_second_step,
    renew_recovery_codes,
    second_step_of,
    setup,
)
from assistant.context import Context
from assistant.errors import InputError, SignInError, WaitError
from assistant.web.errors import NotFound
from assistant.web.forms import Form
from assistant.web.pages import Ctx, go_to, render
from assistant.web.qr import qr_code
from assistant.web.roles import Me, home_path
from assistant.web.sessions import session_token, set_session
from assistant.web.toegang import caller_of, chosen_number

router = APIRouter(include_in_schema=False)

PAGE = "/account"
SECOND = "/account/tweede-stap"
_TOO_OFTEN = 429
_NOT_THE_SAME = "De twee keer is niet hetzelfde getypt. Typ het nog eens."


@router.get(PAGE, name="account_page")
def account_page(request: Request, ctx: Ctx, me: Me, klaar: str = "") -> HTMLResponse:
    """Show the own account."""
    return _show(request, ctx, me, {"klaar": _DONE.get(klaar)})


@router.post("/account/wachtwoord", name="change_password")
def new_password(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Replace the own password or code; the other devices are signed out."""
    new = str(form.get("nieuw", ""))
    try:
        if new != str(form.get("herhaald", "")):
            raise InputError(_NOT_THE_SAME)
        old = str(form.get("oud", ""))
        change_password(ctx, me, old, new, caller_of(request))
    except (InputError, WaitError) as error:
        return _show(
            request, ctx, me, {"fout_wachtwoord": str(error)}, status=_status(error)
        )
    return go_to(f"{PAGE}?klaar=wachtwoord")


@router.post("/account/rol", name="change_role")
def change_role(request: Request, ctx: Ctx, me: Me, form: Form) -> RedirectResponse:
    """Go on working in another of the own roles."""
    chosen = chosen_number(form)
    if chosen not in {one.aanstelling_id for one in own_roles(ctx, me)}:
        raise NotFound("Deze rol hebt u niet (meer). Kies een andere.")
    try:
        done = choose_role(ctx, session_token(request), chosen, again=True)
    except SignInError as error:
        raise NotFound(str(error)) from error
    answer = go_to(home_path(me))
    set_session(request, answer, done.token)
    return answer


@router.get(SECOND, name="second_step_page")
def second_step_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show how to set up, renew or remove the second step."""
    return _second(request, ctx, me)


@router.post(SECOND, name="second_step_on")
def second_step_on(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Switch the second step on with a first code."""
    try:
        codes = confirm_setup(ctx, _person(me), str(form.get("code", "")))
    except InputError as error:
        return _second(request, ctx, me, str(error), 422)
    values = {"codes": codes, "verder": PAGE}
    return render(request, "toegang_codes.html", values)


@router.post("/account/herstelcodes", name="renew_codes")
def renew_codes(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Make new recovery codes and show them once."""
    code = str(form.get("code", ""))
    try:
        codes = renew_recovery_codes(ctx, _person(me), code, caller_of(request))
    except (InputError, WaitError) as error:
        return _second(request, ctx, me, str(error), _status(error))
    values = {"codes": codes, "verder": PAGE}
    return render(request, "toegang_codes.html", values)


@router.post("/account/tweede-stap/opnieuw", name="second_step_again")
def second_step_again(request: Request, ctx: Ctx, me: Me, form: Form) -> Response:
    """Take the second step off this phone, to set it up on another."""
    code = str(form.get("code", ""))
    try:
        remove_second_step(ctx, _person(me), code, caller_of(request))
    except (InputError, WaitError) as error:
        return _second(request, ctx, me, str(error), _status(error))
    return go_to(SECOND)


@router.post("/account/sessies", name="end_one_session")
def end_one(ctx: Ctx, me: Me, form: Form) -> RedirectResponse:
    """Sign out on one device."""
    revoke_session(ctx, me, str(form.get("sessie", "")))
    return go_to(f"{PAGE}?klaar=sessie")


@router.post("/account/sessies/overal", name="end_other_sessions")
def end_others(ctx: Ctx, me: Me) -> RedirectResponse:
    """Sign out everywhere else."""
    revoke_others(ctx, me)
    return go_to(f"{PAGE}?klaar=overal")


_DONE = {
    "wachtwoord": "Opgeslagen. Op andere apparaten bent u uitgelogd.",
    "sessie": "Dat apparaat is uitgelogd.",
    "overal": "Alle andere apparaten zijn uitgelogd.",
}


def _show(
    request: Request,
    ctx: Context,
    me: Kijker,
    values: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HTMLResponse:
    staff = me.gebruiker_id
    rules = ctx.knowledge.aanmelden
    shown = {
        "inlog": login_view(ctx, me),
        "rollen": own_roles(ctx, me),
        "tweede": None if staff is None else second_step_of(ctx, staff),
        "sessies": list_sessions(ctx, me),
        "regel": rules.eigen_code if me.is_family else rules.wachtwoord,
        "jij": me.rol == "leerling",
        "klaar": None,
        "fout_wachtwoord": None,
    }
    return render(request, "account.html", shown | (values or {}), status=status)


def _second(
    request: Request,
    ctx: Context,
    me: Kijker,
    fout: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    person = _person(me)
    state = second_step_of(ctx, person)
    values: dict[str, Any] = {"tweede": state, "fout": fout, "qr": None, "geheim": None}
    if not state.aan:
        asked = setup(ctx, person)
        values |= {"geheim": asked.geheim, "qr": qr_code(asked.uri)}
    return render(request, "account_tweede_stap.html", values, status=status)


def _person(me: Kijker) -> int:
    if me.gebruiker_id is None:
        raise NotFound("Een tweede stap is er alleen voor medewerkers.")
    return me.gebruiker_id


def _status(error: Exception) -> int:
    return _TOO_OFTEN if isinstance(error, WaitError) else 422
