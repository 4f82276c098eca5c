"""What a table agrees: who said so, why, until when, what it cost, and its end."""

from __future__ import annotations

from datetime import date, datetime  # noqa: TC003
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, Text, and_, or_
from sqlalchemy.orm import Mapped, mapped_column


class Tafelafspraak:
    """The columns of an agreement of a table.

    ``tot`` is the last day on which it counts. ``prijs`` holds the sentences about
    the price, with how certain it was. Letting go is written down on the row itself;
    nothing else of it ever changes.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    overleg_id: Mapped[int] = mapped_column(ForeignKey("overleg.id"), index=True)
    reden: Mapped[str] = mapped_column(Text)
    tot: Mapped[date | None]
    prijs: Mapped[dict[str, Any]] = mapped_column(default=dict)
    door_id: Mapped[int] = mapped_column(ForeignKey("gebruiker.id"))
    door_naam: Mapped[str] = mapped_column(String(200))
    op: Mapped[datetime]
    losgelaten_op: Mapped[datetime | None]
    losgelaten_door: Mapped[str | None] = mapped_column(String(200))
    losgelaten_reden: Mapped[str | None] = mapped_column(Text)

    @property
    def prijszinnen(self) -> tuple[str, ...]:
        """Return what it meant when it was agreed, in sentences."""
        return tuple(str(line) for line in self.prijs.get("zinnen", ()))

    @classmethod
    def counts_on(cls, day: date) -> ColumnElement[bool]:
        """Return the condition that an agreement counts on a day."""
        return and_(cls.losgelaten_op.is_(None), or_(cls.tot.is_(None), cls.tot >= day))

    def let_go(self, op: datetime, door: str, reden: str | None) -> None:
        """Write down that it counts no more, by whom and why."""
        self.losgelaten_op, self.losgelaten_door = op, door
        self.losgelaten_reden = reden
