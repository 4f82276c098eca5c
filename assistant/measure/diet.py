"""The alternative that Leerplek is measured against: Rasa's neural network, DIET.

Training it takes long, so it is done on request (``leerplek meet-begrip --diet``);
its figures are kept in ``assistant/bot/diet/gemeten.json`` and shown ever after, with
their date and the version of the set that they are about.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from assistant.setup.bot import rasa_environment
from assistant.setup.errors import StepFailed
from assistant.setup.tools import run_tool

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assistant.settings import Settings
    from assistant.setup.steps import Report

ALONE = "diet"
WITH_RULES = "diet_met_regels"
FOLDER = "diet"
_FIGURES = "gemeten.json"
_MODEL = "diet"


def train_diet(settings: Settings, python: Path, report: Report) -> tuple[Path, float]:
    """Train DIET on the examples of the bot.

    Parameters
    ----------
    settings
        Where the bot is.
    python
        The interpreter of the bot.
    report
        Hears the progress.

    Returns
    -------
    tuple[Path, float]
        The model, and how long the training took in seconds.

    Raises
    ------
    SetupError
        When the training fails; the message names the log file.
    """
    out = settings.bot_dir / "models" / FOLDER
    out.mkdir(parents=True, exist_ok=True)
    log = settings.data_dir / "logs" / "training-diet.log"
    begun = time.monotonic()
    run_tool(
        [
            *(str(python), "-m", "rasa", "train", "nlu"),
            *("--domain", "domain.yml", "--config", f"{FOLDER}/config.yml"),
            *("--nlu", "data/nlu"),
            *("--out", str(out), "--fixed-model-name", _MODEL),
        ],
        cwd=settings.bot_dir,
        env=rasa_environment(),
        log=log,
        what="DIET trainen",
        report=report,
    )
    model = out / f"{_MODEL}.tar.gz"
    if not model.is_file():
        raise StepFailed(f"DIET trainen gaf geen model. Alles staat in {log}.")
    return model, time.monotonic() - begun


def read_figures(settings: Settings, naam: str) -> dict[str, object]:
    """Return the last figures of DIET on a part of the set; empty when never measured.

    Parameters
    ----------
    settings
        Where the bot is.
    naam
        ``ontwikkel`` or ``toets``.
    """
    found = _read(settings).get(naam)
    return found if isinstance(found, dict) else {}


def keep_figures(settings: Settings, naam: str, figures: Mapping[str, object]) -> None:
    """Keep the figures of DIET on a part of the set, in place of the earlier ones."""
    kept = json.dumps({**_read(settings), naam: figures}, indent=2, default=str)
    _path(settings).write_text(kept + "\n", encoding="utf-8")


def _read(settings: Settings) -> dict[str, object]:
    try:
        known = json.loads(_path(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _path(settings: Settings) -> Path:
    return settings.bot_dir / FOLDER / _FIGURES
