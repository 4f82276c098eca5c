"""``leerplek inzage``: print who may see what of a case, with grounds and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.common import (
    EXIT_OK,
    Subparsers,
    UserError,
    add_json,
    print_json,
    print_line,
)

if TYPE_CHECKING:
    import argparse

    from knowledge.inzage import Inzageregels, Inzagerij

_COLUMN = 38
_GROUND = 36


def add_parser(subparsers: Subparsers) -> None:
    """Add ``inzage``."""
    parser = subparsers.add_parser("inzage", help="wie ziet wat van een casus")
    parser.add_argument("--rol", help="alleen deze rol, bijvoorbeeld overleglid")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the table of sight, as text or as one JSON document."""
    from knowledge.load import load_knowledge

    regels = load_knowledge().inzage
    rows = [row for row in regels.rijen if args.rol in (None, *row.rollen)]
    if not rows:
        known = ", ".join(sorted({rol for row in regels.rijen for rol in row.rollen}))
        raise UserError(
            f"De rol '{args.rol}' staat niet in de tabel. Kies uit: {known}."
        )
    if args.json:
        print_json({"rijen": [_as_dict(regels, row) for row in rows]})
        return EXIT_OK
    for row in rows:
        _print_row(regels, row)
    print_line(
        f"Vanaf {regels.leeftijd_eigen_toestemming} jaar geeft de leerling zelf "
        f"toestemming ({regels.leeftijd_eigen_toestemming_bron})."
    )
    return EXIT_OK


def _print_row(regels: Inzageregels, row: Inzagerij) -> None:
    print_line(row.wie)
    where = ", ".join(row.organisaties) or "het gezin"
    print_line(f"  {', '.join(row.rollen)} bij {where}")
    print_line(f"  band met de casus: {_tie(regels, row)}; {_limits(row)}")
    for part in regels.categorieen:
        cel = row.cellen[part.id]
        grounds = " of ".join(regels.grond(one).naam for one in cel.gronden)
        print_line(f"    {part.naam:<{_COLUMN}}{grounds:<{_GROUND}}{cel.bron}")
    print_line()


def _tie(regels: Inzageregels, row: Inzagerij) -> str:
    return next(one.naam for one in regels.relaties if one.id is row.relatie)


def _limits(row: Inzagerij) -> str:
    change = "mag wijzigen" if row.wijzigen else "alleen lezen"
    if row.velden:
        return f"{change}; alleen {len(row.velden)} velden"
    if row.doeleinden:
        return f"{change}; alleen velden voor {', '.join(row.doeleinden)}"
    return change


def _as_dict(regels: Inzageregels, row: Inzagerij) -> dict[str, object]:
    return {
        "id": row.id,
        "wie": row.wie,
        "rollen": list(row.rollen),
        "organisaties": list(row.organisaties),
        "relatie": row.relatie.value,
        "gezag": row.gezag,
        "leeftijd": None if row.leeftijd is None else row.leeftijd.value,
        "wijzigen": row.wijzigen,
        "doeleinden": [one.value for one in row.doeleinden],
        "velden": list(row.velden),
        "onderdelen": list(row.onderdelen),
        "categorieen": {
            part.id.value: {
                "gronden": [one.value for one in row.cellen[part.id].gronden],
                "bron": row.cellen[part.id].bron,
            }
            for part in regels.categorieen
        },
    }
