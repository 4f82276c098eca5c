"""``leerplek importeer casussen|oso``: bring in cases from the command line."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.common import (
    EXIT_OK,
    UserError,
    open_context,
    print_json,
    print_line,
    read_yaml_file,
)
from assistant.cli.files import read_bytes_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from assistant.casework.case_list import CaseList, ReportLine
    from assistant.casework.import_lines import LinesRead
    from assistant.casework.import_plan import ImportPlan
    from assistant.casework.import_reports import ImportResult
    from assistant.context import Context

_COUNTS = ("gelezen", "nieuw", "aangevuld", "ongewijzigd", "geweigerd")


def import_cases(args: argparse.Namespace) -> int:
    """Read the list, and bring it in unless this is a trial."""
    from assistant.casework.case_list import read_case_list
    from assistant.casework.import_cases import import_case_list
    from assistant.casework.kijker import SYSTEEM
    from assistant.casework.spreadsheet import file_label, read_spreadsheet

    path = Path(args.bestanden[0])
    sheets = read_spreadsheet(read_bytes_file(path), path.name)
    ctx = open_context()
    with closing(ctx.store):
        label = file_label(path.name)
        table = read_case_list(sheets, ctx.knowledge.invoer, label, args.blad)
        mapping = _mapping(ctx, table, args.koppeling)
        if args.proef:
            return _trial(ctx, table, mapping, args)
        result = import_case_list(
            ctx,
            table,
            mapping,
            kijker=SYSTEEM,
            organisatie_id=args.organisatie,
            progress=None if args.json else _progress,
        )
    _tell(args, table.naam, mapping, result, result.regels)
    return EXIT_OK


def import_dossiers(args: argparse.Namespace) -> int:
    """Read OSO dossiers, and bring all of them in unless this is a trial."""
    from assistant.casework.import_oso import import_oso, read_dossiers
    from assistant.casework.kijker import SYSTEEM

    paths = [Path(name) for name in args.bestanden]
    files = [(read_bytes_file(path), path.name) for path in paths]
    label = ", ".join(path.name for path in paths)
    ctx = open_context()
    with closing(ctx.store):
        if args.proef:
            plan = _plan(ctx, read_dossiers(ctx, files), args)
            _tell(args, label, {}, plan, plan.meldingen)
            return EXIT_OK
        result = import_oso(ctx, files, kijker=SYSTEEM, organisatie_id=args.organisatie)
    _tell(args, label, {}, result, result.regels)
    return EXIT_OK


def _trial(
    ctx: Context, table: CaseList, mapping: Mapping[str, str], args: argparse.Namespace
) -> int:
    from assistant.casework.import_lines import read_lines

    lines = read_lines(table, mapping, ctx.knowledge, ctx.today())
    plan = _plan(ctx, lines, args)
    _tell(args, table.naam, mapping, plan, plan.meldingen)
    return EXIT_OK


def _plan(ctx: Context, lines: LinesRead, args: argparse.Namespace) -> ImportPlan:
    from assistant.casework.import_plan import plan_import
    from assistant.casework.kijker import SYSTEEM

    with ctx.store.reading() as uow:
        return plan_import(
            ctx, uow, lines, kijker=SYSTEEM, organisatie_id=args.organisatie
        )


def _mapping(ctx: Context, table: CaseList, path: str | None) -> dict[str, str]:
    from assistant.casework.import_columns import check_mapping, guess_mapping

    if path is None:
        given: dict[str, str] = guess_mapping(table, ctx.knowledge.invoer)
    else:
        raw = read_yaml_file(path)
        if not isinstance(raw, dict):
            raise UserError(f"{path}: schrijf per regel ‘kop van de kolom: doel’.")
        given = {
            str(kop): "" if doel is None else str(doel) for kop, doel in raw.items()
        }
    return check_mapping(table, given, ctx.knowledge)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} van {total} regels")
        sys.stderr.flush()


def _tell(
    args: argparse.Namespace,
    label: str,
    mapping: Mapping[str, str],
    done: ImportPlan | ImportResult,
    lines: Sequence[ReportLine],
) -> None:
    counts = {name: getattr(done, name) for name in _COUNTS}
    if args.json:
        document: dict[str, Any] = {
            "bestand": label,
            "proef": args.proef,
            "koppeling": dict(mapping),
            **counts,
            "regels": [line.stored() for line in lines],
        }
        print_json(document)
        return
    if sys.stderr.isatty():
        sys.stderr.write("\r")
    for kop, doel in mapping.items():
        print_line(f"kolom ‘{kop}’ → {doel or '(niet overgenomen)'}")
    for line in lines:
        where = "" if line.regel is None else f"regel {line.regel}, "
        column = "" if line.kolom is None else f"kolom ‘{line.kolom}’, "
        print_line(f"{where}{column}{line.soort}: {line.tekst.rstrip('.')}.")
    start = "Proef, er is niets bewaard. " if args.proef else ""
    print_line(
        f"{start}{label}: {counts['gelezen']} gelezen; {counts['nieuw']} "
        f"nieuw, {counts['aangevuld']} aangevuld, {counts['ongewijzigd']} ongewijzigd, "
        f"{counts['geweigerd']} niet overgenomen."
    )
