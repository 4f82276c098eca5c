"""Find a Python 3.10 that really runs, since Rasa runs on no newer one.

Source: Rasa 3.6.21 needs Python >=3.8,<3.11 (package metadata).
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.setup.errors import PythonMissing, StepFailed
from assistant.setup.tools import find_uv, foreign_environment, run_tool

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.settings import Settings
    from assistant.setup.steps import Report

WANTED = (3, 10)
PROBE_SECONDS = 20
_PROBE = "import sys; print(*sys.version_info[:2], sys.executable, sep='\\n')"


def find_python310(env: Mapping[str, str] | None = None) -> Path | None:
    """Return the first interpreter of the wanted version that runs.

    Looked for in this order: ``LEERPLEK_PYTHON310``, ``UV_PYTHON``, every folder on
    ``PATH``, the versions of pyenv, what uv knows. A shim of pyenv stands on PATH
    also when its version is switched off, so each candidate is run to see.

    Parameters
    ----------
    env
        Environment variables; those of this process by default.
    """
    env = os.environ if env is None else env
    seen: set[Path] = set()
    for candidate in _candidates(env):
        if candidate in seen or not candidate.is_file():
            continue
        seen.add(candidate)
        found = probe(candidate, env)
        if found:
            return found
    return None


def ensure_python310(settings: Settings, report: Report) -> Path:
    """Return a Python 3.10, fetched by uv when this machine has none.

    Raises
    ------
    PythonMissing
        When there is none and uv may not or cannot fetch it.
    """
    found = find_python310()
    if found:
        return found
    if os.environ.get("UV_PYTHON_DOWNLOADS", "automatic") == "automatic":
        report.line("      Python 3.10 ontbreekt; uv haalt hem op …")
        try:
            run_tool(
                [find_uv(), "python", "install", "3.10"],
                cwd=settings.data_dir,
                env=foreign_environment(UV_HTTP_RETRIES="1"),
                log=settings.data_dir / "logs" / "python310.log",
                what="Python 3.10 ophalen",
                report=report,
            )
            found = find_python310()
        except StepFailed:
            found = None
    if found is None:
        raise PythonMissing(
            "Python 3.10 is niet gevonden; de chatbot (Rasa) heeft die versie nodig. "
            "Installeer hem met `uv python install 3.10` of `pyenv install 3.10`, of "
            "zet LEERPLEK_PYTHON310 op het pad van python3.10, en start opnieuw."
        )
    return found


def probe(candidate: Path, env: Mapping[str, str]) -> Path | None:
    """Run an interpreter; return its real path when it has the wanted version."""
    try:
        done = subprocess.run(
            [str(candidate), "-I", "-S", "-c", _PROBE],
            env={**env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    words = done.stdout.splitlines()
    if done.returncode != 0 or words[:2] != [str(part) for part in WANTED]:
        return None
    return Path(words[2])


def _candidates(env: Mapping[str, str]) -> Iterator[Path]:
    """Yield where an interpreter may be, the most explicit wish first."""
    for name in ("LEERPLEK_PYTHON310", "UV_PYTHON"):
        if os.sep in env.get(name, ""):
            yield Path(env[name])
    for folder in env.get("PATH", "").split(os.pathsep):
        if folder:
            yield Path(folder) / "python3.10"
    root = env.get("PYENV_ROOT") or (env.get("HOME") and env["HOME"] + "/.pyenv")
    if root:
        versions = Path(root).glob("versions/3.10*/bin/python3.10")
        yield from sorted(versions, key=_patch, reverse=True)
    yield from _known_to_uv(env)


def _patch(interpreter: Path) -> int:
    """Return the last number of the version in a path of pyenv, to sort on."""
    numbers = re.findall(r"\d+", interpreter.parent.parent.name)
    return int(numbers[-1])


def _known_to_uv(env: Mapping[str, str]) -> Iterator[Path]:
    """Yield the interpreter that uv finds without downloading one."""
    try:
        done = subprocess.run(
            [find_uv(), "python", "find", "--no-python-downloads", "3.10"],
            env={k: v for k, v in env.items() if k not in ("UV_PYTHON", "VIRTUAL_ENV")},
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError, StepFailed):
        return
    if done.returncode == 0 and done.stdout.strip():
        yield Path(done.stdout.strip().splitlines()[-1])
