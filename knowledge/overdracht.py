"""How a case travels to another region: what goes along and where it arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Collection


class Aankomst(Rij):
    """In which status a case begins that had another one in its old region."""

    was: Sleutel
    wordt: Sleutel
    wordt_zonder_advies: Sleutel
    reden: Tekst


class Overdrachtregels(Rij):
    """The rules of a transfer; sight itself is a row of ``inzage.yaml``."""

    inzagerij: Sleutel
    """The kind of viewer that stands for the other region."""
    aankomst: tuple[Aankomst, ...]
    taak: Tekst
    """What the receiving region must do first; ``{van}`` and ``{nummer}`` filled in."""
    taak_soort: Sleutel
    bron: Tekst
    zeker: bool

    def arrival(self, status: str, *, advies: bool) -> Aankomst | None:
        """Return how a status changes on arrival, or None when it stays."""
        found = next((row for row in self.aankomst if row.was == status), None)
        if found is None or advies:
            return found
        return found.model_copy(update={"wordt": found.wordt_zonder_advies})


def check_transfer(
    regels: Overdrachtregels, viewers: Collection[str], kinds: Collection[str]
) -> None:
    """Check that a transfer names a viewer and a kind of task that exist.

    Raises
    ------
    KnowledgeError
        When a name does not exist.
    """
    file = "overdracht.yaml"
    require(file, "sleutel inzagerij", "rij", regels.inzagerij, viewers)
    require(file, "sleutel taak_soort", "soort taak", regels.taak_soort, kinds)
