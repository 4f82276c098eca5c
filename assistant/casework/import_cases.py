"""Bring a case list in: every line of it in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.absence_keys import link_absence_keys
from assistant.casework.import_columns import header_key
from assistant.casework.import_lines import read_lines
from assistant.casework.import_plan import plan_import, values_of
from assistant.casework.import_reports import Source, store_report
from assistant.casework.log import log, log_many
from assistant.casework.names import add_names
from assistant.casework.record_answers import guard_safety
from assistant.casework.stop_for_safety import TASK, stop_case
from assistant.casework.tasks import add_task
from models.antwoord import Antwoord, Via
from models.casus import Casus, CasusStatus, cases_with_ids, take_numbers
from models.casusregel import touch
from models.invoer import add_rows
from models.statuswissel import Statuswissel
from models.takenlijst import tasks_of_case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.casework.case_list import CaseList
    from assistant.casework.import_lines import LinesRead, Progress
    from assistant.casework.import_plan import ImportPlan, PlannedCase
    from assistant.casework.import_reports import ImportResult
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

KIND = "casussen"
LIST_ORIGIN = "ingelezen uit een lijst"
_STEP = 1000


@dataclass(frozen=True)
class _Writer:
    """What every step of writing needs."""

    ctx: Context
    uow: UnitOfWork
    plan: ImportPlan
    kijker: Kijker
    source: Source


def import_case_list(
    ctx: Context,
    table: CaseList,
    mapping: Mapping[str, str],
    *,
    kijker: Kijker,
    organisatie_id: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring a case list in; see :func:`import_lines`.

    Parameters
    ----------
    ctx
        The surroundings.
    table
        The list as read.
    mapping
        Which column goes where, checked.
    kijker
        Who brings it in.
    organisatie_id
        For the command line: for which organisation.
    progress
        Told now and then how many lines of how many are done.
    """
    # reading takes longest and needs no transaction, so nobody waits for it
    lines = read_lines(table, mapping, ctx.knowledge, ctx.today(), progress)
    source = Source(KIND, table.naam, LIST_ORIGIN, header_key(table), mapping)
    return import_lines(
        ctx,
        lines,
        source,
        kijker=kijker,
        organisatie_id=organisatie_id,
        progress=progress,
    )


