"""How absence comes in: the layouts of files, words for kinds, why lines stay out."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.invoer import header_words
from knowledge.reading import file_name, read_file, refuse_duplicates
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.vakanties import VakantieRegio

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.velden import Veld

FOLDER = "verzuim_invoer"
GENERAL = "algemeen.yaml"
KINDS = ("aanwezig", "ziek", "verlof", "geoorloofd", "ongeoorloofd", "schorsing")
"""What a day can be, in the words of the day file."""
ABSENT, NOT_COUNTED = "afwezig", "telt_niet"


class Regelaard(StrEnum):
    """What a line of a file tells."""

    dagen = "dagen"
    meldingen = "meldingen"
    waarnemingen = "waarnemingen"
    perioden = "perioden"


class Bestandssoort(StrEnum):
    """How a file is written."""

    csv = "csv"
    json = "json"


class Verzuimdoel(StrEnum):
    """What a column of an absence file can hold."""

    leerling = "leerling"
    datum = "datum"
    lesuren = "lesuren"
    gemist = "gemist"
    soort = "soort"
    tweede_soort = "tweede_soort"
    begin_datum = "begin_datum"
    begin_tijd = "begin_tijd"
    eind_datum = "eind_datum"
    eind_tijd = "eind_tijd"
    begin_uur = "begin_uur"
    eind_uur = "eind_uur"
    code = "code"
    geoorloofd = "geoorloofd"
    aanwezig = "aanwezig"
    periode = "periode"
    grond = "grond"


class Verzuimkolom(Rij):
    """Where one thing stands: below a header, at a position, or at a path in JSON.

    ``waarden`` translates what stands there into one of the known words.
    """

    doel: Verzuimdoel
    koppen: tuple[Tekst, ...] = ()
    nummer: Annotated[int, Field(ge=1)] | None = None
    pad: tuple[Tekst, ...] = ()
    naam: Tekst | None = None
    waarden: dict[Tekst, Tekst] = Field(default_factory=dict)
    verplicht: bool = False

    @property
    def kop(self) -> str:
        """Return what the column is called in a message when the file has no name."""
        return self.naam or (self.koppen or self.pad or (self.doel.value,))[0]


class Regelsoort(Rij):
    """One kind of line in a file; ``als`` tells by which values it is recognised."""

    aard: Regelaard
    als: dict[Tekst, tuple[Tekst, ...]] = Field(default_factory=dict)
    kolommen: Annotated[tuple[Verzuimkolom, ...], Field(min_length=1)]

    def column(self, doel: Verzuimdoel) -> Verzuimkolom | None:
        """Return the column that holds this, or ``None``."""
        return next((row for row in self.kolommen if row.doel is doel), None)

    @property
    def required(self) -> tuple[Verzuimkolom, ...]:
        """Return the columns that a file of this layout always has."""
        return tuple(row for row in self.kolommen if row.verplicht)


class Verzuimvorm(Rij):
    """One layout of a file with absence.

    ``een_van`` names columns of which at least one must be there; ``codes_nodig``
    says that nothing can be read without the table of codes of the school, and
    ``codes_los`` that a code which is not in the table may be passed over.
    """

    id: Sleutel
    naam: Tekst
    uitleg: Tekst
    bestand: Bestandssoort
    kop: bool = False
    aantal_kolommen: Annotated[int, Field(ge=2)] | None = None
    lijst: tuple[Tekst, ...] = ()
    regels: Annotated[tuple[Regelsoort, ...], Field(min_length=1)]
    een_van: tuple[Verzuimdoel, ...] = ()
    codes_nodig: bool = False
    codes_los: bool = False
    bron: Tekst
    zeker: bool

    @model_validator(mode="after")
    def _fits(self) -> Verzuimvorm:
        for row in (column for kind in self.regels for column in kind.kolommen):
            where = {
                "koppen": bool(row.koppen),
                "nummer": row.nummer is not None,
                "pad": bool(row.pad),
            }
            wanted = "pad" if self.bestand is Bestandssoort.json else "nummer"
            wanted = "koppen" if self.kop else wanted
            if not where.pop(wanted) or any(where.values()):
                raise ValueError(f"de kolom {row.doel.value} heeft alleen ‘{wanted}’")
        if self.bestand is Bestandssoort.csv and not self.kop:
            numbers = [row.nummer or 0 for row in self.regels[0].kolommen]
            if self.aantal_kolommen is None or max(numbers) > self.aantal_kolommen:
                raise ValueError("een bestand zonder kop heeft ‘aantal_kolommen’")
        return self

    @property
    def has_reports(self) -> bool:
        """Return whether it names exceptions, so that a timetable is needed."""
        return any(row.aard is Regelaard.meldingen for row in self.regels)


class Vulling(Rij):
    """An answer of the probleemanalyse that follows from the days, and how."""

    veld: Sleutel
    uitleg: Tekst
    voorbij: Tekst | None = None
    """What is said where an answer may end and the days no longer give it."""
    bron: Tekst


class Standaardrooster(Rij):
    """The hours per school day of a kind of school that gave no timetable."""

    id: Sleutel
    schoolsoorten: tuple[Sleutel, ...] = ()
    uren: tuple[float, float, float, float, float]
    eerste_les: Annotated[str, Field(pattern=r"^\d\d:\d\d$")]
    lesduur_min: Annotated[int, Field(ge=10, le=120)]
    bron: Tekst
    zeker: bool


class Verzuimafspraken(Rij):
    """What every layout shares."""

    voorrang: tuple[Tekst, ...]
    voorrang_bron: Tekst
    soorten: dict[Sleutel, tuple[Tekst, ...]]
    soorten_bron: Tekst
    oordelen: dict[Sleutel, tuple[Tekst | int, ...]]
    geoorloofd_ja: dict[Sleutel, Sleutel]
    geoorloofd_nee: dict[Sleutel, Sleutel]
    zonder_oordeel: dict[Sleutel, Sleutel]
    oordelen_bron: Tekst
    vakantieregio: VakantieRegio
    vakantieregio_bron: Tekst
    roosters: Annotated[tuple[Standaardrooster, ...], Field(min_length=1)]
    geen_tijd: tuple[Tekst, ...]
    geen_tijd_bron: Tekst
    meeste_lesuren: Annotated[int, Field(ge=1, le=16)]
    meeste_lesuren_bron: Tekst
    verste_terug_jaren: Annotated[int, Field(ge=1)]
    verste_terug_bron: Tekst
    doelen: dict[Sleutel, Tekst]
    vult: tuple[Vulling, ...]
    vult_weken: Annotated[int, Field(ge=4)]
    vult_hele_dagen: Annotated[int, Field(ge=1)]
    afwijzingen: dict[Sleutel, Tekst]
    telt_niet_tekst: Tekst
    gronden: dict[Sleutel, tuple[Tekst, ...]]
    gronden_bron: Tekst

    @model_validator(mode="after")
    def _complete(self) -> Verzuimafspraken:
        if sorted(self.voorrang) != sorted(KINDS):
            raise ValueError(f"voorrang noemt elke soort één keer: {', '.join(KINDS)}")
        if set(self.soorten) != {*KINDS, ABSENT, NOT_COUNTED}:
            raise ValueError("soorten noemt elke soort, afwezig en telt_niet")
        if set(self.doelen) != {doel.value for doel in Verzuimdoel}:
            raise ValueError("doelen noemt elke kolom die een bestand kan hebben")
        if set(self.oordelen) != {"ja", "nee"}:
            raise ValueError("oordelen noemt ja en nee")
        return self

    def timetable(self, schoolsoort: str | None) -> Standaardrooster:
        """Return the timetable of a kind of school, else the general one."""
        for row in self.roosters:
            if schoolsoort in row.schoolsoorten:
                return row
        return next(row for row in self.roosters if not row.schoolsoorten)


class Verzuiminvoerregels(Rij):
    """All there is to know about reading files with absence."""

    algemeen: Verzuimafspraken
    vormen: Annotated[tuple[Verzuimvorm, ...], Field(min_length=1)]

    def form(self, vorm_id: str) -> Verzuimvorm | None:
        """Return the layout with this id, or ``None``."""
        return next((row for row in self.vormen if row.id == vorm_id), None)


def read_absence_layouts(root: Path) -> Verzuiminvoerregels:
    """Read what layouts share and every layout: a new file is a new layout."""
    folder = root / FOLDER
    general = read_file(folder / GENERAL, root, Verzuimafspraken)
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != GENERAL]
    forms = tuple(read_file(path, root, Verzuimvorm) for path in paths)
    refuse_duplicates(file_name(folder, root), (row.id for row in forms))
    return Verzuiminvoerregels(algemeen=general, vormen=forms)


def check_absence_layouts(
    rules: Verzuiminvoerregels, velden: Mapping[str, Veld]
) -> None:
    """Check that no word means two things and exemptions are those of the analysis.

    Raises
    ------
    KnowledgeError
        On the first word that stands twice or exemption that does not exist.
    """
    file = f"{FOLDER}/{GENERAL}"
    general = rules.algemeen
    known = {waarde.id for waarde in velden["vrijstelling"].waarden}
    for row in general.vult:
        require(file, "vult", "veld", row.veld, velden)
    for ground in general.gronden:
        require(file, "gronden", "waarde", ground, known)
    owner: dict[str, str] = {}
    for kind, words in general.soorten.items():
        for word in map(header_words, words):
            if owner.setdefault(word, kind) != kind:
                raise KnowledgeError(
                    file,
                    f"{kind}, sleutel soorten",
                    f"‘{word}’ staat ook bij {owner[word]}",
                    "laat het bij één soort staan",
                )
    if all(row.schoolsoorten for row in general.roosters):
        raise KnowledgeError(
            file,
            "roosters",
            "er is geen rooster voor andere scholen",
            "voeg een rooster toe zonder schoolsoorten",
        )
