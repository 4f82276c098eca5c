"""``leerplek start``: set up what is missing, then serve until stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cli.common import EXIT_OK, print_line

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "start",
        description="Zet klaar wat nog ontbreekt en open de pagina's tot Ctrl-C.",
    )
    parser.add_argument(
        "--demo",
        action="store_true",
        help="met een verzonnen voorbeeldregio, in een eigen database",
    )
    parser.add_argument(
        "--poort",
        type=int,
        metavar="N",
        help="poort van de pagina's (standaard 8000)",
    )


def run(args: Namespace) -> int:
    """Set up, start the app and Rasa, and look after them until a stop."""
    from assistant.settings import read_settings
    from assistant.setup.demo import demo_settings
    from assistant.setup.everything import set_up
    from assistant.setup.processes import tie_to_uv
    from assistant.setup.serving import app_service, choose_ports, rasa_service
    from assistant.setup.steps import terminal_report
    from assistant.setup.supervisor import Supervisor

    settings = read_settings()
    if args.poort is not None:
        settings = replace(settings, port=args.poort)
    if args.demo:
        settings = demo_settings(settings)
    report = terminal_report()
    tie_to_uv()
    settings = choose_ports(settings)
    model = set_up(settings, report)
    report.line("De pagina's gaan open; de chatbot laadt daarna …")
    services = [app_service(settings), rasa_service(settings, model)]
    Supervisor(services, report).run()
    print_line("Leerplek is gestopt.")
    return EXIT_OK
