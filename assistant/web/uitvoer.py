"""Taking a case along: documents to hand over, and the file for another region."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData, UploadFile

from assistant.casework.export_analysis import document_choices, make_document
from assistant.casework.export_transfer import export_transfer
from assistant.casework.import_transfer import import_transfer
from assistant.casework.kijker import Kijker
from assistant.casework.mandate import has_mandate
from assistant.casework.origin import case_origin
from assistant.casework.transfer_file import MAX_BYTES
from assistant.context import Context
from assistant.documents.bestand import MEDIA, Bestand, write_document
from assistant.errors import InputError, NotAllowedError
from assistant.web.case_page import CaseCall, CaseSection, show_case
from assistant.web.errors import NotAllowed, NotFound
from assistant.web.forms import Form, upload_of
from assistant.web.pages import Ctx, render
from assistant.web.roles import Me

router = APIRouter(include_in_schema=False)

FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON"))
NO_CONSENT_CHOICE = (
    "Kies of het gezin toestemming gaf om ook gezondheid en eigen woorden mee te geven."
)


Upload = Annotated[FormData, Depends(upload_of(1))]


def fill(call: CaseCall) -> Mapping[str, Any] | None:
    """Return what can be made of a case by this viewer."""
    choices = document_choices(call.ctx, call.me, call.casus.inzage)
    if not choices:
        return None
    return {
        "stukken": choices,
        "formaten": FORMATS,
        "naar_regio": has_mandate(call.ctx, call.me, "regio")
        and call.casus.inzage.mag_wijzigen,
        "herkomst": case_origin(call.ctx, call.casus.id),
        "fout": call.typed.get("fout"),
    }


SECTION = CaseSection(
    id="uitvoer",
    naam="Stukken maken",
    template="_casus_uitvoer.html",
    fill=fill,
    plaats="onder",
    onderdeel="documenten",
)


@router.get("/casus/{casus_id}/stuk/{soort}/{formaat}", name="download_document")
def download_document(
    ctx: Ctx, me: Me, casus_id: str, soort: str, formaat: str
) -> Response:
    """Make a document of a case for whoever asks, as a file."""
    return send_document(ctx, me, casus_id, soort, formaat)


@router.post("/casus/{casus_id}/overdrachtsbestand", name="download_transfer")
def download_transfer(
    request: Request, ctx: Ctx, me: Me, casus_id: str, form: Form
) -> Response:
    """Make the file with which another region takes the case over."""
    consent = form.get("toestemming")
    if consent not in ("ja", "nee"):
        typed = {"uitvoer": {"fout": NO_CONSENT_CHOICE}}
        return show_case(request, ctx, me, casus_id, status=422, typed=typed)
    return as_file(export_transfer(ctx, me, casus_id, toestemming=consent == "ja"))


@router.get("/overdracht/inlezen", name="transfer_form")
def transfer_form(request: Request) -> HTMLResponse:
    """Show the form to read a case from another region."""
    return _show_form(request)


@router.post("/overdracht/inlezen", name="read_transfer")
def read_transfer(request: Request, ctx: Ctx, me: Me, form: Upload) -> HTMLResponse:
    """Read a transfer file, or only check it; all of it, or nothing."""
    file = form.get("bestand")
    if not isinstance(file, UploadFile) or not file.filename:
        return _show_form(request, fout="Kies eerst een bestand.", status=422)
    with file.file as stream:
        data = stream.read(MAX_BYTES + 1)
    trial = form.get("wat") != "inlezen"
    try:
        report = import_transfer(ctx, me, data, file.filename, proef=trial)
    except InputError as error:
        return _show_form(request, fout=str(error), status=422)
    return render(request, "overdracht_inlezen.html", {"verslag": report, "fout": None})


def send_document(
    ctx: Context, me: Kijker, casus_id: str, soort: str, formaat: str
) -> Response:
    """Make a document for somebody and send it.

    Raises
    ------
    NotFound
        When there is no such format.
    NotAllowed
        When this person may not make this document of this case.
    """
    if formaat not in MEDIA:
        raise NotFound("Dit soort bestand bestaat niet. Kies PDF, Word of JSON.")
    try:
        stuk = make_document(ctx, me, casus_id, soort)
    except NotAllowedError as error:
        raise NotAllowed(str(error)) from None
    return as_file(write_document(stuk, formaat))


def as_file(bestand: Bestand) -> Response:
    """Return a file to keep; a shared computer must not hold on to it."""
    return Response(
        bestand.inhoud,
        media_type=bestand.soort,
        headers={
            "Content-Disposition": f'attachment; filename="{bestand.naam}"',
            "Cache-Control": "no-store",
        },
    )


def _show_form(
    request: Request, *, fout: str | None = None, status: int = 200
) -> HTMLResponse:
    values = {"verslag": None, "fout": fout}
    return render(request, "overdracht_inlezen.html", values, status=status)
