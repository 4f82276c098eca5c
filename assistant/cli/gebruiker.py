"""``leerplek gebruiker``: add a person, or give one a link to choose a password."""

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

_ADMIN = "beheerder"


def add_parser(subparsers: Subparsers) -> None:
    """Add ``gebruiker``."""
    parser = subparsers.add_parser(
        "gebruiker",
        help="beheer de gebruikers: de eerste beheerder, of een nieuwe link",
        epilog=(
            'In een lege database: leerplek gebruiker "Uw naam" --rol beheerder. '
            "De rest gaat daarna in de browser. Wachtwoord kwijt: leerplek gebruiker "
            '"Uw naam". Ook de telefoon kwijt: zet er --telefoon-kwijt bij.'
        ),
    )
    parser.add_argument("naam", nargs="?", metavar="NAAM", help="leeg: toon iedereen")
    parser.add_argument("--rol", help="beheerder, regisseur, zorgcoordinator, …")
    parser.add_argument("--organisatie", help="code van de organisatie")
    parser.add_argument("--telefoon", help="nummer voor ouders en partners")
    parser.add_argument("--email", help="e-mailadres, ook om mee in te loggen")
    parser.add_argument(
        "--telefoon-kwijt",
        action="store_true",
        help="stel de tweede stap bij het inloggen opnieuw in",
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """List the people, or find or add one and print the link."""
    ctx = open_context()
    with closing(ctx.store):
        return _run(ctx, args)


def _run(ctx: Context, args: argparse.Namespace) -> int:
    from assistant.casework.invitations import invite_user
    from assistant.casework.kijker import SYSTEEM
    from assistant.casework.links import link_url
    from assistant.casework.people import users

    if args.naam is None:
        return _list(users(ctx), as_json=args.json)
    user = _find_or_add(ctx, args)
    lost = args.telefoon_kwijt
    token = invite_user(ctx, user.id, door=SYSTEEM.naam, tweede_stap_weg=lost)
    link = link_url(ctx, token)
    if args.json:
        print_json({"id": user.id, "naam": user.naam, "rol": user.rol, "link": link})
        return EXIT_OK
    days = ctx.knowledge.aanmelden.links
    print_line(f"{user.naam} ({user.rol}, {user.organisatie}) kiest een wachtwoord op:")
    print_line(link)
    print_line(
        f"De link werkt één keer: de eerste {days.activeren_medewerker} dagen, of "
        f"{days.herstel} dag als er al een wachtwoord was. Geef hem aan niemand anders."
    )
    return EXIT_OK


def _list(people: list[UserView], *, as_json: bool) -> int:
    if as_json:
        rows = [
            {
                "id": one.id,
                "naam": one.naam,
                "rol": one.rol,
                "organisatie": one.organisatie,
            }
            for one in people
        ]
        print_json(rows)
    elif not people:
        print_line(
            "Er zijn nog geen gebruikers. Maak de eerste beheerder met: "
            'leerplek gebruiker "Uw naam" --rol beheerder'
        )
    else:
        for one in people:
            print_line(f"{one.naam} ({one.rol}, {one.organisatie})")
    return EXIT_OK


def _find_or_add(ctx: Context, args: argparse.Namespace) -> UserView:
    """Return the person with this name and role; add one when a role is given."""
    from assistant.casework.kijker import SYSTEEM
    from assistant.casework.people import create_user, users

    same = [one for one in users(ctx) if one.naam == args.naam.strip()]
    if args.rol is None:
        # Somebody with two roles is still one person with one password.
        if len({one.id for one in same}) == 1:
            return same[0]
        msg = (
            f"'{args.naam}' is nog geen gebruiker. Geef ook --rol op, bijvoorbeeld "
            f"--rol {_ADMIN}."
        )
        if same:
            msg = f"Meer mensen heten '{args.naam}'. Geef met --rol op wie."
        raise UserError(msg)
    for one in same:
        if one.rol == args.rol and args.organisatie in (None, one.organisatie_id):
            return one
    return create_user(
        ctx,
        naam=args.naam,
        rol=args.rol,
        organisatie=args.organisatie,
        telefoon=args.telefoon,
        email=args.email,
        door=SYSTEEM.naam,
    )
