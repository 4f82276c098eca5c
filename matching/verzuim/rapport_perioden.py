"""From outcomes on several days to periods in which a pupil counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.verzuim_regels import Inschrijving, Samengesteld
from matching.verzuim.evaluate import evaluate
from matching.verzuim.rapport import Telperiode
from matching.verzuim.scope import stands

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    import polars as pl

    from knowledge.verzuim import Definitie, Verzuimregels
    from matching.verzuim.outcome import Uitkomsten
    from matching.verzuim.pupils import Leerling


@dataclass(frozen=True)
class Achtergrond:
    """What a report wants to know of a pupil beside the days.

    Parameters
    ----------
    leerling
        Birth, enrolment and exemptions.
    kenmerken
        Per breakdown the ids that the pupil belongs to.
    besproken, geplaatst
        Day of the first discussion and day on which a place began.
    laatste_dag
        The last day that is known of the pupil.
    geboren
        The day of birth as an age that was told puts it.
    """

    leerling: Leerling
    kenmerken: Mapping[str, tuple[str, ...]]
    besproken: date | None = None
    geplaatst: date | None = None
    laatste_dag: date | None = None
    geboren: date | None = None


def only(regels: Verzuimregels, namen: Collection[str]) -> Verzuimregels:
    """Return the rules with only these definitions and those they are made of."""
    wanted = set(namen)
    for name in namen:
        rule = regels.definities[name].regel
        if isinstance(rule, Samengesteld):
            wanted |= {*rule.een_van, *rule.geen_van}
    kept = {name: row for name, row in regels.definities.items() if name in wanted}
    return replace(regels, definities=kept)


def count_periods(
    dagen: pl.DataFrame,
    regels: Verzuimregels,
    definitie: str,
    momenten: Sequence[date],
    leerlingen: Mapping[str, Achtergrond],
    *,
    instellingen: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Telperiode]:
    """Return when each pupil counted for a definition, looked at on some days.

    Parameters
    ----------
    dagen
        The days of all pupils.
    regels
        The definitions.
    definitie
        Which one.
    momenten
        The days to look at, oldest first.
    leerlingen
        What is known of every pupil in ``dagen``.
    instellingen
        Per definition the readings that differ from the default.
    """
    rules = only(regels, [definitie])
    row = rules.definities[definitie]
    beside = {name: one.leerling for name, one in leerlingen.items()}
    running: dict[str, Telperiode] = {}
    ended: list[Telperiode] = []
    for moment in momenten:
        told = evaluate(
            dagen, rules, moment, leerlingen=beside, instellingen=instellingen
        )
        now = set(told.holding(definitie))
        for name in sorted(set(running) - now):
            why = reason_of(leerlingen[name], row, rules, moment, running[name])
            ended.append(replace(running.pop(name), tot=moment, reden=why))
        for name in sorted(now - set(running)):
            running[name] = _begin(name, leerlingen[name], definitie, told, moment)
    return [*ended, *running.values()]


def _begin(
    name: str, known: Achtergrond, definitie: str, told: Uitkomsten, moment: date
) -> Telperiode:
    born = known.leerling.geboren
    return Telperiode(
        name,
        moment,
        sinds=told.of(name)[definitie].sinds,
        geboren=born.vroegst if born else known.geboren,
        kenmerken=known.kenmerken,
        besproken=known.besproken,
        geplaatst=known.geplaatst,
    )


def reason_of(
    known: Achtergrond,
    definitie: Definitie,
    regels: Verzuimregels,
    dag: date,
    periode: Telperiode,
) -> str:
    """Return the id of the reason why a pupil no longer counts on a day.

    Out of scope goes first: who moved away was not helped. Then a place, then no days
    from school any more; what is left is less absence.
    """
    group = regels.doelgroepen[definitie.doelgroep]
    enrolment = group.ingeschreven
    if isinstance(definitie.regel, Inschrijving):
        enrolment = None
    only_age: dict[str, object] = {"ingeschreven": None, "zonder_vrijstelling": False}
    limits: dict[str, dict[str, object]] = {
        "leeftijd": only_age,
        "niet_ingeschreven": {**only_age, **_NO_AGE, "ingeschreven": enrolment},
        "vrijgesteld": {**_NO_AGE, "ingeschreven": None},
    }
    for reason, change in limits.items():
        part = group.model_copy(update=change)
        if stands(known.leerling, part, dag, regels).buiten is not None:
            return reason
    if known.geplaatst and (periode.sinds or periode.vanaf) <= known.geplaatst <= dag:
        return "geplaatst"
    last = known.laatste_dag
    if last is None or (dag - last).days > regels.dagen.verouderd_na_dagen:
        return "onbekend"
    return "weer_naar_school"


_NO_AGE: Mapping[str, object] = {"leeftijd_vanaf": None, "leeftijd_tot": None}
