"""The invented demo region, in a record of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.setup.surroundings import open_surroundings

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
    from assistant.casework.cases import list_cases
    from assistant.casework.load_demo import load_demo

    context = open_surroundings(settings)
    if list_cases(context):
        return False
    report.busy("voorbeeldregio")
    load_demo(context)
    return True
