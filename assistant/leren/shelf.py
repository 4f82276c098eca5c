"""Where learned orders are kept: plain JSON named by its sha256, and which is active.

``<data>/leren/modellen/<sha256>.json`` is never changed or removed, so that an advice
can be replayed as long as its case exists. Reading one can run nothing: it holds
names and numbers, and its text must have the sha256 that it is named by.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from assistant.leren.errors import LearningError
from matching.errors import ModelError
from matching.routes.model import model_text, read_model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matching.routes.model import Rangmodel

FOLDER, MODELS, ACTIVE = "leren", "modellen", "actief.json"
WITHOUT_REGION = "-"
_SHA256 = re.compile(r"[0-9a-f]{64}")


def keep_model(data_dir: Path, model: Rangmodel) -> str:
    """Write a model and return its sha256; the same model is written once."""
    path = _path(data_dir, model.id)
    if not path.exists():
        _write(path, model_text(model))
    return model.id


def keep_cards(data_dir: Path, sha256: str, files: Mapping[str, str]) -> None:
    """Write the model card beside its model, by the end of each name."""
    for name, text in files.items():
        _write(_path(data_dir, sha256).with_name(f"{sha256}.{name}"), text)


def cards_of(data_dir: Path, sha256: str) -> dict[str, str]:
    """Return the files of a model card that are there, by the end of each name."""
    path = _path(data_dir, sha256)
    return {
        one.name.removeprefix(f"{sha256}."): one.read_text(encoding="utf-8")
        for one in sorted(path.parent.glob(f"{sha256}.kaart.*"))
    }


def read_by_hash(data_dir: Path, sha256: str) -> Rangmodel:
    """Return the model of this sha256.

    Raises
    ------
    LearningError
        When it is not there, or its text was changed.
    """
    path = _path(data_dir, sha256)
    try:
        return read_model(path.read_text(encoding="utf-8"), sha256)
    except FileNotFoundError:
        raise LearningError(
            f"Het model {sha256[:12]} staat niet in {path.parent}. Zet het bestand "
            "terug uit een reservekopie, of laat Leerplek opnieuw leren."
        ) from None
    except (ModelError, UnicodeDecodeError, OSError) as error:
        reason = str(error) if isinstance(error, ModelError) else "het is onleesbaar"
        raise LearningError(
            f"Het model {sha256[:12]} kan niet worden gebruikt: {reason}. "
            "Laat Leerplek opnieuw leren met `leerplek leer`."
        ) from None


def active_model(data_dir: Path, regio: str | None) -> Rangmodel | None:
    """Return the active model of a region, or None when the rules order.

    Raises
    ------
    LearningError
        When a model is active that cannot be read.
    """
    sha256 = active_hashes(data_dir).get(regio or WITHOUT_REGION)
    return None if sha256 is None else read_by_hash(data_dir, sha256)


def activate(data_dir: Path, model: Rangmodel) -> None:
    """Make a model that was kept the active one of its region."""
    active = active_hashes(data_dir) | {model.regio or WITHOUT_REGION: model.id}
    _write_active(data_dir, active)


def deactivate(data_dir: Path, regio: str | None) -> bool:
    """Let the rules order in a region; return whether a model was active there."""
    active = active_hashes(data_dir)
    was = active.pop(regio or WITHOUT_REGION, None)
    if was is not None:
        _write_active(data_dir, active)
    return was is not None


def _path(data_dir: Path, sha256: str) -> Path:
    # Only a sha256 becomes a file name, whatever a receipt or file says.
    if not _SHA256.fullmatch(sha256):
        raise LearningError("Dit is geen kenmerk van een model; het is geen sha256.")
    return data_dir / FOLDER / MODELS / f"{sha256}.json"


def active_hashes(data_dir: Path) -> dict[str, str]:
    """Return the sha256 of the active model per region (``-`` for no region).

    Raises
    ------
    LearningError
        When the file that says so is broken.
    """
    path = data_dir / FOLDER / ACTIVE
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, OSError):
        raw = None
    if not isinstance(raw, dict):
        raise LearningError(
            f"{path} is onleesbaar. Haal het bestand weg; daarna geldt de volgorde "
            "van de regels tot iemand opnieuw een model activeert."
        )
    return {str(region): str(sha256) for region, sha256 in raw.items()}


def _write_active(data_dir: Path, active: dict[str, str]) -> None:
    text = json.dumps(active, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    _write(data_dir / FOLDER / ACTIVE, text)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.nieuw")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
