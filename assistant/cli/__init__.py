"""The one command of Leerplek: find the subcommand, run it, report faults in Dutch.

Only the module of the command that was asked for is imported, so that help is
there at once and a broken room does not take the other commands with it.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from importlib import import_module

from assistant.cli.common import EXIT_BAD_INPUT, DutchParser, UserError

EXIT_INTERRUPTED = 130


@dataclass(frozen=True)
class Command:
    """One subcommand and the module that knows how to parse and run it.

    Parameters
    ----------
    name
        What the user types.
    module
        Module with ``add_parser(subparsers)`` and ``run(args)``.
    summary
        One Dutch line for the list of commands.
    """

    name: str
    module: str
    summary: str


COMMANDS: tuple[Command, ...] = (
    Command("opzetten", "assistant.cli.opzetten", "zet klaar wat nog ontbreekt"),
    Command("start", "assistant.cli.start", "zet alles klaar en open de pagina's"),
    Command("begrijp", "assistant.cli.begrijp", "wat de assistent in een zin leest"),
    Command(
        "meet-begrip",
        "assistant.cli.meet_begrip",
        "hoe goed de assistent begrijpt, in cijfers",
    ),
    Command(
        "leer-gevaar",
        "assistant.cli.leer_gevaar",
        "leer uit voorbeelden wat op gevaar wijst",
    ),
    Command("gesprek", "assistant.cli.gesprek", "het gesprek in de terminal"),
    Command("lees", "assistant.cli.lees", "een verslag omzetten in velden"),
    Command("verzuim", "assistant.cli.verzuim", "definities van verzuim per leerling"),
    Command("route", "assistant.cli.route", "routes die bij een leerling passen"),
    Command(
        "herspeel",
        "assistant.cli.herspeel",
        "geef een bewaard advies opnieuw en vergelijk",
    ),
    Command(
        "verantwoording",
        "assistant.cli.verantwoording",
        "register, gebruiksaanwijzing, modelkaart, risico's en logboek",
    ),
    Command("stappen", "assistant.cli.stappen", "volgende stappen voor ouders"),
    Command("leer", "assistant.cli.leer", "leer van eerdere plaatsingen de volgorde"),
    Command("plaats", "assistant.cli.plaats", "voorstel: welke leerling op welke plek"),
    Command("verifieer", "assistant.cli.verifieer", "controleer een voorstel"),
    Command("importeer", "assistant.cli.importeer", "lees lijsten en dossiers in"),
    Command(
        "probleemanalyse",
        "assistant.cli.probleemanalyse",
        "een stuk van een casus: TLV, OPP, overleg",
    ),
    Command(
        "overdracht", "assistant.cli.overdracht", "een casus naar een andere regio"
    ),
    Command("gebruiker", "assistant.cli.gebruiker", "beheer de gebruikers"),
    Command("inzage", "assistant.cli.inzage", "wie ziet wat van een casus"),
    Command("sleutel", "assistant.cli.sleutel", "de sleutel van de namen"),
    Command("vastpinnen", "assistant.cli.vastpinnen", "vernieuw de vaste versies"),
)


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    argv
        The words after ``leerplek``; those of the process by default.

    Returns
    -------
    int
        0 done, 1 the answer is no, 2 bad input or a fault of the program.
    """
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except KeyboardInterrupt:
        print("Gestopt.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader (for instance `head`) has enough; that is not a fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from assistant.cli.faults import report_fault

        print(report_fault(error), file=sys.stderr)
        return EXIT_BAD_INPUT


def _run(words: list[str]) -> int:
    """Parse the words and run the command they name."""
    parser = DutchParser(prog="leerplek", description="Een plek voor elke leerling.")
    subparsers = parser.add_subparsers(dest="opdracht", metavar="opdracht")
    chosen = next((c for c in COMMANDS if words and c.name == words[0]), None)
    if chosen is None:
        for command in COMMANDS:
            subparsers.add_parser(command.name, help=command.summary)
        parser.parse_args(words)
        parser.print_help()
        return 0
    try:
        module = import_module(chosen.module)
    except ModuleNotFoundError as error:
        if error.name != chosen.module:
            raise
        raise UserError(f"`leerplek {chosen.name}` is nog niet beschikbaar.") from None
    module.add_parser(subparsers)
    args, strays = parser.parse_known_args(words)
    if strays:
        # Said by the command itself, whose help is what the user needs.
        strange = " ".join(strays)
        subparsers.choices[chosen.name].error(f"unrecognized arguments: {strange}")
    return int(module.run(args))


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; names and words have accents."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
