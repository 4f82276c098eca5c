"""What the assistant says in a conversation: texts per language and role, as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from knowledge.errors import KnowledgeError
from knowledge.reading import file_name, read_file, read_rows
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path

ROLLEN = ("zorgcoordinator", "ouder", "leerling")
NEDERLANDS = "nl"
TAALTEKST = "taal"
"""The text that every language has: a kind answer in it, with whom to reach."""
_INVULLING = re.compile(r"\{(\w+)\}")


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

    def invullingen(self) -> set[str]:
        """Return the blanks that the program must fill in."""
        texts = (self.allen, self.zorgcoordinator, self.ouder, self.leerling)
        return {blank for text in texts if text for blank in _INVULLING.findall(text)}


class Taal(Rij):
    """A language: how it is recognised, and what is said in it.

    Dutch has every text. Another language has at least the kind answer (``taal``);
    what it does not have yet is said in Dutch.
    """

    id: Sleutel
    naam: Tekst
    namen: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    """Words that name the language, in Dutch and in the language itself."""
    woorden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    """Small words by which a message in this language is recognised."""
    zinnen: dict[Sleutel, Zin]
    voorbeelden: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """An example answer per field id or, failing that, per field type."""
    knoppen: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """The words on a button per intent."""
    vragen: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """What a question means, per field, said after the Dutch question."""
    etiketten: dict[Sleutel, Tekst] = Field(default_factory=dict)
    """The words on a button per id of an answer, with what they mean."""
    opdrachten: dict[Sleutel, tuple[Tekst, ...]] = Field(default_factory=dict)
    """Phrases that ask the conversation itself to do something, such as undoing."""
    bron: Tekst


class Uitleg(Zin):
    """What is answered to a question about one subject.

    ``vraag`` is the intent of the question, ``woorden`` the phrases that name the
    subject, written as in ``synoniemen/``.
    """

    id: Sleutel
    vraag: Sleutel
    woorden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    bron: Tekst


class LosFeit(Rij):
    """Words by which a lone fact shows of which field it is.

    ``alleen`` asks that the phrase is the whole message.
    """

    veld: Sleutel
    woorden: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    alleen: bool = False


class Grenzen(Rij):
    """The bounds of a conversation.

    ``hoogste_tekens`` is the longest message in characters; ``voortgang_elke`` the
    number of questions after which progress is told, ``voortgang_laatste`` how many
    of the last are all counted down; ``knoppen_hoogstens`` the largest number of
    buttons under a question;
    ``zelfde_datum_dagen`` how many days a date told in passing may differ from the one
    that is known and still be the same day.
    """

    hoogste_tekens: Annotated[int, Field(gt=0)]
    voortgang_elke: Annotated[int, Field(gt=0)]
    voortgang_laatste: Annotated[int, Field(gt=0)]
    knoppen_hoogstens: Annotated[int, Field(gt=0)]
    zelfde_datum_dagen: Annotated[int, Field(ge=0)]
    mens_zeker: Annotated[float, Field(ge=0, le=1)]
    """How sure (0..1) a wish for a person must be when no words name it."""
    herkenbare_tekst: tuple[Sleutel, ...]
    """Fields of a few words whose value is known by itself, such as a town."""
    losse_feiten: tuple[LosFeit, ...]
    bron: Tekst


class Gesprek(Grenzen):
    """The bounds of a conversation and all it says, per language."""

    talen: dict[Sleutel, Taal]
    uitleg: tuple[Uitleg, ...]
    """Subjects that are explained when somebody asks about them, in Dutch."""

    def zin(
        self, sleutel: str, rol: str, /, taal: str = NEDERLANDS, **invullen: object
    ) -> str:
        """Return one text with its blanks filled in.

        Parameters
        ----------
        sleutel
            Which text.
        rol
            Role of the reader.
        taal
            Language of the reader; without a text in it, Dutch.
        invullen
            The blanks of the text.

        Raises
        ------
        KeyError
            When the text or a blank does not exist: a mistake in the program.
        """
        row = self._zinnen(taal).get(sleutel) or self._zinnen(NEDERLANDS)[sleutel]
        return row.voor(rol).format(**invullen)

    def knop(self, intent: str, rol: str, taal: str = NEDERLANDS) -> str:
        """Return the words on a button, in the words for a role where it has some."""
        for one in dict.fromkeys((taal, NEDERLANDS)):
            words = self.talen[one].knoppen if one in self.talen else {}
            found = words.get(f"{intent}_{rol}") or words.get(intent)
            if found:
                return found
        raise KeyError(intent)

    def voorbeeld(self, veld: str, soort: str, rol: str) -> str | None:
        """Return an example answer to a field, or to its type, or None."""
        rows = self.talen[NEDERLANDS].voorbeelden
        return rows.get(f"{veld}_{rol}") or rows.get(veld) or rows.get(soort)

    def vraag_in(self, veld: str, taal: str) -> str:
        """Return what a question means in another language, or nothing."""
        return self.talen[taal].vragen.get(veld, "") if taal in self.talen else ""

    def etiket(self, waarde: str, taal: str) -> str | None:
        """Return the words on the button of an answer in another language, or None."""
        return self.talen[taal].etiketten.get(waarde) if taal in self.talen else None

    def _zinnen(self, taal: str) -> dict[str, Zin]:
        return self.talen[taal].zinnen if taal in self.talen else {}


def read_conversation_texts(root: Path) -> Gesprek:
    """Read ``gesprek.yaml`` (bounds) and ``gesprek/`` (languages, subjects).

    Raises
    ------
    KnowledgeError
        When a row does not fit, Dutch is missing, or a language has a text or a
        blank that Dutch does not have.
    """
    grenzen = read_file(root / "gesprek.yaml", root, Grenzen)
    talen = {
        path.stem: read_file(path, root, Taal)
        for path in sorted((root / "gesprek").glob("*.yaml"))
    }
    if NEDERLANDS not in talen:
        name = file_name(root / "gesprek" / f"{NEDERLANDS}.yaml", root)
        raise KnowledgeError(
            name, "", "het bestand ontbreekt", "zet het terug in de kennismap"
        )
    for stam, taal in talen.items():
        name = file_name(root / "gesprek" / f"{stam}.yaml", root)
        _check_language(taal, talen[NEDERLANDS], stam, name)
    uitleg = read_rows(root / "gesprek" / "uitleg" / "nl.yaml", root, Uitleg)
    return Gesprek(**grenzen.model_dump(), talen=talen, uitleg=uitleg)


def _check_language(taal: Taal, dutch: Taal, stam: str, name: str) -> None:
    if taal.id != stam:
        raise KnowledgeError(
            name, "id", f"hier hoort ‘{stam}’", "noem de taal als het bestand"
        )
    if taal.id != NEDERLANDS and TAALTEKST not in taal.zinnen:
        raise KnowledgeError(
            name, TAALTEKST, "deze zin ontbreekt", "schrijf hem in deze taal"
        )
    for sleutel, zin in taal.zinnen.items():
        if sleutel not in dutch.zinnen:
            raise KnowledgeError(
                name, sleutel, "deze zin heeft het Nederlands niet", "haal hem weg"
            )
        extra = zin.invullingen() - dutch.zinnen[sleutel].invullingen()
        if extra:
            raise KnowledgeError(
                name,
                sleutel,
                f"de invulling {', '.join(sorted(extra))} bestaat niet",
                "gebruik de invullingen van het Nederlands",
            )
