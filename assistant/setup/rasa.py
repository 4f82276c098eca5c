"""The Rasa server as a process: start on loopback, see whether it answers, stop."""

from __future__ import annotations

import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import IO, TYPE_CHECKING, Self
from urllib.parse import urlsplit

from assistant.setup.bot import rasa_environment
from assistant.setup.environments import rasa_python
from assistant.setup.errors import StepFailed
from assistant.setup.ports import LOOPBACK
from assistant.setup.processes import spawn, stop

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path
    from types import TracebackType

    from assistant.settings import Settings
    from assistant.setup.steps import Report

READY_SECONDS = 120.0
POLL_SECONDS = 0.25
LOG_BYTES = 5_000_000  # above this size a log is put aside at the next start
ANSWER_SECONDS = 2.0  # how long one health check may take


class RasaProcess:
    """One running Rasa server.

    Parameters
    ----------
    process
        The process.
    url
        Base address, on loopback.
    log
        Where its output goes.
    """

    def __init__(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        self.process = process
        self.url = url
        self.log = log

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def answers(self) -> bool:
        """Tell whether the server answers now."""
        return answers(self.url)

    def wait_ready(
        self, seconds: float = READY_SECONDS, report: Report | None = None
    ) -> None:
        """Wait until the server answers.

        Parameters
        ----------
        seconds
            How long at most.
        report
            Hears that we wait.

        Raises
        ------
        StepFailed
            When the server ends or does not answer in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            if self.answers():
                return
            if report:
                report.busy("de chatbot laadt")
            time.sleep(POLL_SECONDS)
        self.stop()
        raise StepFailed(f"De chatbot start niet. Alles staat in {self.log}.")

    def stop(self) -> None:
        """Stop the server; does nothing when it is gone."""
        stop(self.process)


def start_rasa(
    settings: Settings, model: Path, *, action_url: str | None = None
) -> RasaProcess:
    """Start Rasa with a model; returns at once, see ``wait_ready``.

    Parameters
    ----------
    settings
        Where the bot is and which port Rasa takes.
    model
        The trained model, made on this machine.
    action_url
        Address of the action endpoint; that of the app by default.

    Raises
    ------
    StepFailed
        When the process cannot be started.
    """
    from assistant.rasa.generate import write_endpoints

    port = settings.rasa_port
    run_dir = settings.data_dir / "rasa"
    run_dir.mkdir(parents=True, exist_ok=True)
    endpoints = run_dir / f"endpoints-{port}.yml"
    write_endpoints(endpoints, action_url or f"{settings.app_url}/rasa/webhook")
    log = settings.data_dir / "logs" / "rasa.log"
    command = [
        *(str(rasa_python(settings)), "serve.py", "run"),
        *("-i", LOOPBACK, "-p", str(port)),
        *("--model", str(model), "--endpoints", str(endpoints)),
        *("--credentials", "credentials.yml"),
        *("--logging-config-file", "logging.yml"),
    ]
    try:
        with open_log(log) as output:
            process = spawn(
                command,
                cwd=settings.bot_dir,
                env=rasa_environment(),
                output=output,
            )
    except OSError:
        raise StepFailed(
            "De chatbot start niet: de Rasa-omgeving is niet compleet. "
            "Draai `uv run leerplek opzetten`."
        ) from None
    return RasaProcess(process, settings.rasa_url, log)


def answers(url: str) -> bool:
    """Tell whether a server on loopback answers with something that is no error."""
    address = urlsplit(url)
    # The plain library: no proxy of the machine comes between us and loopback.
    connection = HTTPConnection(
        address.hostname or LOOPBACK, address.port, timeout=ANSWER_SECONDS
    )
    try:
        connection.request("GET", address.path or "/")
        return connection.getresponse().status < HTTPStatus.INTERNAL_SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def open_log(log: Path) -> IO[bytes]:
    """Open a log to append to; a large one is put aside first."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".vorige.log"))
    return log.open("ab")
