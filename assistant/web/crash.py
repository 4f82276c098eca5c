"""The last safety net: an unexpected error becomes a calm page and a short log line.

A traceback or an error text may hold an answer or a name, so neither is logged:
only the kind of error and the place in the code, with a code the visitor can name.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("leerplek.web")


class CrashGuard:
    """Turns an unexpected error into a page that tells nothing but what to do.

    Parameters
    ----------
    app
        The rest of the application.
    render
        Makes the page from the request and the code of this error.
    """

    def __init__(
        self, app: ASGIApp, render: Callable[[Request, str], Response]
    ) -> None:
        self._app = app
        self._render = render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def note_start(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, note_start)
        except Exception as error:
            code = secrets.token_hex(3)
            _log.error("fout %s: %s", code, describe(error))
            if not started:
                await self._render(Request(scope), code)(scope, receive, send)


def describe(error: BaseException) -> str:
    """Name the kind of an error and the lines of our code it passed."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    path = " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames))
    return f"{type(error).__name__} in {path}"
