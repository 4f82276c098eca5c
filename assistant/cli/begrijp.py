"""``leerplek begrijp``: what the assistant understands of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    UserError,
    add_json,
    add_peildatum,
    peildatum_of,
    print_json,
    print_line,
    read_text_file,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.begrip.begrepen import Begrepen, Nlu
    from assistant.cli.common import Subparsers
    from knowledge.load import Knowledge

NO_FIELD = "-"


@dataclass(frozen=True)
class _Line:
    tekst: str
    veld: str | None


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "begrijp", description="Wat de assistent begrijpt van een zin."
    )
    parser.add_argument("tekst", metavar="TEKST", nargs="?")
    parser.add_argument("--vraag", metavar="VELD", help="het veld dat gevraagd is")
    parser.add_argument(
        "--bestand",
        metavar="F.tsv",
        help="veel zinnen: per regel de tekst, een tab, en het veld of een streepje",
    )
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Understand one sentence, or every line of a file."""
    from assistant.begrip.understand import understand
    from knowledge.load import load_knowledge

    if (args.tekst is None) == (args.bestand is None):
        raise UserError("Geef één TEKST, of --bestand met een zin per regel.")
    if args.bestand and args.vraag:
        raise UserError(
            "Gebruik --vraag alleen bij één TEKST; een bestand noemt zelf velden."
        )
    knowledge = load_knowledge()
    lines = (
        read_lines(args.bestand, knowledge)
        if args.bestand
        else [_Line(args.tekst, _field(args.vraag, knowledge, "--vraag"))]
    )
    parses = _parse([line.tekst for line in lines])
    understood = [
        understand(
            line.tekst,
            vraag=line.veld,
            nlu=nlu,
            knowledge=knowledge,
            peildatum=peildatum_of(args),
        )
        for line, nlu in zip(lines, parses, strict=True)
    ]
    _show(understood, lines, many=bool(args.bestand), as_json=args.json)
    return EXIT_OK


def read_lines(bestand: str, knowledge: Knowledge) -> list[_Line]:
    """Read the lines of a file: text, a tab, and a field or a dash.

    Raises
    ------
    UserError
        When a line names a field that does not exist, or has too many tabs.
    """
    lines = []
    text = read_text_file(Path(bestand))
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        parts = line.rstrip("\r").split("\t")
        where = f"{bestand}, regel {number}"
        if len(parts) > 2:
            raise UserError(
                f"{where}: te veel tabs. Zet op elke regel de tekst, een tab, "
                "en het veld of een streepje."
            )
        field = parts[1].strip() if len(parts) == 2 else NO_FIELD
        lines.append(_Line(parts[0], _field(field, knowledge, where)))
    return lines


def _field(name: str | None, knowledge: Knowledge, where: str) -> str | None:
    import difflib

    if name is None or name in ("", NO_FIELD):
        return None
    if name not in knowledge.velden:
        near = difflib.get_close_matches(name, knowledge.velden, n=1)
        hint = f" Bedoelt u ‘{near[0]}’?" if near else ""
        raise UserError(f"{where}: het veld ‘{name[:60]}’ bestaat niet.{hint}")
    return name


def _parse(texts: list[str]) -> list[Nlu]:
    """Let Rasa read the texts, after setting up what is missing."""
    from assistant.rasa.worker import NluWorker
    from assistant.settings import read_settings
    from assistant.setup.bot import ensure_bot
    from assistant.setup.steps import quiet_report

    settings = read_settings()
    model = ensure_bot(settings, quiet_report())
    with NluWorker(settings, model) as worker:
        return [worker.parse(text) for text in texts]


def _show(
    understood: list[Begrepen], lines: list[_Line], *, many: bool, as_json: bool
) -> None:
    if as_json:
        items = [item.as_dict() for item in understood]
        print_json(items if many else items[0])
        return
    for line, item in zip(lines, understood, strict=True):
        if many:
            print_line(line.tekst)
        print_line(f"Intent: {item.intent} ({item.zekerheid:.0%} zeker)")
        for veld, waarde in item.velden.items():
            print_line(f"  {veld}: {waarde}")
        if item.begrip:
            print_line(f"  begrip: {item.begrip}")
