"""``leerplek vastpinnen``: renew the exact versions of indirect packages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import EXIT_OK, print_line

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "vastpinnen",
        description="Vernieuw de vaste versies van indirecte pakketten in "
        "pyproject.toml en assistant/bot/pyproject.toml. Pakketten waar wij zelf om "
        "vragen wijzigt u met de hand.",
    )
    parser.add_argument("--alleen", choices=("app", "bot"), help="alleen deze omgeving")


def run(args: Namespace) -> int:
    """Resolve both projects again and write down what came out."""
    from assistant.settings import REPO_ROOT, read_settings
    from assistant.setup.pins import renew_pins
    from assistant.setup.python310 import ensure_python310
    from assistant.setup.steps import terminal_report

    settings, report = read_settings(), terminal_report()
    for name, folder in (("app", REPO_ROOT), ("bot", settings.bot_dir)):
        if args.alleen not in (None, name):
            continue
        is_bot = name == "bot"
        python = ensure_python310(settings, report) if is_bot else Path(sys.executable)
        log = settings.data_dir / "logs" / f"vastpinnen-{name}.log"
        changed = renew_pins(folder, python, log, report)
        print_line(f"{folder / 'pyproject.toml'}: {changed} wijzigingen")
    return EXIT_OK
