"""Signing in with an account of one's own organisation (OpenID Connect)."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from assistant.casework.outside_accounts import (
    come_in_from_outside,
    start_request,
    take_request,
)
from assistant.context import Context
from assistant.errors import AccessError, SignInError
from assistant.web.errors import NotFound
from assistant.web.nearby import is_https
from assistant.web.oidc import Provider
from assistant.web.pages import Ctx, go_to
from assistant.web.toegang import caller_of, come_in, show_sign_in

router = APIRouter(include_in_schema=False)

COOKIE = "leerplek_extern"
BACK = "/toegang/extern/terug"
_COOKIE_PATH = "/toegang/extern"
_MAX = 200


# A link and not a form: the policy of our pages lets no form end elsewhere.
@router.get("/toegang/extern", name="sign_in_outside")
def go_outside(request: Request, ctx: Ctx, link: str = "") -> Response:
    """Send the browser to the provider of the organisation."""
    provider = provider_of(ctx)
    # Another website may not tie the account of whoever clicks to its own invitation.
    if link and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise NotFound("Open de link van uw uitnodiging opnieuw.")
    try:
        token, made = start_request(ctx, link[:_MAX] or None)
        answer = go_to(provider.way_out(made))
    except (SignInError, AccessError) as error:
        return show_sign_in(request, ctx, {"fout": str(error)}, status=422)
    answer.set_cookie(
        COOKIE,
        token,
        max_age=ctx.knowledge.aanmelden.half_aangemeld_min * 60,
        path=_COOKIE_PATH,
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )
    return answer


@router.get(BACK, name="back_from_outside")
def come_back(request: Request, ctx: Ctx) -> Response:
    """Check what the provider says, and sign the person in."""
    provider = provider_of(ctx)
    try:
        made, link_id = take_request(ctx, request.cookies.get(COOKIE, "")[:_MAX])
        now = int(ctx.now().timestamp())
        who = provider.way_back(request.query_params, made, now)
        done = come_in_from_outside(ctx, who, link_id, caller_of(request))
    except (SignInError, AccessError) as error:
        answer: Response = show_sign_in(request, ctx, {"fout": str(error)}, status=422)
    else:
        answer = come_in(request, ctx, done)
    answer.delete_cookie(COOKIE, path=_COOKIE_PATH, httponly=True, samesite="lax")
    return answer


def provider_of(ctx: Context) -> Provider:
    """Return the provider of this installation.

    Raises
    ------
    NotFound
        When none was set.
    """
    known = ctx.settings
    if not known.oidc_issuer or not known.oidc_client_id:
        raise NotFound("Inloggen met een werkaccount staat hier uit.")
    return Provider(
        issuer=known.oidc_issuer,
        client_id=known.oidc_client_id,
        client_secret=known.oidc_client_secret,
        redirect_uri=f"{known.public_url}{BACK}",
    )
