"""What somebody has to do today: kinds of tasks, what a case waits for, clocks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.termijnen import Gebeurtenis

Dagen = Annotated[int, Field(ge=0)]


class Taaksoort(Rij):
    """A kind of task; ``dagen`` (calendar) is its term when nobody sets another.

    ``notitie``: finishing it asks what was done; ``uitstel``: it can be postponed;
    ``gevaar``: its words are only for who may see signals of danger.
    """

    id: Sleutel
    naam: Tekst
    dagen: Dagen
    notitie: bool = False
    uitstel: bool = True
    gevaar: bool = False
    bron: Tekst


Wachter = Literal["zorgcoordinator", "regisseur", "overleg", "plek", "niemand"]
"""From whom a case waits."""


class Wacht(Rij):
    """What a case in a status waits for, and from whom."""

    status: Sleutel
    op: Tekst
    van: Wachter


class Klokregels(Rij):
    """How long a clock that has run out stays in the lists, in calendar days."""

    dagen_na_afloop: Dagen
    langer: dict[Sleutel, Dagen]
    """Clocks that stay longer."""
    na_plaatsing: tuple[Sleutel, ...]
    """Clocks that still run when a pupil has a place."""
    stappen_bij: tuple[Sleutel, ...]
    """Statuses in which the steps after a decision count."""
    stappen: dict[Sleutel, Tekst]
    """What each step after a decision is called in the lists."""

    def days_after(self, klok: str) -> int:
        """Return how many days a clock stays in sight after it ran out."""
        return self.langer.get(klok, self.dagen_na_afloop)


class Gebeurtenisregel(Rij):
    """Which answer tells the day of something that starts clocks.

    ``kolom`` is the date column of a table field; then ``rijen`` says which rows count,
    per column the values, where an empty text stands for an open cell.
    """

    gebeurtenis: Gebeurtenis
    veld: Sleutel
    kolom: Sleutel | None = None
    rijen: dict[Sleutel, tuple[str, ...]] = Field(default_factory=dict)


class Plichtregels(Rij):
    """How what somebody owes becomes a task; words between braces are filled in."""

    door: Tekst
    """Who makes these tasks."""
    hoogstens_dagen_te_laat: Dagen
    """An event whose term ended longer ago than this makes no task any more."""
    tekst: Tekst
    tekst_een: Tekst
    """Of one pupil without a case."""
    tekst_meer: Tekst
    """Of the pupils of one school without a case."""
    vervallen: Tekst
    vervallen_uitleg: Tekst
    groep_acht: tuple[Tekst, ...]
    """What the last year of primary school is called."""
    basisscholen: tuple[Sleutel, ...]
    toegelaten: Sleutel
    """The answer of a school to an application that settles it."""
    bron: Tekst


class Werkvoorraad(Rij):
    """Everything that decides what comes first on a working day."""

    bron: Tekst
    soorten: Annotated[tuple[Taaksoort, ...], Field(min_length=1)]
    wachten: Annotated[tuple[Wacht, ...], Field(min_length=1)]
    wacht_zonder_naam: dict[Wachter, Tekst]
    """From whom a case waits, when no name belongs to it."""
    rollen: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    """Who can be given tasks."""
    rollen_vangnet: Annotated[tuple[Sleutel, ...], Field(min_length=1)]
    """Who sees the tasks that have nobody (any more)."""
    zonder_plek: tuple[Sleutel, ...]
    """Statuses in which a pupil has no place yet."""
    geplaatst: tuple[Sleutel, ...]
    dringend: tuple[Sleutel, ...]
    """Statuses that come before every other, whatever the clocks say."""
    klokken: Klokregels
    per_bladzijde: Annotated[int, Field(ge=1)]
    uitstel_hoogstens_dagen: Annotated[int, Field(ge=1)]
    """Furthest day, from today, to which a task can be postponed."""
    bijna_dagen: Dagen
    """Within how many days a term counts as nearly there."""
    verplichtingen: Plichtregels
    gebeurtenissen: tuple[Gebeurtenisregel, ...]
    geschiedenis: dict[Sleutel, Tekst]
    """Lines of the log that the history of a case tells, and in which words."""

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for rows in (
            [row.id for row in self.soorten],
            [row.status for row in self.wachten],
            [*self.zonder_plek, *self.geplaatst],
        ):
            if len(rows) != len(set(rows)):
                raise ValueError("noem elke soort en elke status één keer")
        return self

    def kind(self, soort: str) -> Taaksoort:
        """Return a kind of task; one that has no row counts as the last row."""
        return next((row for row in self.soorten if row.id == soort), self.soorten[-1])

    def waits_for(self, status: str) -> Wacht:
        """Return what a case in this status waits for."""
        return next(row for row in self.wachten if row.status == status)
