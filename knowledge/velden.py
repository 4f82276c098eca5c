"""The fields of the probleemanalyse: what is asked, of whom, and why."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, field_validator

from knowledge.expressie import Expressie
from knowledge.rijen import Rij, Sleutel, Tekst


class VeldType(StrEnum):
    """How an answer looks."""

    text_short = "text_short"
    text_long = "text_long"
    date = "date"
    integer = "integer"
    number = "number"
    boolean = "boolean"
    single = "single"
    multi = "multi"
    scale_0_10 = "scale_0_10"
    table = "table"


class Invuller(StrEnum):
    """Who may fill in a field."""

    zorgcoordinator = "zorgcoordinator"
    school = "school"
    leerplicht = "leerplicht"
    ouder = "ouder"
    leerling = "leerling"
    systeem = "systeem"


GEZIN = frozenset({Invuller.ouder.value, Invuller.leerling.value})
"""Who speaks for himself or for his own child, in plain words."""


class Gevoeligheid(StrEnum):
    """How well a field must be protected."""

    gewoon = "gewoon"
    pseudoniem = "pseudoniem"
    bijzonder_gezondheid = "bijzonder_gezondheid"
    strafrechtelijk = "strafrechtelijk"


class Doeleinde(StrEnum):
    """What a field is needed for."""

    intake = "intake"
    route_advice = "route_advice"
    plaatsingsoverleg = "plaatsingsoverleg"
    tlv = "tlv"
    report = "report"


class Sectie(Rij):
    """A part of the probleemanalyse."""

    id: Sleutel
    naam: Tekst


def _in_voice(row: Rij, sleutel: str, rol: str) -> str:
    """Return a text of a row in the words for a role, where it has its own."""
    own = getattr(row, f"{sleutel}_{rol}", None) if rol in GEZIN else None
    text: str = own or getattr(row, sleutel)
    return text


class Waarde(Rij):
    """One possible answer.

    ``onbekend`` marks asked-but-not-known, ``leeg`` marks asked-and-none.
    ``namens`` marks an answer about somebody else, such as "not asked yet": it is
    not offered to parents and pupils, who answer for themselves.
    """

    id: Sleutel
    label: Tekst
    label_ouder: Tekst | None = None
    label_leerling: Tekst | None = None
    onbekend: bool = False
    leeg: bool = False
    namens: bool = False

    def voor(self, rol: str) -> Waarde:
        """Return the same answer with its label in the words for a role."""
        return self.model_copy(update={"label": _in_voice(self, "label", rol)})


Waarden = tuple[Waarde, ...]


class Kolom(Rij):
    """One column of a table field."""

    id: Sleutel
    naam: Tekst
    type: VeldType
    waarden: Waarden = ()
    minimum: int | float | None = None
    maximum: int | float | None = None


class Veld(Rij):
    """One field of the probleemanalyse.

    ``minimum`` and ``maximum`` are in the unit that the question names (years, hours,
    weeks, minutes, euros never).
    """

    id: Sleutel
    naam: Tekst
    """Short name for summaries and tables."""
    naam_gezin: Tekst | None = None
    """The same in the words of parents and pupils, where the name is jargon."""
    sectie: Sleutel
    vraag: Tekst
    vraag_ouder: Tekst | None = None
    vraag_leerling: Tekst | None = None
    type: VeldType
    waarden: Waarden = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    patroon: Tekst | None = None
    kolommen: tuple[Kolom, ...] = ()
    niet_in_toekomst: bool = False
    """Whether a date must not lie after the peildatum."""
    tonen_als: Expressie | None = None
    uitleg: Tekst | None = None
    waarom: Tekst
    waarom_ouder: Tekst | None = None
    waarom_leerling: Tekst | None = None
    nodig_voor: tuple[Doeleinde, ...] = ()
    invullers: Annotated[tuple[Invuller, ...], Field(min_length=1)]
    gevoeligheid: Gevoeligheid
    niet_tonen_aan: tuple[Literal["ouder", "leerling", "plaatsingsoverleg"], ...] = ()
    """Views that never show this answer."""
    afgeleid_van: tuple[Sleutel, ...] = ()
    besluit: Tekst | None = None
    """What the product decided about this field, where the sources leave it open."""
    bron: Tekst
    zeker: bool

    @field_validator("waarden", "kolommen")
    @classmethod
    def _unique(cls, rows: tuple[Waarde | Kolom, ...]) -> tuple[Waarde | Kolom, ...]:
        ids = [row.id for row in rows]
        for row_id in ids:
            if ids.count(row_id) > 1:
                raise ValueError(f"‘{row_id}’ staat er dubbel")
        return rows

    def waarde(self, waarde_id: str) -> Waarde | None:
        """Return the value with this id, or ``None``."""
        return next((row for row in self.waarden if row.id == waarde_id), None)

    def kolom(self, kolom_id: str) -> Kolom | None:
        """Return the column with this id, or ``None``."""
        return next((row for row in self.kolommen if row.id == kolom_id), None)

    def vraag_voor(self, rol: str) -> str:
        """Return the question in the words for a role (``ouder``, ``leerling``, …)."""
        return _in_voice(self, "vraag", rol)

    def waarom_voor(self, rol: str) -> str:
        """Return why it is asked in the words for a role."""
        return _in_voice(self, "waarom", rol)

    def naam_voor(self, rol: str | None) -> str:
        """Return the short name in the words for a role."""
        return (self.naam_gezin if rol in GEZIN else None) or self.naam

    def keuzes_voor(self, rol: str) -> tuple[Waarde, ...]:
        """Return the answers to offer to a role; a family speaks for itself."""
        own_voice = rol in GEZIN
        shown = (row for row in self.waarden if not (own_voice and row.namens))
        return tuple(row.voor(rol) for row in shown)


class Afgeleid(Rij):
    """A value that is computed from answers, so that conditions can use its name."""

    id: Sleutel
    naam: Tekst
    type: VeldType
    waarden: Waarden = ()
    van: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    uitleg: Tekst
    bron: Tekst
    zeker: bool

    def waarde(self, waarde_id: str) -> Waarde | None:
        """Return the value with this id, or ``None``."""
        return next((row for row in self.waarden if row.id == waarde_id), None)
