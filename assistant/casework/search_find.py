"""Find the cases that a question to the search box may mean, and weigh each.

Names are found through the blind index and only among cases whose name the viewer may
see: otherwise the search box would answer who is known here. What the index finds is
opened and compared in full, so a chance meeting of two digests never shows up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.inzage import name_sight_in, sight_in
from assistant.casework.name_index import parts_of_name, tokens_of
from assistant.casework.name_keys import fold, typed_keys
from assistant.casework.name_match import Matcher
from assistant.casework.names import Volledigenaam, open_name, unseal_name
from assistant.casework.search_question import Question, number_fit, number_patterns
from assistant.casework.vault import open_vault
from models.casusregel import Casusregel
from models.naam import name_rows, names_with
from models.zicht import Zicht, in_sight
from models.zoeken import (
    Plaatsen,
    cases_at,
    cases_numbered,
    known_places,
    places_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

CANDIDATES = 100
"""Most names that are opened for one question, and most cases per other way."""
SURE = 90
"""From here a name is as typed: the whole word or its beginning."""
NAAM, OUDER, NUMMER = "naam", "naam van een ouder", "nummer"
GEMEENTE, SCHOOL = "gemeente", "school"
_PLACE = 60
_PARENT = 10


@dataclass
class Found:
    """A case on its way to become a hit.

    ``terms`` counts the typed terms that fit, ``score`` how well; ``waarop`` says by
    what, and ``precies`` whether no name was found by sound or with a typing error.
    """

    casus_id: str
    naam: Volledigenaam | None = None
    ouders: list[Volledigenaam] = field(default_factory=list)
    ouder: Volledigenaam | None = None
    gemeente: str | None = None
    school: str | None = None
    rang: int | None = None
    terms: int = 0
    score: int = 0
    waarop: tuple[str, ...] = ()
    precies: bool = True

    @property
    def ouder_tekst(self) -> str | None:
        """Return the name of the parent by which the case was found."""
        return self.ouder.tekst if self.ouder and OUDER in self.waarop else None


def find_candidates(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, question: Question
) -> list[Found]:
    """Return the cases that fit at least one term, each with how well it fits.

    Parameters
    ----------
    ctx, uow
        The surroundings and the open transaction.
    kijker
        Who searches.
    question
        What was typed.
    """
    zicht, named = sight_in(ctx, uow, kijker), name_sight_in(ctx, uow, kijker)
    places = _places(ctx, uow, question)
    found: dict[str, Found] = {}
    if question.woorden:
        _by_name(ctx, uow, named, question, places, found)
    if question.nummers:
        _by_number(ctx, uow, zicht, question, found)
        _read_names(ctx, uow, named, question, found)
    if places and all(places):
        lines = in_sight(zicht, Casusregel)
        for casus_id in cases_at(uow.session, lines, places, CANDIDATES):
            found.setdefault(casus_id, Found(casus_id))
    match = Matcher(ctx.knowledge.namen, question.woorden)
    for casus_id, (rank, town, school) in places_of(uow.session, found).items():
        one = found[casus_id]
        one.rang, one.gemeente, one.school = rank, town, school
        _weigh(ctx, question, match, one)
    return [one for one in found.values() if one.terms]


def _places(ctx: Context, uow: UnitOfWork, question: Question) -> list[Plaatsen]:
    """Return per word the municipalities and schools with a word that begins so."""
    if not question.woorden:
        return []
    towns, told, branches = known_places(uow.session)
    folded = {name: _words(ctx, name) for name in {*towns, *told, *branches.values()}}
    return [
        Plaatsen(
            frozenset(one for one in towns if _begins(word, folded[one])),
            frozenset(one for one in told if _begins(word, folded[one])),
            frozenset(
                key for key, one in branches.items() if _begins(word, folded[one])
            ),
        )
        for word in question.woorden
    ]


def _by_name(
    ctx: Context,
    uow: UnitOfWork,
    named: Zicht,
    question: Question,
    places: Sequence[Plaatsen],
    found: dict[str, Found],
) -> None:
    rules, vault = ctx.knowledge.namen, open_vault(ctx)
    keys = {
        key
        for word in (*question.woorden, *question.pairs)
        for key in typed_keys(rules, word).all()
    }
    tokens = {token for key in vault.keys for token in tokens_of(key, keys)}
    rows = names_with(
        uow.session,
        tokens,
        in_sight(named),
        first=[group.condition for group in places if group],
        limit=CANDIDATES,
    )
    for row in rows:
        naam = open_name(vault, row.casus_id, row.gezinslid_id, row.versleuteld)
        one = found.setdefault(row.casus_id, Found(row.casus_id))
        if row.gezinslid_id is None:
            one.naam = naam
        else:
            one.ouders.append(naam)


def _by_number(
    ctx: Context,
    uow: UnitOfWork,
    zicht: Zicht,
    question: Question,
    found: dict[str, Found],
) -> None:
    for number in question.nummers:
        pattern, exact = number_patterns(number)
        ids = cases_numbered(uow.session, in_sight(zicht), pattern, exact, CANDIDATES)
        for casus_id in ids:
            found.setdefault(casus_id, Found(casus_id))


def _read_names(
    ctx: Context,
    uow: UnitOfWork,
    named: Zicht,
    question: Question,
    found: dict[str, Found],
) -> None:
    """Read the names of cases that were found by number, to compare the words too."""
    rest = [one.casus_id for one in found.values() if not (one.naam or one.ouders)]
    if question.woorden and rest:
        rows = name_rows(uow.session, rest, in_sight(named))
        vault = open_vault(ctx)
        for row in rows:
            found[row.casus_id].naam = unseal_name(vault, row)


def _weigh(ctx: Context, question: Question, match: Matcher, one: Found) -> None:
    """Say of each term how well the case fits it, and by what."""
    best: dict[str, tuple[int, str]] = {}
    for score, kind, term in _scores(ctx, question, match, one):
        if score > best.get(term, (0, ""))[0]:
            best[term] = (score, kind)
    one.terms = len(best)
    one.score = sum(score for score, _kind in best.values())
    one.waarop = tuple(dict.fromkeys(kind for _score, kind in best.values()))
    least = {NAAM: SURE, OUDER: SURE - _PARENT}
    one.precies = all(score >= least.get(kind, 0) for score, kind in best.values())


def _scores(
    ctx: Context, question: Question, match: Matcher, one: Found
) -> Iterator[tuple[int, str, str]]:
    rules = ctx.knowledge.namen
    if one.naam is not None:
        own = match.fits(parts_of_name(rules, one.naam))
        yield from ((score, NAAM, word) for word, score in own.items())
    for ouder in one.ouders:
        theirs = match.fits(parts_of_name(rules, ouder))
        if theirs:
            one.ouder = ouder
        yield from ((score - _PARENT, OUDER, word) for word, score in theirs.items())
    for kind, place in ((GEMEENTE, one.gemeente), (SCHOOL, one.school)):
        words = match.words_of(place) if place else ()
        for word in question.woorden:
            yield _PLACE if _begins(word, words) else 0, kind, word
    for number in question.nummers:
        yield number_fit(number, one.casus_id), NUMMER, number


def _words(ctx: Context, text: str) -> tuple[str, ...]:
    return tuple(fold(ctx.knowledge.namen, text).split())


def _begins(word: str, words: Iterable[str]) -> bool:
    return len(word) > 1 and any(one.startswith(word) for one in words)
