"""A whole Leerplek for one conversation: record, action endpoint and a real Rasa."""

from __future__ import annotations

import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from assistant.settings import read_settings
from assistant.setup import ensure_bot, start_rasa
from assistant.setup.errors import StepFailed
from assistant.setup.ports import LOOPBACK, free_port
from assistant.setup.surroundings import open_surroundings
from assistant.web.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from assistant.context import Context
    from assistant.settings import Settings
    from assistant.setup.steps import Report

APP_SECONDS = 30.0
POLL_SECONDS = 0.05


@contextmanager
def surroundings_of_a_talk(
    database: str | None, peildatum: date | None, report: Report
) -> Iterator[Context]:
    """Yield a context whose bot and action endpoint run until the end.

    Parameters
    ----------
    database
        Address of the record; a throw-away one when None.
    peildatum
        Fixed date of reckoning.
    report
        Hears the progress of what is set up.

    Raises
    ------
    SetupError
        When something is missing and cannot be made.
    """
    settings = read_settings()
    model = ensure_bot(settings, report)
    with tempfile.TemporaryDirectory(prefix="leerplek-gesprek-") as folder:
        own = _own_settings(settings, database, Path(folder))
        ctx = open_surroundings(own, peildatum=peildatum)
        rasa = start_rasa(own, model)
        try:
            with _serving(ctx):
                report.busy("de chatbot laadt")
                rasa.wait_ready(report=report)
                yield ctx
        finally:
            rasa.stop()
            ctx.store.close()


def _own_settings(settings: Settings, database: str | None, folder: Path) -> Settings:
    """Return settings with free ports, so that a running Leerplek is not disturbed."""
    return replace(
        settings,
        data_dir=folder,
        database_url=database or f"sqlite:///{folder / 'gesprek.db'}",
        port=free_port(),
        rasa_port=free_port(),
        demo=False,
    )


@contextmanager
def _serving(ctx: Context) -> Iterator[None]:
    """Serve the app, with the action endpoint, in a thread of this process."""
    config = uvicorn.Config(
        create_app(ctx),
        host=LOOPBACK,
        port=ctx.settings.port,
        access_log=False,
        log_level="error",
        log_config=None,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + APP_SECONDS
        while not server.started:
            if time.monotonic() > deadline or not thread.is_alive():
                raise StepFailed(
                    "De app van dit gesprek start niet. Probeer het nog eens."
                )
            time.sleep(POLL_SECONDS)
        yield
    finally:
        server.should_exit = True
        thread.join(APP_SECONDS)
