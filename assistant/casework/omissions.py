"""What a document leaves out for its reader, and why: never whether it was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.documents.stuk import Weglating
from knowledge.inzage import Categorie, category_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from knowledge.documenten import Documentsoort
    from knowledge.velden import Veld

ONLY_PROFESSIONALS = Weglating(
    "Vragen die alleen voor professionals zijn",
    "Zulke vragen staan nooit in een stuk voor deze lezer, of ze nu zijn "
    "beantwoord of niet.",
)

NOT_NEEDED = "Niet nodig voor de taak van deze lezer (AVG 5)."


def omissions(
    ctx: Context, document: Documentsoort, inzage: Inzage
) -> Iterator[Weglating]:
    """Tell what this reader does not get to see in a document.

    The list depends on the reader and the document only, never on the answers, so
    that it cannot give away that something was said.

    Parameters
    ----------
    ctx
        Gives the fields and the categories.
    document
        The kind of document.
    inzage
        What the reader may see of this case.
    """
    fields = ctx.knowledge.velden
    wanted = [fields[one] for one in document.velden] or list(fields.values())
    hidden = [veld for veld in wanted if not inzage.toont(veld.id)]
    if not inzage.naam:
        yield Weglating(
            ctx.knowledge.inzage.categorie(Categorie.NAAM).naam,
            inzage.gronden[Categorie.NAAM],
        )
    if not inzage.heeft("woorden"):
        yield Weglating(
            ctx.knowledge.inzage.categorie(Categorie.EIGEN_WOORDEN).naam,
            inzage.gronden[Categorie.EIGEN_WOORDEN],
        )
    if any(veld.niet_tonen_aan for veld in hidden):
        yield ONLY_PROFESSIONALS
    yield from _by_category(ctx, inzage, hidden)
    if document.doel is not None:
        label = document.naam[:1].lower() + document.naam[1:]
        yield Weglating(
            "Antwoorden die voor dit stuk niet nodig zijn",
            f"In dit stuk staat alleen wat nodig is voor: {label} (AVG 5).",
        )


def _by_category(
    ctx: Context, inzage: Inzage, hidden: list[Veld]
) -> Iterator[Weglating]:
    for categorie in Categorie:
        names = [
            veld.naam
            for veld in hidden
            if category_of(veld) is categorie and not veld.niet_tonen_aan
        ]
        if not names:
            continue
        row = ctx.knowledge.inzage.categorie(categorie)
        why = inzage.gronden[categorie]
        if categorie in inzage.categorieen:
            why = NOT_NEEDED
        yield Weglating(f"{row.naam}: {', '.join(names)}", why)
