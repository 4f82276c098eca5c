"""Rasa's own environment: Python 3.10 and pinned packages in the folder of the bot."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from assistant.setup.locks import locked
from assistant.setup.python310 import ensure_python310
from assistant.setup.tools import find_uv, foreign_environment, run_tool

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.settings import Settings
    from assistant.setup.steps import Report

_STAMP = ".leerplek-stamp"


def rasa_python(settings: Settings) -> Path:
    """Return where the interpreter of the bot is once it has been set up."""
    return settings.bot_dir / ".venv" / "bin" / "python"


def setup_lock(settings: Settings) -> Path:
    """Return the lock file that guards the environment and the models."""
    return settings.bot_dir / "models" / ".setup.lock"


def rasa_env_is_current(settings: Settings) -> bool:
    """Tell whether the environment was made from the pins as they are now."""
    stamp = settings.bot_dir / ".venv" / _STAMP
    try:
        return rasa_python(settings).exists() and (
            stamp.read_text(encoding="utf-8") == _pins_hash(settings)
        )
    except OSError:
        return False


def ensure_rasa_env(settings: Settings, report: Report) -> Path:
    """Make or renew the environment of the bot when its pins changed.

    Parameters
    ----------
    settings
        Where the bot is.
    report
        Hears the progress.

    Returns
    -------
    Path
        The interpreter of the bot.

    Raises
    ------
    SetupError
        When Python 3.10 is missing or uv cannot install the packages.
    """
    if rasa_env_is_current(settings):
        return rasa_python(settings)
    with locked(setup_lock(settings), report):
        if not rasa_env_is_current(settings):
            _make_rasa_env(settings, report)
    return rasa_python(settings)


def _make_rasa_env(settings: Settings, report: Report) -> None:
    """Let uv resolve and install the pins, then stamp the environment."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    python = ensure_python310(settings, report)
    run_tool(
        [find_uv(), "sync", "--python", str(python), "--no-python-downloads"],
        cwd=settings.bot_dir,
        env=foreign_environment(UV_PYTHON=str(python)),
        log=settings.data_dir / "logs" / "rasa-omgeving.log",
        what="De Rasa-omgeving opzetten",
        report=report,
    )
    stamp = settings.bot_dir / ".venv" / _STAMP
    stamp.write_text(_pins_hash(settings), encoding="utf-8")


def _pins_hash(settings: Settings) -> str:
    """Return a hash of the file that holds the pins of the bot."""
    pins = (settings.bot_dir / "pyproject.toml").read_bytes()
    return hashlib.sha256(pins).hexdigest()
