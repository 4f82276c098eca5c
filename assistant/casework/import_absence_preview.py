"""A file with absence that waits for a yes: what was chosen, what is in it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from assistant.casework.absence_layout import find_layout, refuse_headers
from assistant.casework.absence_order import AbsenceOrder
from assistant.casework.absence_schools import require_school
from assistant.casework.absence_source import AbsenceSource, csv_lines
from assistant.casework.absence_timetable import read_timetable_text
from assistant.casework.import_absence import KIND, import_absence, scan_absence
from assistant.casework.previews import (
    GONE,
    drop_preview,
    keep_preview,
    preview_content,
)
from assistant.casework.spreadsheet import clean
from assistant.errors import NotFoundError
from models.invoer import Invoervoorbeeld

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from assistant.casework.import_absence import AbsenceResult, AbsenceScan
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

_SAMPLES = 4
_COLUMN = "kolom:"


@dataclass(frozen=True)
class AbsenceChoices:
    """What a person chose about a file.

    Parameters
    ----------
    vorm
        The layout; empty to recognise it.
    organisatie_id
        Whose pupils these are.
    rooster
        Hours per weekday, as typed; empty for the one that is known.
    sleutel
        The pupil, for a file about one.
    kolommen
        Per header what stands below it, when put together by hand.
    """

    vorm: str = ""
    organisatie_id: str = ""
    rooster: str = ""
    sleutel: str = ""
    kolommen: Mapping[str, str] | None = None

    def stored(self) -> dict[str, str]:
        """Return the choices as the preview keeps them."""
        plain = {
            "vorm": self.vorm,
            "organisatie": self.organisatie_id,
            "rooster": self.rooster,
            "sleutel": self.sleutel,
        }
        columns = (self.kolommen or {}).items()
        return plain | {f"{_COLUMN}{kop}": doel for kop, doel in columns}


@dataclass(frozen=True)
class AbsencePreview:
    """A file with absence that waits for a yes.

    Parameters
    ----------
    id
        The secret in the address.
    naam
        Name of the file.
    keuzes
        What was chosen.
    bestand, codes
        The file and the table of codes.
    verloopt_op
        When it is thrown away.
    """

    id: str
    naam: str
    keuzes: AbsenceChoices
    bestand: AbsenceSource
    codes: AbsenceSource | None
    verloopt_op: datetime

    def order(
        self, *, alles_of_niets: bool = False, vervangt: bool = False
    ) -> AbsenceOrder:
        """Return what is asked for.

        Raises
        ------
        ImportFileError
            When the timetable cannot be read.
        """
        chosen = self.keuzes
        week = chosen.rooster.strip()
        return AbsenceOrder(
            bestand=self.bestand,
            vorm=chosen.vorm or None,
            koppeling=chosen.kolommen,
            codes=self.codes,
            roosters=(read_timetable_text(week),) if week else (),
            organisatie_id=chosen.organisatie_id or None,
            sleutel=chosen.sleutel.strip() or None,
            alles_of_niets=alles_of_niets,
            vervangt=vervangt,
        )

    def columns(self) -> list[tuple[str, list[str]]]:
        """Return the headers of a CSV file, each with a few cells below it."""
        if self.bestand.is_json:
            return []
        lines = [
            cells for _line, cells in islice(csv_lines(self.bestand), _SAMPLES + 1)
        ]
        head, *rows = lines or [[]]
        return [
            (clean(kop), [clean(row[at])[:40] for row in rows if at < len(row)])
            for at, kop in enumerate(head)
        ]


def keep_absence_file(
    ctx: Context,
    data: bytes,
    naam: str,
    choices: AbsenceChoices,
    *,
    kijker: Kijker,
    codes: bytes | None = None,
) -> str:
    """Look whether a file can be read at all and keep it, sealed, for a yes.

    A layout that is not recognised is no reason to refuse: a person may still tell
    which column is what.

    Returns
    -------
    str
        The id of the preview.

    Raises
    ------
    ImportFileError
        When the file is empty, of another kind, or has a column for a BSN.
    NotAllowedError
        When the person may not bring in for that organisation.
    """
    source = AbsenceSource.of_bytes(data, naam)
    source.refuse_other_kinds()
    require_school(ctx, kijker, choices.organisatie_id)
    if source.is_json:
        find_layout(source, ctx.knowledge)
    else:
        first = next((cells for _line, cells in csv_lines(source)), [])
        refuse_headers(source.naam, [clean(one) for one in first], ctx.knowledge.invoer)
    if choices.rooster.strip():
        read_timetable_text(choices.rooster)
    content = {
        "bestand": base64.b64encode(data).decode(),
        "codes": None if codes is None else base64.b64encode(codes).decode(),
    }
    return keep_preview(
        ctx,
        KIND,
        source.naam,
        json.dumps(content).encode(),
        kijker,
        mapping=choices.stored(),
    )


def get_absence_preview(
    ctx: Context, voorbeeld_id: str, kijker: Kijker
) -> AbsencePreview:
    """Return a preview of one's own.

    Raises
    ------
    NotFoundError
        When it is not there any more, or somebody else's.
    """
    row, content = preview_content(ctx, voorbeeld_id, kijker, KIND)
    raw = json.loads(content)
    kept = dict(row.koppeling)
    columns = {
        kop.removeprefix(_COLUMN): doel
        for kop, doel in kept.items()
        if kop.startswith(_COLUMN)
    }
    codes = raw["codes"]
    return AbsencePreview(
        id=row.id,
        naam=row.bestandsnaam,
        keuzes=AbsenceChoices(
            vorm=kept["vorm"],
            organisatie_id=kept["organisatie"],
            rooster=kept["rooster"],
            sleutel=kept["sleutel"],
            kolommen=columns or None,
        ),
        bestand=AbsenceSource.of_bytes(
            base64.b64decode(raw["bestand"]), row.bestandsnaam
        ),
        codes=None
        if codes is None
        else AbsenceSource.of_bytes(base64.b64decode(codes), "de codetabel"),
        verloopt_op=row.verloopt_op,
    )


def choose(
    ctx: Context, voorbeeld_id: str, choices: AbsenceChoices, kijker: Kijker
) -> None:
    """Store what a person chose about a file.

    Raises
    ------
    ImportFileError
        When the timetable cannot be read.
    NotFoundError
        When the preview is not there any more.
    """
    require_school(ctx, kijker, choices.organisatie_id)
    if choices.rooster.strip():
        read_timetable_text(choices.rooster)
    get_absence_preview(ctx, voorbeeld_id, kijker)
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Invoervoorbeeld, voorbeeld_id, with_for_update=True)
        if row is None:
            raise NotFoundError(GONE)
        row.koppeling = choices.stored()


def scan_preview(ctx: Context, preview: AbsencePreview) -> AbsenceScan:
    """Tell what is in the file of a preview; changes nothing.

    Raises
    ------
    ImportFileError
        When it cannot be read the way that was chosen.
    """
    return scan_absence(ctx, preview.order())


def confirm_absence(
    ctx: Context,
    voorbeeld_id: str,
    kijker: Kijker,
    *,
    alles_of_niets: bool = False,
    vervangt: bool = False,
    progress: Callable[[int], None] | None = None,
) -> AbsenceResult:
    """Bring the file of a preview in and throw the preview away."""
    preview = get_absence_preview(ctx, voorbeeld_id, kijker)
    require_school(ctx, kijker, preview.keuzes.organisatie_id)
    order = preview.order(alles_of_niets=alles_of_niets, vervangt=vervangt)
    result = import_absence(ctx, order, kijker=kijker, progress=progress)
    drop_preview(ctx, voorbeeld_id, kijker)
    return result


def rejected_as_lines(ctx: Context, preview: AbsencePreview) -> tuple[str, int]:
    """Return the rejected lines of a preview as CSV, and how many there are.

    Raises
    ------
    ImportFileError
        When the file cannot be read the way that was chosen.
    """
    from assistant.casework.import_reports import lines_as_csv

    tally = scan_preview(ctx, preview).tally
    return lines_as_csv(tally.regels), tally.afgekeurd
