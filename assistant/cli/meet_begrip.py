"""``leerplek meet-begrip``: how well the assistant understands people, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import EXIT_NO, EXIT_OK, add_json, print_json

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "meet-begrip",
        description="Hoe goed de assistent zinnen en verslagen begrijpt, in cijfers.",
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--ontwikkel",
        action="store_true",
        help="meet de ontwikkelset en toon wat er misgaat; de toetsset blijft dicht",
    )
    part.add_argument(
        "--toets2",
        action="store_true",
        help="meet de tweede toetsset, later en door een ander geschreven",
    )
    parser.add_argument(
        "--diet",
        action="store_true",
        help="train en meet ook DIET, het alternatief; dat duurt lang",
    )
    parser.add_argument(
        "--streng",
        action="store_true",
        help="eindig met 1 als een doel niet is gehaald",
    )
    add_json(parser)


def run(args: Namespace) -> int:
    """Measure and show the table."""
    from assistant.cli.meet_begrip_lines import show
    from assistant.measure.measurement import measure
    from assistant.settings import read_settings
    from assistant.setup.steps import terminal_report
    from knowledge.load import load_knowledge

    naam = next((n for n in ("ontwikkel", "toets2") if getattr(args, n)), "toets")
    knowledge = load_knowledge()
    meting = measure(
        naam, read_settings(), knowledge, terminal_report(), with_diet=args.diet
    )
    # What goes wrong in the test set stays unseen, or it would be tuned away.
    if args.json:
        print_json(meting.as_dict(fouten=args.ontwikkel))
    else:
        show(meting, knowledge, fouten=args.ontwikkel)
    missed = [doel for doel in meting.doelen() if not doel.gehaald]
    return EXIT_NO if args.streng and missed else EXIT_OK
