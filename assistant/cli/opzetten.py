"""``leerplek opzetten``: set up what is missing, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import EXIT_OK, print_line

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    subparsers.add_parser(
        "opzetten", description="Zet klaar wat nog ontbreekt, met voortgang per stap."
    )


def run(args: Namespace) -> int:
    """Set everything up; a second time there is little to do."""
    from assistant.settings import read_settings
    from assistant.setup.everything import set_up
    from assistant.setup.steps import terminal_report

    set_up(read_settings(), terminal_report())
    print_line("Alles staat klaar. Openen: uv run leerplek start")
    return EXIT_OK
