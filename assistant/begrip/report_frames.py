"""Of whom and of when a clause of a report speaks, and what it may therefore fill.

‘Haar broer heeft wel adhd’, ‘vorig jaar werd hij gepest’, ‘misschien een depressie’
and ‘we willen therapie starten’ hold words that stand for values, but no facts about
the pupil now. Such clauses are left out for the fields they cannot fill.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.begrip.clauses import clauses, has_verb
from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import find

if TYPE_CHECKING:
    from assistant.begrip.phrases import Treffer
    from assistant.begrip.report_words import Woordenlijst
    from knowledge.verslag import Verslagregels

_OBJECT = Pattern("verslag_verband", "voorwerp")
_OTHERS_FIELDS = frozenset({"thuis_belemmerend"})
"""What a clause about a brother or sister may fill."""
_DOUBT_FIELDS = frozenset({"signaal_thuis_onveilig"})
"""Fields that have a value for doubt."""
_NO_DOUBT = Pattern("verslag_verband", "geen_twijfel")
_VERB_FIRST = Pattern("verslag_verband", "persoonsvorm_eerst")
_TAIL = 4
"""A clause of so few words goes on with the list before it."""


@dataclass(frozen=True)
class Uitspraak:
    """A clause, and whether it speaks of somebody or some time else.

    Parameters
    ----------
    tekst
        The clause in plain text.
    ander
        It is about a brother, sister or other child.
    ouder
        It is about a parent.
    twijfel, vroeger, plan
        It is not sure, not of now, or not yet so.
    """

    tekst: str
    ander: bool = False
    ouder: bool = False
    twijfel: bool = False
    vroeger: bool = False
    plan: bool = False

    @property
    def only_past(self) -> bool:
        """Return whether it only differs in that it tells of an earlier time."""
        return self.vroeger and self == Uitspraak(self.tekst, vroeger=True)

    @property
    def only_doubt(self) -> bool:
        """Return whether it only differs in that it is not sure."""
        return self.twijfel and self == Uitspraak(self.tekst, twijfel=True)

    def may_fill(self, veld_id: str, regels: Verslagregels) -> bool:
        """Tell whether this clause can hold a value of a field."""
        if self.twijfel and veld_id not in _DOUBT_FIELDS:
            return False
        if self.ander and veld_id not in _OTHERS_FIELDS:
            return False
        if self.ouder and veld_id in regels.kindvelden:
            return False
        if self.vroeger and veld_id in regels.nuvelden:
            return False
        return not (self.plan and veld_id in regels.feitvelden)


def framed(plat: str, woorden: Woordenlijst) -> list[Uitspraak]:
    """Cut a plain sentence into clauses and tell what each speaks of."""
    found: list[Uitspraak] = []
    for clause in clauses(plat):
        said = _frame(clause, woorden)
        before = found[-1] if found else None
        if before and before.vroeger and find(woorden.kaders["opnieuw"], clause):
            found[-1] = replace(before, vroeger=False)
        if before and _goes_on(clause, woorden) and not _marked(said):
            said = Uitspraak(
                clause,
                before.ander,
                before.ouder,
                before.twijfel,
                before.vroeger,
                before.plan,
            )
        elif before and before.ander and not _names_pupil(clause, woorden):
            said = Uitspraak(
                clause, True, said.ouder, said.twijfel, said.vroeger, said.plan
            )
        found.append(said)
    return found


def alike(said: list[Uitspraak]) -> list[list[Uitspraak]]:
    """Group the clauses that speak of the same person and time, in order."""
    groups: dict[Uitspraak, list[Uitspraak]] = {}
    for row in said:
        groups.setdefault(replace(row, tekst=""), []).append(row)
    return list(groups.values())


def _goes_on(clause: str, woorden: Woordenlijst) -> bool:
    """Tell whether a clause goes on with the one before: a list, or after brackets."""
    verb = has_verb(clause) or find(woorden.kaders["spreekt"], clause)
    return (len(clause.split()) <= _TAIL and not verb) or bool(
        _VERB_FIRST.match(clause)
    )


def _marked(said: Uitspraak) -> bool:
    return said.ander or said.ouder or said.twijfel or said.vroeger or said.plan


def _frame(clause: str, woorden: Woordenlijst) -> Uitspraak:
    kaders = woorden.kaders
    now = bool(find(kaders["nu"], clause))
    return Uitspraak(
        clause,
        ander=_is_subject(find(kaders["broer_zus"], clause), clause)
        and not find(kaders["spreekt"], clause),
        ouder=_about_parent(clause, woorden),
        twijfel=_is_doubted(find(kaders["twijfel"], clause), clause)
        or bool(find(kaders["voorwaarde"], clause)),
        vroeger=bool(find(kaders["vroeger"], clause)) and not now,
        plan=bool(find(kaders["plan"], clause)),
    )


def _is_doubted(hits: list[Treffer], clause: str) -> bool:
    """Tell whether there is doubt: ‘geen vermoeden’ is none."""
    return any(not _NO_DOUBT.search(clause[: hit.begin]) for hit in hits)


def _is_subject(hits: list[Treffer], clause: str) -> bool:
    return any(not _OBJECT.search(clause[: hit.begin]) for hit in hits)


def _about_parent(clause: str, woorden: Woordenlijst) -> bool:
    kaders = woorden.kaders
    parents = [
        hit
        for hit in find(kaders["ouder"], clause)
        if not _OBJECT.search(clause[: hit.begin])
    ]
    if not parents or find(kaders["spreekt"], clause):
        return False
    for parent in parents:
        after = clause[parent.eind :]
        verb = re.match(r"^(?: \w+){0,3}? (?=\w)", after)
        state = find(kaders["toestand"], after)
        if verb and state and len(after[: state[0].begin].split()) <= 3:
            return not find(kaders["kind"], after)
    return False


def _names_pupil(clause: str, woorden: Woordenlijst) -> bool:
    return bool(find(woorden.kaders["kind"], clause))
