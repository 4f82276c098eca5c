"""The file in which a case travels to another region: its form, checked on reading."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, ValidationError

from assistant.errors import ImportFileError
from knowledge.dutch import explain
from knowledge.rijen import Rij

KIND = "leerplek-overdracht"
VERSION = 1
"""Raised when an older Leerplek could misread a newer file."""
MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 20_000
"""Most rows of one kind in one file; a long case has a few hundred answers."""

Kort = Annotated[str, Field(max_length=200)]
Lang = Annotated[str, Field(max_length=20_000)]


class Afzender(Rij):
    """Who made the file, and where."""

    naam: Kort
    rol: Kort
    organisatie: Kort | None


class Naamdeel(Rij):
    """A name in parts."""

    voornaam: Kort
    tussenvoegsel: Kort = ""
    achternaam: Kort
    roepnaam: Kort | None = None


class Gezinsregel(Rij):
    """A member of the family; the access itself does not travel."""

    soort: Literal["ouder", "leerling"]
    gezag: bool | None
    naam: Naamdeel | None


class Antwoordregel(Rij):
    """One answer of the history, in the order in which they were given."""

    veld: Kort
    waarde: Any
    ingetrokken: bool
    rol: Kort
    via: Kort
    woorden: Lang | None
    door: Kort | None
    op: AwareDatetime
    bevestigd: bool
    zekerheid: Annotated[float, Field(ge=0, le=1)] | None = None


class Wisselregel(Rij):
    """One change of status."""

    van: Kort | None
    naar: Kort
    op: AwareDatetime
    door: Kort | None
    reden: Lang


class Criterium(Rij):
    """One criterion of a route."""

    criterium: Kort
    aard: Literal["hard", "indicatie", "zacht", "document", "oordeel"]
    uitkomst: Literal["voldoet", "voldoet_niet", "onbekend"]
    uitleg: Lang
    bron: Lang


class Routeregel(Rij):
    """One route of an advice."""

    route: Kort
    soort: Kort
    status: Literal["open", "dicht", "onbekend"]
    rang: int
    criteria: tuple[Criterium, ...]


class Planregel(Rij):
    """The plan of an advice."""

    nu: tuple[Kort, ...]
    straks: tuple[Kort, ...]
    tafel: Kort | None
    nog_te_regelen: tuple[Lang, ...]
    termijn: date | None


class Uitkomst(Rij):
    """What an advice said."""

    stop: bool
    stopreden: Lang | None
    routes: tuple[Routeregel, ...]
    plan: Planregel
    ontbrekend: tuple[Kort, ...]


class Adviesregel(Rij):
    """One advice; ``na_antwoord`` counts the answers that it was based on."""

    uitkomst: Uitkomst
    ontvangstbewijs: dict[str, Any]
    peildatum: date
    na_antwoord: Annotated[int, Field(ge=0)]
    op: AwareDatetime


class Besluitregel(Rij):
    """One decision, with place and meeting as text."""

    plek: Lang | None
    overleg: Kort
    overleg_datum: date | None
    akkoord: bool
    wijkt_af: bool
    voorgesteld: Lang | None
    reden: Lang
    opmerkingen: tuple[Lang, ...]
    door: Kort
    op: AwareDatetime
    van: Kort


class Taakregel(Rij):
    """One open task."""

    soort: Kort
    urgent: bool
    tekst: Lang
    voor: Kort
    uiterlijk: date | None
    op: AwareDatetime


class Overslag(Rij):
    """A question somebody skipped."""

    veld: Kort
    op: AwareDatetime


class Casusdeel(Rij):
    """What the case itself holds."""

    nummer: Kort
    status: Kort
    gestopt_vanuit: Kort | None
    stopreden: Lang | None
    school: Kort | None
    rol: Kort
    door: Kort | None
    voorbeeld: bool
    aangemaakt_op: AwareDatetime
    bevestigd_op: AwareDatetime | None
    bevestigd_door: Kort | None
    uitkomst: Kort | None
    gesloten_op: AwareDatetime | None
    heropend_op: AwareDatetime | None


class Overdrachtsbestand(Rij):
    """A whole case, with what was left out and why."""

    soort: Literal["leerplek-overdracht"]
    versie: int
    gemaakt_op: AwareDatetime
    door: Afzender
    kennis: Kort
    toestemming: bool
    weggelaten: tuple[Lang, ...]
    casus: Casusdeel
    naam: Naamdeel | None
    gezin: Annotated[tuple[Gezinsregel, ...], Field(max_length=50)]
    antwoorden: Annotated[tuple[Antwoordregel, ...], Field(max_length=MAX_ROWS)]
    overgeslagen: Annotated[tuple[Overslag, ...], Field(max_length=MAX_ROWS)]
    wissels: Annotated[tuple[Wisselregel, ...], Field(max_length=MAX_ROWS)]
    adviezen: Annotated[tuple[Adviesregel, ...], Field(max_length=MAX_ROWS)]
    besluiten: Annotated[tuple[Besluitregel, ...], Field(max_length=MAX_ROWS)]
    taken: Annotated[tuple[Taakregel, ...], Field(max_length=MAX_ROWS)]

    @property
    def van(self) -> str:
        """Return the name of the organisation it came from."""
        return self.door.organisatie or self.door.naam


def fingerprint_of(data: bytes) -> str:
    """Return the hash by which a file is known when it is read again."""
    return hashlib.sha256(data).hexdigest()


def read_transfer(data: bytes, naam: str) -> Overdrachtsbestand:
    """Read and check a transfer file.

    Parameters
    ----------
    data
        The bytes of the file.
    naam
        Its name, for messages.

    Raises
    ------
    ImportFileError
        When it is no transfer file of a version this Leerplek reads.
    """
    name = naam[:80]
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise ImportFileError(f"{name}: het bestand is groter dan {limit} MB.")
    raw = _parse(data, name)
    if not isinstance(raw, dict) or raw.get("soort") != KIND:
        msg = (
            f"{name}: dit is geen overdrachtsbestand van Leerplek. Vraag de vorige "
            "regio om een nieuw bestand."
        )
        raise ImportFileError(msg)
    if raw.get("versie") != VERSION:
        msg = (
            f"{name}: dit bestand heeft een andere versie dan deze Leerplek leest "
            f"(versie {VERSION}). Werk Leerplek bij, of vraag om een nieuw bestand."
        )
        raise ImportFileError(msg)
    try:
        # From the text again: JSON knows no dates, and pydantic then reads them.
        return Overdrachtsbestand.model_validate_json(data.decode("utf-8-sig"))
    except ValidationError as error:
        key, problem, remedy = explain(error, Overdrachtsbestand)
        msg = f"{name}, {key}: {problem}; {remedy}. Er is niets ingelezen."
        raise ImportFileError(msg) from None


def _parse(data: bytes, name: str) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        problem = "het bestand is geen UTF-8-tekst"
    except json.JSONDecodeError as error:
        problem = f"regel {error.lineno} is geen geldige JSON"
    except (RecursionError, ValueError):
        problem = "het bestand is te diep genest of bevat een te lang getal"
    msg = f"{name}: {problem}. Vraag de vorige regio om een nieuw bestand."
    raise ImportFileError(msg)
