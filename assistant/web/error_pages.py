"""Every error as a calm Dutch page (JSON under /api), never with what was sent."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.errors import (
    AccessError,
    AssistantError,
    InputError,
    NotAllowedError,
    NotFoundError,
    SignInError,
    WaitError,
)
from assistant.web.errors import SignInNeeded, WebError
from assistant.web.pages import go_to, render
from assistant.web.terugweg import note_way_back
from matching.errors import AnswerError
from models.errors import RecordError, TransitionError

_STATUS: tuple[tuple[type[Exception], int, str], ...] = (
    (NotFoundError, 404, "Niet gevonden"),
    (NotAllowedError, 409, "Dit kan nu niet"),
    (AccessError, 410, "Hier komt u niet binnen"),
    (WaitError, 429, "Even wachten"),
    (SignInError, 422, "Inloggen lukt niet"),
    (InputError, 422, "Er klopt iets niet"),
    (AnswerError, 422, "Dit antwoord klopt niet"),
    (TransitionError, 409, "Dit kan nu niet"),
    (RecordError, 409, "Dit kan nu niet"),
    (AssistantError, 409, "Dit kan nu niet"),
)
"""The most particular kind first."""

_HTTP = {
    404: ("Niet gevonden", "Deze pagina bestaat niet. Ga terug naar uw start."),
    405: ("Dit kan zo niet", "Open deze pagina met een knop of link van Leerplek."),
    400: (
        "Dit lukt niet",
        "Het formulier kon niet worden gelezen. Probeer het opnieuw.",
    ),
}
_BAD_REQUEST = "Iets in dit verzoek klopt niet. Er is niets veranderd."
_CRASH = (
    "Er ging bij ons iets mis. Wat u eerder hebt ingevuld, is bewaard. "
    "Ga terug en probeer het opnieuw. Lukt het niet, noem dan deze code: {code}."
)


def add_error_pages(app: FastAPI) -> None:
    """Register an answer for every kind of error that is foreseen."""
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(WebError, _web_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    for kind, _, _ in _STATUS:
        app.add_exception_handler(kind, _room_error)


def show_crash(request: Request, code: str) -> Response:
    """Answer an error that nobody foresaw."""
    return error_page(request, 500, "Er ging iets mis", _CRASH.format(code=code))


def error_page(request: Request, status: int, title: str, message: str) -> Response:
    """Make the page (or JSON) of an error.

    Parameters
    ----------
    request
        The request that failed.
    status
        HTTP status.
    title
        A few words.
    message
        What happened and what to do now.
    """
    if request.url.path.startswith("/api/"):
        return JSONResponse({"fout": message}, status)
    values = {"titel": title, "melding": message}
    return render(request, "fout.html", values, status=status)


async def _sign_in(request: Request, error: Exception) -> Response:
    if request.method == "GET" and not request.url.path.startswith("/api/"):
        answer = go_to("/toegang")
        note_way_back(request, answer)
        return answer
    return error_page(request, SignInNeeded.status, SignInNeeded.title, str(error))


async def _web_error(request: Request, error: Exception) -> Response:
    kind = type(error) if isinstance(error, WebError) else WebError
    return error_page(request, kind.status, kind.title, str(error))


async def _room_error(request: Request, error: Exception) -> Response:
    for kind, status, title in _STATUS:
        if isinstance(error, kind):
            return error_page(request, status, title, str(error))
    raise error


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 400
    title, message = _HTTP.get(status, _HTTP[400])
    return error_page(request, status, title, message)


async def _bad_request(request: Request, error: Exception) -> Response:
    # An address with an impossible number points at nothing that exists.
    in_path = isinstance(error, RequestValidationError) and any(
        item["loc"][:1] == ("path",) for item in error.errors()
    )
    if in_path:
        return error_page(request, 404, *_HTTP[404])
    return error_page(request, 422, "Er klopt iets niet", _BAD_REQUEST)
