"""Which program text computes the advices: one hash over the rooms that do so."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import knowledge
import matching

_ROOMS = (knowledge, matching)


@lru_cache(maxsize=1)
def code_hash() -> str:
    """Return the sha256 (hexadecimal) over the Python files that decide an advice.

    The version number alone does not tell two states of the program apart.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(str(room.__file__)).parent
        for path in sorted(folder.rglob("*.py")):
            name = path.relative_to(folder.parent).as_posix()
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
