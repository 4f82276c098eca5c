"""`leerplek verifieer`: check a proposal without the code that made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_NO,
    EXIT_OK,
    add_json,
    print_json,
    print_line,
)
from assistant.cli.placement_files import read_instance_file, read_proposal_file
from matching.placement.verify import verify

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("verifieer", help="controleer een voorstel")
    parser.add_argument("instantie", metavar="INSTANTIE.json")
    parser.add_argument("voorstel", metavar="VOORSTEL.json")
    add_json(parser)


def run(args: Namespace) -> int:
    """Check one proposal and print every mistake."""
    # What is no instance or no proposal is bad input, not an invalid proposal.
    instance, _ = read_instance_file(args.instantie)
    faults = verify(instance, read_proposal_file(args.voorstel))
    if args.json:
        print_json({"geldig": not faults, "fouten": faults})
    elif faults:
        print_line(f"Het voorstel klopt niet ({len(faults)}):")
        for fault in faults:
            print_line(f"  - {fault}")
    else:
        print_line("Het voorstel is geldig: alle regels en waarden kloppen.")
    return EXIT_NO if faults else EXIT_OK
