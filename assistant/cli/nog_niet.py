"""Commands that the contract names and that a later version will hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import UserError, add_json, add_peildatum

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers

LATER = ("verzuim",)


def add_parser(subparsers: Subparsers) -> None:
    """Add the commands that are not there yet; they accept any words."""
    for name in LATER:
        parser = subparsers.add_parser(name, help="nog niet beschikbaar")
        parser.add_argument("bestanden", nargs="*")
        parser.add_argument("--bestand")
        add_json(parser)
        add_peildatum(parser)


def run(args: Namespace) -> int:
    """Say that the command is not there yet.

    Raises
    ------
    UserError
        Always.
    """
    raise UserError(
        f"`leerplek {args.opdracht}` is nog niet beschikbaar. "
        "Kijk bij `leerplek --help` wat er al wel is."
    )
