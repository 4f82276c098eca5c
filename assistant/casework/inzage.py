"""Inzage: what one viewer may see of one case, and on which ground.

The one function behind every page, export and API call. The table is
``knowledge/data/inzage.yaml``; which cases are in sight at all is one condition
(:mod:`models.zicht`) for lists and for a single case.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.casework.ages import ages_of
from assistant.casework.find import no_case
from assistant.casework.grounds import explain, gather_grounds
from assistant.casework.sight import sight_in, sight_of
from knowledge.inzage import Categorie, GrondSoort, Leeftijdsgroep, Relatie, category_of
from models.zicht import Zicht, all_in_sight, seen_cases

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    from assistant.casework.grounds import Grounds
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.inzage import Inzagerij
    from models.casus import Casus
    from models.store import UnitOfWork

__all__ = [
    "Inzage",
    "inzage_in",
    "inzage_of",
    "name_sight_in",
    "require_case",
    "sight_in",
    "sight_of",
]


@dataclass(frozen=True)
class Inzage:
    """What one viewer may see of one case.

    Parameters
    ----------
    casus_id
        The case.
    relatie
        What ties the viewer to the case (the strongest tie).
    categorieen
        Categories of data that are open.
    velden
        Fields of the probleemanalyse that are in sight.
    onderdelen
        Parts of the case that are in sight.
    mag_wijzigen
        Whether this viewer may change the case.
    gronden
        Per category one Dutch sentence why it is open or not.
    grond
        The ground in a few words, for the register.
    """

    casus_id: str
    relatie: str
    categorieen: frozenset[str]
    velden: frozenset[str]
    onderdelen: frozenset[str]
    mag_wijzigen: bool
    gronden: Mapping[str, str]
    grond: str

    @property
    def naam(self) -> bool:
        """Return whether the name of the pupil is in sight."""
        return Categorie.NAAM in self.categorieen

    def toont(self, veld_id: str) -> bool:
        """Tell whether a field of the probleemanalyse is in sight."""
        return veld_id in self.velden

    def heeft(self, onderdeel: str) -> bool:
        """Tell whether a part of the case is in sight."""
        return onderdeel in self.onderdelen


def require_case(ctx: Context, kijker: Kijker, casus_id: str) -> Inzage:
    """Return what somebody may see of a case, in a transaction of its own.

    Raises
    ------
    NotFoundError
        When the case is not in sight; a foreign case reads like one that is absent.
    """
    with ctx.store.reading() as uow:
        return inzage_in(ctx, uow, kijker, casus_id)


def inzage_in(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus: Casus | str
) -> Inzage:
    """Return what somebody may see of a case within an open transaction.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    """
    casus_id = casus if isinstance(casus, str) else casus.id
    found = inzage_of(ctx, uow, kijker, [casus_id]).get(casus_id)
    if found is None:
        raise no_case(casus_id)
    return found


def name_sight_in(ctx: Context, uow: UnitOfWork, kijker: Kijker) -> Zicht:
    """Return the cases whose pupil's name is in sight, for a search on names.

    It agrees with :attr:`Inzage.naam`: what is open to a whole relation stays a
    condition; where consent or an agreement decides, the cases are listed.
    """
    zicht = sight_in(ctx, uow, kijker)
    if zicht.alles or kijker.is_family:
        return zicht
    apart = Zicht(overleggen=zicht.overleggen, gedeeld=zicht.gedeeld)
    known = inzage_of(ctx, uow, kijker, all_in_sight(uow.session, apart))
    named = frozenset(one for one, inzage in known.items() if inzage.naam)
    rows = ctx.knowledge.inzage.rows_for(kijker.rol, kijker.organisatie_soort)
    by_task = {
        row.relatie
        for row in rows
        if GrondSoort.TAAK in row.cellen[Categorie.NAAM].gronden
    }
    return Zicht(
        organisaties=zicht.organisaties if Relatie.EIGEN in by_task else frozenset(),
        swv=zicht.swv if Relatie.SWV in by_task else frozenset(),
        zonder_swv=zicht.zonder_swv,
        groepen=zicht.groepen if Relatie.PLAATS in by_task else frozenset(),
        gedeeld=named,
    )


def inzage_of(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus_ids: Collection[str]
) -> dict[str, Inzage]:
    """Return what somebody may see of several cases; those out of sight are left out.

    The number of queries does not depend on the number of cases.
    """
    ids = sorted(set(casus_ids))
    if not ids:
        return {}
    zicht = sight_in(ctx, uow, kijker, ids)
    found = seen_cases(uow.session, zicht, ids)
    if kijker.is_system:
        return {row.id: _everything(ctx, row.id) for row in found}
    seen = [row.id for row in found]
    grounds = gather_grounds(ctx, uow, kijker, seen)
    ages = ages_of(ctx, uow, seen) if kijker.is_family else {}
    made: dict[str, Inzage] = {}
    # A table has hundreds of cases that are in sight in the same few ways.
    ways: dict[Hashable, Inzage] = {}
    for row in found:
        held = {Relatie(name) for name in row.relaties}
        own = row.swv_id == kijker.organisatie_id
        rows = _rows_now(ctx, kijker, held, own_swv=own, age=ages.get(row.id))
        if not rows:
            continue  # without a row of the table nothing is in sight
        way = (tuple(map(id, rows)), grounds[row.id])
        if way not in ways:
            ways[way] = _assemble(ctx, row.id, rows, grounds[row.id])
        made[row.id] = replace(ways[way], casus_id=row.id)
    return made


def _rows_now(
    ctx: Context,
    kijker: Kijker,
    held: Collection[Relatie],
    *,
    own_swv: bool,
    age: int | None,
) -> list[Inzagerij]:
    """Return the rows of the table that hold for this viewer and this case."""
    regels = ctx.knowledge.inzage
    under = age is not None and age < regels.leeftijd_eigen_toestemming
    group = Leeftijdsgroep.ONDER_16 if under else Leeftijdsgroep.VANAF_16
    return [
        row
        for row in regels.rows_for(kijker.rol, kijker.organisatie_soort)
        if row.relatie in held
        and (own_swv or not row.eigen_swv)
        and (row.gezag is None or row.gezag is bool(kijker.gezag))
        and (row.leeftijd is None or row.leeftijd is group)
    ]


def _assemble(
    ctx: Context, casus_id: str, rows: Sequence[Inzagerij], grounds: Grounds
) -> Inzage:
    """Join what every row that holds opens; nothing else is in sight."""
    regels = ctx.knowledge.inzage
    velden: set[str] = set()
    parts: set[str] = set()
    opened: dict[Categorie, GrondSoort] = {}
    for row in rows:
        own = {
            categorie: ground
            for categorie in Categorie
            if (ground := grounds.opens(row, categorie)) is not None
        }
        opened = own | opened
        parts |= regels.parts_of(row.onderdelen, own)
        velden.update(
            veld.id
            for veld in ctx.knowledge.velden.values()
            if category_of(veld) in own and row.may_show(veld)
        )
    first = rows[0]
    ground = opened.get(Categorie.GEWOON, opened.get(Categorie.PSEUDONIEM))
    name = regels.grond(ground or GrondSoort.TAAK).naam
    return Inzage(
        casus_id=casus_id,
        relatie=first.relatie.value,
        categorieen=frozenset(opened),
        velden=frozenset(velden),
        onderdelen=frozenset(parts),
        mag_wijzigen=any(row.wijzigen for row in rows),
        gronden=MappingProxyType(
            {
                categorie.value: explain(regels, rows, categorie, opened.get(categorie))
                for categorie in Categorie
            }
        ),
        grond=f"{name}: {first.wie}",
    )


def _everything(ctx: Context, casus_id: str) -> Inzage:
    """Return the sight of the command line: whoever runs it owns the file."""
    regels = ctx.knowledge.inzage
    reason = "De opdrachtregel draait op de machine van de eigenaar."
    return Inzage(
        casus_id=casus_id,
        relatie="systeem",
        categorieen=frozenset(Categorie),
        velden=frozenset(ctx.knowledge.velden),
        onderdelen=frozenset(part.id for part in regels.onderdelen),
        mag_wijzigen=True,
        gronden=MappingProxyType({one.value: reason for one in Categorie}),
        grond="taak: opdrachtregel",
    )
