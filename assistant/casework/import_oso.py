"""Bring OSO dossiers in: looked at first, then all of them or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.import_cases import import_lines
from assistant.casework.import_lines import LinesRead
from assistant.casework.import_plan import plan_import
from assistant.casework.import_reports import Source
from assistant.casework.oso import pack_lines, read_oso, unpack_lines
from assistant.casework.previews import (
    drop_preview,
    keep_preview,
    preview_content,
)
from assistant.casework.spreadsheet import file_label
from assistant.errors import ImportFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.import_plan import ImportPlan
    from assistant.casework.import_reports import ImportResult
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

KIND = "oso"
ORIGIN = "ingelezen uit een OSO-dossier"
_XML = (b"<", b"\xef\xbb\xbf<")


def looks_like_oso(data: bytes, naam: str) -> bool:
    """Tell whether a file is XML, so that it can only be a dossier."""
    return naam.lower().endswith(".xml") or data.lstrip()[:4].startswith(_XML)


def read_dossiers(ctx: Context, files: Sequence[tuple[bytes, str]]) -> LinesRead:
    """Read the dossiers in these files.

    Raises
    ------
    ImportFileError
        When a file is no dossier, or two are about one pupil.
    """
    found = LinesRead()
    for data, naam in files:
        first = len(found.regels) + 1
        one = read_oso(data, naam, ctx.knowledge, ctx.today(), first)
        found.regels += one.regels
        found.meldingen += one.meldingen
    keys = [line.sleutel for line in found.regels]
    if len(set(keys)) < len(keys):
        msg = "Twee dossiers gaan over dezelfde leerling. Lees alleen het nieuwste in."
        raise ImportFileError(msg)
    return found


def preview_oso(ctx: Context, data: bytes, naam: str, *, kijker: Kijker) -> str:
    """Read a dossier and keep what is taken from it, sealed, until somebody confirms.

    The dossier itself is not kept, so nothing that is dropped is ever stored.

    Returns
    -------
    str
        The id of the preview.
    """
    lines = read_dossiers(ctx, [(data, naam)])
    return keep_preview(ctx, KIND, file_label(naam), pack_lines(lines), kijker)


def plan_oso(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> tuple[str, ImportPlan]:
    """Return the name of the file and what confirming would do; changes nothing."""
    row, content = preview_content(ctx, voorbeeld_id, kijker, KIND)
    lines = unpack_lines(content, ctx.knowledge)
    with ctx.store.reading() as uow:
        return row.bestandsnaam, plan_import(ctx, uow, lines, kijker=kijker)


def confirm_oso(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> ImportResult:
    """Bring the dossier of a preview in and throw the preview away."""
    row, content = preview_content(ctx, voorbeeld_id, kijker, KIND)
    lines = unpack_lines(content, ctx.knowledge)
    source = Source(KIND, row.bestandsnaam, ORIGIN)
    result = import_lines(ctx, lines, source, kijker=kijker)
    drop_preview(ctx, voorbeeld_id, kijker)
    return result


def import_oso(
    ctx: Context,
    files: Sequence[tuple[bytes, str]],
    *,
    kijker: Kijker,
    organisatie_id: str | None = None,
) -> ImportResult:
    """Bring dossiers in from files: all of them, or nothing."""
    lines = read_dossiers(ctx, files)
    label = ", ".join(file_label(naam) for _data, naam in files)[:200]
    source = Source(KIND, label, ORIGIN)
    return import_lines(
        ctx, lines, source, kijker=kijker, organisatie_id=organisatie_id
    )
