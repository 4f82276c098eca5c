"""Train the bot, only when its sources or the knowledge changed since the last time."""

from __future__ import annotations

import hashlib
import json
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
    # Run or measure a model but do not make one.
    | {"nlu_worker.py", "serve.py", "lean.py", "meetset", "diet", "gevaar"}
)
_SUFFIXES = frozenset({".yml", ".yaml", ".py", ".toml", ".txt", ".csv", ".json"})
_HASH_DIGITS = 16
KEPT_MODELS = 3


def sources_hash(bot_dir: Path, knowledge_dir: Path = KNOWLEDGE_DIR) -> str:
    """Return the hash of all files from which the training data are made.

    Parameters
    ----------
    bot_dir
        The Rasa project.
    knowledge_dir
        The rows from which entities, lookups and terms are generated.
    """
    return _hash_files((bot_dir, GENERATOR_DIR, knowledge_dir), skip=_MADE)


def current_model(
    settings: Settings, knowledge_dir: Path = KNOWLEDGE_DIR
) -> Path | None:
    """Return the trained model of the sources as they are now, if there is one."""
    try:
        stamp = json.loads(_stamp(settings).read_text(encoding="utf-8"))
        model = settings.bot_dir / "models" / str(stamp["model"])
        sources = str(stamp["bronnen"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if sources != sources_hash(settings.bot_dir, knowledge_dir):
        return None
    return model if model.is_file() else None


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
    model = current_model(settings)
    if model is None:
        with locked(setup_lock(settings), report):
            model = current_model(settings) or _renew(settings, python, report)
    return model


def _renew(settings: Settings, python: Path, report: Report) -> Path:
    """Generate the training data, and train unless just these were trained before."""
    from assistant.rasa.generate import write_generated
    from knowledge.load import load_knowledge

    sources = sources_hash(settings.bot_dir)
    write_generated(load_knowledge(), settings.bot_dir)
    # Most changes of the knowledge do not touch what the bot learns from.
    digest = _hash_files((settings.bot_dir,), skip=_MADE - {"generated"})
    model = settings.bot_dir / "models" / f"leerplek-{digest}.tar.gz"
    if not model.is_file():
        _train(settings, python, model, report)
    model.touch()
    _remove_old_models(model)
    stamp = json.dumps({"bronnen": sources, "model": model.name})
    _stamp(settings).write_text(stamp, encoding="utf-8")
    return model


def _train(settings: Settings, python: Path, model: Path, report: Report) -> None:
    """Train, and put the finished model in place at once."""
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
    made.replace(model)
    shutil.rmtree(fresh, ignore_errors=True)


def _remove_old_models(model: Path) -> None:
    """Keep the newest models; another process may be about to load the last one."""
    models = model.parent.glob("*.tar.gz")
    for old in sorted(models, key=lambda path: path.stat().st_mtime)[:-KEPT_MODELS]:
        old.unlink(missing_ok=True)


def rasa_environment() -> dict[str, str]:
    """Return the environment variables with which Rasa runs: no telemetry, quiet."""
    secrets = (
        *("LEERPLEK_DATABASE_URL", "PGPASSWORD", "DATABASE_URL"),
        *("LEERPLEK_SLEUTEL", "LEERPLEK_OIDC_CLIENT_SECRET"),
    )
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


def _stamp(settings: Settings) -> Path:
    """Return the file that says which model was made from which sources."""
    return settings.bot_dir / "models" / "stempel.json"


def _hash_files(roots: tuple[Path, ...], skip: frozenset[str]) -> str:
    """Return one hash over names and contents of the source files below folders."""
    digest = hashlib.sha256()
    for root in roots:
        for path in _files(root, skip):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_HASH_DIGITS]


def _files(folder: Path, skip: frozenset[str]) -> Iterator[Path]:
    """Yield the source files below a folder in a fixed order."""
    # Not rglob: that walks through the thousands of files of the environment too.
    for path in sorted(folder.iterdir()):
        if path.name in skip or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path, skip)
        elif path.suffix in _SUFFIXES:
            yield path
