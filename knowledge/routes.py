"""Routes to a place in education, with the criteria that decide about them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.errors import KnowledgeError
from knowledge.expressie import Expressie
from knowledge.reading import file_name, read_row, read_yaml
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from pathlib import Path


class SoortRoute(StrEnum):
    """What kind of route it is."""

    voorziening = "voorziening"
    arrangement = "arrangement"
    tlv = "tlv"
    tafel = "tafel"
    proces = "proces"
    ontheffing = "ontheffing"


class Rol(StrEnum):
    """Where a route stands in a plan: bridging now, lasting next, or a table."""

    nu = "nu"
    straks = "straks"
    tafel = "tafel"


class Aard(StrEnum):
    """How a criterion counts; only ``hard`` and ``indicatie`` set the status."""

    hard = "hard"
    indicatie = "indicatie"
    zacht = "zacht"
    document = "document"
    oordeel = "oordeel"


RANKING = (Aard.hard, Aard.indicatie, Aard.zacht)
"""The kinds of criteria that the place of a route depends on."""


class Kenmerk(StrEnum):
    """What else is to be known of a route."""

    historisch = "historisch"
    in_verkenning = "in_verkenning"
    laatste_redmiddel = "laatste_redmiddel"
    ontheffing = "ontheffing"


class SoortInformatie(StrEnum):
    """What a route row tells besides its criteria."""

    niet_voor = "niet_voor"
    duur = "duur"
    plekken = "plekken"
    instroom = "instroom"
    papieren = "papieren"
    toestemming = "toestemming"
    beslisser = "beslisser"
    kosten = "kosten"
    terugkeer = "terugkeer"
    nazorg = "nazorg"


class Criterium(Rij):
    """One criterion of a route, with the sentence for each outcome.

    Without ``als`` nothing can be computed and the outcome is always unknown. When
    ``twijfel`` holds, an answer was given but a person must still look at it.
    """

    id: Sleutel
    aard: Aard
    als: Expressie | None
    twijfel: Expressie | None = None
    bron: Tekst
    zeker: bool
    voldoet: Tekst | None = None
    voldoet_niet: Tekst | None = None
    onbekend: Tekst
    bij_twijfel: Tekst | None = None
    te_regelen: Tekst | None = None
    """What is to be arranged, as a clause; for documents only."""
    regelt: Tekst | None = None
    """Who arranges it."""
    geldig_vanaf: date | None = None
    regels: tuple[Sleutel, ...] = ()
    """The rule keys of the domain research that this row encodes."""

    @cached_property
    def velden(self) -> tuple[str, ...]:
        """Return the ids of the fields that the condition reads, in order."""
        return tuple(sorted(self.als.fields())) if self.als is not None else ()

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.aard is Aard.oordeel and self.als is not None:
            raise ValueError("een oordeel wordt nooit berekend; haal ‘als’ weg")
        if self.als is not None and not (self.voldoet and self.voldoet_niet):
            raise ValueError("een voorwaarde heeft zinnen nodig voor elke uitkomst")
        if self.aard is Aard.document and not (self.te_regelen and self.regelt):
            raise ValueError("een document zegt wat er te regelen is en wie dat doet")
        if self.twijfel is not None and not (self.bij_twijfel and self.als):
            raise ValueError("twijfel heeft een voorwaarde en een zin nodig")
        if self.twijfel and self.als and self.twijfel.fields() - self.als.fields():
            raise ValueError("twijfel gaat over dezelfde velden als de voorwaarde")
        return self


class Informatie(Rij):
    """What a source says about a route, for people to read."""

    tekst: Tekst
    bron: Tekst
    zeker: bool


class Route(Rij):
    """One route, as a row."""

    id: Sleutel
    naam: Tekst
    kort: Tekst
    """What it is, in one plain sentence."""
    soort: SoortRoute
    rol: Rol
    trap: Annotated[int, Field(ge=1, le=6)]
    """How far from the own school: 1 own school … 6 last resort (our ordering)."""
    sector: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    """Sectors that the research names; the criterion ``sector`` decides."""
    behoudt_inschrijving: bool | None
    kenmerken: tuple[Kenmerk, ...] = ()
    regio_van_bron: tuple[Tekst, ...] = ()
    opmerking: Tekst | None = None
    criteria: Annotated[tuple[Criterium, ...], Field(min_length=1)]
    informatie: dict[SoortInformatie, Informatie | None]
    """``None`` where the sources say nothing: not known, ask."""
    informatie_regels: tuple[Sleutel, ...] = ()
    """Rule keys of the domain research that are shown and not computed."""

    @cached_property
    def rangcriteria(self) -> tuple[Criterium, ...]:
        """Return the criteria that the place of this route depends on.

        Hard criteria and indications set its status; a soft one that fails puts it
        lower. A document or a judgement does neither.
        """
        return tuple(row for row in self.criteria if row.aard in RANKING)

    @model_validator(mode="after")
    def _checked(self) -> Self:
        ids = [row.id for row in self.criteria]
        for row_id in ids:
            if ids.count(row_id) > 1:
                raise ValueError(f"criterium ‘{row_id}’ staat er dubbel")
        if not any(row.aard is Aard.indicatie for row in self.criteria):
            raise ValueError("een route heeft minstens één indicatie nodig")
        missing = [kind for kind in SoortInformatie if kind not in self.informatie]
        if missing:
            raise ValueError(f"onder informatie ontbreekt {', '.join(missing)}")
        return self


def read_routes(folder: Path) -> dict[str, Route]:
    """Read all route rows, one file per route, with shared criteria filled in.

    Parameters
    ----------
    folder
        The folder ``routes`` inside the data folder.

    Returns
    -------
    dict
        Routes by id, in order of the file names.

    Raises
    ------
    KnowledgeError
        When a file is missing or wrong, or a route's id is not its file name.
    """
    root = folder.parent
    templates = _read_templates(folder / "_sjablonen.yaml", root)
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name[0] != "_"]
    if not paths:
        raise KnowledgeError(
            file_name(folder, root), "", "de map is leeg", "zet de routes terug"
        )
    return {path.stem: _read_route(path, root, templates) for path in paths}


def _read_route(path: Path, root: Path, templates: dict[str, object]) -> Route:
    name = file_name(path, root)
    raw = read_yaml(path, root)
    if isinstance(raw, dict) and isinstance(raw.get("criteria"), list):
        criteria = [_filled(row, templates, name) for row in raw["criteria"]]
        raw = {**raw, "criteria": criteria}
    route = read_row(raw, Route, file=name)
    if route.id != path.stem:
        raise KnowledgeError(
            name, "sleutel id", "de id is anders dan de bestandsnaam", "maak ze gelijk"
        )
    return route


def _read_templates(path: Path, root: Path) -> dict[str, object]:
    raw = read_yaml(path, root)
    if not isinstance(raw, dict):
        raise KnowledgeError(
            file_name(path, root),
            "",
            "hier horen gedeelde criteria, elk onder een eigen naam",
            "begin elke regel met de naam van een criterium",
        )
    return {str(key): value for key, value in raw.items()}


def _filled(raw: object, templates: dict[str, object], file: str) -> object:
    """Fill a criterion from its template; what the row says itself goes first."""
    if not isinstance(raw, dict) or "sjabloon" not in raw:
        return raw
    name = str(raw["sjabloon"])
    template = templates.get(name)
    if not isinstance(template, dict):
        raise KnowledgeError(
            file,
            f"criterium {raw.get('id', name)}, sleutel sjabloon",
            f"het gedeelde criterium ‘{name}’ bestaat niet",
            f"kies uit {', '.join(sorted(templates))}",
        )
    words = raw.get("vul", {})
    row = {"id": name, **template}
    row = {key: _with_words(value, words) for key, value in row.items()}
    own = {key: raw[key] for key in raw if key not in ("sjabloon", "vul")}
    return {**row, **own}


def _with_words(value: object, words: object) -> object:
    """Put the words of a route in the sentences of a shared criterion."""
    if not isinstance(value, str) or not isinstance(words, dict):
        return value
    for name, word in words.items():
        value = value.replace("{" + str(name) + "}", str(word))
    return value
