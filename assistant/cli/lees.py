"""``leerplek lees``: the fields that a report proves, with the sentences that do."""

from __future__ import annotations

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
    read_yaml_file,
)

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.begrip.report import Verslag
    from assistant.cli.common import Subparsers
    from knowledge.load import Knowledge

INDENT = "    "


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "lees", description="Welke gegevens er in een verslag staan, met het bewijs."
    )
    parser.add_argument("verslag", metavar="VERSLAG.txt", nargs="?")
    parser.add_argument(
        "--bestand",
        metavar="F.yaml",
        help="veel verslagen: een lijst met bij elk een `id` en een `tekst`",
    )
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Read one report, or every report of a file."""
    from assistant.begrip.report import read_report
    from knowledge.load import load_knowledge

    if (args.verslag is None) == (args.bestand is None):
        raise UserError("Geef één VERSLAG.txt, of --bestand met een lijst verslagen.")
    texts = (
        read_reports_file(args.bestand)
        if args.bestand
        else {args.verslag: _one(args.verslag)}
    )
    knowledge, today = load_knowledge(), peildatum_of(args)
    read = {
        name: read_report(text, knowledge=knowledge, peildatum=today)
        for name, text in texts.items()
    }
    if args.json:
        documents = {name: verslag.as_dict() for name, verslag in read.items()}
        print_json(documents if args.bestand else documents[args.verslag])
        return EXIT_OK
    for name, verslag in read.items():
        if args.bestand:
            print_line(f"== {name}")
        _show(verslag, knowledge)
    return EXIT_OK


def read_reports_file(bestand: str) -> dict[str, str]:
    """Read a list of ``{id, tekst}`` into texts by id, in the order given.

    Other keys are left alone: a labelled set can be read as it is.

    Raises
    ------
    UserError
        When the file is no such list, an id stands twice, or a text is missing.
    """
    rows = read_yaml_file(bestand)
    if not isinstance(rows, list):
        raise UserError(
            f"{bestand}: hier hoort een lijst met verslagen, elk met `id` en `tekst`."
        )
    texts: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        where = f"{bestand}, verslag {number}"
        name = row.get("id") if isinstance(row, dict) else None
        if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
            raise UserError(f"{where}: de sleutel `id` ontbreekt. Geef een id op.")
        if str(name) in texts:
            raise UserError(f"{where}: id '{name}' staat er dubbel. Verander er een.")
        text = row.get("tekst")
        if not isinstance(text, str):
            raise UserError(
                f"{where}: de sleutel `tekst` ontbreekt of is geen tekst. "
                "Zet daar het verslag."
            )
        texts[str(name)] = text
    return texts


def _one(path: str) -> str:
    text = read_text_file(path)
    if not text.strip():
        raise UserError(f"{path}: dit bestand is leeg. Zet het verslag erin.")
    return text


def _show(verslag: Verslag, knowledge: Knowledge) -> None:
    """Show what was read for a person: field, value, how sure, and the proof."""
    from assistant.casework.tell_answer import tell_answer

    if verslag.crisis is not None:
        print_line(f"Let op, acuut gevaar: {' '.join(verslag.crisis.split())}")
    for veld_id, read in verslag.velden.items():
        veld = knowledge.velden[veld_id]
        graad = knowledge.zekerheid.graad(read.zekerheid)
        sure = f" ({graad.naam.lower()})" if graad else ""
        print_line(f"{veld.naam}: {tell_answer(veld, read.waarde)}{sure}")
        print_line(f"{INDENT}“{' '.join(read.bewijs.split())}”")
    if not verslag.velden:
        print_line("In deze tekst staan geen gegevens die we herkennen.")
