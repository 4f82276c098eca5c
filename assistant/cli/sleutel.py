"""``leerplek sleutel``: how the key of the names stands; make one, renew it."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    add_demo,
    add_json,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    import argparse

    from assistant.context import Context

ACTIONS = ("toon", "vernieuw", "maak")


def add_parser(subparsers: Subparsers) -> None:
    """Add ``sleutel``."""
    parser = subparsers.add_parser(
        "sleutel", help="de sleutel waarmee namen zijn verzegeld"
    )
    parser.add_argument(
        "actie",
        nargs="?",
        choices=ACTIONS,
        default="toon",
        help="toon: hoe het staat; vernieuw: alles opnieuw verzegelen met een nieuwe "
        "sleutel; maak: geef een nieuwe sleutel om zelf te bewaren",
    )
    add_demo(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Do what was asked."""
    if args.actie == "maak":
        return _make(as_json=args.json)
    ctx = open_context(demo=args.demo)
    with closing(ctx.store):
        if args.actie == "vernieuw":
            return _renew(ctx, as_json=args.json)
        return _show(ctx, as_json=args.json)


def _make(*, as_json: bool) -> int:
    from assistant.casework.key_file import VARIABLE, new_key

    text = new_key().text
    if as_json:
        print_json({"sleutel": text})
        return EXIT_OK
    print_line(text)
    print(
        f"Zet deze sleutel vooraan in {VARIABLE}, en bewaar hem ook op een andere "
        "plaats dan de database. Wie hem kwijt is, kan geen naam meer lezen.",
        file=sys.stderr,
    )
    return EXIT_OK


def _show(ctx: Context, *, as_json: bool) -> int:
    from assistant.casework.renew_key import key_state

    state = key_state(ctx)
    if as_json:
        print_json(vars(state))
        return EXIT_OK
    print_line(f"De sleutel staat in {state.waar}.")
    print_line(
        f"Verzegeld: {state.verzegeld}. Met een oudere sleutel: {state.met_oude}."
    )
    if state.met_oude:
        print_line("Een vernieuwing is niet af. Maak hem af: leerplek sleutel vernieuw")
    if state.open_voor_anderen:
        print_line(
            "Let op: ook anderen op deze machine mogen dit bestand lezen. "
            f"Sluit het af: chmod 600 {state.waar}"
        )
    print_line("Bewaar een kopie op een andere plaats dan de database.")
    return EXIT_OK


def _renew(ctx: Context, *, as_json: bool) -> int:
    from tqdm import tqdm

    from assistant.casework.renew_key import renew_key

    with tqdm(
        desc="Opnieuw verzegelen", unit=" gegevens", disable=as_json, file=sys.stderr
    ) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        done, finished = renew_key(ctx, progress)
    if as_json:
        print_json({"verzegeld": done, "eerdere_afgemaakt": finished})
        return EXIT_OK
    if finished:
        print_line(f"De eerdere vernieuwing is afgemaakt: {done} gegevens verzegeld.")
        print_line("Wilt u daarna nog een nieuwe sleutel, doe dit dan nog een keer.")
    else:
        print_line(f"Klaar: {done} gegevens zijn verzegeld met een nieuwe sleutel.")
    print_line("Maak nu een nieuwe kopie van het sleutelbestand.")
    return EXIT_OK
