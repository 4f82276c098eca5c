"""The one check that all others use: a name that a row uses must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.dutch import suggest
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Collection


def require(file: str, key: str, what: str, name: str, known: Collection[str]) -> None:
    """Check that a name is among those that exist.

    Parameters
    ----------
    file, key
        Where the name stands.
    what
        What kind of thing it names, in Dutch.
    name
        The name.
    known
        All names of that kind.

    Raises
    ------
    KnowledgeError
        When it does not exist; names the nearest one that does.
    """
    if name not in known:
        raise KnowledgeError(
            file,
            key,
            f"{what} ‘{name}’ bestaat niet",
            suggest(name, known) or "verbeter de naam of voeg de rij toe",
        )
