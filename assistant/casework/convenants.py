"""Convenants: what parties agreed to share, made, read and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.organisations import find_organisation
from assistant.errors import InputError, NotAllowedError, NotFoundError
from knowledge.inzage import Categorie, GrondSoort
from models.convenant import Convenant, ConvenantPartij, all_convenants
from models.organisatie import all_organisations

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

MAX_NAME = 200
MAX_TEXT = 1000
"""Most characters of the purpose and of the legal base."""


@dataclass(frozen=True)
class ConvenantView:
    """An agreement; ``geldt`` says whether it holds today."""

    id: int
    naam: str
    doel: str
    grondslag: str
    van: date
    tot: date | None
    beeindigd_op: datetime | None
    categorieen: tuple[str, ...]
    partijen: tuple[str, ...]
    partij_ids: frozenset[str]
    geldt: bool
    voorbeeld: bool


def convenants(ctx: Context) -> tuple[ConvenantView, ...]:
    """Return every agreement, those that hold first, then the newest."""
    with ctx.store.reading() as uow:
        names = {
            row.id: row.naam for row in all_organisations(uow.session, active=False)
        }
        rows = [_view(ctx, row, names) for row in all_convenants(uow.session)]
    return tuple(sorted(rows, key=lambda row: (not row.geldt, -row.id)))


def categories_for(ctx: Context) -> tuple[Categorie, ...]:
    """Return the categories that an agreement can open, by the table of sight."""
    opened = {
        categorie
        for row in ctx.knowledge.inzage.rijen
        for categorie, cel in row.cellen.items()
        if GrondSoort.CONVENANT in cel.gronden
    }
    return tuple(
        one for one in Categorie if one in opened and one is not Categorie.PSEUDONIEM
    )


def require_maker(kijker: Kijker) -> None:
    """Refuse who may not bind parties: only a samenwerkingsverband keeps convenants.

    Otherwise an organisation could open the cases of others to itself.

    Raises
    ------
    NotAllowedError
        When this person works for another kind of organisation.
    """
    swv = (kijker.organisatie_soort or "").startswith("samenwerkingsverband")
    if not (swv or kijker.is_system):
        msg = "Alleen het samenwerkingsverband legt convenanten vast of beëindigt ze."
        raise NotAllowedError(msg)


def make_convenant(
    ctx: Context,
    *,
    naam: str,
    doel: str,
    grondslag: str,
    van: date,
    tot: date | None,
    categorieen: Collection[str],
    partijen: Collection[str],
    door: str,
    voorbeeld: bool = False,
) -> int:
    """Store an agreement and return its id.

    Parameters
    ----------
    ctx
        The surroundings.
    naam, doel, grondslag
        What it is called, what it is for and on which law it rests.
    van, tot
        The first and the last day; without an end it holds until it is ended.
    categorieen
        What may be shared (ids of the table of sight).
    partijen
        The organisations, at least two.
    door
        Who stores it.
    voorbeeld
        Whether it is invented.

    Raises
    ------
    InputError
        When something is missing or does not fit; nothing is stored.
    NotFoundError
        When a party does not exist.
    """
    _check(ctx, naam, doel, grondslag, van, tot, categorieen, partijen)
    with ctx.store.unit_of_work() as uow:
        row = Convenant(
            naam=naam.strip(),
            doel=doel.strip(),
            grondslag=grondslag.strip(),
            van=van,
            tot=tot,
            categorieen=[one.value for one in Categorie if one in categorieen],
            voorbeeld=voorbeeld,
            door=door,
            op=ctx.now(),
            partijen=[
                ConvenantPartij(organisatie_id=find_organisation(uow, one).id)
                for one in sorted(set(partijen))
            ],
        )
        uow.session.add(row)
        uow.session.flush()
        log(ctx, uow, "convenant_gemaakt", "convenant", row.id, door=door)
        return row.id


def end_convenant(ctx: Context, convenant_id: int, *, door: str) -> None:
    """End an agreement: from this moment it opens nothing.

    Raises
    ------
    NotFoundError
        When there is no such agreement.
    NotAllowedError
        When it had ended already.
    """
    with ctx.store.unit_of_work() as uow:
        row = _find(uow, convenant_id)
        if row.beeindigd_op is not None or (row.tot and row.tot < ctx.today()):
            raise NotAllowedError("Dit convenant was al afgelopen.")
        row.beeindigd_op = ctx.now()
        log(ctx, uow, "convenant_beeindigd", "convenant", row.id, door=door)


def _find(uow: UnitOfWork, convenant_id: int) -> Convenant:
    row = uow.session.get(Convenant, convenant_id, with_for_update=True)
    if row is None:
        raise NotFoundError("Dit convenant is er niet. Kies er een uit de lijst.")
    return row


def _check(
    ctx: Context,
    naam: str,
    doel: str,
    grondslag: str,
    van: date,
    tot: date | None,
    categorieen: Collection[str],
    partijen: Collection[str],
) -> None:
    for text, most, what in (
        (naam, MAX_NAME, "de naam"),
        (doel, MAX_TEXT, "het doel"),
        (grondslag, MAX_TEXT, "de grondslag"),
    ):
        if not text.strip():
            raise InputError(f"Vul {what} van het convenant in.")
        if len(text) > most:
            raise InputError(f"Maak {what} korter: hoogstens {most} tekens.")
    if tot is not None and tot < van:
        raise InputError(
            "De einddatum ligt voor de begindatum. Verbeter een van beide."
        )
    if len(set(partijen)) < 2:
        raise InputError("Kies minstens twee partijen.")
    allowed = categories_for(ctx)
    if not categorieen or any(one not in allowed for one in categorieen):
        names = ", ".join(ctx.knowledge.inzage.categorie(one).naam for one in allowed)
        raise InputError(f"Kies welke gegevens het convenant noemt: {names}.")


def _view(ctx: Context, row: Convenant, names: Mapping[str, str]) -> ConvenantView:
    regels = ctx.knowledge.inzage
    return ConvenantView(
        id=row.id,
        naam=row.naam,
        doel=row.doel,
        grondslag=row.grondslag,
        van=row.van,
        tot=row.tot,
        beeindigd_op=row.beeindigd_op,
        categorieen=tuple(
            regels.categorie(Categorie(one)).naam for one in row.categorieen
        ),
        partijen=tuple(sorted(names.get(one, one) for one in row.partij_ids)),
        partij_ids=row.partij_ids,
        geldt=row.holds_on(ctx.today()),
        voorbeeld=row.voorbeeld,
    )
