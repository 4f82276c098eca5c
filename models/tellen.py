"""Counting rows of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from models.advies import Advies
from models.audit import Audit
from models.besluit import Besluit
from models.casus import Casus
from models.inzageregel import Inzageregel
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from models.base import Base


def count_rows(session: Session, kind: type[Base], *where: ColumnElement[bool]) -> int:
    """Return how many rows there are, of those that meet every condition."""
    query = select(func.count()).select_from(kind).where(*where)
    return session.scalar(query) or 0


@dataclass(frozen=True)
class Bereik:
    """Which cases are counted: all, or those that one organisation answers for.

    A samenwerkingsverband answers for its cases, a school for those of its pupils, a
    board for those of its schools. Without an organisation there are none.
    """

    organisatie_id: str | None = None
    alles: bool = False

    def of(self, kind: type[Base]) -> tuple[ColumnElement[bool], ...]:
        """Return the condition for rows of a kind; no condition counts everything.

        Parameters
        ----------
        kind
            A row that names its case.
        """
        return () if self.alles else (_CASE_OF[kind].in_(self._cases()),)

    def _cases(self) -> Select[str]:
        own = self.organisatie_id
        schools = select(Organisatie.id).where(Organisatie.ouder_id == own)
        return select(Casus.id).where(
            or_(
                Casus.swv_id == own,
                Casus.organisatie_id == own,
                Casus.organisatie_id.in_(schools),
            )
        )


HEEL_HET_REGISTER = Bereik(alles=True)
_CASE_OF: Mapping[type[Base], InstrumentedAttribute[Any]] = {
    Casus: Casus.id,
    Advies: Advies.casus_id,
    Besluit: Besluit.casus_id,
    Inzageregel: Inzageregel.casus_id,
    Audit: Audit.object_id,
}
"""Where a row names its case; a line of the audit log may be about something else."""
