"""See the life of a case: its path, who has it, what is offered, what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.casework.mandate import LEADS, has_mandate
from assistant.casework.receivers import holder_of, people_for, regions_for
from assistant.casework.timeline import reason_in_sight
from models.casus import STATUS_TEKST, CasusStatus
from models.gebruiker import Gebruiker
from models.organisatie import Organisatie
from models.overdracht import (
    Overdracht,
    OverdrachtSoort,
    OverdrachtStand,
    handovers_of,
    offered_by,
    offered_to,
)
from models.statuswissel import path_of
from models.taak import open_taken

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

S = CasusStatus
LAST_OFFERS = 25
"""How many of one's own offers are shown."""
STEPS: dict[str, tuple[str, frozenset[CasusStatus]]] = {
    "intake": ("verder", frozenset({S.SIGNAAL, S.HEROPEND})),
    "starten": ("verder", frozenset({S.BESLOTEN, S.GEADVISEERD})),
    "nazorg": ("verder", frozenset({S.GESTART, S.NAZORG})),
    "overdragen": ("overdragen", frozenset(S) - {S.AFGESLOTEN}),
    "regisseur": ("regisseur_kiezen", frozenset(S) - {S.AFGESLOTEN}),
    "verhuizen": ("verhuizen", frozenset(S) - {S.AFGESLOTEN}),
    "sluiten": ("sluiten", frozenset(S) - {S.AFGESLOTEN, S.GESTOPT}),
    "heropenen": ("heropenen", frozenset({S.AFGESLOTEN})),
    "kosten": ("kosten", frozenset(S)),
}
"""Per step the mandate it needs and the statuses in which it is possible."""


@dataclass(frozen=True)
class PathLine:
    """One change of status, as it is told."""

    tekst: str
    op: datetime
    door: str
    reden: str


@dataclass(frozen=True)
class HandoverView:
    """A hand-over with names; ``voor_mij`` says whether this viewer answers it."""

    id: int
    casus_id: str
    soort: str
    van: str | None
    naar: str
    notitie: str
    taken: int
    stand: str
    aangeboden_op: datetime
    aangeboden_door: str
    beantwoord_op: datetime | None
    beantwoord_door: str | None
    antwoord: str | None
    voor_mij: bool


@dataclass(frozen=True)
class Choice:
    """Somebody or something to choose from."""

    id: str
    naam: str


@dataclass(frozen=True)
class TaskChoice:
    """An open task to hand over or let lapse."""

    id: int
    tekst: str
    voor: str
    urgent: bool
    van_wie: bool
    """Whether the person who hands over has it."""


@dataclass(frozen=True)
class LifeView:
    """The life of a case as one viewer sees it."""

    casus_id: str
    status: str
    status_tekst: str
    zorgcoordinator: str | None
    regisseur: str | None
    samenwerkingsverband: str | None
    school: str | None
    uitkomst: str | None
    gesloten_op: datetime | None
    pad: tuple[PathLine, ...]
    overdrachten: tuple[HandoverView, ...]
    kan: frozenset[str]


