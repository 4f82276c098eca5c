"""A note that the record was set up, so that a second start need not open it first.

Opening the record takes about a second, and the pages must be there at once. The app
itself checks the schema again when it starts; the note only spares the waiting.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import REPO_ROOT

if TYPE_CHECKING:
    from assistant.settings import Settings

MIGRATIONS = REPO_ROOT / "models" / "migrations" / "versions"
_SQLITE = "sqlite:///"


def record_is_ready(settings: Settings) -> bool:
    """Tell whether this very record was set up by a program with these migrations.

    Only for a SQLite file that is still the same file; anything else is opened.
    """
    now = _state(settings)
    try:
        noted = json.loads(_receipt(settings).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return now is not None and now == noted


def note_record(settings: Settings) -> None:
    """Note that the record of these settings has been set up."""
    state = _state(settings)
    if state is not None:
        _receipt(settings).write_text(json.dumps(state), encoding="utf-8")


def _receipt(settings: Settings) -> Path:
    """Return the file of the note; the demo has one of its own."""
    kind = "voorbeeld" if settings.demo else "gewoon"
    return settings.data_dir / f"opgezet-{kind}.json"


def _state(settings: Settings) -> dict[str, object] | None:
    """Return what the note says, or ``None`` when the record is no file."""
    path = Path(settings.database_url.removeprefix(_SQLITE))
    if not settings.database_url.startswith(_SQLITE) or not path.is_file():
        return None
    digest = hashlib.sha256()
    for migration in sorted(MIGRATIONS.glob("*.py")):
        digest.update(migration.name.encode() + migration.read_bytes())
    return {
        "bestand": str(path),
        # Another file under the same name, such as a backup put back, is opened.
        "nummer": path.stat().st_ino,
        "migraties": digest.hexdigest(),
    }
