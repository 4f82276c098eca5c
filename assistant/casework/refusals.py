"""Why a place itself cannot take a pupil: sector, age, own school, a typed journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.pairs import Pupil
    from knowledge.overleg import Weigerwoorden
    from matching.feiten import Feiten
    from models.voorziening import Voorziening

LONGEST = "maximale_reistijd_min"
SCHOOL = "school_van_inschrijving"


def refusals(
    feiten: Feiten, pupil: Pupil, place: Voorziening, woorden: Weigerwoorden
) -> Iterator[str]:
    """Yield why the place itself cannot take this pupil on the day of the facts.

    These are the admission rules of the place and the limit of the family; nobody can
    decide past them. A journey counts only when a person typed its minutes.
    """
    sectors = feiten.choices("sector")
    certain = frozenset() if sectors is None else sectors.zeker
    if place.sectoren and not certain & set(place.sectoren):
        sectors_of = " of ".join(place.sectoren)
        yield woorden.sector.format(plek=place.naam, sectoren=sectors_of)
    age = feiten.bounds("leeftijd")
    if age is None and (place.leeftijd_min or place.leeftijd_max):
        yield woorden.leeftijd_onbekend
    elif age is not None and _outside(age.laagst, age.hoogst, place):
        yield _ages(place, woorden)
    if place.alleen_eigen_school and not is_own_school(pupil, place):
        own = place.alleen_eigen_school
        yield woorden.eigen_school.format(plek=place.naam, school=own)
    minutes, longest = pupil.getypt.get(place.id), pupil.antwoorden.get(LONGEST)
    if minutes is not None and isinstance(longest, int) and minutes > longest:
        yield woorden.reis.format(plek=place.naam, duur=minutes, hoogstens=longest)


def is_own_school(pupil: Pupil, place: Voorziening) -> bool:
    """Tell whether a place is for the pupils of the school of this pupil."""
    own = place.alleen_eigen_school
    school = str(pupil.antwoorden.get(SCHOOL, ""))
    return bool(own) and (own or "").casefold() in school.casefold()


def _outside(lowest: float, highest: float, place: Voorziening) -> bool:
    too_young = place.leeftijd_min is not None and highest < place.leeftijd_min
    return too_young or (place.leeftijd_max is not None and lowest > place.leeftijd_max)


def _ages(place: Voorziening, woorden: Weigerwoorden) -> str:
    lowest, highest = place.leeftijd_min, place.leeftijd_max
    if lowest is None:
        return woorden.tot.format(plek=place.naam, hoogste=highest)
    if highest is None:
        return woorden.vanaf.format(plek=place.naam, laagste=lowest)
    return woorden.van_tot.format(plek=place.naam, laagste=lowest, hoogste=highest)
