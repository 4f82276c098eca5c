"""``leerplek verantwoording``: the documents that account for Leerplek."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_NO,
    EXIT_OK,
    UserError,
    add_demo,
    add_json,
    open_context,
    parse_date,
    print_json,
    print_line,
)
from assistant.cli.files import write_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from assistant.accountability.dossier import Dossier
    from assistant.cli.common import Subparsers
    from assistant.context import Context


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "verantwoording",
        description="Maak de stukken die Leerplek verantwoorden, uit wat er draait: "
        "Algoritmeregister, gebruiksaanwijzing, modelkaart, risicolijst en logboek. "
        "Uitgang 1: een controle klopt niet.",
    )
    parser.add_argument(
        "--map", metavar="DIR", help="schrijf alles in deze map (JSON, Markdown, Word)"
    )
    parser.add_argument(
        "--van",
        type=parse_date,
        metavar="JJJJ-MM-DD",
        help="logboek vanaf deze dag (standaard: alles)",
    )
    parser.add_argument(
        "--tot",
        type=parse_date,
        metavar="JJJJ-MM-DD",
        help="logboek tot en met deze dag (standaard: alles)",
    )
    add_demo(parser)
    add_json(parser)


def run(args: Namespace) -> int:
    """Make the documents; write them when a folder is given."""
    from assistant.accountability.dossier import make_dossier

    if args.van and args.tot and args.van > args.tot:
        raise UserError("--van ligt na --tot. Draai de dagen om.")
    with closing((ctx := open_context(demo=args.demo)).store):
        dossier = make_dossier(ctx)
        written = list(_write(ctx, dossier, args)) if args.map else []
    if args.json:
        print_json(dossier.as_dict() | {"bestanden": written})
    else:
        for line in _lines(dossier, written):
            print_line(line)
    return EXIT_OK if dossier.in_orde else EXIT_NO


def _write(ctx: Context, dossier: Dossier, args: Namespace) -> Iterator[str]:
    from assistant.accountability.dossier import FORMATS, learned_cards, write_stuk
    from assistant.accountability.logbook import as_csv, read_logbook
    from assistant.documents.bestand import json_bytes

    folder = Path(args.map)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UserError(f"{folder}: deze map kan niet worden gemaakt.") from None
    lines = read_logbook(ctx, _start(args.van), _end(args.tot))
    files = [
        write_stuk(ctx, stuk, formaat)
        for stuk in dossier.stukken
        for formaat in FORMATS
    ]
    made = {one.naam: one.inhoud for one in files}
    made |= learned_cards(ctx)
    made["logboek.csv"] = as_csv(lines)
    made["verantwoording.json"] = json_bytes(dossier.as_dict())
    for name, content in made.items():
        write_file(folder / name, content)
        yield name


def _start(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.min, UTC)


def _end(day: date | None) -> datetime | None:
    return None if day is None else datetime.combine(day, time.max, UTC)


def _lines(dossier: Dossier, written: list[str]) -> Iterator[str]:
    for stuk in dossier.stukken:
        yield f"- {stuk.titel}"
    yield ""
    for one in dossier.controles:
        mark = "FOUT" if one.fout else "TE DOEN" if one.te_doen else "goed"
        yield f"{mark}: {one.zin}"
    if dossier.in_te_vullen:
        yield ""
        yield "De organisatie vult zelf nog in voor het Algoritmeregister:"
    for name, ask in dossier.in_te_vullen.items():
        yield f"- {name}: {ask}"
    yield ""
    if written:
        yield f"Geschreven: {', '.join(written)}."
    else:
        yield "Met --map DIR worden de stukken geschreven."
