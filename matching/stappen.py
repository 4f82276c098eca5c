"""From the answers of a case to the parents' next steps, with dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matching.antwoorden import check_answers
from matching.feiten import Feiten
from matching.logic import Uitkomst, add_months, evaluate
from matching.looptijden import clock_end

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.load import Knowledge
    from knowledge.stappen import Situatie, Stap, StapTermijn


@dataclass(frozen=True)
class Vervolgstap:
    """One step for a family: what, why, who, whom to call, by when."""

    id: str
    situatie: str
    wat: str
    waarom: str
    wie: str
    bel: str
    zeg: str | None
    als_niet: str
    uiterlijk: date | None
    """The last day for this step; ``None`` where it cannot be told."""
    voorbij: bool
    """Whether that day lies before the peildatum."""
    bron: str


@dataclass(frozen=True)
class Stappenplan:
    """The situations of a family, most urgent first, and the steps in order."""

    situaties: tuple[str, ...]
    stappen: tuple[Vervolgstap, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the plan as plain data, ready for JSON."""
        return {
            "situaties": list(self.situaties),
            "stappen": [
                {
                    "id": stap.id,
                    "wat": stap.wat,
                    "uiterlijk": stap.uiterlijk.isoformat() if stap.uiterlijk else None,
                    "wie": stap.wie,
                    "bron": stap.bron,
                }
                for stap in self.stappen
            ],
        }


def steps(
    antwoorden: Mapping[str, object], knowledge: Knowledge, peildatum: date
) -> Stappenplan:
    """Tell which situations hold and what the family can do next.

    Parameters
    ----------
    antwoorden
        Answers by field id, as written down or already checked.
    knowledge
        The situations and steps.
    peildatum
        The date of reckoning.

    Returns
    -------
    Stappenplan
        Only situations that surely hold; what is not known opens none.

    Raises
    ------
    AnswerError
        When an answer does not fit its field.
    """
    facts = Feiten(
        check_answers(antwoorden, knowledge, peildatum), knowledge, peildatum
    )
    holding = _situations(facts, knowledge)
    return Stappenplan(
        situaties=tuple(situatie.id for situatie in holding),
        stappen=tuple(
            _step(stap, situatie, facts, knowledge)
            for situatie in holding
            for stap in situatie.stappen
        ),
    )


def _situations(facts: Feiten, knowledge: Knowledge) -> tuple[Situatie, ...]:
    holding = tuple(
        situatie
        for situatie in knowledge.situaties
        if evaluate(situatie.als, facts) is Uitkomst.voldoet
    )
    alone = tuple(situatie for situatie in holding if situatie.gaat_voor_alles)
    return alone or holding


def _step(
    stap: Stap, situatie: Situatie, facts: Feiten, knowledge: Knowledge
) -> Vervolgstap:
    clock = stap.termijn
    last_day = _last_day(clock, facts, knowledge) if clock else None
    return Vervolgstap(
        id=stap.id,
        situatie=situatie.id,
        wat=stap.wat,
        waarom=stap.waarom,
        wie=stap.wie,
        bel=stap.bel,
        zeg=stap.zeg,
        als_niet=stap.als_niet,
        uiterlijk=last_day,
        voorbij=last_day is not None and last_day < facts.peildatum,
        bron=stap.bron,
    )


def _last_day(termijn: StapTermijn, facts: Feiten, knowledge: Knowledge) -> date | None:
    start = _start(termijn, facts)
    if start is None:
        return None
    if termijn.klok is not None:
        return clock_end(knowledge.termijnen[termijn.klok], start)
    if termijn.maanden is not None:
        return add_months(start, termijn.maanden)
    days = termijn.dagen if termijn.dagen is not None else 7 * (termijn.weken or 0)
    return start + timedelta(days=days)


def _start(termijn: StapTermijn, facts: Feiten) -> date | None:
    """Return the day on which a clock starts; in a table the latest date counts."""
    if termijn.vanaf == "peildatum":
        return facts.peildatum
    value = facts.recorded(termijn.vanaf)
    if termijn.kolom is None:
        return value if isinstance(value, date) else None
    rows = value if isinstance(value, list) else []
    dates = [row.get(termijn.kolom) for row in rows if isinstance(row, dict)]
    return max((day for day in dates if isinstance(day, date)), default=None)
