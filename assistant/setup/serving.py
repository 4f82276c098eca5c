"""What runs in a running Leerplek: the app and, beside it, Rasa."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.settings import REPO_ROOT
from assistant.setup.ports import free_port, require_port
from assistant.setup.processes import spawn
from assistant.setup.rasa import answers, open_log, start_rasa
from assistant.setup.services import Service

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from assistant.settings import Settings


def choose_ports(settings: Settings) -> Settings:
    """Check the port of the pages and take a free one for Rasa.

    Raises
    ------
    PortTaken
        When another program has the port of the pages.
    """
    require_port(settings.port)
    return replace(settings, rasa_port=free_port(settings.rasa_port))


def app_environment(settings: Settings) -> dict[str, str]:
    """Return the environment variables that hand these settings to the app."""
    return os.environ | {
        "LEERPLEK_DATA": str(settings.data_dir.resolve()),
        "LEERPLEK_DATABASE_URL": settings.database_url,
        "LEERPLEK_POORT": str(settings.port),
        "LEERPLEK_RASA_POORT": str(settings.rasa_port),
        "LEERPLEK_DEMO": "1" if settings.demo else "",
        "LEERPLEK_SLEUTEL": settings.sleutel,
        "PYTHONUNBUFFERED": "1",
    }


def app_service(settings: Settings) -> Service:
    """Return the app: pages, API and action endpoint."""
    log = settings.data_dir / "logs" / "app.log"

    def launch() -> subprocess.Popen[bytes]:
        with open_log(log) as output:
            return spawn(
                [sys.executable, "-m", "assistant.web.serve"],
                cwd=REPO_ROOT,
                env=app_environment(settings),
                output=output,
            )

    return Service(
        name="Leerplek",
        launch=launch,
        healthy=lambda: answers(f"{settings.app_url}/gezond"),
        log=log,
        ready_text=(
            f"Leerplek staat klaar op http://localhost:{settings.port} "
            "(stoppen met Ctrl-C)."
        ),
        essential=True,
    )


def rasa_service(settings: Settings, model: Path) -> Service:
    """Return Rasa, which is slower to start and may fall without harm."""
    return Service(
        name="De chatbot",
        launch=lambda: start_rasa(settings, model).process,
        healthy=lambda: answers(settings.rasa_url),
        log=settings.data_dir / "logs" / "rasa.log",
        ready_text="De chatbot is geladen.",
    )
