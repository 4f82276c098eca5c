"""Seats of a group over time: what can still be given, from which day on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from models.besluit import latest_decisions
from models.casus import bridge_holders, seat_holders

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from models.store import UnitOfWork
    from models.voorziening import Capaciteit, Groep


@dataclass(frozen=True)
class Hold:
    """A seat that a decision holds; without ``van`` from now, without ``tot`` on."""

    van: date | None
    tot: date | None

    def on(self, day: date) -> bool:
        """Return whether the seat is held on a day."""
        begun = self.van is None or self.van <= day
        return begun and (self.tot is None or self.tot >= day)

    def overlaps(self, begin: date | None, end: date | None) -> bool:
        """Return whether the seat is held on some of these days; None is no bound."""
        after = end is not None and self.van is not None and self.van > end
        before = begin is not None and self.tot is not None and self.tot < begin
        return not (after or before)


@dataclass(frozen=True)
class Free:
    """Free seats from a day on; None is not known, never zero."""

    vanaf: date
    vrij: int | None


def holds_of(uow: UnitOfWork, *, without: str | None = None) -> dict[str, list[Hold]]:
    """Return the seats that decisions hold, per group; ``without`` is left out."""
    holding, bridging = seat_holders(uow.session), bridge_holders(uow.session)
    found: dict[str, list[Hold]] = defaultdict(list)
    for casus_id, row in latest_decisions(uow.session).items():
        if casus_id == without:
            continue
        if row.groep_id is not None and casus_id in holding:
            own_end = None if row.brug_groep_id else row.brug_eind
            found[row.groep_id].append(Hold(row.begin, own_end))
        if row.brug_groep_id is not None and casus_id in bridging:
            found[row.brug_groep_id].append(Hold(row.brug_begin, row.brug_eind))
    return dict(found)


def free_over_time(groep: Groep, holds: Sequence[Hold], today: date) -> list[Free]:
    """Return the free seats of a group from today, one row per change.

    Parameters
    ----------
    groep
        The group with its periods.
    holds
        The seats that decisions hold.
    today
        The first day that counts.

    Returns
    -------
    list[Free]
        The first row begins today or when the seats begin; none when the last
        period is over.
    """
    periods = [one for one in groep.capaciteiten if one.tot is None or one.tot >= today]
    if not periods:
        return []
    days = {max(today, periods[0].van)}
    days |= {one.van for one in periods}
    days |= {hold.van for hold in holds if hold.van}
    days |= {hold.tot + timedelta(days=1) for hold in holds if hold.tot}
    rows: list[Free] = []
    for day in sorted(one for one in days if one >= max(today, periods[0].van)):
        period = _period_on(periods, day)
        if period is None:
            continue
        row = Free(day, _free(period, holds, day))
        if not rows or rows[-1].vrij != row.vrij:
            rows.append(row)
    return rows


def free_in(period: Capaciteit, held: int) -> int | None:
    """Return the seats of a period that nobody has; None is not known.

    Parameters
    ----------
    period
        The period with its counted seats.
    held
        How many seats decisions hold in it.
    """
    if period.plaatsen is None or period.bezet is None:
        return None
    return max(0, period.plaatsen - period.bezet - held)


def free_to_stay(rows: Sequence[Free]) -> list[Free]:
    """Return, from each day on, how many seats can be taken and kept.

    A seat that is free today and held by somebody who starts next month cannot be
    kept, so who stays cannot take it.

    Parameters
    ----------
    rows
        The free seats over time, the first day first; days of which nothing is known
        do not count.
    """
    found: list[Free] = []
    least: int | None = None
    for row in reversed(rows):
        if row.vrij is None:
            continue
        least = row.vrij if least is None else min(least, row.vrij)
        found.append(Free(row.vanaf, least))
    return found[::-1]


def _period_on(periods: Sequence[Capaciteit], day: date) -> Capaciteit | None:
    for one in periods:
        if one.van <= day and (one.tot is None or one.tot >= day):
            return one
    return None


def _free(period: Capaciteit, holds: Sequence[Hold], day: date) -> int | None:
    return free_in(period, sum(hold.on(day) for hold in holds))


def held_now(holds: Mapping[str, Sequence[Hold]], today: date) -> dict[str, int]:
    """Return how many seats are held now or from a later day, per group."""
    return {
        groep_id: sum(hold.tot is None or hold.tot >= today for hold in rows)
        for groep_id, rows in holds.items()
    }
