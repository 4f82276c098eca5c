"""``leerplek overdracht``: write a whole case to a file for another region."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    add_json,
    open_context,
    print_json,
    print_line,
)
from assistant.cli.files import read_bytes_file, write_file

if TYPE_CHECKING:
    import argparse

    from assistant.casework.import_transfer import Overdrachtsverslag
    from assistant.casework.kijker import Kijker
    from assistant.context import Context


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "overdracht",
        description="Schrijf een casus naar een bestand voor een andere regio. "
        "Inlezen gaat met: leerplek importeer overdracht BESTAND.",
    )
    parser.add_argument("casus", metavar="CASUS", help="het casusnummer")
    parser.add_argument("--uit", metavar="BESTAND", help="waar het bestand komt")
    parser.add_argument(
        "--toestemming",
        choices=("ja", "nee"),
        required=True,
        help="gaf het gezin toestemming om gezondheid en eigen woorden mee te geven",
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write the transfer file; the case itself does not change."""
    from assistant.casework.export_transfer import export_transfer
    from assistant.casework.kijker import SYSTEEM

    ctx = open_context()
    with closing(ctx.store):
        made = export_transfer(
            ctx, SYSTEEM, args.casus, toestemming=args.toestemming == "ja"
        )
    path = Path(args.uit or made.naam)
    write_file(path, made.inhoud)
    if args.json:
        print_json({"bestand": str(path), "casus": args.casus})
    else:
        print_line(f"{path}: casus {args.casus} voor een andere regio.")
        print_line("Geef het bestand op een veilige manier: er staat een naam in.")
    return EXIT_OK


def import_transfer_file(args: argparse.Namespace) -> int:
    """Read a transfer file from disk into the record and tell what it did."""
    from assistant.casework.import_transfer import import_transfer

    path = Path(args.bestanden[0])
    data = read_bytes_file(path)
    ctx = open_context()
    with closing(ctx.store):
        who = _receiver(ctx, args.organisatie)
        report = import_transfer(ctx, who, data, path.name, proef=args.proef)
    if args.json:
        print_json(asdict(report))
    else:
        _tell(report)
    return EXIT_OK


def _receiver(ctx: Context, organisatie_id: str | None) -> Kijker:
    """Return the command line, acting for the samenwerkingsverband that receives."""
    from assistant.casework.kijker import SYSTEEM
    from assistant.casework.organisations import find_organisation

    if organisatie_id is None:
        return SYSTEEM
    with ctx.store.reading() as uow:
        party = find_organisation(uow, organisatie_id)
        return replace(
            SYSTEEM, organisatie_id=party.id, organisatie_soort=party.soort.value
        )


def _tell(report: Overdrachtsverslag) -> None:
    for line in report.regels:
        print_line(f"{report.bestand}: {line}.")
    if not report.nieuw:
        return
    done = (
        "klopt; er is nog niets ingelezen"
        if report.casus_id is None
        else f"ingelezen als casus {report.casus_id}"
    )
    print_line(
        f"{report.bestand}: casus {report.oud_nummer} uit {report.van} {done}. "
        f"Antwoorden: {report.antwoorden}, adviezen: {report.adviezen}, "
        f"besluiten: {report.besluiten}, open taken: {report.taken}."
    )
