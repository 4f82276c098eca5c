"""On which grounds a viewer may see categories of data of a case, gathered at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.consented import consented
from assistant.casework.sight import standing
from knowledge.inzage import Categorie, GrondSoort, Relatie
from models.casus import owners_of
from models.convenant import valid_convenants
from models.deling import Grond, running_sharings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.inzage import Inzageregels, Inzagerij
    from models.deling import Deling
    from models.store import UnitOfWork

_NOTHING: frozenset[Categorie] = frozenset()


@dataclass(frozen=True)
class Grounds:
    """The grounds a viewer has for one case, beside the table.

    Parameters
    ----------
    taak
        Whether the case is shared for a task of the organisation.
    toestemming
        Categories that who decides in the family allows this organisation.
    convenant
        Categories of the agreements on which the case is shared.
    convenant_tafel
        Categories of the agreements between this organisation and the owners.
    """

    taak: bool = False
    toestemming: frozenset[Categorie] = _NOTHING
    convenant: frozenset[Categorie] = _NOTHING
    convenant_tafel: frozenset[Categorie] = _NOTHING

    def opens(self, rij: Inzagerij, categorie: Categorie) -> GrondSoort | None:
        """Return the ground that opens a category to a kind of viewer, or None.

        Whoever has a tie with a case may know its number.
        """
        for ground in rij.cellen[categorie].gronden:
            if self._holds(ground, rij.relatie, categorie):
                return ground
        if categorie is Categorie.PSEUDONIEM and rij.relatie is not Relatie.GEEN:
            return GrondSoort.TOESTEMMING if self.toestemming else GrondSoort.CONVENANT
        return None

    def _holds(
        self, ground: GrondSoort, relatie: Relatie, categorie: Categorie
    ) -> bool:
        if ground is GrondSoort.EIGEN:
            return relatie is Relatie.GEZIN
        if ground is GrondSoort.TAAK:
            return self.taak if relatie is Relatie.DELING else relatie in _BY_TASK
        if ground is GrondSoort.TOESTEMMING:
            return categorie in self.toestemming
        if ground is GrondSoort.CONVENANT:
            agreed = {
                Relatie.DELING: self.convenant,
                Relatie.TAFEL: self.convenant_tafel,
            }
            return categorie in agreed.get(relatie, _NOTHING)
        return False


_BY_TASK = frozenset({Relatie.EIGEN, Relatie.SWV, Relatie.TAFEL, Relatie.PLAATS})


def gather_grounds(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_ids: Collection[str]
) -> dict[str, Grounds]:
    """Return the grounds of one viewer for several cases, in a few queries.

    Parameters
    ----------
    ctx
        Gives the date of reckoning.
    uow
        The open transaction.
    kijker
        Who looks.
    casus_ids
        Cases that are in sight.
    """
    own = kijker.organisatie_id
    allowed = consented(ctx, uow, own, casus_ids)
    if own is None or not casus_ids:
        return {
            one: Grounds(toestemming=allowed.get(one, _NOTHING)) for one in casus_ids
        }
    rows = running_sharings(uow.session, own, ctx.today(), casus_ids)
    shared: dict[str, list[Deling]] = {}
    for row in standing(ctx, uow, own, rows):
        shared.setdefault(row.casus_id, []).append(row)
    agreements = {
        row.id: (row.partij_ids, frozenset(Categorie(one) for one in row.categorieen))
        for row in valid_convenants(uow.session, own, ctx.today())
    }
    return {
        casus_id: Grounds(
            taak=any(row.grond is Grond.TAAK for row in shared.get(casus_id, ())),
            toestemming=allowed.get(casus_id, _NOTHING),
            convenant=_joined(
                agreements[row.convenant_id][1]
                for row in shared.get(casus_id, ())
                if row.convenant_id in agreements
            ),
            convenant_tafel=_joined(
                categories
                for parties, categories in agreements.values()
                if parties & owners
            ),
        )
        for casus_id, owners in owners_of(uow.session, casus_ids).items()
    }


def _joined(sets: Iterable[frozenset[Categorie]]) -> frozenset[Categorie]:
    return frozenset().union(*sets)


def explain(
    regels: Inzageregels,
    rows: Sequence[Inzagerij],
    categorie: Categorie,
    ground: GrondSoort | None,
) -> str:
    """Return in one Dutch sentence why a category is in sight or not.

    Parameters
    ----------
    regels
        The table with its words.
    rows
        The rows that hold for this viewer.
    categorie
        The category.
    ground
        What opens it, or None.
    """
    cellen = [row.cellen[categorie] for row in rows]
    if ground is not None:
        cel = next((one for one in cellen if ground in one.gronden), cellen[0])
        return f"{regels.grond(ground).ja} ({cel.bron})"
    needed = [one for cel in cellen for one in cel.gronden]
    open_ways = [
        regels.grond(one).nodig
        for one in GrondSoort
        if one in needed and one is not GrondSoort.NOOIT
    ]
    if not open_ways:
        return f"Dit is voor u nooit te zien. ({cellen[0].bron})"
    return f"Dit ziet u niet. Nodig is {' of '.join(open_ways)}. ({cellen[0].bron})"
