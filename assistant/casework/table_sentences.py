"""Sentences about a table for one reader: how they name pupils, and whom not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PUPIL = re.compile(r"(^|[.!?]\s+)?(?:[Ll]eerling )?\b(\d{4}-\d{4,})\b")
"""A pupil, with or without the word, and whether a sentence begins with it."""
KNOWN, OTHER = "leerling {}", "een andere leerling"


def only_seen(lines: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences, each pupil named in one form, none who is not in sight.

    Parameters
    ----------
    lines
        The sentences.
    seen
        The numbers of the cases in sight.
    """
    known = frozenset(seen)

    def told(found: re.Match[str]) -> str:
        before, number = found.groups()
        name = KNOWN.format(number) if number in known else OTHER
        if before is None:
            return name
        return before + name[0].upper() + name[1:]

    return tuple(PUPIL.sub(told, line) for line in lines)
