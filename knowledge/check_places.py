"""Whether regions, placement rules and route rules name things that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.regio import Regio, Voorziening


def _values(knowledge: Knowledge, veld: str) -> list[str]:
    row = knowledge.velden.get(veld) or knowledge.afgeleid[veld]
    return [waarde.id for waarde in row.waarden]


def check_regions(knowledge: Knowledge) -> None:
    """Check the routes, sectors, needs and traits that a region names.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    for regio in knowledge.regios.values():
        for route in regio.uit_routes:
            key = f"{regio.id}, sleutel uit_routes"
            require("regio", key, "route", route, knowledge.routes)
        for criterium in regio.criteria:
            key = f"{regio.id} > {criterium.id}"
            require("regio", key, "route", criterium.route, knowledge.routes)
        for voorziening in regio.voorzieningen:
            _check_provision(knowledge, regio, voorziening)


def _check_provision(
    knowledge: Knowledge, regio: Regio, voorziening: Voorziening
) -> None:
    key = f"{regio.id} > {voorziening.id}"
    require("regio", key, "route", voorziening.route, knowledge.routes)
    for names, veld, what in (
        (voorziening.sector, "sector", "sector"),
        (voorziening.biedt, "onderwijsbehoeften", "onderwijsbehoefte"),
        (voorziening.past_bij, "kind_belemmerend", "kenmerk"),
    ):
        for name in names:
            require("regio", key, what, name, _values(knowledge, veld))


def check_placement(knowledge: Knowledge) -> None:
    """Check the goals and routes that the placement rules name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    goals = [doel.id for doel in knowledge.doelen]
    for goal in knowledge.plaatsing.doelen:
        require("plaatsing.yaml", "sleutel doelen", "doel", goal, goals)
    for row in knowledge.plaatsing.geschiktheid:
        for route in row.routes:
            require("plaatsing.yaml", row.id, "route", route, knowledge.routes)


def check_route_rules(knowledge: Knowledge) -> None:
    """Check the fields, routes and kinds of school that the route rules name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or a criterion on a field that some
        readers of an advice may never see.
    """
    file, rules = "routes/_regels.yaml", knowledge.route_regels
    for route in rules.laatste:
        require(file, "sleutel laatste", "route", route, knowledge.routes)
    for veld in rules.veiligheid_eerst:
        require(file, "sleutel veiligheid_eerst", "veld", veld, knowledge.velden)
    for clock in rules.termijnen:
        require(file, clock.id, "veld", clock.veld, knowledge.velden)
    _check_meant_for_all(knowledge)
    schools, sectors = _values(knowledge, "schoolsoort"), _values(knowledge, "sector")
    for school, reach in rules.sector.schoolsoorten.items():
        require(file, "sleutel schoolsoorten", "schoolsoort", school, schools)
        for sector in reach:
            require(file, f"{school}, sleutel schoolsoorten", "sector", sector, sectors)


def _check_meant_for_all(knowledge: Knowledge) -> None:
    """Check that no sentence of an advice can tell what somebody may not read.

    Parents and pupil get the advice with their own data (AVG 15).
    """
    rows = [
        ("routes", f"{route.id} > {row.id}", row.velden)
        for route in knowledge.routes.values()
        for row in route.criteria
    ]
    rows += [
        ("regio", f"{regio.id} > {row.id}", tuple(row.als.fields()))
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


def check_signals(knowledge: Knowledge) -> None:
    """Check the fields that the signs of danger name.

    Raises
    ------
    KnowledgeError
        On the first field that does not exist.
    """
    signalen = knowledge.signalen
    named = [(row.id, veld) for row in signalen.signalen for veld in row.niet_bij_veld]
    named += [("vermoeden", veld) for veld in signalen.vermoeden.niet_bij_veld]
    for row_id, veld in named:
        require("veiligheid_signalen.yaml", row_id, "veld", veld, knowledge.velden)
