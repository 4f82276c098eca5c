"""What a person must look at in an import: danger, doubles, another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.case_list import ReportLine
from assistant.casework.duplicates import likely_duplicates
from assistant.casework.likeness import person_of, same_family, same_word
from assistant.casework.stop_for_safety import rules_met, words_show_danger
from knowledge.veiligheid import SoortRegel
from knowledge.velden import VeldType
from models.casus import CasusStatus, cases_with_ids, has_cases

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.casework.import_lines import CaseLine
    from assistant.casework.import_plan import PlannedCase
    from assistant.casework.names import Volledigenaam
    from assistant.context import Context
    from models.casus import Casus
    from models.store import UnitOfWork

_DANGER = (
    "hier staat iets dat op gevaar kan wijzen. Bij het invoeren stopt de casus en komt "
    "er een dringende taak"
)
_DANGER_OUTSIDE = (
    "hier staat iets dat op gevaar kan wijzen, en het wordt niet overgenomen. Bel "
    "vandaag wie de leerling kent"
)
_ELSEWHERE = (
    "deze leerling lijkt bij een andere organisatie al een casus te hebben. Vraag het "
    "samenwerkingsverband"
)


def why_blocked(
    ctx: Context,
    line: CaseLine,
    casus: Casus,
    name: Volledigenaam | None,
    eigenaar: str,
) -> str | None:
    """Return why a known case takes nothing from a list, or None."""
    if eigenaar not in (casus.organisatie_id, casus.swv_id):
        return "deze leerling hoort nu bij een andere organisatie; niets gewijzigd"
    if casus.status is CasusStatus.AFGESLOTEN:
        return (
            f"casus {casus.id} is afgesloten; niets gewijzigd. Heropen hem als de "
            "leerling weer thuiszit"
        )
    if name is not None and line.naam and not _alike(ctx, line.naam.whole(), name):
        # a number that is given out anew, or a column that only counts the rows
        return (
            f"dit nummer is in Leerplek van een leerling met een andere naam (casus "
            f"{casus.id}); niets gewijzigd. Kijk het nummer na"
        )
    return None


def is_own_closed(casus: Casus, eigenaar: str) -> bool:
    """Tell whether a blocked line is about a closed case of who imports."""
    own = eigenaar in (casus.organisatie_id, casus.swv_id)
    return own and casus.status is CasusStatus.AFGESLOTEN


def _alike(ctx: Context, one: Volledigenaam, other: Volledigenaam) -> bool:
    """Tell whether two names share a surname or a first name."""
    rules = ctx.knowledge.namen
    a, b = person_of(rules, one), person_of(rules, other)
    return same_family(rules, a, b) or any(
        same_word(rules, first, second) for first in a.voor for second in b.voor
    )


def points_to_danger(
    ctx: Context, line: CaseLine, fields: Collection[str], notes: list[ReportLine]
) -> bool:
    """Tell whether what is taken in points to danger, and say what follows."""
    found = _in_danger(ctx, line, fields)
    if found:
        notes.append(ReportLine("let op", _DANGER, line.regel))
    return found


def danger_outside(
    ctx: Context, line: CaseLine, fields: Collection[str], notes: list[ReportLine]
) -> bool:
    """Tell the same of what stays out: somebody must still act."""
    found = _in_danger(ctx, line, fields)
    if found:
        notes.append(ReportLine("let op", _DANGER_OUTSIDE, line.regel))
    return found


def _in_danger(ctx: Context, line: CaseLine, fields: Collection[str]) -> bool:
    given = {
        veld: answer.waarde
        for veld, answer in line.antwoorden.items()
        if veld in fields
    }
    velden = ctx.knowledge.velden
    # Names of places and people fill the short cells of a list; notes are long.
    notes = {k: v for k, v in given.items() if velden[k].type is VeldType.text_long}
    if words_show_danger(ctx, notes):
        return True
    asks = any(
        rule.als.fields() & set(given) for rule in ctx.knowledge.veiligheid.stopregels
    )
    return asks and any(
        rule.soort is SoortRegel.stop for rule in rules_met(ctx, given, given)
    )


def look_alikes(
    ctx: Context, uow: UnitOfWork, planned: list[PlannedCase], eigenaar: str
) -> list[ReportLine]:
    """Say of new pupils that they look like one who has a case already.

    Only within the same samenwerkingsverband, which knows both; the number of a case
    only to the organisation whose case it is.
    """
    new = {case.regel.regel: case for case in planned if case.casus_id is None}
    named = {
        number: (case.regel.naam.whole(), case.regel.geboortemaand)
        for number, case in new.items()
        if case.regel.naam
    }
    if not named or not has_cases(uow.session):
        return []
    found = likely_duplicates(ctx, uow, named)
    others = cases_with_ids(uow.session, set(found.values()))
    notes = []
    for number, casus_id in found.items():
        other, plek = others[casus_id], new[number].plek.plek
        if eigenaar in (other.organisatie_id, other.swv_id):
            text = f"dit lijkt dezelfde leerling als casus {casus_id}. Kijk dat na"
        elif plek.swv_id is not None and plek.swv_id == other.swv_id:
            text = _ELSEWHERE
        else:
            continue
        notes.append(ReportLine("let op", text, number))
    return notes
