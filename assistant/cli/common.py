"""What all commands share: the parser, the common options, files in, JSON out."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.cli.casefile import read_answers_file, read_cases_file
from assistant.cli.dutch import DutchParser
from assistant.cli.errors import UserError
from assistant.cli.files import read_json_file, read_text_file, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.context import Context

__all__ = [
    "EXIT_BAD_INPUT",
    "EXIT_NO",
    "EXIT_OK",
    "DutchParser",
    "Subparsers",
    "UserError",
    "add_demo",
    "add_json",
    "add_peildatum",
    "open_context",
    "parse_date",
    "peildatum_of",
    "print_json",
    "print_json_items",
    "print_line",
    "read_answers_file",
    "read_cases_file",
    "read_json_file",
    "read_text_file",
    "read_yaml_file",
]

EXIT_OK = 0
EXIT_NO = 1
EXIT_BAD_INPUT = 2

FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Years between which terms and ages can be counted without leaving the calendar."""

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[DutchParser]
else:
    Subparsers = argparse._SubParsersAction


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``: one JSON document on stdout and nothing else."""
    parser.add_argument("--json", action="store_true", help="antwoord als JSON")


def add_peildatum(parser: argparse.ArgumentParser) -> None:
    """Add ``--peildatum``; ``None`` when absent, which means today."""
    parser.add_argument(
        "--peildatum",
        type=parse_date,
        metavar="JJJJ-MM-DD",
        help="reken alsof het deze dag is (standaard: vandaag)",
    )


def peildatum_of(args: argparse.Namespace) -> date:
    """Return the date of reckoning of a command: as given, else today."""
    from assistant.context import current_day

    given: date | None = args.peildatum
    return given or current_day()


def parse_date(text: str) -> date:
    """Read a date of the form JJJJ-MM-DD.

    Raises
    ------
    argparse.ArgumentTypeError
        When the text is not such a date, or one that no clock can count from.
    """
    try:
        if len(text) != len("JJJJ-MM-DD"):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is geen datum. Schrijf de datum als JJJJ-MM-DD, "
            "bijvoorbeeld 2026-09-12."
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(
            f"{text} ligt te ver weg om mee te rekenen. Kies een dag van "
            f"{FIRST_YEAR} tot en met {LAST_YEAR}."
        )
    return day


def print_json(document: object) -> None:
    """Write one JSON document to stdout; dates become JJJJ-MM-DD."""
    text = json.dumps(
        document, ensure_ascii=False, indent=2, allow_nan=False, default=_plain
    )
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def print_json_items(items: Iterable[tuple[str, object]]) -> None:
    """Write one JSON object to stdout, an item at a time: many need little memory."""
    write, before = sys.stdout.write, "{\n"
    for key, document in items:
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, default=_plain)
        write(f"{before}{json.dumps(key, ensure_ascii=False)}: {text}")
        before = ",\n"
    write("{}\n" if before == "{\n" else "\n}\n")
    sys.stdout.flush()


def print_line(text: str = "") -> None:
    """Write one line for a person to stdout, at once."""
    print(text, flush=True)


def add_demo(parser: argparse.ArgumentParser) -> None:
    """Add ``--demo``: ask the invented region of ``start --demo``, not the record."""
    parser.add_argument(
        "--demo",
        action="store_true",
        help="kijk in de voorbeeldregio van ‘leerplek start --demo’",
    )


def open_context(peildatum: date | None = None, *, demo: bool = False) -> Context:
    """Open the record and the knowledge of this machine for one command.

    Parameters
    ----------
    peildatum
        Fixed date of reckoning; today when ``None``.
    demo
        Open the record of the invented region instead.
    """
    from assistant.settings import read_settings
    from assistant.setup.demo import demo_settings
    from assistant.setup.surroundings import open_surroundings

    settings = read_settings()
    return open_surroundings(
        demo_settings(settings) if demo else settings, peildatum=peildatum
    )


def _plain(value: Any) -> object:
    """Turn dates and dataclass-like answers into what JSON knows."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if hasattr(value, "as_dict"):
        return value.as_dict()
    raise TypeError(f"geen JSON voor {type(value).__name__}")