def import_lines(
    ctx: Context,
    lines: LinesRead,
    source: Source,
    *,
    kijker: Kijker,
    organisatie_id: str | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring lines in: all of them in one transaction, or nothing.

    New pupils become a case with status ``signaal``; a pupil that is known already
    only gets answers that nobody ever gave. Bringing the same lines in again changes
    nothing.

    Returns
    -------
    ImportResult
        Counts and the report per line.

    Raises
    ------
    InputError
        When it is not clear for which organisation.
    StoreError
        When the database fails; nothing is stored then.
    """
    with ctx.store.unit_of_work() as uow:
        # whoever imports at the same time waits here, so that no pupil comes twice
        take_numbers(uow.session, ctx.today().year, 0)
        plan = plan_import(
            ctx, uow, lines, kijker=kijker, organisatie_id=organisatie_id
        )
        writer = _Writer(ctx, uow, plan, kijker, source)
        numbered = _number(writer)
        _start_cases(writer, numbered)
        _add_answers(writer, numbered, progress)
        _add_names_and_keys(writer, numbered)
        _stop_for_danger(writer, numbered)
        result = store_report(ctx, uow, source, plan, kijker=kijker)
        log(
            ctx,
            uow,
            f"{source.soort}_ingelezen",
            "invoer",
            result.id,
            door=kijker.naam,
            nieuw=plan.nieuw,
            aangevuld=plan.aangevuld,
        )
        return result


def _number(writer: _Writer) -> list[tuple[str, PlannedCase]]:
    """Return the lines that store anything, each with its case number."""
    todo = [case for case in writer.plan.casussen if case.changes]
    year = writer.ctx.today().year
    numbers = iter(take_numbers(writer.uow.session, year, writer.plan.nieuw))
    return [(case.casus_id or next(numbers), case) for case in todo]


def _start_cases(writer: _Writer, numbered: Sequence[tuple[str, PlannedCase]]) -> None:
    now, by = writer.ctx.now(), writer.kijker
    new = [(casus_id, case) for casus_id, case in numbered if case.casus_id is None]
    add_rows(
        writer.uow.session,
        Casus,
        [
            {
                "id": casus_id,
                "status": CasusStatus.SIGNAAL,
                "regio": case.plek.plek.regio,
                "regisseur_id": case.plek.plek.regisseur_id,
                "zorgcoordinator_id": case.plek.plek.zorgcoordinator_id,
                "organisatie_id": case.plek.plek.organisatie_id,
                "swv_id": case.plek.plek.swv_id,
                "school_id": case.plek.school_id,
                "rol": by.rol,
                "door": by.naam,
                "voorbeeld": writer.ctx.settings.demo,
                "aangemaakt_op": now,
                "gewijzigd_op": now,
            }
            for casus_id, case in new
        ],
    )
    add_rows(
        writer.uow.session,
        Statuswissel,
        [
            {
                "casus_id": casus_id,
                "van": None,
                "naar": CasusStatus.SIGNAAL,
                "op": now,
                "door": by.naam,
                "reden": writer.source.herkomst,
            }
            for casus_id, _case in new
        ],
    )
    started = [casus_id for casus_id, _case in new]
    ctx, uow = writer.ctx, writer.uow
    log_many(ctx, uow, "casus_gestart", "casus", started, door=by.naam, rol=by.rol)


def _add_answers(
    writer: _Writer,
    numbered: Sequence[tuple[str, PlannedCase]],
    progress: Progress | None,
) -> None:
    now, by = writer.ctx.now(), writer.kijker
    for start in range(0, len(numbered), _STEP):
        part = numbered[start : start + _STEP]
        rows: list[dict[str, Any]] = []
        for casus_id, case in part:
            values = values_of(case.regel)
            rows += [
                {
                    "casus_id": casus_id,
                    "veld": veld,
                    "waarde": values[veld][0],
                    "ingetrokken": False,
                    "rol": by.rol,
                    "via": Via.INVOER,
                    "woorden": values[veld][1] or None,
                    "door": by.naam,
                    "op": now,
                    # a machine read it; a person confirms it later
                    "bevestigd": False,
                }
                for veld in case.erbij
            ]
        add_rows(writer.uow.session, Antwoord, rows)
        if progress is not None:
            progress(start + len(part), len(numbered))
    ids = [casus_id for casus_id, _case in numbered]
    ctx, uow = writer.ctx, writer.uow
    how = {"via": Via.INVOER.value, "rol": by.rol}
    log_many(ctx, uow, "antwoord_vastgelegd", "casus", ids, door=by.naam, **how)
    touch(writer.uow.session, ids)


def _add_names_and_keys(
    writer: _Writer, numbered: Sequence[tuple[str, PlannedCase]]
) -> None:
    ctx, uow, by = writer.ctx, writer.uow, writer.kijker.naam
    names = {
        casus_id: case.regel.naam.whole()
        for casus_id, case in numbered
        if case.naam_erbij
    }
    add_names(ctx, uow, names, door=by)
    keys = {
        case.regel.sleutel: casus_id
        for casus_id, case in numbered
        if case.casus_id is None
    }
    link_absence_keys(ctx, uow, writer.plan.bron, keys, door=by)


def _stop_for_danger(
    writer: _Writer, numbered: Sequence[tuple[str, PlannedCase]]
) -> None:
    """Stop the cases of which the list says something that points to danger."""
    ctx, uow, by = writer.ctx, writer.uow, writer.kijker
    reason = ctx.knowledge.taakteksten.taken.gevaar_in_lijst
    rules = ctx.knowledge.veiligheid.stopregels
    guarded = {veld for rule in rules for veld in rule.als.fields()}
    lines = {
        casus_id: case
        for casus_id, case in numbered
        if case.gevaar or guarded & set(case.erbij)
    }
    for casus in cases_with_ids(uow.session, lines).values():
        case = lines[casus.id]
        if case.gevaar:
            stop_case(ctx, uow, casus, reden=reason, rol=by.rol, door=by.naam)
        given = {
            veld: case.regel.antwoorden[veld].waarde
            for veld in case.erbij
            if veld in case.regel.antwoorden
        }
        guard_safety(ctx, uow, casus, given, rol=by.rol, door=by.naam)
    outside = [
        case.casus_id
        for case in writer.plan.casussen
        if case.casus_id is not None and case.gevaar_buiten
    ]
    for casus in cases_with_ids(uow.session, outside).values():
        _tell_once(writer, casus)


def _tell_once(writer: _Writer, casus: Casus) -> None:
    """Put one task on a case for danger that stays out, however often it is read."""
    ctx, uow = writer.ctx, writer.uow
    told = [
        taak.tekst
        for done in (False, True)
        for taak in tasks_of_case(uow.session, casus.id, done=done)
    ]
    text = ctx.knowledge.taakteksten.taken.gevaar_buiten_lijst
    if text not in told:
        add_task(ctx, uow, casus, TASK, True, text, door=writer.kijker.naam)
