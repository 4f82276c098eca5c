"""Lines of the register that wait on disk while the record is busy (an import)."""

from __future__ import annotations

import json
import os
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models.inzageregel import Inzageregel

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from assistant.context import Context

_NAME = "inzageregister.wacht"


@dataclass(frozen=True)
class WaitingLine:
    """One line of the register as plain values; ``op`` is ISO 8601 in UTC."""

    op: str
    casus_id: str
    gebruiker_id: int | None
    gezinslid_id: int | None
    naam: str
    rol: str
    organisatie_id: str | None
    wat: str
    grond: str

    def as_row(self) -> Inzageregel:
        """Return the line as a row of the record."""
        values = asdict(self) | {"op": datetime.fromisoformat(self.op)}
        return Inzageregel(**values)


def wait_with(ctx: Context, lines: Iterable[WaitingLine]) -> None:
    """Keep lines on disk, readable by the owner only, until the record has time."""
    path = ctx.settings.data_dir / _NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(asdict(line)) + "\n" for line in lines)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as out:
        out.write(text)  # one write: lines of two processes do not mix


def take_waiting(ctx: Context) -> tuple[list[WaitingLine], list[Path]]:
    """Return the lines that wait, and the files to remove once they are stored.

    The file is set aside first, so that lines that come meanwhile start a new one; a
    file that was set aside by a program that fell is taken along.
    """
    folder = ctx.settings.data_dir
    if (folder / _NAME).exists():
        (folder / _NAME).replace(folder / f"{_NAME}-{uuid.uuid4().hex}")
    aside = sorted(folder.glob(f"{_NAME}-*"))
    lines = [
        WaitingLine(**json.loads(text))
        for path in aside
        for text in path.read_text(encoding="utf-8").splitlines()
    ]
    return lines, aside
