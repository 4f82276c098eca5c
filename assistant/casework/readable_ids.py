"""Ids that a person can read, made from a name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 50
"""Characters of the name in an id; a number may come behind it."""


def readable_id(name: str, is_free: Callable[[str], bool]) -> str:
    """Return an id from a name that nothing has yet.

    Parameters
    ----------
    name
        The name as people write it.
    is_free
        Tells whether an id is still free.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:MOST] or "nieuw"
    number, found = 1, stem
    while not is_free(found):
        number += 1
        found = f"{stem}-{number}"
    return found
