"""The page somebody wanted when asked to sign in first, kept in a short-lived cookie.

Only the path is kept, never what was searched for, and only a path of this site is
followed: a link cannot send somebody elsewhere after signing in.
"""

import re

from fastapi import Request
from starlette.responses import Response

from assistant.web.nearby import is_https

COOKIE = "leerplek_terug"
SECONDS = 1800
MAX_PATH = 200
# One slash first and no second one, nothing that a browser reads as a slash or skips.
_OWN_PATH = re.compile(r"/(?:[A-Za-z0-9_.~-][A-Za-z0-9_.~/-]*)?")
_NOT_BACK_TO = ("/toegang", "/uit", "/welkom", "/api", "/static")


def is_own_path(path: str) -> bool:
    """Tell whether a text is a plain path of this site."""
    return len(path) <= MAX_PATH and _OWN_PATH.fullmatch(path) is not None


def note_way_back(request: Request, answer: Response) -> None:
    """Remember the page that was asked for."""
    path = request.url.path
    if path == "/" or not is_own_path(path) or path.startswith(_NOT_BACK_TO):
        return
    answer.set_cookie(
        COOKIE,
        path,
        max_age=SECONDS,
        path="/",
        httponly=True,
        samesite="lax",
        secure=is_https(request),
    )


def way_back(request: Request) -> str | None:
    """Return the page that was asked for, if it is one of ours."""
    path = request.cookies.get(COOKIE, "")
    own = is_own_path(path) and not path.startswith(_NOT_BACK_TO)
    return path if own and path != "/" else None


def forget_way_back(request: Request, answer: Response) -> None:
    """Forget the page that was asked for."""
    if COOKIE in request.cookies:
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
