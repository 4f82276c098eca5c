"""An invented cohort: pupils, what a table decides and what lasts, drawn from rows.

Neither the decision nor the outcome looks at the order of the rules, at how many
reasons a route has, or at its distance from the own school: what is open comes from
the rules, everything else from ``knowledge/data/leren/cohort.yaml``.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from assistant.leren.errors import LearningError
from assistant.leren.geval import finished_case, situation
from knowledge.velden import VeldType
from matching.antwoorden import check_answers
from matching.logic import evaluate
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.leren.geval import Geval, Situatie
    from knowledge.cohort import Bereikkans, Cohort, Effect
    from knowledge.load import Knowledge
    from knowledge.regio import Regio

NUMBERS = frozenset({VeldType.integer, VeldType.number})
TRIES = 20
"""How many pupils are drawn at most for one that has a choice of routes."""
DAYS_PER_MONTH = 30.4


class World:
    """Everything that an invented cohort is drawn from.

    Parameters
    ----------
    knowledge
        The rows.
    regio
        The region whose routes are there; ``None`` for all of the country.
    tot
        The last day of the cohort.
    zaad
        Seed; the same seed and rows give the same cohort.
    """

    def __init__(
        self, knowledge: Knowledge, regio: Regio | None, tot: date, zaad: int
    ) -> None:
        self.knowledge = knowledge
        self.regio = regio
        self.tot = tot
        self.zaad = zaad
        self.random = Random(zaad)
        self._mood: dict[tuple[str, int], float] = {}

    @property
    def rows(self) -> Cohort:
        """Return the rows of the cohort."""
        return self.knowledge.leren.cohort

    def mood(self, route: str, day: date) -> float:
        """Return how much a route is in favour in this half year, in log-odds."""
        key = (route, day.year * 2 + (day.month > 6))
        if key not in self._mood:
            # A generator of its own: which pupils came before changes nothing.
            own = Random(f"{self.zaad} {key}")
            self._mood[key] = own.gauss(0, self.rows.grilligheid.waarde)
        return self._mood[key]


def draw_cohort(world: World, aantal: int) -> list[Geval]:
    """Return invented finished cases, oldest first.

    Every case has at least two open routes to choose from.

    Parameters
    ----------
    world
        What is drawn from.
    aantal
        How many cases.

    Raises
    ------
    LearningError
        When the routes of the region leave hardly anybody a choice.
    """
    found: list[Geval] = []
    for number in range(aantal * TRIES):
        case = _draw_case(world, f"verzonnen-{number:05d}")
        if case is not None:
            found.append(case)
        if len(found) == aantal:
            return sorted(found, key=lambda one: (one.dag, one.id))
    raise LearningError(
        "Bij deze routes heeft bijna geen verzonnen leerling iets te kiezen. "
        "Zet in de rijen van de regio meer routes aan."
    )


def _draw_case(world: World, case_id: str) -> Geval | None:
    random, rows = world.random, world.rows
    back = random.randrange(round(rows.maanden * DAYS_PER_MONTH))
    day = world.tot - timedelta(days=back)
    raw = draw_answers(world, day)
    answers = check_answers(raw, world.knowledge, day)
    found = situation(answers, world.knowledge, day, world.regio)
    if len(found.open) < 2:
        return None
    chosen, lasts = _decide(world, found, int(str(raw["leeftijd"])), day)
    return finished_case(
        case_id,
        day,
        found,
        world.knowledge,
        blijvend=chosen if lasts else None,
        groepen={"geslacht": _pick(random, rows.geslacht.kansen)},
    )


def draw_answers(world: World, day: date) -> dict[str, object]:
    """Return the answers of one invented pupil on a day.

    Age and kind of school are always known; any other answer may be missing.
    """
    random, rows = world.random, world.rows
    age = _from_range(random, rows.leeftijd)
    away = _from_range(random, rows.weken_thuis)
    answers: dict[str, object] = {"verzuim_sinds": day - timedelta(weeks=away)}
    for row in rows.antwoorden:
        if row.holds_at(age):
            answers[row.veld] = _value(world, row.veld, row.kansen)
    profiles = rows.profielen
    profile = random.choices(profiles, [one.kans for one in profiles])[0]
    for veld, kansen in profile.antwoorden.items():
        answers[veld] = _value(world, veld, kansen)
    known = {
        veld: value
        for veld, value in answers.items()
        if random.random() >= rows.onbekend.kans
    }
    return {**known, "leeftijd": age, "schoolsoort": answers["schoolsoort"]}


def _value(world: World, veld: str, kansen: Mapping[str, float]) -> object:
    kind = world.knowledge.velden[veld].type
    if kind is VeldType.multi:
        several = [one for one, rate in kansen.items() if world.random.random() < rate]
        return several or [max(kansen, key=lambda one: kansen[one])]
    one = _pick(world.random, kansen)
    return int(one) if kind in NUMBERS else one


def _decide(world: World, found: Situatie, age: int, day: date) -> tuple[str, bool]:
    """Return which route the table chooses, and whether the pupil stays."""
    random, rows = world.random, world.rows
    family_of = world.knowledge.leren.kenmerken.familie_van
    # By name: the order of the rules must not show in who draws what.
    routes = sorted(row.route for row in found.open)
    families = [family_of[route].id for route in routes]
    holding = [row for row in rows.effecten if _holds(row, found)]
    weights = {row.familie: row.gewicht for row in rows.bestemming if row.holds_at(age)}
    # A family keeps its share, however many of its routes are open.
    appeal = [
        weights.get(family, 1.0)
        / families.count(family)
        * math.exp(
            world.mood(route, day)
            + sum(one.keuze for one in holding if one.familie == family)
        )
        for route, family in zip(routes, families, strict=True)
    ]
    place = random.choices(range(len(families)), appeal)[0]
    stay = rows.blijft.teller / rows.blijft.noemer
    odds = math.log(stay / (1 - stay)) + sum(
        one.blijven for one in holding if one.familie == families[place]
    )
    starts = random.random() >= rows.start_niet.kans
    lasts = starts and random.random() < 1 / (1 + math.exp(-odds))
    return routes[place], lasts


def _holds(row: Effect, found: Situatie) -> bool:
    return evaluate(row.als, found.feiten) is Uitkomst.voldoet


def _pick(random: Random, kansen: Mapping[str, float]) -> str:
    return random.choices(list(kansen), list(kansen.values()))[0]


def _from_range(random: Random, rows: tuple[Bereikkans, ...]) -> int:
    row = random.choices(rows, [one.kans for one in rows])[0]
    return random.randint(row.van, row.tot)
