"""Train the bot, only when its sources or the knowledge changed since the last time."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

from assistant.settings import REPO_ROOT
from assistant.setup.environments import ensure_rasa_env, setup_lock
from assistant.setup.errors import StepFailed
from assistant.setup.locks import locked
from assistant.setup.tools import foreign_environment, run_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.settings import Settings
    from assistant.setup.steps import Report

KNOWLEDGE_DIR = REPO_ROOT / "knowledge" / "data"
GENERATOR_DIR = REPO_ROOT / "assistant" / "rasa"
# What set-up and Rasa write in the folder of the bot; not sources of the model.
_MADE = frozenset(
    {".venv", ".rasa", "models", "generated", "results", "__pycache__", "uv.lock"}
)
_SUFFIXES = frozenset({".yml", ".yaml", ".py", ".toml", ".txt", ".csv", ".json"})
_HASH_DIGITS = 16


def bot_hash(bot_dir: Path, knowledge_dir: Path = KNOWLEDGE_DIR) -> str:
    """Return the hash of everything a trained model depends on.

    Parameters
    ----------
    bot_dir
        The Rasa project.
    knowledge_dir
        The rows from which entities, lookups and terms are generated.
    """
    digest = hashlib.sha256()
    for root in (bot_dir, GENERATOR_DIR, knowledge_dir):
        for path in _sources(root):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_HASH_DIGITS]


def model_path(settings: Settings) -> Path:
    """Return where the model of the present sources is, or will be."""
    return settings.bot_dir / "models" / f"leerplek-{bot_hash(settings.bot_dir)}.tar.gz"


def bot_is_current(settings: Settings) -> bool:
    """Tell whether the present sources have been trained."""
    return model_path(settings).is_file()


def ensure_bot(settings: Settings, report: Report) -> Path:
    """Set up the environment of the bot and train it, as far as needed.

    Parameters
    ----------
    settings
        Where the bot is.
    report
        Hears the progress.

    Returns
    -------
    Path
        The trained model.

    Raises
    ------
    SetupError
        When a tool fails; the message names the log file.
    """
    python = ensure_rasa_env(settings, report)
    model = model_path(settings)
    if not model.is_file():
        with locked(setup_lock(settings), report):
            if not model.is_file():
                _train(settings, python, model, report)
    return model


def _train(settings: Settings, python: Path, model: Path, report: Report) -> None:
    """Generate the training data, train, and put the model in place at once."""
    from assistant.rasa.generate import write_generated
    from knowledge.load import load_knowledge

    write_generated(load_knowledge(), settings.bot_dir)
    fresh = settings.bot_dir / "models" / ".bezig"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    name = model.name.removesuffix(".tar.gz")
    log = settings.data_dir / "logs" / "training.log"
    run_tool(
        [
            *(str(python), "-m", "rasa", "train"),
            *("--domain", "domain.yml", "--config", "config.yml"),
            *("--data", "data", "generated"),
            *("--out", str(fresh), "--fixed-model-name", name),
        ],
        cwd=settings.bot_dir,
        env=rasa_environment(),
        log=log,
        what="De chatbot trainen",
        report=report,
    )
    made = fresh / model.name
    if not made.is_file():
        raise StepFailed(f"De chatbot trainen gaf geen model. Alles staat in {log}.")
    # Only a finished model gets the name with the hash, and older ones go.
    made.replace(model)
    shutil.rmtree(fresh, ignore_errors=True)
    for old in model.parent.glob("*.tar.gz"):
        if old != model:
            old.unlink(missing_ok=True)


def rasa_environment() -> dict[str, str]:
    """Return the environment variables with which Rasa runs: no telemetry, quiet."""
    secrets = ("LEERPLEK_DATABASE_URL", "PGPASSWORD", "DATABASE_URL")
    env = foreign_environment(
        RASA_TELEMETRY_ENABLED="false",
        TF_CPP_MIN_LOG_LEVEL="3",
        CUDA_VISIBLE_DEVICES="-1",
        PYTHONUNBUFFERED="1",
        PYTHONWARNINGS="ignore",
        SQLALCHEMY_SILENCE_UBER_WARNING="1",
    )
    # Rasa has no business with the record, so it gets no way in.
    return {name: value for name, value in env.items() if name not in secrets}


def _sources(root: Path) -> Iterator[Path]:
    """Yield the source files below a folder, in a fixed order."""
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if path.suffix in _SUFFIXES and path.is_file() and not _MADE & {*inside}:
            yield path
