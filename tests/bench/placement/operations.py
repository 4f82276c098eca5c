"""Ten things a committee asks at the table, timed on one proposal."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from matching.placement.reading import read_instance
from matching.placement.result import Status
from matching.placement.review.cheapest_change import cheapest_change
from matching.placement.review.choice import vast_of_kiesbaar
from matching.placement.review.clashes import clashes
from matching.placement.review.confirm import confirm_price
from matching.placement.review.edits import Ban, Pin, Seats, Withdraw, apply
from matching.placement.review.edits_place import ExtraSeats
from matching.placement.review.envy import envy
from matching.placement.review.prices import prices
from matching.placement.review.replan import replan
from matching.placement.review.seat_values import seat_values
from matching.placement.review.what_if import what_if
from matching.placement.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel

Figures = dict[str, Any]

CONFIRM = 3.0
"""Seconds in which a pin must be confirmed."""


def operations(document: Figures, limit: float) -> Figures:
    """Solve once and time ten questions about the proposal."""
    instance = read_instance(document)
    started = perf_counter()
    proposal = solve(instance, tijdslimiet=limit, waarom=False)
    found: Figures = {
        "solve_s": perf_counter() - started,
        "proven": proposal.status == Status.OPTIMAAL,
        "operations": {},
    }
    for name, ask in Questions(instance, proposal).all().items():
        wall, processor = perf_counter(), process_time()
        answer = ask()
        found["operations"][name] = {
            "seconds": perf_counter() - wall,
            "cpu": process_time() - processor,
            "answer": answer,
        }
    return found


@dataclass(frozen=True)
class Questions:
    """The questions, about the first pupils and places that suit them.

    Parameters
    ----------
    instance, proposal
        The problem and the proposal for it.
    """

    instance: Instantie
    proposal: Voorstel

    def all(self) -> dict[str, Callable[[], str]]:
        """Return the questions by name; each returns a word on its answer."""
        return {
            "pin: price": self._price,
            "pin: confirmed": self._confirmed,
            "pin: new plan": self._pin,
            "ban the given place": self._ban,
            "one seat less": self._seat_less,
            "one seat more": self._seat_more,
            "two pins on one seat": self._clash,
            "re-plan after refusals": self._replan,
            "fixed or open": self._choice,
            "value of each seat": self._seats,
            "way out for one unplaced": self._way_out,
            "justified envy": self._envy,
        }

    @property
    def placed(self) -> list[tuple[str, str]]:
        """Return who has a place, and which."""
        given = self.proposal.plaatsingen.items()
        return [(pupil, place) for pupil, place in given if place is not None]

    @property
    def other(self) -> tuple[str, str]:
        """Return a placed pupil and another lasting place that admits it."""
        lasting = {row.id for row in self.instance.plekken if not row.overbrugt}
        for pair in self.instance.paren:
            given = self.proposal.plaatsingen[pair.leerling]
            if given not in (None, pair.plek) and pair.plek in lasting:
                return pair.leerling, pair.plek
        raise LookupError("nobody has another place")

    def _price(self) -> str:
        row = prices(self.instance, self.proposal).at(*self.other)
        return str(row.zekerheid)

    def _confirmed(self) -> str:
        pupil, place = self.other
        row = confirm_price(
            self.instance, self.proposal, pupil, place, tijdslimiet=CONFIRM
        )
        return str(row.zekerheid)

    def _pin(self) -> str:
        return self._what_if(Pin(*self.other))

    def _ban(self) -> str:
        return self._what_if(Ban(*self.placed[0]))

    def _seat_less(self) -> str:
        place = self.placed[0][1]
        [seats] = [row.capaciteit for row in self.instance.plekken if row.id == place]
        return self._what_if(Seats(place, (seats or 1) - 1))

    def _seat_more(self) -> str:
        return self._what_if(ExtraSeats(self.placed[0][1], 1))

    def _clash(self) -> str:
        pupils: dict[str, list[str]] = {}
        for pair in self.instance.paren:
            pupils.setdefault(pair.plek, []).append(pair.leerling)
        for row in self.instance.plekken:
            here = pupils.get(row.id, [])
            if row.capaciteit is not None and len(here) > row.capaciteit:
                pins = [Pin(pupil, row.id) for pupil in here[: row.capaciteit + 1]]
                found = clashes(apply(self.instance, pins))
                return f"{len(found)} clash(es)"
        raise LookupError("no place can be full")

    def _replan(self) -> str:
        (first, place), (second, _), *rest = self.placed
        accepted = [pupil for pupil, given in rest[: len(rest) // 2] if given != place]
        edits = [Withdraw(first), Withdraw(second)]
        found = replan(self.instance, self.proposal, edits, accepted)
        return f"{len(found.verschoven)} moved"

    def _choice(self) -> str:
        found = vast_of_kiesbaar(self.instance, self.proposal)
        words = [str(row.stand) for row in found]
        return ", ".join(f"{words.count(word)} {word}" for word in sorted(set(words)))

    def _seats(self) -> str:
        return f"{len(seat_values(self.instance, self.proposal))} places"

    def _way_out(self) -> str:
        given = self.proposal.plaatsingen.items()
        pupil = next(pupil for pupil, place in given if place is None)
        return f"{len(cheapest_change(self.instance, self.proposal, pupil))} ways"

    def _envy(self) -> str:
        return f"{len(envy(self.instance, self.proposal))} cases"

    def _what_if(self, edit: Any) -> str:
        answer = what_if(self.instance, self.proposal, [edit])
        return str(answer.voorstel.status)
