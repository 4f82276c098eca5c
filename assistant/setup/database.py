"""The record: made when missing, migrated when the program is newer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.setup.steps import Report


def ensure_database(settings: Settings, report: Report) -> bool:
    """Bring the record up to the present schema; what is in it stays.

    Parameters
    ----------
    settings
        Where the record is.
    report
        Hears the progress.

    Returns
    -------
    bool
        Whether anything had to be done.
    """
    # Late, since SQLAlchemy takes a second that a warm start does not have.
    from models.store import open_store

    settings.data_dir.mkdir(parents=True, exist_ok=True)
    store = open_store(settings.database_url)
    try:
        if store.is_current():
            return False
        report.busy("migraties")
        store.migrate()
    finally:
        store.close()
    return True
