"""What a table can change about two pupils: together, apart, or neither."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from matching.placement.review.rows import must_exist

if TYPE_CHECKING:
    from matching.placement.instance import Instantie


@dataclass(frozen=True)
class KeepTogether:
    """Give two pupils the same lasting place, or both none."""

    een: str
    ander: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the rule; one that kept them apart is gone."""
        met = MayMeet(self.een, self.ander).apply(_both_exist(instance, self))
        split = MaySplit(self.een, self.ander).apply(met)
        return replace(split, samen=(*split.samen, (self.een, self.ander)))


@dataclass(frozen=True)
class KeepApart:
    """Do not let two pupils be at a place at the same time."""

    een: str
    ander: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance with the rule; one that held them together is gone."""
        met = MayMeet(self.een, self.ander).apply(_both_exist(instance, self))
        split = MaySplit(self.een, self.ander).apply(met)
        return replace(split, niet_samen=(*split.niet_samen, (self.een, self.ander)))


@dataclass(frozen=True)
class MayMeet:
    """Let two pupils share a place who now may not."""

    een: str
    ander: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without that rule."""
        two = {self.een, self.ander}
        return replace(
            instance,
            niet_samen=tuple(row for row in instance.niet_samen if set(row) != two),
        )


@dataclass(frozen=True)
class MaySplit:
    """Let two pupils get different places who now must share one."""

    een: str
    ander: str

    def apply(self, instance: Instantie) -> Instantie:
        """Return the instance without that rule."""
        two = {self.een, self.ander}
        return replace(
            instance, samen=tuple(row for row in instance.samen if set(row) != two)
        )


def _both_exist(instance: Instantie, edit: KeepTogether | KeepApart) -> Instantie:
    for pupil in (edit.een, edit.ander):
        must_exist("leerling", pupil, (row.id for row in instance.leerlingen))
    return instance
