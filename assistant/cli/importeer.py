"""``leerplek importeer``: read schools, postcodes, cases, dossiers or absence in."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    UserError,
    add_json,
    add_peildatum,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    import argparse

    from assistant.casework.views import ImportReport
    from assistant.context import Context

_KINDS = ("scholen", "postcodes", "casussen", "oso", "overdracht", "verzuim")
_SEVERAL = ("scholen", "oso")
_OPTIONS = {
    "koppeling": ("casussen", "verzuim"),
    "blad": ("casussen",),
    "organisatie": ("casussen", "oso", "overdracht"),
    "proef": ("casussen", "oso", "overdracht", "verzuim"),
    "vorm": ("verzuim",),
    "codes": ("verzuim",),
    "rooster": ("verzuim",),
    "school": ("verzuim",),
    "leerling": ("verzuim",),
    "afgekeurd": ("verzuim",),
    "alles_of_niets": ("verzuim",),
    "vervang": ("verzuim",),
    "peildatum": ("verzuim",),
}
"""To which kinds of import an option belongs."""


def add_parser(subparsers: Subparsers) -> None:
    """Add ``importeer`` with what can be read in."""
    parser = subparsers.add_parser(
        "importeer", help="lees scholen, een casuslijst, OSO-dossiers of verzuim in"
    )
    parser.add_argument("wat", choices=_KINDS, help="wat er in het bestand staat")
    parser.add_argument(
        "bestanden",
        nargs="+",
        metavar="BESTAND",
        help="scholen: de DUO-bestanden; postcodes: één tabel met pc4, lat en lon; "
        "casussen: een volglijst in CSV of Excel; oso: OSO-dossiers (XML); "
        "overdracht: één casus uit een andere regio; verzuim: dagen, meldingen of "
        "lessen uit het systeem van de school",
    )
    parser.add_argument(
        "--koppeling",
        metavar="K.yaml",
        help="casussen, verzuim: welke kolom waarheen gaat, als ‘kop: doel’ per regel",
    )
    parser.add_argument("--blad", help="casussen: de naam van het Excel-blad")
    parser.add_argument(
        "--organisatie",
        metavar="ID",
        help="casussen, oso, overdracht: voor welk samenwerkingsverband, of welke "
        "school",
    )
    parser.add_argument(
        "--proef",
        action="store_true",
        help="vertel wat er zou gebeuren en bewaar niets (niet bij scholen en "
        "postcodes)",
    )
    _add_absence(parser)
    add_peildatum(parser)
    add_json(parser)


def _add_absence(parser: argparse.ArgumentParser) -> None:
    """Add what only goes with absence."""
    group = parser.add_argument_group("verzuim")
    group.add_argument("--vorm", metavar="VORM", help="de indeling van het bestand")
    group.add_argument(
        "--codes", metavar="CODES.csv", help="de codetabel: code, soort, geoorloofd"
    )
    group.add_argument(
        "--rooster",
        metavar="ROOSTER",
        help="uren per dag, als ‘ma=5 di=5 wo=4 do=5 vr=5’ of als CSV-bestand",
    )
    group.add_argument("--school", metavar="SCHOOL", help="van welke school dit is")
    group.add_argument(
        "--leerling", metavar="NUMMER", help="om wie het gaat, als dat er niet in staat"
    )
    group.add_argument(
        "--afgekeurd",
        metavar="REGELS.csv",
        help="schrijf de afgekeurde regels hierheen",
    )
    group.add_argument(
        "--alles-of-niets",
        action="store_true",
        help="sla niets op als één regel wordt afgekeurd (anders: de goede regels)",
    )
    group.add_argument(
        "--vervang",
        action="store_true",
        help="dit bestand vervangt wat er van deze leerlingen en dagen al was",
    )


def run(args: argparse.Namespace) -> int:
    """Import the files and tell line by line what was noticed."""
    for name, kinds in _OPTIONS.items():
        if getattr(args, name) and args.wat not in kinds:
            option = name.replace("_", "-")
            raise UserError(f"--{option} hoort bij {' en '.join(kinds)}.")
    if args.wat not in _SEVERAL and len(args.bestanden) > 1:
        raise UserError("Geef één bestand op, niet meer.")
    if args.wat == "casussen":
        from assistant.cli.importeer_casussen import import_cases

        return import_cases(args)
    if args.wat == "oso":
        from assistant.cli.importeer_casussen import import_dossiers

        return import_dossiers(args)
    if args.wat == "verzuim":
        from assistant.cli.importeer_verzuim import import_absence_file

        return import_absence_file(args)
    if args.wat == "overdracht":
        from assistant.cli.overdracht import import_transfer_file

        return import_transfer_file(args)
    ctx = open_context()
    with closing(ctx.store):
        reports = _import(ctx, args)
    if args.json:
        print_json([asdict(report) for report in reports])
        return EXIT_OK
    for report in reports:
        _tell(report)
    return EXIT_OK


def _import(ctx: Context, args: argparse.Namespace) -> list[ImportReport]:
    from assistant.casework.import_postcodes import import_postcodes
    from assistant.casework.import_schools import import_school_files
    from assistant.casework.kijker import SYSTEEM

    if args.wat == "scholen":
        return import_school_files(ctx, args.bestanden, door=SYSTEEM.naam)
    return [import_postcodes(ctx, args.bestanden[0], door=SYSTEEM.naam)]


def _tell(report: ImportReport) -> None:
    for line in report.regels:
        print_line(f"{report.bestand}: {line}.")
    print_line(
        f"{report.bestand}: {report.gelezen} regels gelezen; {report.nieuw} nieuw, "
        f"{report.gewijzigd} gewijzigd, {report.ongewijzigd} ongewijzigd."
    )
