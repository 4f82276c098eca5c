"""Solve a small instance by trying every plan, from its raw rows alone.

It shares nothing with the engines or with verify: days are weeks after the day of
reckoning (every date of such an instance lies a whole number of weeks after it), a
plan is a tuple of choices, and every rule and goal is written out in plain Python.
"""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

INFINITE = 10**9


class Choice(NamedTuple):
    """What one pupil gets; places are ids or ``None``, days are week numbers."""

    place: str | None
    begin: int
    bridge: str | None
    first: int
    until: int


NOTHING = Choice(None, 0, None, 0, 0)


class Oracle:
    """One instance, with the plans that are allowed."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.pupils = {row["id"]: row for row in data["leerlingen"]}
        self.places = {row["id"]: row for row in data["plekken"]}
        self.pairs = {(row["leerling"], row["plek"]): row for row in data["paren"]}
        self.horizon = self.week(data.get("horizon"), 52)
        self.order = sorted(
            self.pupils,
            key=lambda id: (
                self.pupils[id].get("lot") is None,
                self.pupils[id].get("lot") or 0,
                id,
            ),
        )

    def week(self, day: str | None, default: int) -> int:
        if day is None:
            return default
        days = date.fromisoformat(day) - date.fromisoformat(self.data["peildatum"])
        assert days.days % 7 == 0
        return days.days // 7

    def number_of_plans(self) -> int:
        number = 1
        for pupil in self.pupils:
            number *= len(self.choices(pupil))
        return number

    def best(self) -> tuple[list[int], dict[str, Choice]] | None:
        """Return the values and the plan of the best plan after the draw."""
        best = None
        choices = [self.choices(pupil) for pupil in self.order]
        for picked in itertools.product(*choices):
            plan = dict(zip(self.order, picked, strict=True))
            values = [self.value(goal, plan) for goal in self.data["doelen"]]
            signed = [
                -value if goal in MORE_IS_BETTER else value
                for goal, value in zip(self.data["doelen"], values, strict=True)
            ]
            key = (signed, [rank(choice) for choice in picked])
            if (best is None or key < best[0]) and self.allowed(plan):
                best = (key, values, plan)
        return None if best is None else best[1:]

    def choices(self, pupil: str) -> list[Choice]:
        """Return everything a pupil can get on its own."""
        row = self.pupils[pupil]
        listed = [place for one, place in self.pairs if one == pupil]
        listed = [place for place in listed if place not in row.get("verboden", ())]
        ends: list[tuple[str | None, int]] = [(None, 0)]
        for place in listed:
            if not self.bridges(place):
                ends += [(place, week) for week in self.begins(pupil, place)]
        found = []
        for place, begin in ends:
            found.append(Choice(place, begin, None, 0, 0))
            for bridge in listed:
                if self.bridges(bridge):
                    for first in self.days(pupil, bridge):
                        until = self.leaves(bridge, first, place, begin)
                        if until > first and self.open_all_along(bridge, first, until):
                            found.append(Choice(place, begin, bridge, first, until))
        pin = row.get("vast")
        return [c for c in found if pin is None or self.keeps_pin(pupil, pin, c)]

    def keeps_pin(self, pupil: str, pin: str, choice: Choice) -> bool:
        if pin in (choice.place, choice.bridge):
            return True
        if not self.bridges(pin) or choice.place is None or choice.bridge is not None:
            return False
        days = [week for week in self.days(pupil, pin) if self.seats(pin, week) > 0]
        return self.admits(pupil, pin) and bool(days) and choice.begin <= days[0]

    def admits(self, pupil: str, place: str) -> bool:
        """Tell whether a pupil could be on a place with nobody else there."""
        row, pair = self.places[place], self.pairs[pupil, place]
        seats = [row["capaciteit"], *(p["capaciteit"] for p in row["perioden"])]
        budgets = {b["id"]: b["bedrag"] for b in self.data["budgetten"]}
        money = budgets.get(row.get("budget"))
        return (
            place not in self.pupils[pupil].get("verboden", ())
            and any(number != 0 for number in seats)
            and all(
                row["hoogstens"].get(m) != 0 for m in self.pupils[pupil]["kenmerken"]
            )
            and (row["uren"] is None or exact(pair["uren"]) <= exact(row["uren"]))
            and (money is None or exact(pair["kosten"]) <= exact(money))
        )

    def bridges(self, place: str) -> bool:
        return self.places[place].get("soort") == "overbrugging"

    def days(self, pupil: str, place: str) -> list[int]:
        """Return all weeks in which a pupil can begin on a place."""
        row, pair = self.places[place], self.pairs[pupil, place]
        first = max(
            0,
            self.week(row.get("start"), 0),
            self.week(pair.get("vanaf"), 0),
            self.week(self.pupils[pupil].get("vroegst"), 0),
        )
        last = min(
            self.horizon, self.closed(place) - 1, self.week(pair.get("tot"), INFINITE)
        )
        moments = [self.week(day, 0) for day in row.get("instroom", ())]
        off = {
            week
            for row in self.data.get("schoolvrij", ())
            for week in range(self.week(row["van"], 0), self.after(row["tot"]))
        }
        return [
            week
            for week in range(first, last + 1)
            if (week in moments if moments else week not in off)
        ]

    def begins(self, pupil: str, place: str) -> list[int]:
        """Return the first week, and the first of each period with more seats."""
        days, found = self.days(pupil, place), set()
        changes = [self.week(p["vanaf"], 0) for p in self.places[place]["perioden"]]
        for number, change in enumerate([0, *changes]):
            rises = not number or self.stays(place, number) > self.stays(
                place, number - 1
            )
            possible = [week for week in days if week >= change]
            if rises and possible:
                found.add(possible[0])
        return sorted(found)

    def stays(self, place: str, number: int) -> int:
        """Return the fewest seats from a period on."""
        row = self.places[place]
        seats = [row["capaciteit"], *(p["capaciteit"] for p in row["perioden"])]
        return min(INFINITE if s is None else s for s in seats[number:])

    def leaves(self, bridge: str, first: int, place: str | None, begin: int) -> int:
        """Return the week in which a pupil is no longer on a bridging place."""
        row = self.places[bridge]
        stay = row.get("verblijf_weken")
        longest = INFINITE if stay is None else stay + row.get("verlenging_weken", 0)
        end = self.horizon if place is None else begin
        return min(end, first + longest, self.closed(bridge))

    def closed(self, place: str) -> int:
        """Return the first week in which a place no longer exists."""
        end = self.places[place].get("eind")
        return INFINITE if end is None else self.after(end)

    def after(self, last: str) -> int:
        """Return the week that begins on the day after a last day."""
        return self.week((date.fromisoformat(last) + timedelta(days=1)).isoformat(), 0)

    def open_all_along(self, bridge: str, first: int, until: int) -> bool:
        return all(self.seats(bridge, week) > 0 for week in range(first, until))

    def seats(self, place: str, week: int) -> int:
        row = self.places[place]
        seats = row["capaciteit"]
        for period in row["perioden"]:
            if self.week(period["vanaf"], 0) <= week:
                seats = period["capaciteit"]
        return INFINITE if seats is None else int(seats)

    def there(self, plan: dict[str, Choice], place: str, week: int) -> list[str]:
        """Return who is on a place in a week."""
        return [
            pupil
            for pupil, choice in plan.items()
            if (choice.place == place and choice.begin <= week)
            or (choice.bridge == place and choice.first <= week < choice.until)
        ]

    def allowed(self, plan: dict[str, Choice]) -> bool:
        """Tell whether a plan keeps every rule that pupils share."""
        return (
            all(self.keeps_place(plan, place) for place in self.places)
            and all(self.keeps_budget(plan, row) for row in self.data["budgetten"])
            and all(
                plan[one].place == plan[other].place
                for one, other in self.data["samen"]
            )
        )

    def keeps_place(self, plan: dict[str, Choice], place: str) -> bool:
        row = self.places[place]
        ever = [id for id, c in plan.items() if place in (c.place, c.bridge)]
        if ever and len(ever) < (row.get("minimum") or 0):
            return False
        last = max(
            self.horizon, *(self.week(p["vanaf"], 0) for p in row["perioden"]), 0
        )
        for week in range(last + 1):
            here = self.there(plan, place, week)
            hours = sum(exact(self.pairs[id, place].get("uren", 0)) for id in here)
            if len(here) > self.seats(place, week):
                return False
            if row.get("uren") is not None and hours > exact(row["uren"]):
                return False
            for mark, most in row.get("hoogstens", {}).items():
                if sum(mark in self.pupils[id]["kenmerken"] for id in here) > most:
                    return False
            for one, other in self.data["niet_samen"]:
                if one in here and other in here:
                    return False
        return True

    def keeps_budget(self, plan: dict[str, Choice], budget: dict[str, Any]) -> bool:
        if budget["bedrag"] is None:
            return True
        spent = sum(
            exact(self.pairs[id, place].get("kosten", 0))
            for id, choice in plan.items()
            for place in (choice.place, choice.bridge)
            if place is not None and self.places[place].get("budget") == budget["id"]
        )
        return spent <= exact(budget["bedrag"])

    def home(self, choice: Choice) -> int:
        """Return the weeks at home."""
        end = self.horizon if choice.place is None else choice.begin
        return end - (choice.until - choice.first)

    def value(self, goal: str, plan: dict[str, Choice]) -> int:
        """Return the value of one goal."""
        return sum(self.part(goal, id, choice) for id, choice in plan.items())

    def part(self, goal: str, id: str, choice: Choice) -> int:
        """Return what one pupil adds to a goal."""
        row, placed = self.pupils[id], choice.place is not None
        rows = [self.pairs[id, p] for p in (choice.place, choice.bridge) if p]
        if goal == "urgent_geplaatst":
            return (row.get("urgentie", 0) + 1) * placed
        if goal == "weinig_wijzigingen":
            before, bridged = self.data["vorig"], self.data["vorig_overbrugging"]
            return int(id in before and before[id] != choice.place) + int(
                id in bridged and bridged[id] != choice.bridge
            )
        if goal == "zonder_overbrugging":
            return int(self.home(choice) > 0 and choice.bridge is None)
        if goal == "weken_thuis":
            return self.home(choice)
        if goal == "wensen":
            ranks = [pair.get("wens") or 0 for pair in self.pairs.values()]
            wish = rows[0].get("wens") if placed else 0
            return max(ranks, default=0) + 1 if wish is None else wish
        if goal == "langste_wacht":
            since = row.get("thuis_sinds")
            return -self.week(since, 0) if placed and since else 0
        key = {"reistijd": "reistijd_min", "nabijheid": "afstand"}.get(goal, goal)
        return sum(pair.get(key, 0) for pair in rows)


MORE_IS_BETTER = ("urgent_geplaatst", "geschiktheid", "langste_wacht")


def rank(choice: Choice) -> tuple[Any, ...]:
    """Return the draw order of one pupil: the smallest goes first."""
    return (
        choice.place is None,
        choice.place or "",
        choice.begin,
        choice.bridge is None,
        choice.bridge or "",
        choice.first,
    )


def exact(number: Any) -> Decimal:
    return Decimal(str(number))
