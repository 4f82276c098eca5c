"""Search: cases in sight by name, case number, municipality or school.

The number of queries does not depend on the number of cases or of hits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.case_lists import rows_seen
from assistant.casework.inzage import inzage_of
from assistant.casework.search_find import (
    GEMEENTE,
    NAAM,
    NUMMER,
    OUDER,
    SCHOOL,
    Found,
    find_candidates,
)
from assistant.casework.search_question import read_question
from assistant.casework.view_log import log_views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.case_views import CaseRow
    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

SHOWN = 25
"""Most hits on one page."""


@dataclass(frozen=True)
class Treffer:
    """A case that was found.

    Parameters
    ----------
    rij
        The case as in every list: only what this viewer may see of it.
    waarop
        By what it was found: naam, naam van een ouder, nummer, gemeente, school.
    precies
        Whether it was found as typed, not by sound or with a typing error.
    ouder
        The name of the parent by which it was found.
    """

    rij: CaseRow
    waarop: tuple[str, ...]
    precies: bool
    ouder: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Zoekresultaat:
    """What was found for a question.

    Parameters
    ----------
    tekst
        What was typed.
    treffers
        The best hits, the best first.
    meer
        Whether there are more than these.
    volledig
        Whether every hit fits every word; False when none did.
    te_kort
        Whether there was too little to look for.
    """

    tekst: str = field(repr=False)
    treffers: tuple[Treffer, ...] = ()
    meer: bool = False
    volledig: bool = True
    te_kort: bool = False


def search(ctx: Context, kijker: Kijker, tekst: str) -> Zoekresultaat:
    """Find the cases that somebody means, and write down whose names were shown.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who searches; only cases in sight are found, and a name is only compared
        where this viewer may see it.
    tekst
        Names or parts of names, a case number or a piece of one, a municipality or
        a school, in any order.

    Raises
    ------
    InputError
        When the question is too long or holds a BSN.
    """
    question = read_question(ctx.knowledge.namen, tekst)
    if not question.nummers and all(len(word) < 2 for word in question.woorden):
        return Zoekresultaat(question.tekst, te_kort=True)
    with ctx.store.reading() as uow:
        found = find_candidates(ctx, uow, kijker, question)
        terms = len(question.woorden) + len(question.nummers)
        complete = [one for one in found if one.terms == terms]
        ranked = sorted(complete or found, key=_rank)
        hits, named = _show(ctx, uow, kijker, ranked[: 2 * SHOWN])
    if named:
        log_views(ctx, kijker, "zoek", named)
    return Zoekresultaat(
        question.tekst,
        hits,
        meer=len(ranked) > len(hits) and len(hits) == SHOWN,
        volledig=bool(complete),
    )


def _rank(one: Found) -> tuple[int, int, int, list[int]]:
    """Sort by how many terms fit, how well, then living cases, then the newest."""
    newest = [-ord(sign) for sign in one.casus_id]
    return (-one.terms, -one.score, one.rang or 0, newest)


def _show(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, ranked: Sequence[Found]
) -> tuple[tuple[Treffer, ...], list[Inzage]]:
    """Make hits of what this viewer may see, and say of which a name is shown."""
    inzages: dict[str, Inzage] = {}
    shown: list[Found] = []
    for start in range(0, len(ranked), SHOWN):
        part = ranked[start : start + SHOWN]
        inzages |= inzage_of(ctx, uow, kijker, [one.casus_id for one in part])
        shown += [one for one in part if _may_know(inzages.get(one.casus_id), one)]
        if len(shown) >= SHOWN:
            break
    rows = rows_seen(ctx, uow, [one.casus_id for one in shown[:SHOWN]], inzages)
    by_id = {row.id: row for row in rows}
    hits = tuple(
        Treffer(by_id[one.casus_id], one.waarop, one.precies, one.ouder_tekst)
        for one in shown
        if one.casus_id in by_id
    )
    return hits, [inzages[one.rij.id] for one in hits if one.rij.naam or one.ouder]


def _may_know(inzage: Inzage | None, one: Found) -> bool:
    """Tell whether everything by which a case was found is in sight."""
    if inzage is None:
        return False
    knows = {
        NAAM: inzage.naam,
        OUDER: inzage.naam and inzage.heeft("gezin"),
        NUMMER: True,
        GEMEENTE: inzage.toont("gemeente_woonplaats"),
        SCHOOL: inzage.toont("school_van_inschrijving"),
    }
    return all(knows[kind] for kind in one.waarop)
