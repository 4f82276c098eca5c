"""What every use case needs, passed explicitly: record, knowledge and a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.settings import Settings
    from knowledge.load import Knowledge
    from models.store import Store, UnitOfWork


def _utc_now() -> datetime:
    return datetime.now(UTC)


def current_day() -> date:
    """Return the day of today, for commands that need no record."""
    return _utc_now().date()


@dataclass(frozen=True)
class Context:
    """The surroundings of one use case.

    Parameters
    ----------
    store
        The record (database).
    knowledge
        What the field knows, loaded and checked.
    settings
        Where things are on this machine.
    peildatum
        Fixed date of reckoning; ``None`` means the day of ``now``.
    now
        The clock, in UTC; the one place where time enters the product.
    """

    store: Store
    knowledge: Knowledge
    settings: Settings
    peildatum: date | None = None
    now: Callable[[], datetime] = _utc_now

    def __post_init__(self) -> None:
        """Let every transaction end with the lists in step with the record."""
        self.store.before_commit = self._keep_lists

    def _keep_lists(self, uow: UnitOfWork) -> None:
        # Late: the use cases take this class, and a warm start needs none of them.
        from assistant.casework.overview import keep_lists

        keep_lists(self.knowledge, uow)

    def today(self) -> date:
        """Return the date of reckoning of this use case."""
        return self.peildatum or self.now().date()
