"""A file that was read and waits for a yes: sealed, of one person, for a short time."""

from __future__ import annotations

import json
import secrets
import zlib
from dataclasses import asdict, dataclass
from datetime import timedelta
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
from assistant.casework.spreadsheet import Row, file_label, read_spreadsheet
from assistant.casework.vault import seal, unseal
from assistant.errors import NotAllowedError, NotFoundError
from models.invoer import (
    Invoervoorbeeld,
    drop_expired_previews,
    last_with_header,
    previews_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from assistant.casework.import_lines import Progress
    from assistant.casework.import_plan import ImportPlan
    from assistant.casework.import_reports import ImportResult
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

KEPT = timedelta(hours=2)
"""How long a preview waits: long enough for a meeting in between, no longer."""
_GONE = (
    "Dit voorbeeld is er niet meer. Na twee uur gooien we het weg. Kies het bestand "
    "opnieuw; er is niets ingevoerd."
)


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


@dataclass(frozen=True)
class WaitingPreview:
    """A preview in the list of those that wait."""

    id: str
    soort: str
    bestand: str
    gemaakt_op: datetime
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


def keep_preview(
    ctx: Context,
    soort: str,
    bestand: str,
    content: bytes,
    kijker: Kijker,
    kop: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> str:
    """Seal and keep what was read; throws away what has expired.

    Raises
    ------
    NotAllowedError
        When there is no account to keep it for.
    """
    if kijker.gebruiker_id is None:
        raise NotAllowedError("Log in met een eigen account om iets in te voeren.")
    sealed = seal(ctx, zlib.compress(content))
    now = ctx.now()
    with ctx.store.unit_of_work() as uow:
        drop_expired_previews(uow.session, now)
        row = Invoervoorbeeld(
            id=secrets.token_urlsafe(24),
            soort=soort,
            bestandsnaam=bestand,
            kop=kop,
            inhoud=sealed,
            koppeling=dict(mapping or {}),
            door_id=kijker.gebruiker_id,
            gemaakt_op=now,
            verloopt_op=now + KEPT,
        )
        uow.session.add(row)
        return row.id


def waiting_previews(ctx: Context, kijker: Kijker) -> list[WaitingPreview]:
    """Return the previews of a person that still wait, newest first."""
    if kijker.gebruiker_id is None:
        return []
    with ctx.store.reading() as uow:
        rows = previews_of(uow.session, kijker.gebruiker_id)
        return [
            WaitingPreview(
                row.id, row.soort, row.bestandsnaam, row.gemaakt_op, row.verloopt_op
            )
            for row in rows
            if row.verloopt_op > ctx.now()
        ]


def preview_content(
    ctx: Context, voorbeeld_id: str, kijker: Kijker, soort: str
) -> tuple[Invoervoorbeeld, bytes]:
    """Return a preview of one's own with its opened content.

    Raises
    ------
    NotFoundError
        When it is not there, expired, of another kind or somebody else's.
    """
    with ctx.store.reading() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id)
        if (
            row is None
            or row.soort != soort
            or row.door_id != kijker.gebruiker_id
            or row.verloopt_op <= ctx.now()
        ):
            raise NotFoundError(_GONE)
        return row, zlib.decompress(unseal(ctx, row.inhoud))


def preview_kind(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> str:
    """Return what kind of preview of one's own this is.

    Raises
    ------
    NotFoundError
        When it is not there, expired or somebody else's.
    """
    for row in waiting_previews(ctx, kijker):
        if row.id == voorbeeld_id:
            return row.soort
    raise NotFoundError(_GONE)


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
            raise NotFoundError(_GONE)
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


def drop_preview(ctx: Context, voorbeeld_id: str, kijker: Kijker) -> None:
    """Throw a preview of one's own away; nothing happens when it is gone already."""
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id)
        if row is not None and row.door_id == kijker.gebruiker_id:
            uow.session.delete(row)


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
