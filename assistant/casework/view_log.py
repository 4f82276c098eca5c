"""The register of sight: who looked at which case, when and on which ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.waiting_views import WaitingLine, take_waiting, wait_with
from models.errors import StoreError
from models.inzageregel import (
    Inzageregel,
    Registervraag,
    count_lines,
    register_lines,
)
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

PER_PAGE = 50
"""Lines of the register on one page."""

__all__ = [
    "PER_PAGE",
    "RegisterPage",
    "Registervraag",
    "ViewLine",
    "log_view",
    "log_views",
    "read_register",
]


@dataclass(frozen=True)
class ViewLine:
    """One line of the register, in words."""

    op: datetime
    casus_id: str
    naam: str
    rol: str
    organisatie: str | None
    wat: str
    grond: str


@dataclass(frozen=True)
class RegisterPage:
    """A page of the register, the latest line first."""

    regels: tuple[ViewLine, ...]
    totaal: int
    bladzijde: int

    @property
    def bladzijden(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, -(-self.totaal // PER_PAGE))


def log_view(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    wat: str,
    seen: Collection[Inzage],
) -> None:
    """Write down that somebody looked, within an open transaction.

    Parameters
    ----------
    ctx
        Gives the time.
    uow
        The open transaction.
    kijker
        Who looked.
    wat
        ``pagina``, ``overleg``, ``export``, ``api`` or ``zoek``.
    seen
        What was in sight, one per case.

    Source: AVG 5 lid 2; OUDERS-ONDERWIJS (de school houdt bij wie wat inzag).
    """
    rows = [line.as_row() for line in _lines(ctx, kijker, wat, seen)]
    uow.session.add_all(rows)


def log_views(ctx: Context, kijker: Kijker, wat: str, seen: Collection[Inzage]) -> None:
    """Write down that somebody looked, in a transaction of its own.

    While the record is busy for long (an import) the lines wait on disk: the page
    opens and no line is lost.
    """
    if not seen:
        return
    lines = _lines(ctx, kijker, wat, seen)
    try:
        with ctx.store.unit_of_work() as uow:
            earlier, files = take_waiting(ctx)
            uow.session.add_all(line.as_row() for line in (*earlier, *lines))
    except StoreError:
        wait_with(ctx, lines)
        return
    for file in files:
        file.unlink(missing_ok=True)


def _lines(
    ctx: Context, kijker: Kijker, wat: str, seen: Collection[Inzage]
) -> list[WaitingLine]:
    return [
        WaitingLine(
            op=ctx.now().isoformat(),
            casus_id=inzage.casus_id,
            gebruiker_id=kijker.gebruiker_id,
            gezinslid_id=kijker.gezinslid_id,
            naam=kijker.naam,
            rol=kijker.rol,
            organisatie_id=kijker.organisatie_id,
            wat=wat,
            grond=inzage.grond,
        )
        for inzage in seen
    ]


def read_register(
    ctx: Context, vraag: Registervraag, *, bladzijde: int = 1
) -> RegisterPage:
    """Return one page of the register.

    Parameters
    ----------
    ctx
        The surroundings.
    vraag
        Which lines; the caller limits it to what the reader answers for.
    bladzijde
        Which page, from one.
    """
    page = max(1, bladzijde)
    with ctx.store.reading() as uow:
        rows = register_lines(
            uow.session, vraag, limit=PER_PAGE, offset=(page - 1) * PER_PAGE
        )
        return RegisterPage(
            regels=tuple(_line(uow, row) for row in rows),
            totaal=count_lines(uow.session, vraag),
            bladzijde=page,
        )


def _line(uow: UnitOfWork, row: Inzageregel) -> ViewLine:
    party = (
        uow.session.get(Organisatie, row.organisatie_id) if row.organisatie_id else None
    )
    return ViewLine(
        op=row.op,
        casus_id=row.casus_id,
        naam=row.naam,
        rol=row.rol,
        organisatie=None if party is None else party.naam,
        wat=row.wat,
        grond=row.grond,
    )
