"""The rules that pins can break, as rows that can be left out one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from matching.placement.instance import Instantie, Leerling, Plek


class Regelsoort(StrEnum):
    """The kinds of rules that people recognise."""

    VAST = "vast"
    VERBODEN = "verboden"
    VROEGST = "vroegst"
    PAPIEREN = "papieren"
    START = "start"
    INSTROOM = "instroom"
    EIND = "eind"
    CAPACITEIT = "capaciteit"
    UREN = "uren"
    BUDGET = "budget"
    MINIMUM = "minimum"
    KENMERK = "kenmerk"
    NIET_SAMEN = "niet_samen"
    SAMEN = "samen"


Name = tuple[Regelsoort, str | None, str | None, str | None]
"""A rule by its kind, pupil, place and mark."""


@dataclass(frozen=True)
class Regel:
    """One rule of an instance, by the names it is about.

    Parameters
    ----------
    soort
        Which kind of rule.
    leerling, ander, plek, budget, kenmerk
        What it is about; ``None`` where that does not apply.
    grens
        Its limit: seats, pupils, hundredths of hours, or cents.
    datum
        Its day: the first one of a pupil, the first or the last one of a place.
    """

    soort: Regelsoort
    leerling: str | None = None
    ander: str | None = None
    plek: str | None = None
    budget: str | None = None
    kenmerk: str | None = None
    grens: int | None = None
    datum: date | None = None


def involved(instance: Instantie) -> Instantie:
    """Return the part of a problem that can make its pins clash.

    Whoever is not pinned may stay without a place, so only matters when somebody
    must come along (``samen``) or is needed to open a place (``minimum``). Whether
    days count is no rule: it stays as it is when the rules on days are left out.
    Rows stand in order of their ids and a pair of pupils stands once, so that what
    is named does not depend on how a file was written.
    """
    needed = _needed(instance)
    both = needed.issuperset
    return replace(
        instance,
        leerlingen=tuple(
            sorted(
                (row for row in instance.leerlingen if row.id in needed),
                key=attrgetter("id"),
            )
        ),
        plekken=tuple(sorted(instance.plekken, key=attrgetter("id"))),
        paren=tuple(
            sorted(
                (row for row in instance.paren if row.leerling in needed),
                key=attrgetter("leerling", "plek"),
            )
        ),
        budgetten=tuple(sorted(instance.budgetten, key=attrgetter("id"))),
        niet_samen=_once(two for two in instance.niet_samen if both(two)),
        samen=_once(two for two in instance.samen if both(two)),
        vorig={},
        vorig_overbrugging={},
        doelen=(),
        horizon=instance.laatste_dag if instance.met_tijd else None,
    )


def _once(couples: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return each pair of pupils once, by id."""
    return tuple(sorted({(min(two), max(two)) for two in couples}))


def _needed(instance: Instantie) -> set[str]:
    """Return the pupils with a pin, and those that they cannot do without."""
    pins = {row.id: row.vast for row in instance.leerlingen if row.vast is not None}
    waits = {row.id for row in instance.plekken if row.overbrugt}
    # A pin on a bridge is needless beside a lasting place, which has to open then.
    opened = {*pins.values()} | {
        pair.plek for pair in instance.paren if pins.get(pair.leerling) in waits
    }
    small = {row.id for row in instance.plekken if row.minimum > 1} & opened
    needed = {*pins} | {pair.leerling for pair in instance.paren if pair.plek in small}
    while any((one in needed) != (two in needed) for one, two in instance.samen):
        needed |= {id for two in instance.samen if set(two) & needed for id in two}
    return needed


def rules_of(instance: Instantie) -> tuple[Regel, ...]:
    """Return every rule that can be left out: first pins, then days, then limits.

    The longest stay is none of them: it frees seats, so a plan without it is not a
    plan with more room.
    """
    used = {row.vast for row in instance.leerlingen} | {
        pair.plek for pair in instance.paren
    }
    kind = Regelsoort
    return (
        *(
            Regel(kind.VAST, row.id, plek=row.vast)
            for row in instance.leerlingen
            if row.vast is not None
        ),
        *_pair_rules(instance),
        *(Regel(kind.SAMEN, one, two) for one, two in instance.samen),
        *(Regel(kind.NIET_SAMEN, one, two) for one, two in instance.niet_samen),
        *(rule for row in instance.plekken if row.id in used for rule in _place(row)),
        *(
            Regel(kind.BUDGET, budget=row.id, grens=row.bedrag)
            for row in instance.budgetten
            if row.bedrag is not None
        ),
    )


