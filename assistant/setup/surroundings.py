"""Build the context that every use case takes from the settings of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.overview import rebuild_overview
from assistant.context import Context
from knowledge.load import load_knowledge
from models.store import open_store

if TYPE_CHECKING:
    from datetime import date

    from assistant.settings import Settings


def open_surroundings(settings: Settings, *, peildatum: date | None = None) -> Context:
    """Open the record (migrated when needed) and load the knowledge.

    Parameters
    ----------
    settings
        Where the record is.
    peildatum
        Fixed date of reckoning; the day of the clock when ``None``.

    Returns
    -------
    Context
        What every use case takes first.

    Raises
    ------
    KnowledgeError
        When a row of knowledge is broken.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    if not store.is_current():
        store.migrate()
    context = Context(
        store=store,
        knowledge=load_knowledge(),
        settings=settings,
        peildatum=peildatum,
    )
    # A record of before the lists has cases without a line; a whole one has none.
    rebuild_overview(context, only_missing=True)
    return context
