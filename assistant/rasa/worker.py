"""Bare understanding: a long-lived worker in Rasa's own environment.

The worker loads the model once, reads one JSON string per line and writes one JSON
object per line. So reports and ``leerplek begrijp`` need no server and no HTTP API.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from typing import TYPE_CHECKING, Any, Self

from assistant.begrip.begrepen import Nlu
from assistant.rasa.errors import WorkerError
from assistant.rasa.texts import safe_for_rasa

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from assistant.settings import Settings

SCRIPT = "nlu_worker.py"
STOP_TIMEOUT_S = 5.0


def read_nlu(parse: dict[str, Any]) -> Nlu:
    """Turn Rasa's parse of a message into the shape that understanding uses."""
    intent = parse.get("intent") or {}
    ranking = [
        (str(row.get("name")), float(row.get("confidence", 0.0)))
        for row in parse.get("intent_ranking") or []
    ]
    return Nlu(
        intent=str(intent.get("name") or "nlu_fallback"),
        zekerheid=float(intent.get("confidence") or 0.0),
        ranking=ranking,
    )


class NluWorker:
    """A process that holds Rasa's model; use it in a ``with`` block.

    Parameters
    ----------
    settings
        Where the bot lives.
    model
        The model file.
    whole
        Whether the model needs the libraries that the bot itself does not use.

    Raises
    ------
    WorkerError
        When the process cannot start or stops; the log file says why.
    """

    def __init__(self, settings: Settings, model: Path, *, whole: bool = False) -> None:
        self._lock = threading.Lock()
        log = settings.data_dir / "logs" / "nlu_worker.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        python = settings.bot_dir / ".venv" / "bin" / "python"
        environment = {
            **os.environ,
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
        }
        for name in ("PYTHONPATH", "VIRTUAL_ENV", "LEERPLEK_DATABASE_URL"):
            environment.pop(name, None)
        try:
            with log.open("wb") as errors:
                self._process = subprocess.Popen(
                    [str(python), SCRIPT, str(model), *(["--whole"] if whole else [])],
                    cwd=settings.bot_dir,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                    env=environment,
                )
        except OSError as error:
            raise WorkerError from error
        self._ready = False

    def wait_ready(self) -> None:
        """Block until the model is loaded."""
        with self._lock:
            self._read_ready()

    def parse(self, tekst: str) -> Nlu:
        """Return what Rasa makes of a text, without any conversation.

        Parameters
        ----------
        tekst
            The message as typed.
        """
        with self._lock:
            self._read_ready()
            self._write(safe_for_rasa(tekst))
            return read_nlu(self._read())

    def close(self) -> None:
        """End the process."""
        process = self._process
        if process.stdin and not process.stdin.closed:
            process.stdin.close()
        try:
            process.wait(STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _read_ready(self) -> None:
        if not self._ready:
            self._read()
            self._ready = True

    def _write(self, tekst: str) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(tekst).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise WorkerError from error

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise WorkerError
        answer: dict[str, Any] = json.loads(line)
        return answer
