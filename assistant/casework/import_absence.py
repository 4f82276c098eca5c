"""Bring a file with absence in: read as a stream, stored so that repeating is safe."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.absence_answers import fill_from_absence
from assistant.casework.absence_keys import cases_of_keys, purpose_of
from assistant.casework.absence_order import ReadyOrder, make_ready
from assistant.casework.absence_pupils import Pupils
from assistant.casework.absence_read import read_rows
from assistant.casework.absence_source import csv_lines
from assistant.casework.absence_store import AbsenceWriter
from assistant.casework.absence_tally import Tally, in_steps
from assistant.casework.duty_round import look_after_import
from assistant.casework.vault import open_vault
from assistant.errors import ImportFileError, InputError
from knowledge.verzuim_invoer import Verzuimdoel
from models.verzuim import pupils_with_hashes
from models.verzuiminvoer import import_with_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from assistant.casework.absence_order import AbsenceOrder
    from assistant.casework.absence_rows import Day, Period, Report
    from assistant.casework.case_list import ReportLine
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

KIND = "verzuim"


class RejectedLinesError(InputError):
    """Lines of a file cannot be read, and the whole file stays out because of them.

    Parameters
    ----------
    message
        What to do, in Dutch.
    tally
        What was found.
    """

    def __init__(self, message: str, tally: Tally) -> None:
        super().__init__(message)
        self.tally = tally


@dataclass(frozen=True)
class AbsenceScan:
    """What is in a file with absence; nothing was stored.

    Parameters
    ----------
    ready
        The order with its layout.
    tally
        What was found.
    eerder
        The number of the import in which exactly this file came in, if any.
    bekend, casussen
        How many of its pupils are known, and how many of these have a case.
    """

    ready: ReadyOrder
    tally: Tally
    eerder: int | None
    bekend: int
    casussen: int


@dataclass(frozen=True)
class AbsenceResult:
    """What an import of absence did.

    Parameters
    ----------
    id
        Number of the import.
    vorm
        The layout it had.
    tally
        What was found in the file.
    erbij
        Days, reports and periods that are new.
    gewijzigd
        Those that were there and grew.
    nieuwe_leerlingen
        Pupils nobody knew yet.
    casussen, aangevuld
        The cases that these pupils have, and those that got an answer from the data.
    taken
        The tasks that follow from it, for cases and for the school.
    meldingen
        What the reader should know, apart from the lines that stay out.
    """

    id: int
    vorm: str
    tally: Tally
    erbij: int
    gewijzigd: int
    nieuwe_leerlingen: int
    casussen: frozenset[str]
    aangevuld: frozenset[str]
    taken: frozenset[int]
    meldingen: tuple[ReportLine, ...] = field(default=())


def scan_absence(
    ctx: Context,
    order: AbsenceOrder,
    progress: Callable[[int], None] | None = None,
) -> AbsenceScan:
    """Read a whole file and tell what is in it; changes nothing.

    Raises
    ------
    ImportFileError
        When the file cannot be read at all.
    """
    with ctx.store.reading() as uow:
        ready = make_ready(ctx, uow, order)
        tally = Tally()
        rows = read_rows(order.bestand, ready.layout, ready.reading)
        for _group in in_steps(rows, tally):
            if progress is not None:
                progress(tally.gelezen)
        refuse_bsn_keys(ready, tally.sleutels, tally.bsn)
        earlier = import_with_hash(uow.session, ready.bron, order.bestand.sha256())
        known, cases = _known(ctx, uow, ready.bron, tally.sleutels)
    return AbsenceScan(
        ready, tally, None if earlier is None else earlier.invoer_id, known, cases
    )


def import_absence(
    ctx: Context,
    order: AbsenceOrder,
    *,
    kijker: Kijker,
    progress: Callable[[int], None] | None = None,
) -> AbsenceResult:
    """Bring a file with absence in.

    A file of up to 50,000 lines goes in in one transaction; a larger one in several,
    so that others can work meanwhile. Every statement is only ever added or grown:
    bringing the same file in again changes nothing, also after a power cut half-way.

    Parameters
    ----------
    ctx
        The surroundings.
    order
        The file and what was chosen about it.
    kijker
        Who brings it in.
    progress
        Told now and then how many lines were read.

    Raises
    ------
    ImportFileError
        When the file cannot be read at all; nothing is stored.
    RejectedLinesError
        When a line stays out and the whole file was to stay out with it.
    """
    with ctx.store.reading() as uow:
        ready = make_ready(ctx, uow, order)
    replaced = _check_before(ready)
    tally = Tally()
    pupils = Pupils(ctx, ready.bron, order.organisatie_id, kijker.naam)
    writer = AbsenceWriter(ctx, ready, kijker, pupils, replaced)
    for group, last in _to_store(ready, tally):
        if group or (last and writer.invoer_id):
            with ctx.store.unit_of_work() as uow:
                writer.store(uow, group)
                if last:
                    writer.finish(uow, tally)
        if progress is not None:
            progress(tally.gelezen)
    if not writer.invoer_id:
        raise RejectedLinesError(_nothing(order.bestand.naam, tally), tally)
    filled = fill_from_absence(ctx, pupils.casussen, door=kijker.naam, rol=kijker.rol)
    owed = look_after_import(ctx, pupils.casussen, order.organisatie_id)
    return AbsenceResult(
        id=writer.invoer_id,
        vorm=ready.layout.vorm.id,
        tally=tally,
        erbij=writer.erbij,
        gewijzigd=writer.gewijzigd,
        nieuwe_leerlingen=pupils.nieuw,
        casussen=frozenset(pupils.casussen),
        aangevuld=frozenset(filled),
        taken=owed,
        meldingen=tuple(writer.meldingen),
    )


def _to_store(
    ready: ReadyOrder, tally: Tally
) -> Iterator[tuple[list[Day | Report | Period], bool]]:
    """Yield the groups to store, and whether each is the last.

    What takes the place of something goes in at once, so that nothing is lost when
    it stops half-way.
    """
    groups = in_steps(
        read_rows(ready.order.bestand, ready.layout, ready.reading), tally
    )
    if ready.order.vervangt:
        yield [row for group in groups for row in group], True
        return
    group = next(groups)
    refuse_bsn_keys(ready, tally.sleutels, tally.bsn)
    for upcoming in groups:
        yield group, False
        group = upcoming
    yield group, True


def _check_before(ready: ReadyOrder) -> Tally | None:
    """Read the file once before anything is stored, when that could go wrong.

    Returns
    -------
    Tally or None
        What is in the file, when this file takes the place of something.
    """
    order = ready.order
    if order.alles_of_niets or order.vervangt:
        tally = Tally()
        rows = read_rows(order.bestand, ready.layout, ready.reading)
        for _group in in_steps(rows, tally):
            pass
        refuse_bsn_keys(ready, tally.sleutels, tally.bsn)
        if tally.afgekeurd and order.alles_of_niets:
            msg = (
                f"{order.bestand.naam}: {tally.afgekeurd} van de {tally.gelezen} "
                "regels kunnen niet worden gelezen. Er is niets opgeslagen. Verbeter "
                "ze, of lees alleen de goede regels in."
            )
            raise RejectedLinesError(msg, tally)
        return tally if order.vervangt else None
    if not order.bestand.is_json:
        for _line in csv_lines(order.bestand):
            pass
    return None


def refuse_bsn_keys(ready: ReadyOrder, keys: Collection[str], refused: int) -> None:
    """Refuse a file in which the column of pupils seems to hold BSNs.

    Raises
    ------
    ImportFileError
        Naming the column; nothing is stored.
    """
    if refused > 1 and refused > len(keys):
        kop = ready.layout.name_of(Verzuimdoel.leerling)
        msg = (
            f"{ready.order.bestand.naam}: de kolom ‘{kop}’ lijkt uit "
            "burgerservicenummers te bestaan en wordt geweigerd. Gebruik het nummer "
            "van de leerling in het systeem van de school. Er is niets opgeslagen."
        )
        raise ImportFileError(msg)


def _known(
    ctx: Context, uow: UnitOfWork, bron: str, keys: Collection[str]
) -> tuple[int, int]:
    """Return how many pupils are known, and how many have a case."""
    vault = open_vault(ctx)
    marks = {mark for key in keys for mark in vault.fingerprints(purpose_of(bron), key)}
    known = pupils_with_hashes(uow.session, bron, marks)
    return len(known), len(cases_of_keys(ctx, uow, bron, keys))


def _nothing(naam: str, tally: Tally) -> str:
    if tally.afgekeurd:
        return (
            f"{naam}: geen enkele regel kan worden gelezen. Er is niets opgeslagen. "
            f"De eerste: regel {tally.regels[0].regel}, {tally.regels[0].tekst}."
        )
    return f"{naam}: hierin staat geen verzuim. Er is niets opgeslagen."
