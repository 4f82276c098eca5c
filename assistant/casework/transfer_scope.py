"""What of a case may travel to another region; the table of sight decides.

Source: WPO 18a(13) (health data only with a ground); AVG 5, 6, 9, 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.inzage import Categorie, GrondSoort, category_of

if TYPE_CHECKING:
    from assistant.casework.inzage import Inzage
    from assistant.context import Context
    from knowledge.inzage import Inzagerij

NOT_SEEN_BY_MAKER = "Wat niet zichtbaar is voor wie het bestand maakte"


@dataclass(frozen=True)
class Reikwijdte:
    """What goes along: fields, parts of the case, and whether the name does."""

    velden: frozenset[str]
    onderdelen: frozenset[str]
    naam: bool
    woorden: bool
    weggelaten: tuple[str, ...]

    def within(self, inzage: Inzage) -> Reikwijdte:
        """Return the same without what the maker of the file does not see."""
        fields = self.velden & inzage.velden
        parts = self.onderdelen & inzage.onderdelen
        name = self.naam and inzage.naam
        words = self.woorden and inzage.heeft("woorden")
        if (fields, parts, name, words) == (
            self.velden,
            self.onderdelen,
            self.naam,
            self.woorden,
        ):
            return self
        return Reikwijdte(
            fields, parts, name, words, (*self.weggelaten, NOT_SEEN_BY_MAKER)
        )


def transfer_scope(ctx: Context, *, toestemming: bool) -> Reikwijdte:
    """Return what may travel, with or without the consent of the family.

    Parameters
    ----------
    ctx
        Gives the row of the table that stands for another region.
    toestemming
        Whether the family consented to this transfer.
    """
    regels = ctx.knowledge.inzage
    row = next(
        one for one in regels.rijen if one.id == ctx.knowledge.overdracht.inzagerij
    )
    open_now = {
        categorie
        for categorie in Categorie
        if _is_open(row, categorie, toestemming=toestemming)
    }
    fields = frozenset(
        veld.id
        for veld in ctx.knowledge.velden.values()
        if category_of(veld) in open_now and row.may_show(veld)
    )
    return Reikwijdte(
        velden=fields,
        onderdelen=regels.parts_of(row.onderdelen, open_now),
        naam=Categorie.NAAM in open_now,
        woorden=Categorie.EIGEN_WOORDEN in open_now,
        weggelaten=tuple(_left_out(ctx, row, open_now, toestemming=toestemming)),
    )


def _is_open(row: Inzagerij, categorie: Categorie, *, toestemming: bool) -> bool:
    grounds = row.cellen[categorie].gronden
    if GrondSoort.TAAK in grounds:
        return True
    return toestemming and GrondSoort.TOESTEMMING in grounds


def _left_out(
    ctx: Context, row: Inzagerij, open_now: set[Categorie], *, toestemming: bool
) -> list[str]:
    lines = []
    for categorie in Categorie:
        if categorie in open_now:
            continue
        name = ctx.knowledge.inzage.categorie(categorie).naam
        never = GrondSoort.TOESTEMMING not in row.cellen[categorie].gronden
        why = "gaan niet mee" if never else "alleen met toestemming"
        lines.append(f"{name}: {why} ({row.cellen[categorie].bron})")
    lines.append("Antwoorden die de nieuwe regio niet nodig heeft (AVG 5)")
    return lines
