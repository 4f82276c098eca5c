"""Whether the rules about routes, of the country and of a region, fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.routes import Aard

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from knowledge.route_regels import RouteRegels

FILE = "routes/_regels.yaml"


def check_route_rules(knowledge: Knowledge) -> None:
    """Check the fields, routes and kinds of school that the route rules name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or a criterion on a field that some
        readers of an advice may never see.
    """
    file, rules = FILE, knowledge.route_regels
    for route in rules.laatste:
        require(file, "sleutel laatste", "route", route, knowledge.routes)
    for veld in rules.veiligheid_eerst:
        require(file, "sleutel veiligheid_eerst", "veld", veld, knowledge.velden)
    for clock in rules.termijnen:
        require(file, clock.id, "veld", clock.veld, knowledge.velden)
    _check_order(rules, knowledge)
    for regio in knowledge.regios.values():
        _check_region(regio, knowledge)
    _check_meant_for_all(knowledge)
    schools = [row.id for row in knowledge.velden["schoolsoort"].waarden]
    sectors = [row.id for row in knowledge.afgeleid["sector"].waarden]
    for school, reach in rules.sector.schoolsoorten.items():
        require(file, "sleutel schoolsoorten", "schoolsoort", school, schools)
        for sector in reach:
            require(file, f"{school}, sleutel schoolsoorten", "sector", sector, sectors)


def _check_meant_for_all(knowledge: Knowledge) -> None:
    """Check that no sentence of an advice can tell what somebody may not read.

    Parents and pupil get the advice with their own data (AVG 15).
    """
    rows: list[tuple[str, str, Iterable[str]]] = [
        ("routes", f"{route.id} > {row.id}", row.velden)
        for route in knowledge.routes.values()
        for row in route.criteria
    ]
    rows += [
        (FILE, f"{step.id} > {row.id}", sorted(row.als.fields()))
        for step in knowledge.route_regels.volgorde
        for row in step.voorkeuren
    ]
    rows += [
        ("regio", f"{regio.id} > {row.id}", sorted(row.als.fields()))
        for regio in knowledge.regios.values()
        for row in regio.criteria
        if row.als is not None
    ]
    for file, key, fields in rows:
        for name in fields:
            sources = knowledge.afgeleid[name].van if name in knowledge.afgeleid else ()
            for veld in (name, *sources):
                if veld in knowledge.velden and knowledge.velden[veld].niet_tonen_aan:
                    raise KnowledgeError(
                        file,
                        key,
                        f"het veld ‘{veld}’ is niet voor iedereen die het advies leest",
                        "gebruik een ander veld",
                    )


def _check_order(rules: RouteRegels, knowledge: Knowledge) -> None:
    """Check that steps and preferences have names of their own and name routes."""
    _refuse_doubles(FILE, "sleutel volgorde", [step.id for step in rules.volgorde])
    wishes = [row for step in rules.volgorde for row in step.voorkeuren]
    _refuse_doubles(FILE, "sleutel voorkeuren", [row.id for row in wishes])
    for row in wishes:
        for route in row.routes:
            require(FILE, f"voorkeur {row.id}", "route", route, knowledge.routes)


def _check_region(regio: Regio, knowledge: Knowledge) -> None:
    """Check what a region says of routes: it may add and switch off, never replace."""
    steps = [step.id for step in knowledge.route_regels.volgorde]
    for step in regio.volgorde:
        key = f"{regio.id}, sleutel volgorde"
        require("regio", key, "stap van de volgorde", step, steps)
    _refuse_doubles("regio", f"{regio.id}, sleutel volgorde", list(regio.volgorde))
    _refuse_doubles("regio", f"{regio.id}, sleutel uit_routes", list(regio.uit_routes))
    for route in regio.uit_routes:
        key = f"{regio.id}, sleutel uit_routes"
        require("regio", key, "route", route, knowledge.routes)
    seen: list[str] = []
    for row in regio.criteria:
        key = f"{regio.id} > {row.id}"
        require("regio", key, "route", row.route, knowledge.routes)
        if any(row.id == one.id for one in knowledge.routes[row.route].criteria):
            raise KnowledgeError(
                "regio",
                key,
                f"de route ‘{row.route}’ heeft zelf al een criterium met deze naam",
                "kies een andere id; een regio voegt toe en vervangt niets",
            )
        if row.aard == Aard.oordeel and row.als is not None:
            raise KnowledgeError(
                "regio",
                key,
                "een oordeel wordt nooit berekend",
                "haal ‘als’ weg of kies een andere aard",
            )
        seen.append(f"{row.route} > {row.id}")
    _refuse_doubles("regio", f"{regio.id}, sleutel criteria", seen)


def _refuse_doubles(file: str, key: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise KnowledgeError(
                file, key, f"‘{name}’ staat er dubbel", "laat één rij staan"
            )