def _place(place: Plek) -> Iterator[Regel]:
    """Yield the limits of one place."""
    kind = Regelsoort
    limits = [place.capaciteit, *(one.capaciteit for one in place.perioden)]
    known = [limit for limit in limits if limit is not None]
    if known:
        yield Regel(kind.CAPACITEIT, plek=place.id, grens=min(known))
    if place.uren is not None:
        yield Regel(kind.UREN, plek=place.id, grens=place.uren)
    if place.start is not None:
        yield Regel(kind.START, plek=place.id, datum=place.start)
    if place.instroom:
        yield Regel(kind.INSTROOM, plek=place.id)
    if place.eind is not None:
        yield Regel(kind.EIND, plek=place.id, datum=place.eind)
    if place.minimum > 1:
        yield Regel(kind.MINIMUM, plek=place.id, grens=place.minimum)
    for mark, most in sorted(place.hoogstens.items()):
        yield Regel(kind.KENMERK, plek=place.id, kenmerk=mark, grens=most)


def _pair_rules(instance: Instantie) -> Iterator[Regel]:
    """Yield the bans and the days that hold for one pupil."""
    pairs = {(row.leerling, row.plek) for row in instance.paren}
    for pupil in instance.leerlingen:
        if pupil.vroegst is not None:
            yield Regel(Regelsoort.VROEGST, pupil.id, datum=pupil.vroegst)
        for place in sorted(pupil.verboden):
            if (pupil.id, place) in pairs:
                yield Regel(Regelsoort.VERBODEN, pupil.id, plek=place)
    for pair in instance.paren:
        if pair.vanaf is not None or pair.tot is not None:
            yield Regel(Regelsoort.PAPIEREN, pair.leerling, plek=pair.plek)


def leave_out(instance: Instantie, rules: Iterable[Regel]) -> Instantie:
    """Return the problem without these rules.

    All in one go: a table with a hundred pins has hundreds of rules, and each of
    them is left out many times.
    """
    rules = tuple(rules)
    gone: set[Name] = {
        (rule.soort, rule.leerling, rule.plek, rule.kenmerk) for rule in rules
    }
    couples = {(rule.soort, rule.leerling, rule.ander) for rule in rules}
    money = {rule.budget for rule in rules if rule.soort is Regelsoort.BUDGET}
    kind = Regelsoort
    return replace(
        instance,
        leerlingen=tuple(_pupil_without(row, gone) for row in instance.leerlingen),
        plekken=tuple(_place_without(row, gone) for row in instance.plekken),
        paren=tuple(
            replace(row, vanaf=None, tot=None)
            if (kind.PAPIEREN, row.leerling, row.plek, None) in gone
            else row
            for row in instance.paren
        ),
        budgetten=tuple(
            replace(row, bedrag=None) if row.id in money else row
            for row in instance.budgetten
        ),
        niet_samen=tuple(
            two for two in instance.niet_samen if (kind.NIET_SAMEN, *two) not in couples
        ),
        samen=tuple(two for two in instance.samen if (kind.SAMEN, *two) not in couples),
    )


def _pupil_without(row: Leerling, gone: set[Name]) -> Leerling:
    kind = Regelsoort
    banned = {one for one in row.verboden if (kind.VERBODEN, row.id, one, None) in gone}
    return replace(
        row,
        vast=None if (kind.VAST, row.id, row.vast, None) in gone else row.vast,
        vroegst=None if (kind.VROEGST, row.id, None, None) in gone else row.vroegst,
        verboden=row.verboden - banned,
    )


def _place_without(row: Plek, gone: set[Name]) -> Plek:
    """Return a place without the limits that are left out."""

    def off(kind: Regelsoort, mark: str | None = None) -> bool:
        return (kind, None, row.id, mark) in gone

    if off(Regelsoort.CAPACITEIT):
        row = replace(row, capaciteit=None, perioden=())
    if off(Regelsoort.UREN):
        row = replace(row, uren=None)
    if off(Regelsoort.START):
        row = replace(row, start=None)
    if off(Regelsoort.INSTROOM):
        row = replace(row, instroom=())
    if off(Regelsoort.EIND):
        row = replace(row, eind=None)
    if off(Regelsoort.MINIMUM):
        row = replace(row, minimum=0)
    mix = {m: most for m, most in row.hoogstens.items() if not off(_MIX, m)}
    return replace(row, hoogstens=mix) if mix != dict(row.hoogstens) else row


_MIX = Regelsoort.KENMERK
