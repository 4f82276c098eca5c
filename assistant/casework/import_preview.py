"""A case list that waits for a yes: its columns, what confirming would do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.case_list import CaseList, ReportLine, read_case_list
from assistant.casework.import_cases import KIND, import_case_list
from assistant.casework.import_columns import (
    check_mapping,
    guess_mapping,
    header_key,
    targets,
)
from assistant.casework.import_lines import read_lines
from assistant.casework.import_plan import plan_import
from assistant.casework.previews import (
    GONE,
    drop_preview,
    keep_preview,
    preview_content,
)
from assistant.casework.spreadsheet import Row, file_label, read_spreadsheet
from assistant.errors import NotFoundError
from models.invoer import Invoervoorbeeld, last_with_header

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assistant.casework.import_lines import Progress
    from assistant.casework.import_plan import ImportPlan
    from assistant.casework.import_reports import ImportResult
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


@dataclass(frozen=True)
class Preview:
    """A case list that waits for a yes.

    Parameters
    ----------
    id
        The secret in the address.
    lijst
        The list as read, without what is refused.
    koppeling
        Which column goes where.
    herinnerd
        Whether the mapping is that of an earlier list with the same header.
    verloopt_op
        When it is thrown away.
    """

    id: str
    lijst: CaseList
    koppeling: Mapping[str, str]
    herinnerd: bool
    verloopt_op: datetime


def make_preview(
    ctx: Context, data: bytes, naam: str, *, kijker: Kijker, blad: str | None = None
) -> str:
    """Read a case list and keep it, sealed, until its maker confirms.

    Parameters
    ----------
    ctx
        The surroundings.
    data, naam
        The file and its name.
    kijker
        Who brings it in; nobody else sees the preview.
    blad
        Name of the sheet, when there is more than one.

    Returns
    -------
    str
        The id of the preview.

    Raises
    ------
    ImportFileError
        When the file cannot be used; says why.
    """
    label = file_label(naam)
    rules = ctx.knowledge.invoer
    table = read_case_list(read_spreadsheet(data, naam), rules, label, blad)
    content = _pack(table)
    mapping = guess_mapping(table, rules)
    with ctx.store.reading() as uow:
        earlier = last_with_header(uow.session, KIND, header_key(table))
        known = {target.id for target in targets(ctx.knowledge)}
        if earlier is not None and set(earlier.koppeling) == set(table.kolommen):
            mapping = {
                kop: target if target in known else ""
                for kop, target in earlier.koppeling.items()
            }
    return keep_preview(ctx, KIND, label, content, kijker, header_key(table), mapping)


def get_preview(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> Preview:
    """Return a preview of a case list; see :func:`preview_content`."""
    row, content = preview_content(ctx, voorbeeld_id, kijker, KIND)
    table = _unpack(content)
    guessed = guess_mapping(table, ctx.knowledge.invoer)
    return Preview(
        id=row.id,
        lijst=table,
        koppeling=row.koppeling,
        herinnerd=row.koppeling != guessed,
        verloopt_op=row.verloopt_op,
    )


def set_mapping(
    ctx: Context, voorbeeld_id: str, mapping: Mapping[str, str], kijker: Kijker
) -> None:
    """Store which column goes where.

    Raises
    ------
    ImportFileError
        When the mapping cannot be used; says why.
    NotFoundError
        When the preview is not there any more.
    """
    preview = get_preview(ctx, voorbeeld_id, kijker)
    checked = check_mapping(preview.lijst, mapping, ctx.knowledge)
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id, with_for_update=True)
        if row is None:
            raise NotFoundError(GONE)
        row.koppeling = checked


def plan_preview(
    ctx: Context,
    preview: Preview,
    kijker: Kijker,
    *,
    organisatie_id: str | None = None,
) -> ImportPlan:
    """Work out what confirming would do; changes nothing.

    Raises
    ------
    ImportFileError
        When the mapping cannot be used.
    """
    mapping = check_mapping(preview.lijst, preview.koppeling, ctx.knowledge)
    lines = read_lines(preview.lijst, mapping, ctx.knowledge, ctx.today())
    with ctx.store.reading() as uow:
        return plan_import(
            ctx, uow, lines, kijker=kijker, organisatie_id=organisatie_id
        )


def confirm_preview(
    ctx: Context,
    voorbeeld_id: str,
    kijker: Kijker,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring the list of a preview in and throw the preview away."""
    preview = get_preview(ctx, voorbeeld_id, kijker)
    mapping = check_mapping(preview.lijst, preview.koppeling, ctx.knowledge)
    result = import_case_list(
        ctx, preview.lijst, mapping, kijker=kijker, progress=progress
    )
    drop_preview(ctx, voorbeeld_id, kijker)
    return result


def _pack(table: CaseList) -> bytes:
    document: dict[str, Any] = asdict(table)
    document["regels"] = [[row.nummer, *row.cellen] for row in table.regels]
    return json.dumps(document, ensure_ascii=False).encode()


def _unpack(content: bytes) -> CaseList:
    raw = json.loads(content)
    return CaseList(
        naam=raw["naam"],
        blad=raw["blad"],
        kop_regel=raw["kop_regel"],
        kolommen=tuple(raw["kolommen"]),
        regels=tuple(Row(number, tuple(cells)) for number, *cells in raw["regels"]),
        meldingen=tuple(ReportLine(**line) for line in raw["meldingen"]),
    )
