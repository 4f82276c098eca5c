"""Whom a definition is about on a day, as far as is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from knowledge.kalenderwoorden import tell_date
from matching.kalender import add_months

if TYPE_CHECKING:
    from knowledge.verzuim import Doelgroep, Verzuimregels
    from matching.verzuim.pupils import Leerling


LEEFTIJD, INSCHRIJVING, VRIJSTELLING = "leeftijd", "inschrijving", "vrijstelling"


@dataclass(frozen=True)
class Plaats:
    """Where a pupil stands with respect to the scope of a definition.

    Parameters
    ----------
    buiten
        Why the pupil is not counted, as a clause; ``None``: counted.
    vanaf
        Since when the pupil is in scope; days before it do not count.
    onbekend
        What of it is not known and taken for granted.
    """

    buiten: str | None = None
    vanaf: date | None = None
    onbekend: tuple[str, ...] = ()


def stands(
    leerling: Leerling | None,
    groep: Doelgroep,
    peildatum: date,
    regels: Verzuimregels,
    *,
    los: bool = False,
) -> Plaats:
    """Tell whether a pupil is in the scope of a definition on a day.

    A month of birth leaves days open: as long as the pupil may be in scope, he is.

    Parameters
    ----------
    leerling
        What is known; ``None``: nothing.
    groep
        The scope.
    peildatum
        The date of reckoning.
    regels
        The exemptions and the sentences.
    los
        Whether enrolment is left aside: the rule itself looks at it.
    """
    enrolment = groep.ingeschreven if not los else None
    if leerling is None:
        return Plaats(onbekend=asked(groep, los=los))
    parts = [
        _age(leerling, groep, peildatum, regels) if _asks_age(groep) else Plaats(),
        _enrolment(leerling, enrolment, peildatum, regels),
        _exemption(leerling, peildatum, regels)
        if groep.zonder_vrijstelling
        else Plaats(),
    ]
    since = [part.vanaf for part in parts if part.vanaf is not None]
    return Plaats(
        buiten=next((part.buiten for part in parts if part.buiten), None),
        vanaf=max(since, default=None),
        onbekend=tuple(word for part in parts for word in part.onbekend),
    )


def asked(groep: Doelgroep, *, los: bool = False) -> tuple[str, ...]:
    """Return what a scope asks for that the days do not say."""
    wanted = {
        LEEFTIJD: _asks_age(groep),
        INSCHRIJVING: groep.ingeschreven is not None and not los,
        VRIJSTELLING: groep.zonder_vrijstelling,
    }
    return tuple(word for word, wants in wanted.items() if wants)


def _asks_age(groep: Doelgroep) -> bool:
    return groep.leeftijd_vanaf is not None or groep.leeftijd_tot is not None


def begin_of(groep: Doelgroep, vroegst: date) -> date | None:
    """Return the first day of the scope of somebody born on a day.

    Source: LPW 3 (from the first school day of the month after the fifth birthday).
    """
    if groep.leeftijd_vanaf is None:
        return None
    birthday = add_months(vroegst, 12 * groep.leeftijd_vanaf)
    if groep.begin == "verjaardag":
        return birthday
    return add_months(birthday.replace(day=1), 1)


def _age(
    leerling: Leerling, groep: Doelgroep, peildatum: date, regels: Verzuimregels
) -> Plaats:
    born = leerling.geboren
    if born is None or born.vroegst is None or born.laatst is None:
        return Plaats(onbekend=(LEEFTIJD,))
    begin = begin_of(groep, born.vroegst)
    end = None
    if groep.leeftijd_tot is not None:
        end = add_months(born.laatst, 12 * groep.leeftijd_tot)
    if (begin and peildatum < begin) or (end and peildatum >= end):
        # The day of birth itself is not told: sentences travel further than files.
        told = regels.zinnen.buiten_leeftijd
        return Plaats(buiten=told.format(peildatum=tell_date(peildatum)))
    return Plaats(vanaf=begin)


def _enrolment(
    leerling: Leerling, wanted: bool | None, peildatum: date, regels: Verzuimregels
) -> Plaats:
    if wanted is None:
        return Plaats()
    enrolled = leerling.enrolled(peildatum)
    if enrolled is None:
        return Plaats(onbekend=(INSCHRIJVING,))
    if enrolled is wanted:
        since = leerling.enrolled_since(peildatum) if wanted else None
        return Plaats(vanaf=since)
    words = regels.zinnen
    told = words.buiten_nergens if wanted else words.buiten_ingeschreven
    return Plaats(buiten=told.format(peildatum=tell_date(peildatum)))


def _exemption(leerling: Leerling, peildatum: date, regels: Verzuimregels) -> Plaats:
    counted = [
        (regels.vrijstellingen[name], period)
        for name, period in leerling.vrijstellingen
        if regels.vrijstellingen[name].vrijgesteld
    ]
    for row, period in counted:
        if period.holds(peildatum):
            since = tell_date(period.vanaf) if period.vanaf else None
            words = regels.zinnen
            told = words.buiten_vrijstelling if since else words.buiten_vrijgesteld
            return Plaats(buiten=told.format(artikel=row.artikel, vanaf=since))
    ended = [one.tot for _, one in counted if one.tot and one.tot < peildatum]
    return Plaats(
        vanaf=max(ended) + timedelta(days=1) if ended else None,
        onbekend=() if leerling.vrijstelling_bekend else (VRIJSTELLING,),
    )
