"""``leerplek importeer verzuim``: bring absence in from the command line."""

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

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from assistant.casework.absence_order import AbsenceOrder
    from assistant.casework.absence_tally import Tally
    from assistant.casework.absence_timetable import Timetable
    from assistant.casework.case_list import ReportLine
    from assistant.context import Context

_MANY = 10
"""Rejected lines that are shown to a person; the rest go to the file."""


def import_absence_file(args: argparse.Namespace) -> int:
    """Read the file, and bring it in unless this is a trial."""
    from assistant.casework.import_absence import (
        RejectedLinesError,
        import_absence,
        scan_absence,
    )
    from assistant.casework.kijker import SYSTEEM

    # Before anything is stored: a place that cannot be written to is bad input.
    _write_rejected(args, ())
    ctx = open_context(args.peildatum)
    progress = None if args.json else _progress
    with closing(ctx.store):
        order = _order(ctx, args)
        try:
            if args.proef:
                scan = scan_absence(ctx, order, progress)
                _write_rejected(args, scan.tally.regels)
                _tell_scan(args, scan)
                return EXIT_OK
            result = import_absence(ctx, order, kijker=SYSTEEM, progress=progress)
        except RejectedLinesError as error:
            _write_rejected(args, error.tally.regels)
            raise
        _write_rejected(args, result.tally.regels)
    vorm = ctx.knowledge.verzuim_invoer.form(result.vorm)
    _tell_result(args, result, vorm.naam if vorm else result.vorm)
    return EXIT_OK


def _order(ctx: Context, args: argparse.Namespace) -> AbsenceOrder:
    from assistant.casework.absence_order import AbsenceOrder, find_organisation
    from assistant.casework.absence_source import AbsenceSource
    from assistant.casework.absence_timetable import (
        read_timetable_text,
        read_timetables,
    )

    school = None
    if args.school:
        with ctx.store.reading() as uow:
            school = find_organisation(uow, args.school)
    tables: tuple[Timetable, ...] = ()
    times = None
    if args.rooster and Path(args.rooster).is_file():
        tables, times = read_timetables(AbsenceSource.of_path(Path(args.rooster)))
    elif args.rooster:
        tables = (read_timetable_text(args.rooster),)
    return AbsenceOrder(
        bestand=AbsenceSource.of_path(Path(args.bestanden[0])),
        vorm=args.vorm,
        koppeling=_mapping(args.koppeling),
        codes=AbsenceSource.of_path(Path(args.codes)) if args.codes else None,
        roosters=tables,
        lestijden=times if times and times.lessen else None,
        organisatie_id=school,
        sleutel=args.leerling,
        alles_of_niets=args.alles_of_niets,
        vervangt=args.vervang,
    )


def _mapping(path: str | None) -> dict[str, str] | None:
    if path is None:
        return None
    raw = read_yaml_file(path)
    if not isinstance(raw, dict):
        raise UserError(f"{path}: schrijf per regel ‘kop van de kolom: doel’.")
    return {str(kop): "" if doel is None else str(doel) for kop, doel in raw.items()}


def _progress(done: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} regels gelezen")
        sys.stderr.flush()


def _write_rejected(args: argparse.Namespace, lines: Sequence[ReportLine]) -> None:
    """Write the rejected lines to the file that was asked for, also when none are."""
    if not args.afgekeurd:
        return
    from assistant.casework.import_reports import lines_as_csv

    try:
        Path(args.afgekeurd).write_text(
            lines_as_csv(lines), encoding="utf-8", newline=""
        )
    except OSError:
        msg = (
            f"{args.afgekeurd}: hier kan niet worden geschreven. Kies een andere "
            "plaats voor de afgekeurde regels."
        )
        raise UserError(msg) from None


def _document(args: argparse.Namespace, tally: Tally, vorm: str) -> dict[str, Any]:
    return {
        "bestand": Path(args.bestanden[0]).name,
        "proef": args.proef,
        "vorm": vorm,
        **tally.counts(),
        "soorten": dict(sorted(tally.soorten.items())),
        "eerste_dag": tally.eerste,
        "laatste_dag": tally.laatste,
        "regels": [_line(line) for line in tally.regels],
    }


def _line(line: ReportLine) -> dict[str, Any]:
    return {"regel": line.regel, "kolom": line.kolom, "reden": line.tekst}


def _tell_scan(args: argparse.Namespace, scan: Any) -> None:
    vorm = scan.ready.layout.vorm
    if args.json:
        document = _document(args, scan.tally, vorm.id)
        known = {"bekende_leerlingen": scan.bekend, "casussen": scan.casussen}
        print_json({**document, **known, "eerder_ingelezen": scan.eerder})
        return
    _tell_tally(scan.tally, vorm.naam, scan.ready.layout.koppeling)
    if scan.eerder is not None:
        print_line(f"Precies dit bestand is al ingelezen als invoer {scan.eerder}.")
    print_line(
        f"Proef, er is niets bewaard. {_pupils(scan.tally)}, waarvan "
        f"{scan.bekend} al bekend en {scan.casussen} met een casus."
    )


def _tell_result(args: argparse.Namespace, result: Any, vorm: str) -> None:
    if args.json:
        print_json(
            {
                **_document(args, result.tally, result.vorm),
                "invoer": result.id,
                "nieuw": result.erbij,
                "gewijzigd": result.gewijzigd,
                "nieuwe_leerlingen": result.nieuwe_leerlingen,
                "casussen": sorted(result.casussen),
                "aangevulde_casussen": sorted(result.aangevuld),
                "let_op": [line.tekst for line in result.meldingen],
            }
        )
        return
    _tell_tally(result.tally, vorm, {})
    for line in result.meldingen:
        print_line(f"Let op: {line.tekst}.")
    print_line(
        f"Invoer {result.id}: {result.erbij} nieuw, {result.gewijzigd} gewijzigd; "
        f"{_pupils(result.tally)}, waarvan {result.nieuwe_leerlingen} "
        f"nieuw en {len(result.casussen)} met een casus."
    )


def _tell_tally(tally: Tally, vorm: str, koppeling: dict[str, str]) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r")
    print_line(f"Vorm: {vorm}.")
    for kop, doel in koppeling.items():
        print_line(f"kolom ‘{kop}’ → {doel or '(niet gelezen)'}")
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(tally.soorten.items()))
    span = "" if tally.eerste is None else f", {tally.eerste} t/m {tally.laatste}"
    read = _lines(tally.gelezen)
    print_line(f"{read} gelezen{span}{': ' if kinds else ''}{kinds}.")
    _tell_rejected(tally.regels, tally.afgekeurd)


def _lines(count: int) -> str:
    return f"{count} regel" if count == 1 else f"{count} regels"


def _pupils(tally: Tally) -> str:
    count = len(tally.sleutels)
    return f"{count} leerling" if count == 1 else f"{count} leerlingen"


def _tell_rejected(lines: Sequence[ReportLine], total: int) -> None:
    for line in lines[:_MANY]:
        print_line(f"regel {line.regel}: niet gelezen, {line.tekst}.")
    if total > _MANY:
        print_line(f"En nog {total - _MANY}; schrijf ze weg met --afgekeurd.")
    elif total:
        print_line(f"{_lines(total)} afgekeurd.")
