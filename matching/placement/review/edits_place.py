"""What a table can change about places, one small row per kind of change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from matching.placement.periods import Periode
from matching.placement.review.rows import change_place, must_exist

if TYPE_CHECKING:
    from datetime import date

    from matching.placement.instance import Budget, Instantie, Paar, Plek


@dataclass(frozen=True)
class Seats:
    """Another number of seats at a place (``None``: no limit)."""

    plek: str
    capaciteit: int | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with that many seats, also in later periods."""
        return change_place(
            instance,
            self.plek,
            lambda row: replace(row, capaciteit=self.capaciteit, perioden=()),
        )


@dataclass(frozen=True)
class ExtraSeats:
    """So many seats more (fewer: negative) at a place, from a day on.

    Parameters
    ----------
    plek
        The place; one without limit stays without.
    aantal
        Seats more; a number of seats never gets below 0.
    vanaf
        First day of the change; ``None``: from the start.
    """

    plek: str
    aantal: int
    vanaf: date | None = None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the seats."""
        return change_place(instance, self.plek, self._place)

    def _place(self, row: Plek) -> Plek:
        if self.vanaf is None:
            periods = tuple(
                replace(one, capaciteit=self._seats(one.capaciteit))
                for one in row.perioden
            )
            seats = self._seats(row.capaciteit)
            return replace(row, capaciteit=seats, perioden=periods)
        before = [one for one in row.perioden if one.vanaf <= self.vanaf]
        now = before[-1].capaciteit if before else row.capaciteit
        if not before or before[-1].vanaf < self.vanaf:
            before.append(Periode(self.vanaf, now))
        after = row.perioden[len([one for one in row.perioden if one in before]) :]
        changed = [
            replace(one, capaciteit=self._seats(one.capaciteit))
            for one in (before[-1], *after)
        ]
        return replace(row, perioden=(*before[:-1], *changed))

    def _seats(self, seats: int | None) -> int | None:
        return None if seats is None else max(0, seats + self.aantal)


@dataclass(frozen=True)
class Hours:
    """Another number of staff hours at a place, in hundredths."""

    plek: str
    uren: int | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with those hours."""
        return change_place(
            instance, self.plek, lambda row: replace(row, uren=self.uren)
        )


@dataclass(frozen=True)
class Money:
    """Another amount in a budget, in cents."""

    budget: str
    bedrag: int | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with that amount."""

        def change(row: Budget) -> Budget:
            return replace(row, bedrag=self.bedrag) if row.id == self.budget else row

        must_exist("budget", self.budget, (row.id for row in instance.budgetten))
        return replace(
            instance, budgetten=tuple(change(row) for row in instance.budgetten)
        )


@dataclass(frozen=True)
class OpenPlace:
    """Open a new place with the pupils it admits."""

    plek: Plek
    paren: tuple[Paar, ...]

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the place in it."""
        return replace(
            instance,
            plekken=(*instance.plekken, self.plek),
            paren=(*instance.paren, *self.paren),
        )


@dataclass(frozen=True)
class OpenLike:
    """Open one more place (group) that admits whom an existing place admits.

    Parameters
    ----------
    plek
        The place that it is like.
    nieuw
        Id of the new place.
    capaciteit
        Its seats; ``None`` is as many as the existing one has.
    """

    plek: str
    nieuw: str
    capaciteit: int | None = None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the copy in it."""
        must_exist("plek", self.plek, (row.id for row in instance.plekken))
        like = next(row for row in instance.plekken if row.id == self.plek)
        seats = like.capaciteit if self.capaciteit is None else self.capaciteit
        pairs = (row for row in instance.paren if row.plek == self.plek)
        return OpenPlace(
            replace(like, id=self.nieuw, capaciteit=seats),
            tuple(replace(row, plek=self.nieuw) for row in pairs),
        ).apply(instance)


@dataclass(frozen=True)
class PlaceExists:
    """Another first and last day of a place."""

    plek: str
    start: date | None
    eind: date | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with those days."""
        return change_place(
            instance,
            self.plek,
            lambda row: replace(row, start=self.start, eind=self.eind),
        )


@dataclass(frozen=True)
class OpenNow:
    """A place that no longer waits for its first day."""

    plek: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the place open from the day of reckoning."""
        return change_place(instance, self.plek, lambda row: replace(row, start=None))


@dataclass(frozen=True)
class AnyDay:
    """A place on which pupils can begin on any day, not only on some."""

    plek: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without intake moments at the place."""
        return change_place(instance, self.plek, lambda row: replace(row, instroom=()))


@dataclass(frozen=True)
class Minimum:
    """Another least number of pupils with which a place opens."""

    plek: str
    minimum: int

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with that minimum."""
        return change_place(
            instance, self.plek, lambda row: replace(row, minimum=self.minimum)
        )


@dataclass(frozen=True)
class Mix:
    """Another most number of pupils with a mark (``None``: no limit)."""

    plek: str
    kenmerk: str
    hoogstens: int | None

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with that group mix."""

        def change(row: Plek) -> Plek:
            mix = {key: most for key, most in row.hoogstens.items()}
            mix.pop(self.kenmerk, None)
            if self.hoogstens is not None:
                mix[self.kenmerk] = self.hoogstens
            return replace(row, hoogstens=MappingProxyType(mix))

        return change_place(instance, self.plek, change)
