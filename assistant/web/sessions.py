"""The session cookie: a random token that only means something in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.sessions import read_session
from assistant.web.nearby import is_https

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response

    from assistant.casework.kijker import Kijker
    from assistant.context import Context

COOKIE = "leerplek_sessie"
# A browser takes this name only over HTTPS, for this host alone: no other site under
# the same domain can plant one.
SAFE_COOKIE = f"__Host-{COOKIE}"
MAX_TOKEN = 200


def cookie_name(request: Request) -> str:
    """Return the name of the session cookie on this connection."""
    return SAFE_COOKIE if is_https(request) else COOKIE


def session_token(request: Request) -> str | None:
    """Return the token that the browser sent, if any."""
    token = request.cookies.get(cookie_name(request))
    return token if token and len(token) <= MAX_TOKEN else None


def read_visitor(request: Request, ctx: Context) -> Kijker | None:
    """Return who is visiting, or None for nobody."""
    return read_session(ctx, session_token(request))


def set_session(request: Request, answer: Response, token: str) -> None:
    """Give the browser a token; the record decides how long it is good.

    The cookie goes when the browser closes, so that a shared computer forgets it.
    """
    answer.set_cookie(
        cookie_name(request),
        token,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )


def clear_session(request: Request, answer: Response) -> None:
    """Take the token away from the browser."""
    answer.delete_cookie(
        cookie_name(request),
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )
