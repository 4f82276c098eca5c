"""What every answer carries and what every request must respect.

Written as plain ASGI so that it also covers errors and static files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from assistant.web.nearby import is_https
from assistant.web.sessions import COOKIE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from knowledge.foutpaginas import Foutpaginas

MAX_BODY = 1_000_000
WEBHOOK_PATH = "/rasa/webhook"
# Rasa sends the whole tracker along, which grows with every turn.
MAX_WEBHOOK_BODY = 20_000_000
UPLOAD_PATH = "/invoer"
ABSENCE_PATH = "/invoer/verzuim"
# A case list of tens of thousands of lines, or a dossier with its attachments.
MAX_UPLOAD = 26_000_000
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": with that a browser sends "Origin: null" with our forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HTTPS_ONLY = "max-age=31536000"
"""For a year this host is only asked over HTTPS, once it was reached that way."""
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
TRANSFER_PATH = "/overdracht/inlezen"
_LIMITS = {
    WEBHOOK_PATH: MAX_WEBHOOK_BODY,
    UPLOAD_PATH: MAX_UPLOAD,
    ABSENCE_PATH: MAX_UPLOAD,
    TRANSFER_PATH: MAX_UPLOAD,
}


class SecurityHeaders:
    """Adds the security headers and turns away requests of other websites.

    Parameters
    ----------
    app
        The rest of the application.
    texts
        What is said to who is turned away.
    """

    def __init__(self, app: ASGIApp, texts: Foutpaginas) -> None:
        self._app, self._texts = app, texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _add_headers(headers, scope["path"])
                if is_https(Request(scope)):
                    headers["Strict-Transport-Security"] = HTTPS_ONLY
            await send(message)

        refusal = self._refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _refusal(
        self, method: str, path: str, headers: Headers
    ) -> PlainTextResponse | None:
        texts = self._texts
        if "transfer-encoding" in headers:
            return PlainTextResponse(texts.zonder_lengte, 411)
        length = headers.get("content-length", "0")
        limit = _LIMITS.get(path, MAX_BODY)
        if not (length.isascii() and length.isdecimal()) or int(length[:20]) > limit:
            is_file = limit == MAX_UPLOAD
            text = texts.bestand_te_groot if is_file else texts.te_veel_tekst
            return PlainTextResponse(text, 413)
        if method not in _SAFE_METHODS and not _same_origin(headers):
            return PlainTextResponse(texts.andere_website, 403)
        return None


def _add_headers(headers: MutableHeaders, path: str) -> None:
    for name, value in SECURITY_HEADERS.items():
        headers[name] = value
    # Pages hold personal data: no copy may stay behind on a shared computer.
    headers["Cache-Control"] = (
        "public, max-age=300" if path.startswith("/static/") else "no-store"
    )


def _same_origin(headers: Headers) -> bool:
    """Tell whether a request that changes something comes from our own pages.

    Every browser of today says with a form where it comes from. A client that is no
    browser (Rasa, a script) says nothing and has no session to misuse; a session
    without a word about where it comes from is refused. This leaves nothing for a
    token in every form to add, and unlike a token it cannot be forgotten in a form.
    """
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    return COOKIE not in headers.get("cookie", "")
