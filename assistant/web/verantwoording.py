"""The page that accounts for Leerplek: figures, checks and documents to download."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.accountability.dossier import FORMATS, make_dossier, write_stuk
from assistant.web.errors import NotFound
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me
from assistant.web.uitvoer import as_file

router = APIRouter(include_in_schema=False)

FORMAT_NAMES = {"docx": "Word", "md": "tekst (Markdown)", "json": "JSON"}
"""What a format is called on a link."""


@router.get("/verantwoording", name="accountability_page")
def accountability_page(request: Request, ctx: Ctx, me: Me) -> HTMLResponse:
    """Show what runs, what was checked and what is still to be filled in."""
    values = {
        "dossier": make_dossier(ctx, me),
        "bereik": ctx.knowledge.verantwoording.woorden["bereik"],
        "namen": ctx.knowledge.verantwoording.cijfers,
        "formaten": FORMAT_NAMES,
    }
    return render(request, "verantwoording.html", values)


@router.get("/verantwoording/{stuk}/{formaat}", name="download_accountability")
def download_accountability(ctx: Ctx, me: Me, stuk: str, formaat: str) -> Response:
    """Give one of the documents as a file."""
    found = make_dossier(ctx, me).stuk(stuk)
    if found is None or formaat not in FORMATS:
        raise NotFound("Dit stuk bestaat niet. Ga terug naar Verantwoording.")
    return as_file(write_stuk(ctx, found, formaat))
