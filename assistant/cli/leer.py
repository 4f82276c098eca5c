"""``leerplek leer``: learn the order of open routes, look whether it is better."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_NO,
    EXIT_OK,
    UserError,
    add_demo,
    add_json,
    add_peildatum,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from assistant.cli.common import Subparsers
    from assistant.context import Context
    from assistant.leren.learn import Leerresultaat
    from assistant.leren.record import Gelezen

INVENTED = 1200
"""How many invented cases are drawn when nobody says how many."""
MOST_INVENTED = 20000


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "leer",
        description="Leer van eerdere plaatsingen in welke volgorde open routes horen "
        "te staan, en kijk op latere plaatsingen of dat beter is dan de regels.",
    )
    parser.add_argument("--regio", metavar="R", help="de regio waarvan wordt geleerd")
    parser.add_argument(
        "--verzonnen",
        metavar="AANTAL",
        nargs="?",
        type=int,
        const=INVENTED,
        help="leer van verzonnen gevallen, om te zien hoe het werkt",
    )
    parser.add_argument("--zaad", type=int, metavar="N", help="het zaad van het toeval")
    parser.add_argument("--kaart", metavar="MAP", help="schrijf de modelkaart hier ook")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--activeer",
        action="store_true",
        help="gebruik het model voortaan, als het alle eisen haalt",
    )
    what.add_argument(
        "--zet-uit",
        action="store_true",
        help="gebruik weer de volgorde van de regels",
    )
    add_demo(parser)
    add_json(parser)
    add_peildatum(parser)


def run(args: Namespace) -> int:
    """Learn, judge, keep the model, and perhaps make it the one that is used."""
    ctx = open_context(args.peildatum, demo=args.demo)
    _check(args, ctx)
    if args.zet_uit:
        return _switch_off(args, ctx)
    found = _cases(args, ctx)
    result = _learn(args, ctx, found)
    used = _keep(args, ctx, result)
    _report(args, ctx, result, found.weggelaten, used)
    return EXIT_OK if result.goed else EXIT_NO


def _check(args: Namespace, ctx: Context) -> None:
    if args.regio is not None and args.regio not in ctx.knowledge.regios:
        known = ", ".join(ctx.knowledge.regios) or "nog geen regio"
        raise UserError(f"De regio ‘{args.regio}’ bestaat niet; kies uit {known}.")
    if args.verzonnen is not None and not 1 <= args.verzonnen <= MOST_INVENTED:
        raise UserError(f"Kies bij --verzonnen een aantal van 1 tot {MOST_INVENTED}.")
    if args.zaad is not None and args.verzonnen is None:
        raise UserError("Een --zaad hoort bij --verzonnen; zet dat erbij.")


def _switch_off(args: Namespace, ctx: Context) -> int:
    from assistant.leren.shelf import deactivate

    was = deactivate(ctx.settings.data_dir, args.regio)
    if args.json:
        print_json({"uitgezet": was})
    else:
        before = "" if was else " Dat was al zo."
        print_line(f"De volgorde van de regels geldt.{before}")
    return EXIT_OK


def _cases(args: Namespace, ctx: Context) -> Gelezen:
    """Return the cases to learn from: real ones, unless invented ones are asked."""
    from assistant.leren.cohort import World, draw_cohort
    from assistant.leren.record import Gelezen, read_finished_cases

    if args.verzonnen is None:
        return read_finished_cases(ctx, args.regio)
    plan = ctx.knowledge.leren.grenzen.training
    seed = plan.zaad if args.zaad is None else args.zaad
    regio = ctx.knowledge.regios.get(args.regio)
    world = World(ctx.knowledge, regio, ctx.today(), seed)
    return Gelezen(tuple(draw_cohort(world, args.verzonnen)), {})


def _learn(args: Namespace, ctx: Context, found: Gelezen) -> Leerresultaat:
    from assistant.leren.learn import learn
    from assistant.leren.train import Deel
    from matching.routes.model import Herkomst

    origin = Herkomst.praktijk if args.verzonnen is None else Herkomst.verzonnen
    return learn(found.gevallen, ctx.knowledge.leren, Deel(origin, args.regio))


def _keep(args: Namespace, ctx: Context, result: Leerresultaat) -> bool:
    """Keep the model with its card; return whether it is used from now on."""
    from assistant.leren import shelf
    from assistant.leren.card import card_files

    files = card_files(result, ctx.knowledge.leren)
    if args.kaart is not None:
        _write_cards(Path(args.kaart), files)
    if result.meting is None:
        return False
    folder, model = ctx.settings.data_dir, result.meting.model
    shelf.keep_model(folder, model)
    shelf.keep_cards(folder, model.id, files)
    used = bool(args.activeer) and result.goed
    if used:
        shelf.activate(folder, model)
    return used


def _write_cards(folder: Path, files: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError:
        raise UserError(
            f"De modelkaart kan niet in {folder} worden geschreven; kies bij --kaart "
            "een map waarin u mag schrijven."
        ) from None


def _report(
    args: Namespace,
    ctx: Context,
    result: Leerresultaat,
    left_out: Mapping[str, int],
    used: bool,
) -> None:
    from assistant.cli.leer_lines import result_lines
    from assistant.leren.card import card

    rows = ctx.knowledge.leren
    if args.json:
        told = {"geactiveerd": used, "weggelaten": dict(left_out)}
        print_json(card(result, rows) | told)
        return
    asked = bool(args.activeer)
    for line in result_lines(result, rows, left_out, used=used, asked=asked):
        print_line(line)
