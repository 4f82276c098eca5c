"""Run a tool (uv, Rasa) with its output in a log and its last line on the screen."""

from __future__ import annotations

import os
import queue
import re
import shutil
import subprocess
import threading
from typing import TYPE_CHECKING, TextIO

from assistant.setup.errors import StepFailed
from assistant.setup.processes import spawn, stop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.setup.steps import Report

# Escape sequences (colour, cursor) that tools write for a terminal.
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# "2026-09-12 10:00:00 INFO     rasa.engine  - " before what a log line says.
_LOG_PREFIX = re.compile(r"^\d{4}-\d\d-\d\d [\d:,.]+ +[A-Z]+ +\S+ +- +")
# What `uv run` sets for us and what would mislead a tool in another environment.
_OURS = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT")


def find_uv() -> str:
    """Return the uv that runs us, or the one on PATH.

    Raises
    ------
    StepFailed
        When there is no uv.
    """
    found = os.environ.get("UV") or shutil.which("uv")
    if not found:
        raise StepFailed(
            "uv is niet gevonden. Installeer het met `pip install uv` en start opnieuw."
        )
    return found


def foreign_environment(**more: str) -> dict[str, str]:
    """Return our environment variables for a tool that lives in another one."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return kept | more


def run_tool(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    log: Path,
    what: str,
    report: Report,
) -> None:
    """Run a tool to its end.

    Parameters
    ----------
    command
        Program and arguments.
    cwd
        Folder to run in.
    env
        All environment variables.
    log
        File that takes the whole output; begun anew.
    what
        Dutch name of the work, for the message on failure.
    report
        Takes the last line of output, so that a long wait moves.

    Raises
    ------
    StepFailed
        When the tool cannot be started or ends with another code than 0.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    last = ""
    with log.open("w", encoding="utf-8") as file:
        try:
            process = spawn(command, cwd=cwd, env=env, output=subprocess.PIPE)
        except OSError:
            raise StepFailed(
                f"{what} lukt niet: {command[0]} start niet. "
                "Controleer of het programma er is."
            ) from None
        try:
            last = _follow(process, file, report)
        finally:
            stop(process)
    if process.returncode != 0:
        raise StepFailed(f"{what} lukt niet. {_reason(last)}Alles staat in {log}.")


def _follow(process: subprocess.Popen[bytes], log: TextIO, report: Report) -> str:
    """Copy the output to the log until it ends; return the last line."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_pump, args=(process, lines), daemon=True).start()
    last = shown = ""
    keeps_log = False
    while True:
        try:
            line = lines.get(timeout=1.0)
        except queue.Empty:
            report.busy(shown)
            continue
        if line is None:
            process.wait()
            return last
        log.write(line + "\n")
        said = _LOG_PREFIX.sub("", line)
        last = said.strip() or last
        # Where a tool keeps a log, what stands between it is warnings of others.
        keeps_log = keeps_log or said != line
        if said != line or not keeps_log:
            shown = last
        report.busy(shown)


def _pump(process: subprocess.Popen[bytes], lines: queue.Queue[str | None]) -> None:
    """Put each line of output in the queue, then ``None``."""
    assert process.stdout is not None
    for raw in process.stdout:
        text = _ANSI.sub("", raw.decode("utf-8", "replace"))
        lines.put(text.replace("\r", "\n").rstrip("\n").rpartition("\n")[2])
    lines.put(None)


def _reason(last: str) -> str:
    """Quote the last line of a tool, when it has one."""
    return f"De laatste melding was: {last[:200]!r}. " if last else ""
