"""What a table can change about pupils, one small row per kind of change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matching.placement.review.rows import change_pupil, must_exist

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from matching.placement.instance import Instantie, Leerling, Paar


@dataclass(frozen=True)
class Pin:
    """Give this pupil this place, whatever it costs."""

    leerling: str
    plek: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the pin; a ban on the same place is lifted."""
        return change_pupil(
            instance,
            self.leerling,
            lambda row: replace(
                row, vast=self.plek, verboden=row.verboden - {self.plek}
            ),
        )


@dataclass(frozen=True)
class Unpin:
    """Let go of the pin of this pupil."""

    leerling: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without the pin."""
        return change_pupil(
            instance, self.leerling, lambda row: replace(row, vast=None)
        )


@dataclass(frozen=True)
class Ban:
    """Never give this pupil this place; a pin on it is let go."""

    leerling: str
    plek: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the ban."""

        def change(row: Leerling) -> Leerling:
            pin = None if row.vast == self.plek else row.vast
            return replace(row, vast=pin, verboden=row.verboden | {self.plek})

        return change_pupil(instance, self.leerling, change)


@dataclass(frozen=True)
class Unban:
    """Lift the ban on this place for this pupil."""

    leerling: str
    plek: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without the ban."""
        return change_pupil(
            instance,
            self.leerling,
            lambda row: replace(row, verboden=row.verboden - {self.plek}),
        )


@dataclass(frozen=True)
class StartLater:
    """Another first day on which this pupil can begin."""

    leerling: str
    vroegst: date | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with that day."""
        return change_pupil(
            instance, self.leerling, lambda row: replace(row, vroegst=self.vroegst)
        )


@dataclass(frozen=True)
class Withdraw:
    """Take this pupil off the list."""

    leerling: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without the pupil and all that names it."""
        gone = self.leerling
        must_exist("leerling", gone, (row.id for row in instance.leerlingen))
        return replace(
            instance,
            leerlingen=tuple(row for row in instance.leerlingen if row.id != gone),
            paren=tuple(row for row in instance.paren if row.leerling != gone),
            niet_samen=tuple(row for row in instance.niet_samen if gone not in row),
            samen=tuple(row for row in instance.samen if gone not in row),
            vorig=_without(instance.vorig, gone),
            vorig_overbrugging=_without(instance.vorig_overbrugging, gone),
        )


@dataclass(frozen=True)
class Arrive:
    """Put a new pupil on the list, with the places that admit it."""

    leerling: Leerling
    paren: tuple[Paar, ...]

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the pupil in it."""
        return replace(
            instance,
            leerlingen=(*instance.leerlingen, self.leerling),
            paren=(*instance.paren, *self.paren),
        )


@dataclass(frozen=True)
class PaperThere:
    """Have the papers of a pupil for a place on another day (``None``: now)."""

    leerling: str
    plek: str
    vanaf: date | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the papers there on that day."""
        here = (self.leerling, self.plek)
        name = f"{self.leerling} op {self.plek}"
        known = {(row.leerling, row.plek) for row in instance.paren}
        must_exist("paar", name, [name] if here in known else [])
        return replace(
            instance,
            paren=tuple(
                replace(row, vanaf=self.vanaf)
                if (row.leerling, row.plek) == here
                else row
                for row in instance.paren
            ),
        )


@dataclass(frozen=True)
class Admit:
    """Let a place admit a pupil that it does not admit now."""

    paar: Paar

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the pair, in place of one with the same ends."""
        here = (self.paar.leerling, self.paar.plek)
        others = (row for row in instance.paren if (row.leerling, row.plek) != here)
        return replace(instance, paren=(*others, self.paar))


def _without(places: Mapping[str, str | None], pupil: str) -> dict[str, str | None]:
    return {key: place for key, place in places.items() if key != pupil}
