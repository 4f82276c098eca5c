"""For every pupil and place: the first rule that fails, or the price with its chain.

Where all rules are seats a price is exact and there at once. Where side rules bite
it is a first estimate: a plan with that choice that keeps every rule. Solving again
confirms it on request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.options import NONE
from matching.placement.result import Status
from matching.placement.review.exclusions import exclusion
from matching.placement.review.nearby import Neighbourhood
from matching.placement.review.price import Prijs, Reden, Uitsluiting, Zekerheid
from matching.placement.review.table import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel
    from matching.placement.review.table import Part, Table

    Shifts = Iterable[tuple[int, int, int]]

FEW = 100
"""Pupils in a part up to which everybody is told who could make room."""


class Prijzen:
    """The prices of a plan, worked out pupil by pupil when asked for.

    Parameters
    ----------
    table
        The plan.
    optimal
        Whether it is proven that no plan is better.
    """

    def __init__(self, table: Table, *, optimal: bool) -> None:
        self.table, self.optimal = table, optimal
        self.pairs: dict[str, list[int]] = {
            row.id: [] for row in table.instance.leerlingen
        }
        for number, pair in enumerate(table.instance.paren):
            self.pairs[pair.leerling].append(number)
        self._found: dict[str, dict[str | None, Prijs]] = {}
        self._near: dict[int, Neighbourhood] = {}
        self._waits: dict[str, list[tuple[str, int]]] = {}

    def of(self, leerling: str) -> tuple[Prijs, ...]:
        """Return the other choices of a pupil, the cheapest first.

        Those that a rule excludes are left out; ``at`` tells why.
        """
        rows = self._pupil(leerling).values()
        may = (
            row
            for row in rows
            if not (row.huidig or row.niet_nodig) and row.uitsluiting is None
        )
        return tuple(sorted(may, key=lambda row: row.order))

    def at(self, leerling: str, plek: str | None) -> Prijs:
        """Return the price of one choice; ``None`` is no place."""
        known = self._pupil(leerling).get(plek)
        if known is not None:
            return known
        why = Uitsluiting(Reden.GEEN_PAAR if plek else Reden.VAST, plek or "")
        return Prijs(leerling, plek, Zekerheid.EXACT, uitsluiting=why)

    def all(self) -> Iterator[Prijs]:
        """Yield every price, pupil by pupil, excluded choices with their rule."""
        for pupil in self.pairs:
            yield from self._pupil(pupil).values()

    def cheapest(self, leerling: str, most: int) -> tuple[Prijs, ...]:
        """Return the cheapest other lasting places of a pupil, with their prices.

        For all pupils of a large problem: only what is returned is worked out, and
        where side rules bite nobody is asked to make room in a large part.
        """
        part, index = self._part(leerling)
        rows = list(
            self._exact(leerling, part, index, most)
            if part.residual is not None
            else self._estimated(
                leerling, part, index, movers=len(part.piece.pupils) <= FEW
            )
        )
        lasting = self.table.admission.places
        best: dict[str, Prijs] = {}
        for row in sorted(rows, key=lambda row: row.order):
            if row.plek is not None and not lasting[row.plek].overbrugt:
                best.setdefault(row.plek, row)
        shown = [row for row in best.values() if not row.huidig]
        shown += [
            Prijs(
                leerling,
                plek,
                Zekerheid.SCHATTING if part.residual is None else Zekerheid.EXACT,
            )
            for plek in self._options_at(part, index)
            if plek not in best
        ]
        return tuple(shown[:most])

    def excluded(self, leerling: str) -> tuple[Uitsluiting, ...]:
        """Return why each lasting place that admits a pupil can never be given."""
        pairs = (self.table.instance.paren[number] for number in self.pairs[leerling])
        admission = self.table.admission
        found = (
            exclusion(admission, pair)
            for pair in pairs
            if not admission.places[pair.plek].overbrugt
        )
        return tuple(why for why in found if why is not None)

    def _part(self, leerling: str) -> tuple[Part, int]:
        return self.table.part_of[self.table.pupil_at[leerling]]

    def _options_at(self, part: Part, index: int) -> list[str]:
        """Return the lasting places of the options of a pupil."""
        options, places = part.piece.model.options, part.piece.model.places
        found = options.place[part.piece.model.options_of(index)].tolist()
        return [places[one] for one in dict.fromkeys(found) if one != NONE]

    def _pupil(self, leerling: str) -> dict[str | None, Prijs]:
        """Return the prices of one pupil by place."""
        if leerling not in self._found:
            part, index = self._part(leerling)
            rows = (
                self._exact(leerling, part, index)
                if part.residual is not None
                else self._estimated(leerling, part, index)
            )
            found: dict[str | None, Prijs] = {}
            for row in rows:
                if row.plek not in found or row.order < found[row.plek].order:
                    found[row.plek] = row
            self._add_the_rest(leerling, found)
            self._found[leerling] = found
        return self._found[leerling]

    def _exact(
        self, leerling: str, part: Part, index: int, most: int | None = None
    ) -> Iterator[Prijs]:
        """Yield the best price per place, cheapest first, from the residual graph."""
        assert part.residual is not None
        size = len(part.piece.model.options)
        best: dict[str | None, tuple[tuple[int, ...], int]] = {}
        for arc, change in part.arcs(index):
            for target in self._targets(part, arc if arc < size else NONE):
                if target not in best or change < best[target][0]:
                    best[target] = (change, arc)
        # Beside the places asked for: the present one, no place, and the bridges.
        extra = 2 + len(self.pairs[leerling]) * self.table.admission.counts
        last = None if most is None else most + extra
        order = sorted(best.items(), key=lambda item: (item[1], item[0] or ""))
        for target, (change, arc) in order[:last]:
            shifts = [(s.pupil, s.origin, s.to) for s in part.residual.chain(arc)]
            own = (index, arc if arc < size else NONE)
            yield self._row(
                leerling,
                target,
                part,
                own,
                change,
                shifts,
                self._sure(leerling, target),
            )

    def _sure(self, leerling: str, plek: str | None) -> Zekerheid:
        """Return how sure a price from the residual graph is.

        There is one pin per pupil: choosing a bridge for who is pinned on a lasting
        place lets go of that, and the other way round, which can only gain.
        """
        pin = self.table.instance.leerlingen[self.table.pupil_at[leerling]].vast
        if pin is None or plek is None:
            return Zekerheid.EXACT
        kinds = {self.table.admission.places[one].overbrugt for one in (pin, plek)}
        return Zekerheid.EXACT if len(kinds) == 1 else Zekerheid.SCHATTING

    def _estimated(
        self, leerling: str, part: Part, index: int, *, movers: bool = True
    ) -> Iterator[Prijs]:
        """Yield plans nearby: nobody moves, or one pupil makes room."""
        if id(part) not in self._near:
            self._near[id(part)] = Neighbourhood(part.piece.model, part.choice)
        near = self._near[id(part)]
        now = int(part.choice[index])
        zero = (0,) * len(part.piece.model.goals)
        for target in self._targets(part, now):
            sure = Zekerheid.EXACT if self.optimal else Zekerheid.SCHATTING
            yield self._row(leerling, target, part, (index, now), zero, (), sure)
        for plan in near.of(index, movers=movers):
            moved = [(plan.mover, int(part.choice[plan.mover]), plan.to)]
            shifts = moved if plan.mover != NONE else []
            # Nothing beats an optimum, so a plan that costs nothing is exact.
            known = self.optimal and not any(plan.change)
            for target in self._targets(part, plan.option):
                yield self._row(
                    leerling,
                    target,
                    part,
                    (index, plan.option),
                    plan.change,
                    shifts,
                    Zekerheid.EXACT if known else Zekerheid.SCHATTING,
                )

    def _row(
        self,
        leerling: str,
        target: str | None,
        part: Part,
        own: tuple[int, int],
        change: Sequence[int],
        shifts: Shifts,
        sure: Zekerheid,
    ) -> Prijs:
        """Return one price in ids and stands."""
        index, option = own
        now = int(part.choice[index])
        given = self._given(part, option)
        return Prijs(
            leerling,
            target,
            sure,
            huidig=option == now and target in given,
            niet_nodig=target not in given,
            doelen=self.table.values(part, change),
            zelf=None if option == now else self.table.move(part, index, now, option),
            keten=tuple(self.table.move(part, *shift) for shift in shifts),
        )

    def _targets(self, part: Part, option: int) -> tuple[str | None, ...]:
        """Return the places of which a pin is kept by an option; ``None``: no place.

        A pin on a bridge is kept, too, by a place that begins before the bridge.
        """
        given = self._given(part, option)
        if option == NONE or len(given) > 1 or given == (None,):
            return given
        options = part.piece.model.options
        pupil = part.piece.model.pupils[int(options.pupil[option])]
        start = int(options.start[option])
        return (*given, *(at for at, day in self._bridges(pupil) if start <= day))

    def _bridges(self, leerling: str) -> list[tuple[str, int]]:
        """Return the bridging places of a pupil, each with its first day."""
        if leerling not in self._waits:
            admission = self.table.admission
            pairs = (self.table.instance.paren[n] for n in self.pairs[leerling])
            self._waits[leerling] = [
                (pair.plek, admission.begins(pair)[0])
                for pair in pairs
                if admission.places[pair.plek].overbrugt and admission.admits(pair)
            ]
        return self._waits[leerling]

    def _given(self, part: Part, option: int) -> tuple[str | None, ...]:
        """Return the places that an option gives; ``None``: no lasting place."""
        options, places = part.piece.model.options, part.piece.model.places
        if option == NONE:
            return (None,)
        place, bridge = int(options.place[option]), int(options.bridge[option])
        first = None if place == NONE else places[place]
        return (first,) if bridge == NONE else (first, places[bridge])

    def _add_the_rest(self, leerling: str, found: dict[str | None, Prijs]) -> None:
        """Add the places that a rule excludes, and those where no room can be made."""
        exact = (
            self.table.part_of[self.table.pupil_at[leerling]][0].residual is not None
        )
        for number in self.pairs[leerling]:
            pair = self.table.instance.paren[number]
            if pair.plek in found:
                continue
            why = exclusion(self.table.admission, pair)
            sure = self._sure(leerling, pair.plek) if exact else Zekerheid.SCHATTING
            sure = Zekerheid.EXACT if why else sure
            found[pair.plek] = Prijs(leerling, pair.plek, sure, uitsluiting=why)


def prices(instantie: Instantie, voorstel: Voorstel) -> Prijzen:
    """Return the prices of a proposal; each pupil is worked out when asked for.

    Parameters
    ----------
    instantie, voorstel
        The problem and the proposal for it.

    Raises
    ------
    InstanceError
        When the proposal does not keep the rules of the problem.
    """
    optimal = voorstel.status is Status.OPTIMAAL
    return Prijzen(open_table(instantie, voorstel), optimal=optimal)
