"""The intake: who is asked what, what is required and why, and how likely answers are.

Which question comes next is not a row: it is computed from the routes that are still
undecided (``matching.routes.missing``). These rows say the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.velden import Invuller

if TYPE_CHECKING:
    from knowledge.velden import Veld

Kans = Annotated[float, Field(gt=0, lt=1)]


class Uitzondering(Rij):
    """A field that is not asked, and why."""

    veld: Sleutel
    reden: Tekst


class Toevoeging(Rij):
    """A field that is asked as well, and why."""

    veld: Sleutel
    reden: Tekst


class Vrager(Rij):
    """Which fields are asked of one kind of person.

    Those that ``invullers`` fill in; with ``eigen_woorden`` those that are worded for
    this person. ``ook`` are single fields besides. ``leeftijd_vanaf`` is in years.
    """

    rol: Sleutel
    invullers: tuple[Invuller, ...] = ()
    eigen_woorden: bool = False
    leeftijd_vanaf: Annotated[int, Field(ge=0)] = 0
    ook: tuple[Toevoeging, ...] = ()
    niet: tuple[Uitzondering, ...] = ()
    bron: Tekst

    def knows(self, veld: Veld) -> bool:
        """Tell whether this person can be asked for a field."""
        if any(row.veld == veld.id for row in self.niet):
            return False
        if any(row.veld == veld.id for row in self.ook):
            return True
        if self.eigen_woorden:
            own = {
                Invuller.ouder.value: veld.vraag_ouder,
                Invuller.leerling.value: veld.vraag_leerling,
            }
            return own.get(self.rol) is not None
        return any(one in self.invullers for one in veld.invullers)


class Verplicht(Rij):
    """A field that the law or the table requires, whatever it decides."""

    veld: Sleutel
    reden: Tekst
    bron: Tekst


class Kansrij(Rij):
    """How often an answer is given, so that the next question is chosen well.

    ``waarden`` holds weights per value; what is not named shares the rest equally.
    ``kans`` is the chance (0 to 1) that a condition on the field is met.
    """

    veld: Sleutel
    waarden: dict[Sleutel, Kans] = Field(default_factory=dict)
    kans: Kans | None = None
    bron: Tekst

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if bool(self.waarden) == (self.kans is not None):
            raise ValueError("geef óf waarden óf één kans")
        if sum(self.waarden.values()) > 1:
            raise ValueError("de kansen van de waarden zijn samen meer dan 1")
        return self


class VraagNa(Rij):
    """Whom to ask for a field that the person in the conversation cannot know."""

    invuller: Invuller
    wie: Tekst


class Fase(Rij):
    """A part of the intake, with the reason that is told for a question in it."""

    id: Sleutel
    naam: Tekst
    reden: Tekst


class Intake(Rij):
    """Everything about the questions that is not a field."""

    bron: Tekst
    fasen: Annotated[tuple[Fase, ...], Field(min_length=1)]
    vragers: Annotated[tuple[Vrager, ...], Field(min_length=1)]
    niet_vragen: tuple[Uitzondering, ...]
    """Fields that no conversation asks: computed, arranged or recorded elsewhere."""
    verplicht: Annotated[tuple[Verplicht, ...], Field(min_length=1)]
    kansen: tuple[Kansrij, ...]
    onbekende_kans: Kans
    """The chance that a condition is met where no row says more."""
    krimp: Annotated[float, Field(gt=0, le=1)]
    """So many of n open deciding questions are asked in the end: n to this power."""
    vraag_na: tuple[VraagNa, ...]

    def vrager(self, rol: str) -> Vrager:
        """Return who is asked in this role; other staff counts as the first row."""
        return next((row for row in self.vragers if row.rol == rol), self.vragers[0])

    def fase(self, fase_id: str) -> Fase:
        """Return the part with this id."""
        return next(row for row in self.fasen if row.id == fase_id)

    def whom_to_ask(self, veld: Veld) -> str:
        """Return whom to ask for a field, in words."""
        named = {row.invuller: row.wie for row in self.vraag_na}
        return next((named[one] for one in veld.invullers if one in named), "")
