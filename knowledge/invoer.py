"""What a case list may hold: where its columns go, and what is never taken in."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.velden import Sectie, Veld

FILE = "invoer.yaml"


class Doelsoort(StrEnum):
    """What kind of place a column goes to."""

    sleutel = "sleutel"
    naam = "naam"
    casus = "casus"
    veld = "veld"


class Lezen(StrEnum):
    """How the cells of a column are read."""

    gewoon = "gewoon"
    datum = "datum"
    maand = "maand"
    postcode = "postcode"
    leerjaar = "leerjaar"


class Invoerdoel(Rij):
    """A place a column may go to, with the headers by which it is recognised.

    ``woorden`` are other spellings per value; ``meer`` lets several columns go here.
    """

    id: Sleutel
    naam: Tekst
    soort: Doelsoort
    lezen: Lezen = Lezen.gewoon
    uitleg: Tekst | None = None
    ook: tuple[Tekst, ...] = ()
    woorden: dict[Sleutel, tuple[Tekst, ...]] = Field(default_factory=dict)
    meer: bool = False
    bron: Tekst
    zeker: bool


class Weglating(Rij):
    """A kind of column that is recognised and not stored, and why.

    ``weigeren`` means that its cells do not even reach the preview.
    """

    id: Sleutel
    naam: Tekst
    weigeren: bool = False
    waarom: Tekst
    woordstam: tuple[Tekst, ...] = ()
    """Beginnings of words that give such a column away anywhere in its header."""
    ook: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    bron: Tekst
    zeker: bool


class Invoerregels(Rij):
    """All there is to know about reading a case list."""

    doelen: Annotated[tuple[Invoerdoel, ...], Field(min_length=1)]
    weglatingen: tuple[Weglating, ...]
    voorbeeld_bewaren_uren: Annotated[int, Field(gt=0)]
    voorbeeld_bewaren_bron: Tekst
    leeg: tuple[Tekst, ...]
    """What people write where nothing is known."""
    loze_woorden: tuple[Tekst, ...]
    """Words in a header that say nothing about what is in the column."""
    niet_uit_lijst: tuple[Sleutel, ...]
    """Sections of the probleemanalyse that no list may fill."""
    niet_uit_lijst_velden: tuple[Sleutel, ...]
    tussenvoegsels: tuple[Tekst, ...]
    maanden: dict[int, tuple[Tekst, ...]]

    def doel(self, doel_id: str) -> Invoerdoel | None:
        """Return the place with this id, or ``None``."""
        return next((row for row in self.doelen if row.id == doel_id), None)


def header_words(text: str) -> str:
    """Return a header as plain words: no capitals, accents, signs or explanation.

    Examples
    --------
    >>> header_words("Geb.datum (dd-mm-jjjj)")
    'geb datum'
    """
    bare = re.sub(r"\([^)]*\)", " ", text) if not text.startswith("(") else text
    plain = unicodedata.normalize("NFKD", bare.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9?]+", letters))


def check_import(
    rules: Invoerregels, velden: Mapping[str, Veld], secties: Mapping[str, Sectie]
) -> None:
    """Check that every place exists and no header means two things.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist or header that stands twice.
    """
    for doel in rules.doelen:
        if doel.soort is Doelsoort.veld:
            _check_field(doel, velden)
    for sectie in rules.niet_uit_lijst:
        require(FILE, "niet_uit_lijst", "sectie", sectie, secties)
    for veld in rules.niet_uit_lijst_velden:
        require(FILE, "niet_uit_lijst_velden", "veld", veld, velden)
    headers = [(row.id, row.ook) for row in rules.doelen]
    headers += [(row.id, row.ook) for row in rules.weglatingen]
    _refuse_doubles((row, header_words(name)) for row, ook in headers for name in ook)


def _check_field(doel: Invoerdoel, velden: Mapping[str, Veld]) -> None:
    require(FILE, doel.id, "veld", doel.id, velden)
    values = {waarde.id: waarde for waarde in velden[doel.id].waarden}
    for waarde in doel.woorden:
        # what is not known may be said of every field
        if waarde != "onbekend":
            require(FILE, f"{doel.id}, sleutel woorden", "waarde", waarde, values)


def _refuse_doubles(names: Iterable[tuple[str, str]]) -> None:
    owner: dict[str, str] = {}
    for row, name in names:
        if not name or name in owner:
            raise KnowledgeError(
                FILE,
                f"{row}, sleutel ook",
                f"de kop ‘{name}’ is leeg of staat ook bij {owner.get(name, row)}",
                "laat hem bij één rij staan",
            )
        owner[name] = row
