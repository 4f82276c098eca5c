"""``leerplek gebruiker``: add a person and print a one-time link to sign in."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    UserError,
    add_json,
    open_context,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    import argparse

    from assistant.casework.views import UserView
    from assistant.context import Context


def add_parser(subparsers: Subparsers) -> None:
    """Add ``gebruiker``."""
    parser = subparsers.add_parser("gebruiker", help="beheer de gebruikers")
    parser.add_argument("naam", nargs="?", metavar="NAAM", help="leeg: toon iedereen")
    parser.add_argument("--rol", help="zorgcoordinator, regisseur, overleglid, …")
    parser.add_argument("--organisatie", help="code van de organisatie")
    parser.add_argument("--telefoon", help="nummer voor ouders en partners")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """List the people, or find or add one and print the link."""
    ctx = open_context()
    with closing(ctx.store):
        return _run(ctx, args)


def _run(ctx: Context, args: argparse.Namespace) -> int:
    from assistant.casework.people import give_user_access, users

    if args.naam is None:
        return _list(users(ctx), as_json=args.json)
    user = _find_or_add(ctx, args)
    link = f"{ctx.settings.app_url}/toegang/{give_user_access(ctx, user.id)}"
    if args.json:
        print_json({"id": user.id, "naam": user.naam, "rol": user.rol, "link": link})
        return EXIT_OK
    print_line(f"{user.naam} ({user.rol}) kan één keer binnenkomen met deze link:")
    print_line(link)
    print_line("De link is een dag geldig. Geef hem aan niemand anders.")
    return EXIT_OK


def _list(people: list[UserView], *, as_json: bool) -> int:
    if as_json:
        rows = [{"id": one.id, "naam": one.naam, "rol": one.rol} for one in people]
        print_json(rows)
    elif not people:
        print_line("Er zijn nog geen gebruikers. Geef een naam en --rol op.")
    else:
        for one in people:
            print_line(f"{one.naam} ({one.rol})")
    return EXIT_OK


def _find_or_add(ctx: Context, args: argparse.Namespace) -> UserView:
    """Return the person with this name and role; add one when a role is given."""
    from assistant.casework.people import create_user, users

    same = [one for one in users(ctx) if one.naam == args.naam.strip()]
    if args.rol is None:
        if len(same) == 1:
            return same[0]
        msg = f"'{args.naam}' is nog geen gebruiker. Geef ook --rol op."
        if same:
            msg = f"'{args.naam}' heeft meer rollen. Geef met --rol op welke."
        raise UserError(msg)
    for one in same:
        if one.rol == args.rol:
            return one
    return create_user(
        ctx,
        naam=args.naam,
        rol=args.rol,
        organisatie=args.organisatie,
        telefoon=args.telefoon,
    )