def life_view(
    ctx: Context, casus_id: str, kijker: Kijker, known: Inzage | None = None
) -> LifeView:
    """Return the life of a case as far as somebody may see it.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    kijker
        Who looks.
    known
        What this viewer may see of this case, when the caller has it already.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        inzage = known or inzage_in(ctx, uow, kijker, casus_id)
        return LifeView(
            casus_id=casus.id,
            status=casus.status.value,
            status_tekst=STATUS_TEKST[casus.status],
            zorgcoordinator=_person(uow, casus.zorgcoordinator_id),
            regisseur=_person(uow, casus.regisseur_id),
            samenwerkingsverband=_party(uow, casus.swv_id),
            school=_party(uow, casus.organisatie_id),
            uitkomst=casus.uitkomst if inzage.toont("uitkomst") else None,
            gesloten_op=casus.gesloten_op,
            pad=tuple(
                PathLine(
                    STATUS_TEKST[row.naar],
                    row.op,
                    row.door or "Leerplek",
                    row.reden if reason_in_sight(row, inzage) else "",
                )
                for row in path_of(uow.session, casus.id)
            ),
            overdrachten=tuple(
                _view(uow, row, kijker, told=inzage.heeft("woorden"))
                for row in reversed(handovers_of(uow.session, casus.id))
            ),
            kan=_possible(ctx, casus, kijker, inzage),
        )


def _possible(
    ctx: Context, casus: Casus, kijker: Kijker, inzage: Inzage
) -> frozenset[str]:
    if inzage.relatie not in LEADS and not kijker.is_system:
        return frozenset()
    return frozenset(
        step
        for step, (mandate, statuses) in STEPS.items()
        if casus.status in statuses and has_mandate(ctx, kijker, mandate)
    )


def handover_choices(
    ctx: Context, casus_id: str, kijker: Kijker
) -> dict[str, tuple[Choice, ...]]:
    """Return per kind of hand-over who can receive the case."""
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        found: dict[str, tuple[Choice, ...]] = {}
        for soort in (OverdrachtSoort.ZORGCOORDINATOR, OverdrachtSoort.REGISSEUR):
            found[soort.value] = tuple(
                Choice(str(person.id), person.naam)
                for person in people_for(ctx, uow, casus, soort)
            )
        if has_mandate(ctx, kijker, "regio"):
            found["regio"] = tuple(
                Choice(party.id, party.naam) for party in regions_for(uow, casus)
            )
        return found


def task_choices(
    ctx: Context, casus_id: str, soort: str | None = None
) -> tuple[TaskChoice, ...]:
    """Return the open tasks of a case, with whether the present holder has them."""
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        holder = None
        if soort in (OverdrachtSoort.ZORGCOORDINATOR, OverdrachtSoort.REGISSEUR):
            holder = holder_of(casus, OverdrachtSoort(soort))
        return tuple(
            TaskChoice(
                taak.id,
                taak.tekst,
                taak.voor_naam,
                taak.urgent,
                holder is not None and taak.voor_id == holder,
            )
            for taak in open_taken(uow.session, casus_id)
        )


def offers(
    ctx: Context, kijker: Kijker
) -> tuple[tuple[HandoverView, ...], tuple[HandoverView, ...]]:
    """Return what is offered to this viewer, and what this viewer offered."""
    with ctx.store.reading() as uow:
        party = kijker.organisatie_id if has_mandate(ctx, kijker, "regio") else None
        incoming = offered_to(uow.session, kijker.gebruiker_id, party)
        outgoing = (
            []
            if kijker.gebruiker_id is None
            else offered_by(uow.session, kijker.gebruiker_id, LAST_OFFERS)
        )
        return (
            tuple(_view(uow, row, kijker) for row in incoming),
            tuple(_view(uow, row, kijker) for row in outgoing),
        )


def _view(
    uow: UnitOfWork, row: Overdracht, kijker: Kijker, *, told: bool = True
) -> HandoverView:
    """Return a hand-over; what was written with it only where words are in sight."""
    mine = (
        row.naar_organisatie_id is not None
        and row.naar_organisatie_id == kijker.organisatie_id
    ) or (
        row.naar_gebruiker_id is not None
        and row.naar_gebruiker_id == kijker.gebruiker_id
    )
    to = _person(uow, row.naar_gebruiker_id) or _party(uow, row.naar_organisatie_id)
    return HandoverView(
        id=row.id,
        casus_id=row.casus_id,
        soort=row.soort.value,
        van=_person(uow, row.van_gebruiker_id),
        naar=to or "onbekend",
        notitie=row.notitie if told else "",
        taken=len(row.taken),
        stand=row.stand.value,
        aangeboden_op=row.aangeboden_op,
        aangeboden_door=row.aangeboden_door,
        beantwoord_op=row.beantwoord_op,
        beantwoord_door=row.beantwoord_door,
        antwoord=row.antwoord if told else None,
        voor_mij=mine and row.stand is OverdrachtStand.AANGEBODEN,
    )


def _person(uow: UnitOfWork, gebruiker_id: int | None) -> str | None:
    found = None if gebruiker_id is None else uow.session.get(Gebruiker, gebruiker_id)
    return None if found is None else found.naam


def _party(uow: UnitOfWork, organisatie_id: str | None) -> str | None:
    if organisatie_id is None:
        return None
    found = uow.session.get(Organisatie, organisatie_id)
    return None if found is None else found.naam
