"""What an instance says, read once more from its JSON values."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY_GOALS = {"zonder_overbrugging", "weken_thuis"}
DAY_KEYS = ("instroom", "perioden")
BRIDGES = "overbrugging"
YEAR = timedelta(weeks=52)


class Facts:
    """The rows of an instance by id, and its days.

    Parameters
    ----------
    instance
        An instance that ``read_instance`` accepts.
    """

    def __init__(self, instance: Mapping[str, Any]) -> None:
        self.instance = instance
        self.pupils = {row["id"]: row for row in instance.get("leerlingen", ())}
        self.places = {row["id"]: row for row in instance.get("plekken", ())}
        self.pairs = {
            (row["leerling"], row["plek"]): row for row in instance.get("paren", ())
        }
        self._money = {
            row["id"]: row["bedrag"] for row in instance.get("budgetten", ())
        }
        self._days_off = _runs_off(instance)
        self._pairs_of: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.with_days = _has_days(instance)
        self.today = day_of(instance.get("peildatum"))
        self.horizon = day_of(instance.get("horizon"))
        if self.today is not None and self.horizon is None:
            self.horizon = min(self.today, date.max - YEAR) + YEAR

    def bridges(self, place: str) -> bool:
        """Tell whether a place is a bridging one."""
        return bool(self.places[place].get("soort") == BRIDGES)

    def pairs_of(self, pupil: str) -> list[tuple[str, str]]:
        """Return the pairs of one pupil."""
        if not self._pairs_of:
            for pair in self.pairs:
                self._pairs_of[pair[0]].append(pair)
        return self._pairs_of[pupil]

    def earliest(
        self, pupil: str, place: str, after: date | None = None
    ) -> date | None:
        """Return the first day on which a pupil can begin, whatever the seats.

        Parameters
        ----------
        pupil, place
            The pair.
        after
            A day before which it should not be.
        """
        row = self.places[place]
        pair = self.pairs.get((pupil, place), {})
        days = (self.today, after, row.get("start"), pair.get("vanaf"))
        known = [day_of(day) for day in (*days, self.pupils[pupil].get("vroegst"))]
        first = max(day for day in known if day is not None)
        moments = [day_of(day) for day in row.get("instroom") or ()]
        if moments:
            later = [day for day in moments if day and day >= first]
            first = min(later, default=date.max)
        else:
            first = self.next_open(first)
        lasts = [
            day_of(day) for day in (pair.get("tot"), row.get("eind"), self.horizon)
        ]
        last = min((day for day in lasts if day is not None), default=date.max)
        return first if first <= last and first < date.max else None

    def admits(self, pupil: str, place: str) -> bool:
        """Tell whether a pupil could have a place if nobody else were there."""
        row, pair = self.places[place], self.pairs.get((pupil, place))
        if pair is None or place in (self.pupils[pupil].get("verboden") or ()):
            return False
        seats = [row, *(row.get("perioden") or ())]
        hours, money = row.get("uren"), self._money.get(row.get("budget"))
        most = row.get("hoogstens") or {}
        return (
            any(one.get("capaciteit") != 0 for one in seats)
            and all(most.get(m) != 0 for m in self.pupils[pupil].get("kenmerken") or ())
            and (hours is None or exact(pair.get("uren") or 0) <= exact(hours))
            and (money is None or exact(pair.get("kosten") or 0) <= exact(money))
        )

    def next_open(self, day: date) -> date:
        """Return the day itself, or the first one after it on which there is school."""
        run = self._run_of(day)
        if run is None:
            return day
        return date.max if run[1] == date.max else run[1] + timedelta(days=1)

    def is_day_off(self, day: date) -> bool:
        """Tell whether there is no school on a day."""
        return self._run_of(day) is not None

    def _run_of(self, day: date) -> tuple[date, date] | None:
        """Return the days off that a day is one of."""
        number = bisect_right(self._days_off, (day, date.max)) - 1
        if number < 0 or self._days_off[number][1] < day:
            return None
        return self._days_off[number]

    def amount(self, stay: Stay, key: str) -> Decimal:
        """Return a number of the pair of a stay; 0 when it is not given."""
        return exact(self.pairs.get((stay.pupil, stay.place), {}).get(key) or 0)

    def longest_stay(self, place: str) -> int | None:
        """Return the days that a pupil may stay, or ``None``."""
        weeks = self.places[place].get("verblijf_weken")
        if weeks is None:
            return None
        return int(7 * (weeks + (self.places[place].get("verlenging_weken") or 0)))

    def last_day(self, place: str, begin: date, until: date) -> date:
        """Return the last day on a bridging place for who has to wait until a day.

        Parameters
        ----------
        place, begin
            The bridging place, and the first day on it.
        until
            First day on the lasting place, or the horizon.
        """
        last = until - timedelta(days=1)
        end, longest = day_of(self.places[place].get("eind")), self.longest_stay(place)
        if end is not None:
            last = min(last, end)
        if longest is not None and longest <= (last - begin).days:
            last = begin + timedelta(days=longest - 1)
        return last

    def seats_on(self, place: str, day: date | None) -> int | None:
        """Return the seats of a place on a day."""
        row = self.places[place]
        seats: int | None = row.get("capaciteit")
        for period in row.get("perioden", ()):
            change = day_of(period["vanaf"])
            if day is not None and change is not None and change <= day:
                seats = period["capaciteit"]
        return seats


def _runs_off(instance: Mapping[str, Any]) -> list[tuple[date, date]]:
    """Return the days off, ascending; what overlaps or touches is one run."""
    found: list[tuple[date, date]] = []
    for row in sorted(instance.get("schoolvrij", ()), key=lambda row: str(row["van"])):
        first, last = day_of(row["van"]), day_of(row["tot"])
        assert first is not None and last is not None  # read_instance requires both
        if found and (first - found[-1][1]).days <= 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _has_days(instance: Mapping[str, Any]) -> bool:
    """Tell whether days count in an instance."""
    return bool(
        instance.get("horizon")
        or instance.get("vorig_overbrugging")
        or DAY_GOALS & set(instance.get("doelen", ()))
        or any(
            row.get("soort") == BRIDGES or any(row.get(key) for key in DAY_KEYS)
            for row in instance.get("plekken", ())
        )
        or any(row.get("vanaf") or row.get("tot") for row in instance.get("paren", ()))
    )


@dataclass(frozen=True)
class Stay:
    """One pupil on one place.

    Parameters
    ----------
    pupil, place
        The ids.
    begin
        First day; ``None`` where days do not count.
    last
        Last day; ``None`` when the pupil stays.
    """

    pupil: str
    place: str
    begin: date | None = None
    last: date | None = None

    def is_there(self, day: date | None) -> bool:
        """Tell whether the pupil is there on a day."""
        if day is None or self.begin is None:
            return True
        return self.begin <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Plan:
    """Who gets what.

    Parameters
    ----------
    lasting, bridging
        Stay per pupil, or ``None``.
    """

    lasting: Mapping[str, Stay | None]
    bridging: Mapping[str, Stay | None]

    def stays(self) -> list[Stay]:
        """Return all stays."""
        both = [*self.lasting.values(), *self.bridging.values()]
        return [stay for stay in both if stay is not None]

    def of(self, pupil: str) -> list[Stay]:
        """Return the stays of one pupil."""
        both = (self.lasting.get(pupil), self.bridging.get(pupil))
        return [stay for stay in both if stay is not None]

    def place(self, pupil: str) -> str | None:
        """Return the lasting place of a pupil."""
        stay = self.lasting.get(pupil)
        return None if stay is None else stay.place

    def moved(self, pupil: str, lasting: Stay | None, bridging: Stay | None) -> Plan:
        """Return the plan with other stays for one pupil."""
        return Plan(
            {**self.lasting, pupil: lasting}, {**self.bridging, pupil: bridging}
        )


def read_plan(facts: Facts, proposal: Mapping[str, Any]) -> Plan:
    """Return the plan of a proposal whose form was checked.

    Where days count and a hand-made plan does not say when a pupil begins, it is the
    first day that the pupil can.
    """
    begins, bridges = proposal.get("begin", {}), proposal.get("overbrugging", {})
    lasting: dict[str, Stay | None] = {}
    for pupil, place in proposal["plaatsingen"].items():
        if place is None:
            lasting[pupil] = None
        elif not facts.with_days:
            lasting[pupil] = Stay(pupil, place)
        else:
            day = day_of(begins.get(pupil)) or facts.earliest(pupil, place)
            lasting[pupil] = Stay(pupil, place, day)
    bridging = {
        pupil: None
        if row is None
        else Stay(pupil, row["plek"], day_of(row["begin"]), day_of(row["eind"]))
        for pupil, row in bridges.items()
    }
    return Plan(lasting, bridging)


def day_of(value: Any) -> date | None:
    """Return a JSON date."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def exact(number: Any) -> Decimal:
    """Return a JSON number without rounding."""
    return Decimal(str(number))
