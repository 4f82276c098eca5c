"""The proposals of a school year, one rule per kind; nothing is changed here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.casework.tell_answer import tell_answer
from models.batches import batches
from models.gezinslid import GezinslidSoort, families_of
from models.organisatie import Organisatie
from models.voorziening import all_provisions, capacity_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.context import Context
    from models.antwoord import Antwoord
    from models.store import UnitOfWork
    from models.voorziening import Groep

FIELDS = ("leerjaar", "schoolsoort", "geboortemaand", "tlv_aanwezig")
NUMBER = re.compile(r"[0-9]+")


class Soort(StrEnum):
    """What kind of change is proposed."""

    LEERJAAR = "leerjaar"
    LAATSTE_JAAR = "laatste_jaar"
    TLV = "tlv"
    LEEFTIJD = "leeftijd"
    MEERDERJARIG = "meerderjarig"
    PLAATSEN = "plaatsen"


@dataclass(frozen=True)
class Proposal:
    """One change that a person may tick.

    Parameters
    ----------
    sleutel
        Names the proposal; the same as long as what it says is the same.
    soort
        Which kind of change.
    wat
        What changes, in one sentence.
    bron
        The rule behind it.
    casus_id, groep_id
        What it is about.
    nieuw
        The new value, for a change of an answer.
    uiterlijk
        When the task that follows is due, if there is one.
    kan
        Whether it can be applied already.
    keuze
        What a person chose before: None, ``toegepast`` or ``overgeslagen``.
    """

    sleutel: str
    soort: Soort
    wat: str
    bron: str
    casus_id: str | None = None
    groep_id: str | None = None
    nieuw: str | None = None
    uiterlijk: date | None = None
    kan: bool = True
    keuze: str | None = None


def of_case(
    ctx: Context, casus_id: str, facts: Mapping[str, Antwoord], jaar: int
) -> Iterator[Proposal]:
    """Give what a school year changes for one case.

    Parameters
    ----------
    ctx
        The surroundings.
    casus_id
        The case.
    facts
        Its answers to :data:`FIELDS`.
    jaar
        Calendar year in which the school year begins.
    """
    yield from _grade(ctx, casus_id, facts, jaar)
    yield from _declarations(ctx, casus_id, facts, jaar)
    yield from _birthdays(ctx, casus_id, facts, jaar)


def _grade(
    ctx: Context, casus_id: str, facts: Mapping[str, Antwoord], jaar: int
) -> Iterator[Proposal]:
    """One year up, unless somebody wrote the grade down in the new year already."""
    begin = ctx.knowledge.leven.begin_van(jaar)
    row, school = facts.get("leerjaar"), facts.get("schoolsoort")
    if row is None or not isinstance(row.waarde, str) or row.op.date() >= begin:
        return
    found = NUMBER.search(row.waarde)
    if found is None:
        return
    year = int(found[0])
    kind = None if school is None else school.waarde
    rows = ctx.knowledge.leven.laatste_leerjaar
    last = next((one for one in rows if one.schoolsoort == kind), None)
    may = ctx.today() >= begin
    if last is not None and year >= last.leerjaar:
        label = tell_answer(ctx.knowledge.velden["schoolsoort"], kind)
        yield Proposal(
            f"{Soort.LAATSTE_JAAR}:{casus_id}:{year}",
            Soort.LAATSTE_JAAR,
            _told(
                ctx,
                Soort.LAATSTE_JAAR,
                leerjaar=row.waarde,
                school=label,
                daarna=last.daarna,
            ),
            last.bron,
            casus_id=casus_id,
        )
        return
    new = row.waarde[: found.start()] + str(year + 1) + row.waarde[found.end() :]
    yield Proposal(
        f"{Soort.LEERJAAR}:{casus_id}",
        Soort.LEERJAAR,
        _told(ctx, Soort.LEERJAAR, oud=row.waarde, nieuw=new),
        ctx.knowledge.leven.schooljaar.bron,
        casus_id=casus_id,
        nieuw=new,
        kan=may,
    )


def _declarations(
    ctx: Context, casus_id: str, facts: Mapping[str, Antwoord], jaar: int
) -> Iterator[Proposal]:
    """A TLV that ends in the school year or on the last day before it."""
    row = facts.get("tlv_aanwezig")
    if row is None or not isinstance(row.waarde, list):
        return
    leven = ctx.knowledge.leven
    first = leven.begin_van(jaar) - timedelta(days=1)
    until = leven.begin_van(jaar + 1) - timedelta(days=1)
    weeks = ctx.knowledge.termijnen[leven.tlv_termijn].aantal
    rule = ctx.knowledge.termijnen["tlv_geldigheid"].bron
    words = ctx.knowledge.leven_woorden
    for line in row.waarde:
        ends = _day(line.get("geldig_tot")) if isinstance(line, dict) else None
        if ends is None or not first <= ends < until:
            continue
        kind = str(line.get("soort", "")).upper() or words.tlv_onbekend
        ends_or_ended = words.tlv_liep if ends < ctx.today() else words.tlv_loopt
        yield Proposal(
            f"{Soort.TLV}:{casus_id}:{kind}:{ends.isoformat()}",
            Soort.TLV,
            _told(ctx, Soort.TLV, soort=kind, loopt=ends_or_ended, dag=_written(ends)),
            rule,
            casus_id=casus_id,
            uiterlijk=max(ctx.today(), ends - timedelta(weeks=weeks)),
        )


def _birthdays(
    ctx: Context, casus_id: str, facts: Mapping[str, Antwoord], jaar: int
) -> Iterator[Proposal]:
    """An age that changes something, reached in the school year."""
    born = _month(facts.get("geboortemaand"))
    if born is None:
        return
    leven = ctx.knowledge.leven
    begin, end = leven.begin_van(jaar), leven.begin_van(jaar + 1)
    school = facts.get("schoolsoort")
    for bound in leven.leeftijdsgrenzen:
        kinds = bound.schoolsoorten
        if kinds and (school is None or school.waarde not in kinds):
            continue
        month = born.replace(year=born.year + bound.leeftijd)
        if begin <= month < end:
            yield Proposal(
                f"{Soort.LEEFTIJD}:{bound.id}:{casus_id}",
                Soort.LEEFTIJD,
                _told(ctx, Soort.LEEFTIJD, maand=f"{month:%m-%Y}", tekst=bound.tekst),
                bound.bron,
                casus_id=casus_id,
                uiterlijk=max(ctx.today(), month),
            )


def of_grown_ups(
    ctx: Context,
    uow: UnitOfWork,
    cases: Sequence[str],
    facts: Mapping[str, Mapping[str, Antwoord]],
) -> Iterator[Proposal]:
    """Give the pupils who came of age while a parent still has access.

    Only the month of birth is known, so this waits until the month has passed.
    """
    rules = ctx.knowledge.inzage
    grown = [
        casus_id
        for casus_id in cases
        if (born := _month(facts.get(casus_id, {}).get("geboortemaand"))) is not None
        and _next_month(born.replace(year=born.year + rules.leeftijd_meerderjarig))
        <= ctx.today()
    ]
    for ids in batches(grown):
        for casus_id, family in families_of(uow.session, ids).items():
            parents = [one for one in family if one.soort is GezinslidSoort.OUDER]
            if parents:
                yield Proposal(
                    f"{Soort.MEERDERJARIG}:{casus_id}",
                    Soort.MEERDERJARIG,
                    _told(ctx, Soort.MEERDERJARIG, aantal=str(len(parents))),
                    rules.leeftijd_meerderjarig_bron,
                    casus_id=casus_id,
                )


def of_groups(
    ctx: Context, uow: UnitOfWork, party_id: str, jaar: int
) -> Iterator[Proposal]:
    """Give the groups of the region that have no seats of the new year yet."""
    begin, words = ctx.knowledge.leven.begin_van(jaar), ctx.knowledge.leven_woorden
    party = uow.session.get(Organisatie, party_id)
    for place in all_provisions(uow.session):
        own = place.organisatie_id == party_id
        if not own and (party is None or place.regio != party.regio):
            continue
        for groep in place.groepen:
            if _needs_seats(groep, begin):
                yield Proposal(
                    f"{Soort.PLAATSEN}:{groep.id}",
                    Soort.PLAATSEN,
                    _told(
                        ctx,
                        Soort.PLAATSEN,
                        plek=place.naam,
                        groep=groep.naam,
                        dag=_written(begin),
                    ),
                    words.schooljaar[Soort.PLAATSEN].bron or words.bron,
                    groep_id=groep.id,
                )


def _needs_seats(groep: Groep, begin: date) -> bool:
    """Tell whether nobody has said yet what there is from this day on."""
    period = capacity_on(groep, begin)
    if period is None:
        return True
    touched = period.gewijzigd_op is not None and period.gewijzigd_op.date() >= begin
    return period.van < begin and period.tot is None and not touched


def _month(row: Antwoord | None) -> date | None:
    if row is None or not isinstance(row.waarde, str):
        return None
    return _day(f"{row.waarde}-01")


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _day(value: object) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _told(ctx: Context, soort: Soort, /, **blanks: str) -> str:
    """Return the sentence of a proposal."""
    return ctx.knowledge.leven_woorden.schooljaar[soort].zin.format(**blanks)


def _written(day: date) -> str:
    return f"{day:%d-%m-%Y}"
