"""The changes that could matter for one closed route, from the rows about opening."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from knowledge.expressie import Geleden, leaves
from knowledge.kalenderwoorden import tell_date, tell_month
from knowledge.openingen import Tijdsoort
from matching.logic import add_months
from matching.routes.weigh import ranking_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from knowledge.load import Knowledge
    from knowledge.openingen import Tijd, Wijziging
    from knowledge.regio import Regio
    from knowledge.routes import Route
    from matching.feiten import Feiten
    from matching.routes.advies import CriteriumUitkomst


@dataclass(frozen=True)
class Lever:
    """One change: answers that become others, or a day that comes."""

    id: str
    wat: str
    wie: str | None = None
    dag: date | None = None
    is_tijd: bool = False
    antwoorden: Mapping[str, object] = field(default_factory=dict)


def levers_for(
    route: Route,
    failing: Iterable[CriteriumUitkomst],
    feiten: Feiten,
    knowledge: Knowledge,
    regio: Regio | None,
) -> tuple[Lever, ...]:
    """Return the changes that touch what fails; those in time last, first day first.

    Parameters
    ----------
    route
        The closed route.
    failing
        Its hard criteria that fail.
    feiten
        What is known of the case.
    knowledge
        The rows about opening.
    regio
        The region whose criteria count as well.
    """
    rows = list(failing)
    read = {name for row in rows for name in row.velden}
    sources = {
        veld
        for name in read
        for veld in (
            name,
            *(knowledge.afgeleid[name].van if name in knowledge.afgeleid else ()),
        )
    }
    changes = [
        lever
        for row in knowledge.openingen.wijzigingen
        if row.veld in sources and (lever := _change(row, feiten)) is not None
    ]
    ids = {row.criterium for row in rows}
    stretches = [
        leaf
        for row in ranking_rows(route, feiten.peildatum, regio)
        if row.id in ids and row.als is not None
        for leaf in leaves(row.als)
        if isinstance(leaf, Geleden)
    ]
    last = feiten.peildatum + timedelta(days=knowledge.openingen.horizon_dagen)
    times = [
        lever
        for row in knowledge.openingen.tijden
        if read & set(row.leest)
        for lever in _times(row, stretches, feiten)
        if lever.dag is None or feiten.peildatum < lever.dag <= last
    ]
    times.sort(key=lambda lever: (lever.dag or last, lever.id))
    return (*changes, *times)


def _change(row: Wijziging, feiten: Feiten) -> Lever | None:
    """Return the change of a row, or ``None`` where it changes nothing."""
    now = feiten.recorded(row.veld)
    new: object = row.waarde
    if row.waarde is None:
        if not isinstance(now, list):
            return None
        new = [one for one in now if not _matches(one, row.zonder)]
    if new == now:
        return None
    return Lever(row.id, row.wat, wie=row.wie, antwoorden={row.veld: new})


def _matches(row: object, columns: Mapping[str, tuple[str, ...]]) -> bool:
    return isinstance(row, dict) and all(
        row.get(column) in values for column, values in columns.items()
    )


def _times(row: Tijd, stretches: Iterable[Geleden], feiten: Feiten) -> Iterator[Lever]:
    """Give the days on which the time of a row can open something."""
    if row.soort is Tijdsoort.verjaardag and not feiten.is_known(row.veld):
        yield from _next_birthday(row, feiten)
        return
    for day in _days(row, stretches, feiten):
        said = row.wat.format(
            dag=tell_date(day),
            maand=tell_month(day),
            leeftijd=_age(feiten, day),
        )
        yield Lever(row.id, said, dag=day, is_tijd=True)


def _next_birthday(row: Tijd, feiten: Feiten) -> Iterator[Lever]:
    """Give the next birthday of a pupil of whom only the age is known."""
    age = feiten.recorded("leeftijd")
    if isinstance(age, int) and row.zonder_dag:
        said = row.zonder_dag.format(leeftijd=age + 1)
        yield Lever(row.id, said, is_tijd=True, antwoorden={"leeftijd": age + 1})


def _days(row: Tijd, stretches: Iterable[Geleden], feiten: Feiten) -> Iterator[date]:
    match row.soort:
        case Tijdsoort.verjaardag:
            yield from _birthdays(feiten)
        case Tijdsoort.schooljaar:
            end = feiten.regels.schooljaar_einde
            for year in (feiten.peildatum.year, feiten.peildatum.year + 1):
                yield date(year, end.maand, end.dag) + timedelta(days=1)
        case Tijdsoort.einde:
            for line in feiten.rows(row.veld) or ():
                ends = line.get(row.kolom or "")
                if isinstance(ends, date):
                    yield ends + timedelta(days=1)
        case Tijdsoort.duur:
            for leaf in stretches:
                days = feiten.days(leaf.veld)
                if days is not None and days.vroegst is not None:
                    yield _long_enough(leaf, days.vroegst)


def _birthdays(feiten: Feiten) -> Iterator[date]:
    """Give the last days of the months in which the pupil has a birthday."""
    month = feiten.known("geboortemaand")
    if isinstance(month, str):
        for year in (feiten.peildatum.year, feiten.peildatum.year + 1):
            first = date(year, int(month.split("-")[1]), 1)
            yield add_months(first, 1) - timedelta(days=1)


def _long_enough(leaf: Geleden, since: date) -> date:
    match leaf.operator:
        case "maanden_geleden_minstens":
            return add_months(since, leaf.aantal)
        case "dagen_geleden_minstens":
            return since + timedelta(days=leaf.aantal)
        case _:
            return since + timedelta(days=leaf.aantal + 1)


def _age(feiten: Feiten, day: date) -> int:
    """Return the age on a day, in whole years; 0 where it is not known."""
    month = feiten.known("geboortemaand")
    if not isinstance(month, str):
        return 0
    year, born = (int(part) for part in month.split("-"))
    return day.year - year - (day.month < born)
