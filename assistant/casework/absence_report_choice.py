"""What a report on verzuim is about: a definition as it is read, when, and whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.errors import InputError
from knowledge.verzuim_regels import Samengesteld
from models.organisatie import Organisatie

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from assistant.casework.absence_report_pupils import ReportPupil
    from assistant.context import Context
    from knowledge.verzuim import Definitie, Instelling
    from models.store import UnitOfWork

LONGEST = timedelta(days=2 * 366)
MUNICIPALITY = "gemeente_woonplaats"
UNKNOWN = "-"
"""The choice for pupils of whom the municipality is not known."""


@dataclass(frozen=True)
class ReportChoice:
    """What a report is about.

    Parameters
    ----------
    definitie
        Id of the definition.
    van, tot
        First and last day.
    school, gemeente
        Only the pupils of this organisation, or living here; empty: all in sight.
    delen
        Whether small counts stay out.
    lezing
        Per definition and setting the reading that was chosen, where it is not the
        default.
    """

    definitie: str
    van: date
    tot: date
    school: str = ""
    gemeente: str = ""
    delen: bool = False
    lezing: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ChosenReading:
    """One setting of a definition with the reading that counts in this report.

    Parameters
    ----------
    definitie
        The definition that has the setting: the chosen one, or one it is made of.
    instelling
        The setting.
    gekozen
        Id of the reading.
    """

    definitie: Definitie
    instelling: Instelling
    gekozen: str

    @property
    def sleutel(self) -> str:
        """Return how this setting is called in an address."""
        return f"{self.definitie.id}.{self.instelling.id}"

    @property
    def naam(self) -> str:
        """Return the reading in words."""
        rows = self.instelling.keuzes
        return next(row.naam for row in rows if row.id == self.gekozen)

    @property
    def anders(self) -> bool:
        """Return whether this is not the default."""
        return self.gekozen != self.instelling.standaard


@dataclass(frozen=True)
class ReportFilters:
    """What can be chosen from: schools and municipalities, each with its name."""

    scholen: tuple[tuple[str, str], ...]
    gemeenten: tuple[tuple[str, str], ...]


def default_choice(ctx: Context) -> ReportChoice:
    """Return the national definition over this school year up to today."""
    today = ctx.today()
    life = ctx.knowledge.leven
    begin = life.begin_van(life.schooljaar_van(today))
    return ReportChoice("landelijk", begin, today)


def readings_of(ctx: Context, keuze: ReportChoice) -> tuple[ChosenReading, ...]:
    """Return the settings that matter for the chosen definition, with their reading."""
    return tuple(
        ChosenReading(
            row,
            one,
            keuze.lezing.get(row.id, {}).get(one.id, one.standaard),
        )
        for row in _parts(ctx, keuze.definitie)
        for one in row.instellingen
    )


def only_known_readings(
    ctx: Context, keuze: ReportChoice, lezing: Mapping[str, Mapping[str, str]]
) -> ReportChoice:
    """Return a choice with the readings of its definition among those that were given.

    A form still holds those of the definition that was chosen before.
    """
    if keuze.definitie not in ctx.knowledge.verzuim.definities:
        return keuze
    known = {
        row.id: {
            one.id: lezing[row.id][one.id]
            for one in row.instellingen
            if one.id in lezing[row.id]
        }
        for row in _parts(ctx, keuze.definitie)
        if row.id in lezing
    }
    return replace(keuze, lezing=known)


def check_choice(ctx: Context, keuze: ReportChoice) -> None:
    """Refuse what cannot be counted, in one sentence.

    Raises
    ------
    InputError
        When the definition or a reading does not exist, or the period cannot be.
    """
    if keuze.definitie not in ctx.knowledge.verzuim.definities:
        raise InputError("Deze definitie staat niet in de lijst. Kies een andere.")
    for row in readings_of(ctx, keuze):
        if row.gekozen not in [one.id for one in row.instelling.keuzes]:
            raise InputError(
                f"Bij ‘{row.instelling.vraag}’ staat deze keuze niet. Kies een andere."
            )
    if keuze.tot < keuze.van:
        raise InputError("De laatste dag ligt voor de eerste. Draai de twee om.")
    if keuze.tot > ctx.today():
        raise InputError("De laatste dag ligt in de toekomst. Kies vandaag of eerder.")
    if keuze.tot - keuze.van > LONGEST:
        raise InputError("De periode is langer dan twee jaar. Kies een kortere.")
    if keuze.delen and (keuze.school or keuze.gemeente):
        raise InputError(
            "Delen kan alleen over alle scholen en gemeenten samen, anders is een "
            "klein aantal uit te rekenen. Kies alle scholen en alle gemeenten."
        )


def filters_of(uow: UnitOfWork, pupils: Mapping[str, ReportPupil]) -> ReportFilters:
    """Return the schools and municipalities of these pupils, by name."""
    ids = {one.absence.organisatie_id for one in pupils.values()} - {None}
    rows = [uow.session.get(Organisatie, one) for one in ids]
    places = sorted({_place(one) for one in pupils.values()} - {UNKNOWN})
    found = [(one, one) for one in places]
    if any(_place(one) == UNKNOWN for one in pupils.values()):
        found.append((UNKNOWN, "niet bekend"))
    return ReportFilters(
        tuple(sorted(((row.id, row.naam) for row in rows if row), key=lambda r: r[1])),
        tuple(found),
    )


def chosen_pupils(
    keuze: ReportChoice, pupils: Mapping[str, ReportPupil], filters: ReportFilters
) -> Mapping[str, ReportPupil]:
    """Return the pupils that a report is about.

    Raises
    ------
    InputError
        When the school or municipality is not among the choices.
    """
    if keuze.school and keuze.school not in dict(filters.scholen):
        raise InputError("Deze school staat niet in de lijst. Kies een andere.")
    if keuze.gemeente and keuze.gemeente not in dict(filters.gemeenten):
        raise InputError("Deze gemeente staat niet in de lijst. Kies een andere.")
    return {
        name: one
        for name, one in pupils.items()
        if keuze.school in ("", one.absence.organisatie_id)
        and keuze.gemeente in ("", _place(one))
    }


def _place(pupil: ReportPupil) -> str:
    told = pupil.known.get(MUNICIPALITY)
    return told.strip() if isinstance(told, str) and told.strip() else UNKNOWN


def _parts(ctx: Context, name: str) -> Iterator[Definitie]:
    """Give a definition, then those it is made of."""
    rows = ctx.knowledge.verzuim.definities
    row = rows[name]
    yield row
    if isinstance(row.regel, Samengesteld):
        yield from (rows[one] for one in (*row.regel.een_van, *row.regel.geen_van))
