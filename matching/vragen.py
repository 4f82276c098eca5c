"""Where the questions of an intake stand: what is asked next, of whom, and how many.

Safety first, then what can still change the advice, then what the law or the table
requires, then the rest, which is only offered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from matching.feiten import Feiten
from matching.logic import evaluate
from matching.routes.advise import find_region
from matching.routes.missing import deciding_questions
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.velden import Veld


class Fase(StrEnum):
    """Where an intake stands; the rows of ``intake.yaml`` say it in words."""

    veiligheid = "veiligheid"
    beslist = "beslist"
    verplicht = "verplicht"
    rest = "rest"
    klaar = "klaar"


@dataclass(frozen=True)
class Vragenstand:
    """The open questions of one person, by phase and in order.

    Parameters
    ----------
    veiligheid
        Safety questions.
    beslist
        What can still change the first three routes of a kind, most deciding first.
    verplicht
        What the law or the table requires.
    rest
        What may be added.
    voor_anderen
        What decides but is for somebody else to answer.
    nog
        The number of questions that is expected until the intake can be closed; it
        does not grow while answers come in.
    """

    veiligheid: tuple[str, ...] = ()
    beslist: tuple[str, ...] = ()
    verplicht: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    voor_anderen: tuple[str, ...] = ()
    nog: int = 0

    @property
    def fase(self) -> Fase:
        """Return the phase that the intake is in."""
        for fase in (Fase.veiligheid, Fase.beslist, Fase.verplicht, Fase.rest):
            if getattr(self, fase.value):
                return fase
        return Fase.klaar

    @property
    def is_beslist(self) -> bool:
        """Tell whether this person can no longer change the advice."""
        return not self.veiligheid and not self.beslist

    def volgende(self, *, verder: bool = False) -> str | None:
        """Return the field to ask next.

        Parameters
        ----------
        verder
            Whether to go on with the rest.
        """
        needed = (*self.veiligheid, *self.beslist, *self.verplicht)
        return next(iter((*needed, *self.rest) if verder else needed), None)


def open_intake(
    antwoorden: Mapping[str, object],
    knowledge: Knowledge,
    peildatum: date,
    *,
    rol: str,
    overgeslagen: Collection[str] = (),
    regio: str | None = None,
) -> Vragenstand:
    """Return which questions are still open for one person, in order.

    Parameters
    ----------
    antwoorden
        Answers as ``matching.antwoorden.check_answers`` returns them; "not known" is
        an answer too and is not asked again.
    knowledge
        The fields, the routes and the rows of the intake.
    peildatum
        The date of reckoning.
    rol
        Who answers: ``zorgcoordinator``, ``ouder`` or ``leerling``.
    overgeslagen
        Fields that were skipped.
    regio
        Id of the region; ``None`` adds no rules.
    """
    feiten = Feiten(antwoorden, knowledge, peildatum)
    region = find_region(knowledge, regio)
    open_ = _open_fields(feiten, knowledge, overgeslagen)
    own = _own(open_, feiten, knowledge, rol)
    safety = tuple(f for f in feiten.regels.veiligheid_eerst if f in own)
    ahead = own.keys() - set(safety)
    found = deciding_questions(feiten, knowledge, region, ahead.__contains__)
    deciding = tuple(found.reduction)
    required = tuple(
        row.veld
        for row in knowledge.intake.verplicht
        if row.veld in ahead and row.veld not in deciding
    )
    others: tuple[str, ...] = ()
    if found.decided:
        every = deciding_questions(feiten, knowledge, region, open_.__contains__)
        others = tuple(veld for veld in every.reduction if veld not in own)
    done = {*deciding, *required}
    return Vragenstand(
        veiligheid=safety,
        beslist=deciding,
        verplicht=required,
        rest=tuple(veld for veld in own if veld in ahead and veld not in done),
        voor_anderen=others,
        nog=len(safety) + _expected(set(deciding), set(required), knowledge),
    )


def _open_fields(
    feiten: Feiten, knowledge: Knowledge, overgeslagen: Collection[str]
) -> dict[str, Veld]:
    """Return the fields that somebody can still be asked, in the order of the form."""
    never = {row.veld for row in knowledge.intake.niet_vragen}
    return {
        veld.id: veld
        for veld in knowledge.velden.values()
        if veld.id not in never
        and veld.id not in overgeslagen
        and not feiten.asked(veld.id)
        and not _known_otherwise(veld.id, feiten)
        and _applies(veld, feiten)
    }


def _applies(veld: Veld, feiten: Feiten) -> bool:
    shown = veld.tonen_als
    return shown is None or evaluate(shown, feiten) is Uitkomst.voldoet


def _known_otherwise(veld: str, feiten: Feiten) -> bool:
    # The month of birth gives the age.
    return veld == "leeftijd" and feiten.asked("geboortemaand")


def _own(
    open_: dict[str, Veld], feiten: Feiten, knowledge: Knowledge, rol: str
) -> dict[str, Veld]:
    """Return what is asked of this person; a child that is too young only of safety."""
    vrager = knowledge.intake.vrager(rol)
    age = feiten.bounds("leeftijd")
    young = age is not None and age.hoogst < vrager.leeftijd_vanaf
    safety = feiten.regels.veiligheid_eerst
    return {
        key: veld
        for key, veld in open_.items()
        if vrager.knows(veld) and not (young and key not in safety)
    }


def _expected(deciding: set[str], required: set[str], knowledge: Knowledge) -> int:
    """Return how many of the open questions will be asked in the end.

    Required questions all are; of the others fewer, as each answer makes others
    needless. Both parts shrink only, so that the number never grows.
    """
    always = {row.veld for row in knowledge.intake.verplicht}
    needed = len(required) + len(deciding & always)
    others = len(deciding - always)
    return needed + math.ceil(math.pow(others, knowledge.intake.krimp))
