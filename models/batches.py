"""Groups of values that fit in one query: every database takes this many."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH = 500
"""Most values in one ``IN``."""

Item = TypeVar("Item")


def batches(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """Yield the items in groups that fit in one ``IN``."""
    rest = iter(items)
    while group := tuple(islice(rest, BATCH)):
        yield group
