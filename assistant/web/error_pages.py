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
from assistant.web.pages import get_context, go_to, render
from assistant.web.sessions import read_visitor
from assistant.web.terugweg import note_way_back
from knowledge.foutpaginas import Foutpaginas
from matching.errors import AnswerError
from models.errors import RecordError, TransitionError

_STATUS: tuple[tuple[type[Exception], int, str], ...] = (
    (NotFoundError, 404, "niet_gevonden"),
    (NotAllowedError, 409, "kan_niet"),
    (AccessError, 410, "geen_toegang"),
    (WaitError, 429, "wachten"),
    (SignInError, 422, "inloggen_lukt_niet"),
    (InputError, 422, "klopt_niet"),
    (AnswerError, 422, "antwoord_klopt_niet"),
    (TransitionError, 409, "kan_niet"),
    (RecordError, 409, "kan_niet"),
    (AssistantError, 409, "kan_niet"),
)
"""The most particular kind first, with status and head."""


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
    message = _texts(request).bij_ons_mis.format(code=code)
    return error_page(request, 500, "mis", message)


def error_page(request: Request, status: int, kop: str, message: str) -> Response:
    """Make the page (or JSON) of an error.

    Parameters
    ----------
    request
        The request that failed.
    status
        HTTP status.
    kop
        The row of the head of the page.
    message
        What happened and what to do now.
    """
    if request.url.path.startswith("/api/"):
        return JSONResponse({"fout": message}, status)
    values = {"titel": _texts(request).koppen[kop], "melding": message}
    return render(request, "fout.html", values, status=status)


def _texts(request: Request) -> Foutpaginas:
    return get_context(request).knowledge.foutpaginas


async def _sign_in(request: Request, error: Exception) -> Response:
    if request.method == "GET" and not request.url.path.startswith("/api/"):
        answer = go_to("/toegang")
        note_way_back(request, answer)
        return answer
    return error_page(request, SignInNeeded.status, SignInNeeded.kop, str(error))


async def _web_error(request: Request, error: Exception) -> Response:
    kind = type(error) if isinstance(error, WebError) else WebError
    return error_page(request, kind.status, kind.kop, str(error))


async def _room_error(request: Request, error: Exception) -> Response:
    for kind, status, kop in _STATUS:
        if isinstance(error, kind):
            return error_page(request, status, kop, str(error))
    raise error


def _http_error(request: Request, error: Exception) -> Response:
    # An address without a route passed no check of access, which is where a session
    # is read; the page still has to know where this visitor starts.
    if not hasattr(request.state, "visitor"):
        request.state.visitor = read_visitor(request, get_context(request))
    status = error.status_code if isinstance(error, HTTPException) else 400
    texts = _texts(request)
    if status == 404:
        return error_page(request, 404, "niet_gevonden", texts.adres_bestaat_niet)
    if status == 405:
        return error_page(request, 405, "kan_zo_niet", texts.verkeerde_manier)
    return error_page(request, status, "lukt_niet", texts.formulier_onleesbaar)


async def _bad_request(request: Request, error: Exception) -> Response:
    # An address with an impossible number points at nothing that exists.
    texts = _texts(request)
    in_path = isinstance(error, RequestValidationError) and any(
        item["loc"][:1] == ("path",) for item in error.errors()
    )
    if in_path:
        return error_page(request, 404, "niet_gevonden", texts.adres_bestaat_niet)
    return error_page(request, 422, "klopt_niet", texts.verzoek_klopt_niet)
