"""``leerplek herspeel``: give a stored advice again from its receipt, and compare."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_NO,
    EXIT_OK,
    UserError,
    add_demo,
    add_json,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from assistant.casework.replay_advice import Herhaling
    from assistant.cli.common import Subparsers
    from matching.routes.verschil import Verschil

SHOWN = 12
"""Most differences that are written out for a person; the rest is counted."""
_CAUSES = {
    "code": "Het programma is sinds dit advies veranderd; de regels van toen zijn er.",
    "kennis": "De regels van toen zijn er niet meer: {regels}.",
    "model": "Het geleerde model van toen is er niet meer, of het is veranderd.",
    "overdracht": "Dit advies kwam mee uit een andere regio. Niet alle antwoorden of "
    "regels van toen zijn hier; herhaal het daar.",
    "antwoorden": "Het ontvangstbewijs noemt andere antwoorden dan het dossier.",
    "onverklaard": "Regels, antwoorden en programma zijn dezelfde als toen. "
    "Het bewaarde advies is veranderd of er is een fout: zoek dit uit.",
}
_STANDS = {
    "bewaard": "ze zijn bewaard",
    "ontbreekt": "ze zijn hier niet bewaard",
    "beschadigd": "ze zijn bewaard, maar beschadigd",
    "onleesbaar": "ze zijn bewaard, maar dit programma kan ze niet meer lezen",
}


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "herspeel",
        description="Geef een bewaard advies opnieuw, met de regels, de antwoorden en "
        "de peildatum van toen, en vergelijk. Uitgang 0: hetzelfde advies; 1: anders.",
    )
    parser.add_argument("advies", metavar="ADVIES", nargs="?", help="nummer van advies")
    parser.add_argument("--casus", metavar="CASUS", help="alle adviezen van een casus")
    add_demo(parser)
    add_json(parser)


def run(args: Namespace) -> int:
    """Replay one advice, or every advice of a case."""
    from assistant.casework.replay_advice import replay_advice, replay_case

    if bool(args.advies) == bool(args.casus):
        raise UserError("Geef het nummer van één advies, of --casus met een casus.")
    with closing((ctx := open_context(demo=args.demo)).store):
        if args.casus:
            replays = replay_case(ctx, args.casus)
        else:
            replays = (replay_advice(ctx, _number(args.advies)),)
    if args.json:
        rows = [one.as_dict() for one in replays]
        print_json({"adviezen": rows} if args.casus else rows[0])
    else:
        _print(replays, args.casus)
    return EXIT_OK if all(one.gelijk for one in replays) else EXIT_NO


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise UserError(
            f"'{text}' is geen nummer van een advies. Gebruik --casus voor een casus."
        )
    return int(text)


def _print(replays: tuple[Herhaling, ...], casus: str | None) -> None:
    if not replays:
        print_line(f"Casus {casus} heeft nog geen advies.")
    for one in replays:
        for line in replay_lines(one):
            print_line(line)


def replay_lines(one: Herhaling) -> Iterator[str]:
    """Write one replay out for a person."""
    yield (
        f"Advies {one.advies} van casus {one.casus}, "
        f"gemaakt op {one.op:%d-%m-%Y %H:%M} UTC, peildatum {one.peildatum:%d-%m-%Y}"
    )
    if one.oorzaak is None:
        yield "  Hetzelfde: de regels en antwoorden van toen geven precies dit advies."
    else:
        cause = _CAUSES[one.oorzaak].format(regels=_STANDS[one.regels])
        yield f"  Niet hetzelfde. {cause}"
        yield from _told(one.verschillen)
    if one.vandaag != one.verschillen:
        yield f"  Met de regels van nu zijn er {len(one.vandaag)} verschillen:"
        yield from _told(one.vandaag)


def _told(rows: tuple[Verschil, ...]) -> Iterator[str]:
    for row in rows[:SHOWN]:
        where = [row.route, row.criterium, row.wat]
        place = ", ".join(part for part in where if part)
        yield f"    {place}: toen {_word(row.toen)}; nu {_word(row.nu)}"
    if len(rows) > SHOWN:
        yield f"    en nog {len(rows) - SHOWN} (alle staan in --json)"


def _word(value: object) -> str:
    if value is None:
        return "niets"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "geen"
    return f"‘{value}’" if isinstance(value, str) and " " in value else str(value)
