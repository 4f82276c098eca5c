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
    texts = ctx.knowledge.documentteksten.weggelaten
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
        yield Weglating(texts.professional.wat, texts.professional.waarom)
    yield from _by_category(ctx, inzage, hidden)
    if document.doel is not None:
        label = document.naam[:1].lower() + document.naam[1:]
        yield Weglating(
            texts.niet_nodig.wat, texts.niet_nodig.waarom.format(stuk=label)
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
        text = ctx.knowledge.documentteksten.weggelaten.niet_voor_taak
        seen = categorie in inzage.categorieen
        why = text.waarom if seen else inzage.gronden[categorie]
        what = text.wat.format(categorie=row.naam, vragen=", ".join(names))
        yield Weglating(what, why)
