"""What the page of the conversation says around the conversation, per role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from knowledge.check_names import require
from knowledge.gesprek import Zin
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Collection


class Hulpknop(Rij):
    """A small button that stands for an intent.

    ``bij`` says where it stands: under a question (``vraag``) or beside the whole
    conversation (``gesprek``). ``ongedaan`` is only there when there is something to
    take back.
    """

    intent: Sleutel
    bij: Literal["vraag", "gesprek"]
    tekst: Zin


class Gesprekscherm(Rij):
    """All texts of the page apart from what the assistant says."""

    zinnen: dict[Sleutel, Zin]
    hulpknoppen: Annotated[tuple[Hulpknop, ...], Field(min_length=1)]
    script: tuple[Sleutel, ...]
    """The texts that the script of the page needs."""
    alleen_eigen_secties: tuple[Sleutel, ...]
    """Sections of which parents and pupils see only their own answers here."""
    alleen_eigen_bron: Tekst
    bron: Tekst

    def zin(self, sleutel: str, rol: str, /, **invullen: object) -> str:
        """Return one text for a role with its blanks filled in.

        Raises
        ------
        KeyError
            When the text or a blank does not exist: a mistake in the program.
        """
        return self.zinnen[sleutel].voor(rol).format(**invullen)


def check_screen(scherm: Gesprekscherm, secties: Collection[str]) -> None:
    """Check that the texts and sections that are named exist.

    Raises
    ------
    KnowledgeError
        When a name does not exist.
    """
    file = "gesprek_scherm.yaml"
    for name in scherm.script:
        require(file, "sleutel script", "tekst", name, scherm.zinnen)
    for name in scherm.alleen_eigen_secties:
        require(file, "sleutel alleen_eigen_secties", "sectie", name, secties)
