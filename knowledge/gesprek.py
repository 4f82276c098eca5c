"""What the assistant says in a conversation: fixed texts per role, apart from code."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst

IEDEREEN = "allen"
ROLLEN = ("zorgcoordinator", "ouder", "leerling")


class Zin(Rij):
    """One text; either for everybody (``allen``) or one per role."""

    allen: Tekst | None = None
    zorgcoordinator: Tekst | None = None
    ouder: Tekst | None = None
    leerling: Tekst | None = None

    @model_validator(mode="after")
    def _for_every_role(self) -> Zin:
        missing = [rol for rol in ROLLEN if not (getattr(self, rol) or self.allen)]
        if missing:
            raise ValueError(f"er is geen tekst voor {', '.join(missing)}")
        return self

    def voor(self, rol: str) -> str:
        """Return the text for a role; staff share the words of the zorgcoördinator."""
        key = rol if rol in ROLLEN else ROLLEN[0]
        text: str | None = getattr(self, key) or self.allen
        assert text is not None  # checked when the row was read
        return text


class Taal(Rij):
    """Another language: how to recognise it, and a kind answer in it."""

    id: Sleutel
    naam: Tekst
    woorden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    tekst: Tekst


class Gesprek(Rij):
    """All sentences of the conversation and its limits.

    ``hoogste_tekens`` is the longest message in characters; ``voortgang_elke`` the
    number of questions after which progress is told; ``knoppen_hoogstens`` the
    largest number of buttons under a question.
    """

    hoogste_tekens: Annotated[int, Field(gt=0)]
    voortgang_elke: Annotated[int, Field(gt=0)]
    voortgang_laatste: Annotated[int, Field(gt=0)]
    knoppen_hoogstens: Annotated[int, Field(gt=0)]
    zinnen: dict[Sleutel, Zin]
    voorbeelden: dict[Sleutel, Tekst]
    """An example answer per field id or, failing that, per field type."""
    knoppen: dict[Sleutel, Tekst]
    """The words on a button per intent."""
    talen: Annotated[tuple[Taal, ...], Field(min_length=1)]
    bron: Tekst

    def zin(self, sleutel: str, rol: str, /, **invullen: object) -> str:
        """Return one text with its blanks filled in.

        Parameters
        ----------
        sleutel
            Which text.
        rol
            Role of the reader.
        invullen
            The blanks of the text.

        Raises
        ------
        KeyError
            When the text or a blank does not exist: a mistake in the program.
        """
        return self.zinnen[sleutel].voor(rol).format(**invullen)
