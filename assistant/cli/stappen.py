"""``leerplek stappen``: the parents' next steps for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    add_json,
    add_peildatum,
    peildatum_of,
    print_json,
    print_line,
    read_answers_file,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers
    from matching.stappen import Stappenplan


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "stappen", description="De volgende stappen voor ouders bij deze casus."
    )
    parser.add_argument("casus", metavar="CASUS.yaml")
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Tell which situations hold and what the family can do."""
    from knowledge.load import load_knowledge
    from matching.stappen import steps

    answers = read_answers_file(args.casus)
    plan = steps(answers, load_knowledge(), peildatum_of(args))
    if args.json:
        print_json(plan.as_dict())
    else:
        for line in plan_lines(plan):
            print_line(line)
    return EXIT_OK


def plan_lines(plan: Stappenplan) -> list[str]:
    """Return the steps as lines for a person to read."""
    if not plan.stappen:
        return ["Uit deze antwoorden volgen nog geen stappen."]
    lines = []
    for number, step in enumerate(plan.stappen, start=1):
        when = f"{step.uiterlijk:%d-%m-%Y}" if step.uiterlijk else "geen datum"
        lines += [
            f"{number}. {step.wat}",
            f"   wie: {step.wie}; uiterlijk: {when}; bron: {step.bron}",
        ]
    return lines
