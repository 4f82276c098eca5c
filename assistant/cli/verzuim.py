"""``leerplek verzuim``: which definitions hold for which pupils, since when and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    UserError,
    add_json,
    add_peildatum,
    peildatum_of,
    print_line,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.cli.common import Subparsers
    from knowledge.verzuim import Verzuimregels
    from matching.verzuim.outcome import Uitkomsten

MEEST_REGELS = 40


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "verzuim",
        description="Welke definities van verzuim gelden per leerling, sinds wanneer "
        "en waarom.",
    )
    parser.add_argument("dagen", metavar="DAGEN.csv")
    parser.add_argument(
        "--leerlingen",
        metavar="LEERLINGEN.csv",
        help="leeftijd, inschrijving en vrijstelling; zonder dit bestand worden ze "
        "aangenomen",
    )
    parser.add_argument(
        "--instelling",
        action="append",
        default=[],
        metavar="DEFINITIE.INSTELLING=KEUZE",
        help="een andere lezing van wat de bron open laat, bijvoorbeeld "
        "landelijk.grens=minstens; mag vaker",
    )
    parser.add_argument(
        "--definities",
        action="store_true",
        help="toon ook de regel, de bron en de instellingen van elke definitie",
    )
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Evaluate every definition on the days of a file."""
    from knowledge.verzuim import DATA, read_absence
    from matching.verzuim.errors import AbsenceError
    from matching.verzuim.evaluate import evaluate
    from matching.verzuim.pupils import read_pupils
    from matching.verzuim.reading import read_days

    regels = read_absence(DATA)
    chosen = read_settings(args.instelling, regels)
    try:
        dagen = read_days(Path(args.dagen), regels)
        pupils = read_pupils(Path(args.leerlingen), regels) if args.leerlingen else None
        found = evaluate(
            dagen, regels, peildatum_of(args), leerlingen=pupils, instellingen=chosen
        )
    except AbsenceError as error:
        raise UserError(str(error)) from None
    if args.json:
        write_json(found)
    else:
        from assistant.cli.verzuim_lines import outcome_lines

        for line in outcome_lines(found, MEEST_REGELS, definities=args.definities):
            print_line(line)
    return EXIT_OK


def write_json(found: Uitkomsten) -> None:
    """Write the answer a pupil at a time, as the contract says."""
    import json

    write, before = sys.stdout.write, '{"leerlingen": {\n'
    for name, told in found.json_items():
        write(f"{before}{json.dumps(name, ensure_ascii=False)}: {told}")
        before = ",\n"
    write("\n}}\n" if before == ",\n" else before + "}}\n")
    sys.stdout.flush()


def read_settings(
    woorden: list[str], regels: Verzuimregels
) -> dict[str, dict[str, str]]:
    """Read ``definitie.instelling=keuze`` words.

    Raises
    ------
    UserError
        When a word is no such thing, or names something that does not exist.
    """
    chosen: dict[str, dict[str, str]] = {}
    for word in woorden:
        place, _, choice = word.partition("=")
        name, _, setting = place.partition(".")
        row = regels.definities.get(name)
        if row is None:
            raise UserError(
                f"--instelling {word}: de definitie ‘{name}’ bestaat niet. "
                f"Kies uit {', '.join(regels.definities)}."
            )
        known = {one.id: one for one in row.instellingen}
        if setting not in known:
            names = ", ".join(known) or "geen"
            raise UserError(
                f"--instelling {word}: ‘{name}’ heeft geen instelling ‘{setting}’. "
                f"Er is: {names}."
            )
        choices = [one.id for one in known[setting].keuzes]
        if choice not in choices:
            raise UserError(
                f"--instelling {word}: kies voor {place} uit {', '.join(choices)}."
            )
        chosen.setdefault(name, {})[setting] = choice
    return chosen
