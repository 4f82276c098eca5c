"""``leerplek gesprek``: the chat in a terminal, by the same path as the web chat."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    add_json,
    add_peildatum,
    print_json,
    print_line,
    read_text_file,
)

if TYPE_CHECKING:
    import argparse

    from assistant.casework.chat_reply import ChatReply
    from assistant.context import Context

ROLES = ("zorgcoordinator", "ouder", "leerling")
ENDED = frozenset({"klaar", "gestopt"})


def add_parser(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser("gesprek", help="het gesprek in de terminal")
    parser.add_argument(
        "--rol", choices=ROLES, default=ROLES[0], help="wie het gesprek voert"
    )
    parser.add_argument(
        "--bestand",
        type=Path,
        metavar="REGELS.txt",
        help="elke regel is één bericht van de gebruiker",
    )
    parser.add_argument(
        "--database",
        metavar="ADRES",
        help="adres van de database (standaard: een die na afloop weg is)",
    )
    add_peildatum(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Hold the conversation and return the exit code."""
    lines = _lines(args.bestand) if args.bestand else None
    from assistant.cli.gesprek_omgeving import surroundings_of_a_talk
    from assistant.setup.steps import StreamReport

    report = StreamReport(sys.stderr)
    with surroundings_of_a_talk(args.database, args.peildatum, report) as ctx:
        if lines is None and not args.json:
            _talk_with_person(ctx, args.rol)
            return EXIT_OK
        document = _talk(ctx, args.rol, _lines_in() if lines is None else lines)
    if args.json:
        print_json(document)
    else:
        _show(document)
    return EXIT_OK


def _lines(path: Path) -> list[str]:
    return read_text_file(path).removesuffix("\n").split("\n")


def _lines_in() -> list[str]:
    return [line.rstrip("\n") for line in sys.stdin]


def _talk(ctx: Context, rol: str, lines: list[str]) -> dict[str, Any]:
    """Send every line as one message; return the document of the contract."""
    from assistant.casework.chat import open_conversation, send_message

    gesprek_id = open_conversation(ctx, rol=rol, door=None)
    turns = [_turn(line, send_message(ctx, gesprek_id, line)) for line in lines]
    return {"beurten": turns, **_result(ctx, gesprek_id)}


def _turn(line: str, reply: ChatReply) -> dict[str, Any]:
    return {
        "in": line,
        "uit": list(reply.berichten),
        "knoppen": [knop.tekst for knop in reply.knoppen],
        "vraag": reply.vraag,
    }


def _result(ctx: Context, gesprek_id: str) -> dict[str, Any]:
    from assistant.casework.chat import conversation_view, current_reply
    from assistant.casework.inbox import tasks_of_conversation
    from assistant.casework.read_answers import current_answers

    casus_id = conversation_view(ctx, gesprek_id).casus_id
    tasks = tasks_of_conversation(ctx, gesprek_id)
    return {
        "antwoorden": current_answers(ctx, casus_id) if casus_id else {},
        "status": current_reply(ctx, gesprek_id).status,
        "taken": [{"soort": task.soort, "urgent": task.urgent} for task in tasks],
    }


def _show(document: dict[str, Any]) -> None:
    for turn in document["beurten"]:
        print_line(f"> {turn['in']}")
        for tekst in turn["uit"]:
            print_line(tekst)
        if turn["knoppen"]:
            print_line(f"  [{'] ['.join(turn['knoppen'])}]")
        print_line()
    print_line(f"Status: {document['status']}.")


def _talk_with_person(ctx: Context, rol: str) -> None:
    """Talk until the person stops or the conversation ends."""
    from assistant.casework.chat import (
        current_reply,
        open_conversation,
        send_message,
    )

    gesprek_id = open_conversation(ctx, rol=rol, door=None)
    reply = current_reply(ctx, gesprek_id)
    while True:
        for tekst in reply.berichten:
            print_line(tekst)
        if reply.knoppen:
            print_line(f"  [{'] ['.join(knop.tekst for knop in reply.knoppen)}]")
        if reply.status in ENDED:
            return
        try:
            line = input("> ")
        except EOFError:
            return
        reply = send_message(ctx, gesprek_id, line)
