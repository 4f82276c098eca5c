"""``leerplek route``: which routes fit a pupil, with every criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    UserError,
    add_json,
    add_peildatum,
    peildatum_of,
    print_json,
    print_json_items,
    print_line,
    read_answers_file,
    read_cases_file,
)
from assistant.cli.route_coverage import coverage_document, coverage_lines
from assistant.cli.route_lines import advice_lines

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from assistant.cli.common import Subparsers
    from knowledge.load import Knowledge
    from matching.routes.advies import RouteAdvies


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "route",
        description="Welke routes bij een leerling passen, met elk criterium.",
    )
    parser.add_argument("casus", metavar="CASUS.yaml", nargs="?")
    parser.add_argument(
        "--bestand",
        metavar="F.yaml",
        help="veel casussen: een lijst van id, antwoorden",
    )
    parser.add_argument("--regio", metavar="R", help="reken met de rijen van een regio")
    parser.add_argument(
        "--dekking",
        action="store_true",
        help="welke regels worden berekend, en waarom de andere niet",
    )
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Advise on one case, or on every case in a file."""
    from knowledge.load import load_knowledge
    from matching.routes.opening import openings

    if bool(args.casus) + bool(args.bestand) + args.dekking != 1:
        raise UserError(
            "Geef één CASUS.yaml, of --bestand met een lijst casussen, of --dekking."
        )
    knowledge = load_knowledge()
    if args.dekking:
        return _coverage(args, knowledge)
    if args.bestand:
        return _many(args, knowledge)
    known = _checked(args.casus, read_answers_file(args.casus), args, knowledge)
    advice = _advise(known, args, knowledge)
    if args.json:
        print_json(advice.as_dict())
    else:
        day = peildatum_of(args)
        ways = openings(known, knowledge, day, args.regio) if not advice.stop else {}
        for line in advice_lines(advice, knowledge, ways=ways):
            print_line(line)
    return EXIT_OK


def _coverage(args: Namespace, knowledge: Knowledge) -> int:
    """Say which rules are computed, and why the others are not."""
    if args.json:
        print_json(coverage_document(knowledge))
        return EXIT_OK
    for line in coverage_lines(knowledge):
        print_line(line)
    return EXIT_OK


def _many(args: Namespace, knowledge: Knowledge) -> int:
    # Every case is checked before anything is shown: bad input changes nothing.
    cases = {
        case_id: _checked(f"{args.bestand}, casus {case_id}", answers, args, knowledge)
        for case_id, answers in read_cases_file(args.bestand).items()
    }
    advices = ((one, _advise(known, args, knowledge)) for one, known in cases.items())
    if args.json:
        print_json_items((one, advice.as_dict()) for one, advice in advices)
        return EXIT_OK
    for case_id, advice in advices:
        print_line(f"== {case_id}")
        for line in advice_lines(advice, knowledge, kort=True):
            print_line(line)
    return EXIT_OK


def _checked(
    where: str, answers: Mapping[str, object], args: Namespace, knowledge: Knowledge
) -> Mapping[str, object]:
    """Check the answers; a wrong answer names its file or case."""
    from matching.antwoorden import AnswerError, check_answers
    from matching.routes.advise import find_region

    find_region(knowledge, args.regio)
    try:
        return check_answers(answers, knowledge, peildatum_of(args))
    except AnswerError as error:
        raise UserError(f"{where}: {error}") from None


def _advise(
    known: Mapping[str, object], args: Namespace, knowledge: Knowledge
) -> RouteAdvies:
    from matching.routes.advise import advise

    return advise(known, knowledge, peildatum_of(args), regio=args.regio)
