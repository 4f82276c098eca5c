"""Search people and organisations, for the beheerder who looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from assistant.casework.name_keys import parts_of
from assistant.casework.name_match import Matcher
from assistant.casework.organisations import managed_organisations
from assistant.casework.search_question import read_question
from assistant.casework.staff import people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assistant.casework.kijker import Kijker
    from assistant.casework.organisations import OrganisationView
    from assistant.casework.search_question import Question
    from assistant.casework.staff import PersonView
    from assistant.context import Context

SHOWN = 10
"""Most people, and most organisations, on one page."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Beheertreffers:
    """People and organisations that were found, the best first."""

    mensen: tuple[PersonView, ...] = ()
    organisaties: tuple[OrganisationView, ...] = ()


def search_people(ctx: Context, kijker: Kijker, tekst: str) -> Beheertreffers:
    """Find people and organisations of the own region by their name.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        The beheerder; only who and what they look after is found.
    tekst
        Names or parts of names.
    """
    question = read_question(ctx.knowledge.namen, tekst)
    if not question.woorden:
        return Beheertreffers()
    found = _best(ctx, question, people(ctx, kijker), lambda one: one.naam)
    parties = managed_organisations(ctx, kijker)
    return Beheertreffers(
        tuple(found), tuple(_best(ctx, question, parties, lambda one: one.naam))
    )


def _best(
    ctx: Context, question: Question, rows: Iterable[Row], name_of: Callable[[Row], str]
) -> list[Row]:
    rules = ctx.knowledge.namen
    match = Matcher(rules, question.woorden)
    weighed: list[tuple[int, int, Row]] = []
    for order, row in enumerate(rows):
        parts = parts_of(rules, name_of(row))
        score = match.fits(parts)
        if len(score) == len(question.woorden):
            weighed.append((-sum(score.values()), order, row))
    return [row for *_rank, row in sorted(weighed, key=lambda one: one[:2])[:SHOWN]]
