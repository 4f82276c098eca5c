"""Whether provisions, placement rules and signs name things that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.regio import Regio, Voorziening


def _values(knowledge: Knowledge, veld: str) -> list[str]:
    row = knowledge.velden.get(veld) or knowledge.afgeleid[veld]
    return [waarde.id for waarde in row.waarden]


def check_regions(knowledge: Knowledge) -> None:
    """Check what the provisions of a region name.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    goals = [doel.id for doel in knowledge.doelen]
    for regio in knowledge.regios.values():
        for goal in regio.doelen:
            require("regio", f"{regio.id}, sleutel doelen", "doel", goal, goals)
        for voorziening in regio.voorzieningen:
            _check_provision(knowledge, regio, voorziening)


def _check_provision(
    knowledge: Knowledge, regio: Regio, voorziening: Voorziening
) -> None:
    key = f"{regio.id} > {voorziening.id}"
    require("regio", key, "route", voorziening.route, knowledge.routes)
    if voorziening.budget_bron is not None:
        source = voorziening.budget_bron
        require("regio", key, "budget_bron", source, knowledge.financiering)
    for groep in voorziening.groepen:
        for trait in groep.mix:
            known = _values(knowledge, "kind_belemmerend")
            require("regio", f"{key} > {groep.id}", "kenmerk", trait, known)
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
    for extra in knowledge.plaatsing.urgentie_extra:
        if extra.veld is not None:
            known = knowledge.velden
            require("plaatsing.yaml", extra.id, "veld", extra.veld, known)
            values = _values(knowledge, extra.veld)
            for name in extra.waarden:
                require("plaatsing.yaml", extra.id, "waarde", name, values)
    papers = {row.id for one in knowledge.routes.values() for row in one.criteria}
    for paper in knowledge.plaatsing.papieren.rijen:
        require("plaatsing.yaml", "papieren", "criterium", paper.criterium, papers)
    for row in knowledge.plaatsing.geschiktheid:
        for route in row.routes:
            require("plaatsing.yaml", row.id, "route", route, knowledge.routes)


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
