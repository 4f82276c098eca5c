"""The invented demo region, in a record of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.setup.database import ensure_database

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.setup.steps import Report


def demo_settings(settings: Settings) -> Settings:
    """Return the settings of the demo: same machine, but a database of its own.

    Invented cases must never mix with real ones, so the demo does not use the
    database that ``LEERPLEK_DATABASE_URL`` names.
    """
    url = f"sqlite:///{settings.data_dir / 'voorbeeld.db'}"
    return replace(settings, database_url=url, demo=True)


def ensure_demo(settings: Settings, report: Report) -> bool:
    """Load the demo region when it is not there yet.

    Returns
    -------
    bool
        Whether anything was loaded.
    """
    ensure_database(settings, report)
    if _is_loaded(settings):
        return False
    from assistant.casework.load_demo import load_demo
    from assistant.setup.surroundings import open_surroundings

    report.busy("voorbeeldregio")
    context = open_surroundings(settings)
    try:
        return load_demo(context)
    finally:
        context.store.close()


def _is_loaded(settings: Settings) -> bool:
    """Tell whether the record has users, without loading the knowledge first."""
    from models.gebruiker import all_users
    from models.store import open_store

    store = open_store(settings.database_url)
    try:
        with store.reading() as uow:
            return bool(all_users(uow.session))
    finally:
        store.close()
