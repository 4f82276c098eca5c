"""Whether clocks and the parents' steps count from something that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.termijnen import Eenheid
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.stappen import StapTermijn

_CALENDAR = (Eenheid.dagen, Eenheid.weken, Eenheid.maanden, Eenheid.jaren)


def _date_fields(knowledge: Knowledge) -> list[str]:
    return [row.id for row in knowledge.velden.values() if row.type is VeldType.date]


def check_clocks(knowledge: Knowledge) -> None:
    """Check that every clock starts at a date field or a table.

    Raises
    ------
    KnowledgeError
        On the first field that is not there or holds no dates.
    """
    tables = [row.id for row in knowledge.velden.values() if row.kolommen]
    known = [*_date_fields(knowledge), *tables]
    for termijn in knowledge.termijnen.values():
        if termijn.veld is not None:
            require("termijnen.yaml", termijn.id, "datumveld", termijn.veld, known)


def check_steps(knowledge: Knowledge) -> None:
    """Check ids and clocks of all steps.

    Raises
    ------
    KnowledgeError
        On the first id used twice, or clock that cannot run.
    """
    seen: set[str] = set()
    for situatie in knowledge.situaties:
        for stap in situatie.stappen:
            key = f"{situatie.id} > {stap.id}"
            if stap.id in seen:
                raise KnowledgeError(
                    "stappen.yaml",
                    key,
                    "deze stap staat er dubbel",
                    "kies een andere id",
                )
            seen.add(stap.id)
            if stap.termijn is not None:
                _check_deadline(knowledge, key, stap.termijn)


def _check_deadline(knowledge: Knowledge, key: str, deadline: StapTermijn) -> None:
    file = "stappen.yaml"
    if deadline.klok is not None:
        running = [
            row.id for row in knowledge.termijnen.values() if row.eenheid in _CALENDAR
        ]
        require(file, f"{key}, sleutel klok", "termijn", deadline.klok, running)
    where = f"{key}, sleutel vanaf"
    if deadline.kolom is None:
        known = ["peildatum", *_date_fields(knowledge)]
        require(file, where, "datumveld", deadline.vanaf, known)
        return
    require(file, where, "veld", deadline.vanaf, knowledge.velden)
    columns = [
        kolom.id
        for kolom in knowledge.velden[deadline.vanaf].kolommen
        if kolom.type is VeldType.date
    ]
    require(file, f"{key}, sleutel kolom", "datumkolom", deadline.kolom, columns)


def check_workload(knowledge: Knowledge) -> None:
    """Check that the rules for clocks in the lists name clocks that exist.

    Raises
    ------
    KnowledgeError
        On the first clock that is not there.
    """
    clocks = [row.id for row in knowledge.route_regels.termijnen]
    clocks += [row.id for row in knowledge.termijnen.values()]
    rules = knowledge.werkvoorraad.klokken
    for name in (*rules.langer, *rules.na_plaatsing):
        require("werkvoorraad.yaml", "klokken", "klok", name, clocks)
    for step in knowledge.plaatsing.stappen_na_besluit:
        require(
            "werkvoorraad.yaml", "klokken > stappen", "stap", step.id, rules.stappen
        )
