"""What the page of the conversation says around the conversation, per role."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.gesprek import Zin
from knowledge.rijen import Rij, Sleutel, Tekst


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
    bron: Tekst

    def zin(self, sleutel: str, rol: str, /, **invullen: object) -> str:
        """Return one text for a role with its blanks filled in.

        Raises
        ------
        KeyError
            When the text or a blank does not exist: a mistake in the program.
        """
        return self.zinnen[sleutel].voor(rol).format(**invullen)
