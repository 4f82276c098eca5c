"""What tests ask of the record as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from models.casus import Casus

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from models.casus import CasusStatus


def all_cases(
    session: Session, statuses: Collection[CasusStatus] | None = None
) -> list[Casus]:
    """Return the cases, oldest number first, of these statuses or of all."""
    query = select(Casus).order_by(Casus.id)
    if statuses is not None:
        query = query.where(Casus.status.in_(statuses))
    return list(session.scalars(query))
