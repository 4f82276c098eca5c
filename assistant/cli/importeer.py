"""``leerplek importeer``: read schools or postcodes into the record."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    UserError,
    add_json,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    import argparse

    from assistant.casework.views import ImportReport


def add_parser(subparsers: Subparsers) -> None:
    """Add ``importeer`` with what can be read in."""
    parser = subparsers.add_parser("importeer", help="lees scholen of postcodes in")
    parser.add_argument(
        "wat", choices=("scholen", "postcodes"), help="wat er in het bestand staat"
    )
    parser.add_argument(
        "bestanden",
        nargs="+",
        metavar="BESTAND",
        help="scholen: de DUO-bestanden; postcodes: één tabel met pc4, lat en lon",
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Import the files and tell line by line what was noticed."""
    from assistant.casework.import_postcodes import import_postcodes
    from assistant.casework.import_schools import import_school_files

    if args.wat == "postcodes" and len(args.bestanden) > 1:
        raise UserError("Geef één postcodetabel op, niet meer.")
    ctx = open_context()
    with closing(ctx.store):
        if args.wat == "scholen":
            reports = import_school_files(ctx, args.bestanden)
        else:
            reports = [import_postcodes(ctx, args.bestanden[0])]
    if args.json:
        print_json([asdict(report) for report in reports])
        return EXIT_OK
    for report in reports:
        _tell(report)
    return EXIT_OK


def _tell(report: ImportReport) -> None:
    for line in report.regels:
        print_line(f"{report.bestand}: {line}.")
    print_line(
        f"{report.bestand}: {report.gelezen} regels gelezen; {report.nieuw} nieuw, "
        f"{report.gewijzigd} gewijzigd, {report.ongewijzigd} ongewijzigd."
    )
