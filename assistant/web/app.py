"""The application: routes, middleware and error pages put together."""

from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.casework.import_reports import ImportResult
from assistant.context import Context
from assistant.web import (
    account,
    advies,
    api,
    bronnen,
    casus,
    casus_klokken,
    casus_verzuim,
    convenanten,
    delen,
    extern,
    gezin,
    gezinsplan,
    gezinstoegang,
    health,
    intake,
    intake_wijzig,
    invoer,
    invoer_verzuim,
    kosten,
    leerling,
    leven,
    mensen,
    namen,
    organisaties,
    ouders,
    overdracht,
    overleg,
    overleg_leerling,
    overleg_plannen,
    overleg_samen,
    overleg_vragen,
    register,
    schooljaar,
    start,
    taken,
    toegang,
    uitleg,
    uitvoer,
    verantwoording,
    verslag,
    verzuim_lijsten,
    verzuim_rapport,
    voorzieningen,
    webhook,
    welkom,
    wensen,
    zoeken,
    zoeken_api,
)
from assistant.web.bezig import Jobs
from assistant.web.case_sections import CASE_SECTIONS
from assistant.web.crash import CrashGuard
from assistant.web.error_pages import add_error_pages, show_crash
from assistant.web.headers import SecurityHeaders
from assistant.web.pages import make_environment
from assistant.web.roles import check_access

_STATIC = Path(__file__).resolve().parent / "static"
_NOUNS = (
    health,
    webhook,
    api,
    start,
    intake,
    intake_wijzig,
    invoer_verzuim,  # before invoer: /invoer/verzuim is no preview
    invoer,
    casus,
    casus_klokken,
    casus_verzuim,
    verslag,
    verzuim_lijsten,
    verzuim_rapport,
    delen,
    convenanten,
    register,
    leven,
    overdracht,
    schooljaar,
    kosten,
    advies,
    bronnen,
    overleg_plannen,  # before overleg: /overleg/nieuw is no number
    overleg,
    overleg_vragen,
    overleg_samen,
    overleg_leerling,
    wensen,
    taken,
    organisaties,
    mensen,
    voorzieningen,
    ouders,
    leerling,
    uitleg,
    uitvoer,
    verantwoording,
    toegang,
    welkom,
    extern,
    account,
    gezin,
    gezinsplan,
    gezinstoegang,
    namen,
    zoeken,
    zoeken_api,
)


def create_app(ctx: Context) -> FastAPI:
    """Make the application around one record and one state of the knowledge.

    Parameters
    ----------
    ctx
        Record, knowledge, settings and clock; every request uses it.
    """
    app = FastAPI(
        title="Leerplek",
        version="1",
        description="JSON-koppeling van Leerplek. Een mens beslist, altijd.",
        dependencies=[Depends(check_access)],
        # The pages of these would load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.ctx = ctx
    crashed = ctx.knowledge.foutpaginas.achtergrond_mis
    app.state.invoer = Jobs[ImportResult](crashed=crashed)
    app.state.voorstellen = Jobs[object](crashed=crashed)
    app.state.tafelvragen = Jobs[object](crashed=crashed)
    app.state.tafelnavraag = Jobs[object](crashed=crashed)
    # Nobody waits for it, so it leaves the other processor to who does.
    app.state.tafelkeuzes = Jobs[object](crashed=crashed, at_once=1)
    app.state.verzuim_invoer = Jobs[int](crashed=crashed)
    app.state.templates = make_environment(ctx)
    app.state.case_sections = CASE_SECTIONS
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for noun in _NOUNS:
        app.include_router(noun.router)
    add_error_pages(app)
    # The last one added is the outermost.
    app.add_middleware(CrashGuard, render=show_crash)
    app.add_middleware(SecurityHeaders, texts=ctx.knowledge.foutpaginas)
    return app
