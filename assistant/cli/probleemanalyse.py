"""``leerplek probleemanalyse``: a document of a case, as PDF, Word or JSON."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    add_demo,
    add_json,
    add_peildatum,
    open_context,
    print_json,
    print_line,
)
from assistant.cli.files import write_file

if TYPE_CHECKING:
    import argparse

KINDS = ("tlv", "opp", "overleg", "inzage")


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "probleemanalyse",
        description="Maak een stuk van een casus, om mee te geven of te bespreken.",
    )
    parser.add_argument("casus", metavar="CASUS", help="het casusnummer")
    parser.add_argument(
        "--soort",
        choices=KINDS,
        default="overleg",
        help="tlv, opp, overleg, of inzage: alles wat er staat (standaard: overleg)",
    )
    parser.add_argument(
        "--formaat",
        choices=("pdf", "docx", "json"),
        default="pdf",
        help="soort bestand (standaard: pdf)",
    )
    parser.add_argument(
        "--uit", metavar="BESTAND", help="waar het bestand komt; standaard hier"
    )
    add_demo(parser)
    add_json(parser)
    add_peildatum(parser)


def run(args: argparse.Namespace) -> int:
    """Make the document and write it to a file."""
    from assistant.casework.export_analysis import make_document
    from assistant.casework.kijker import SYSTEEM
    from assistant.documents.bestand import write_document

    ctx = open_context(args.peildatum, demo=args.demo)
    with closing(ctx.store):
        stuk = make_document(ctx, SYSTEEM, args.casus, args.soort)
        made = write_document(stuk, args.formaat)
    path = Path(args.uit or made.naam)
    write_file(path, made.inhoud)
    if args.json:
        told = stuk.as_dict()
        print_json({"bestand": str(path), "stuk": told})
    else:
        print_line(f"{path}: {stuk.titel}, casus {stuk.casus_id}.")
        for left_out in stuk.weggelaten:
            print_line(f"Niet in dit stuk: {left_out.wat}. {left_out.waarom}")
    return EXIT_OK
