"""Why a place itself cannot take a pupil: sector, age, own school, a typed journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.pairs import Pupil
    from matching.feiten import Feiten
    from models.voorziening import Voorziening

LONGEST = "maximale_reistijd_min"
SCHOOL = "school_van_inschrijving"


def refusals(feiten: Feiten, pupil: Pupil, place: Voorziening) -> Iterator[str]:
    """Yield why the place itself cannot take this pupil on the day of the facts.

    These are the admission rules of the place and the limit of the family; nobody can
    decide past them. A journey counts only when a person typed its minutes.
    """
    sectors = feiten.choices("sector")
    certain = frozenset() if sectors is None else sectors.zeker
    if place.sectoren and not certain & set(place.sectoren):
        yield f"{place.naam} is voor leerlingen uit {', '.join(place.sectoren)}."
    age = feiten.bounds("leeftijd")
    if age is None and (place.leeftijd_min or place.leeftijd_max):
        yield "De leeftijd van de leerling is niet bekend."
    elif age is not None and _outside(age.laagst, age.hoogst, place):
        yield f"{place.naam} is voor {_ages(place)}."
    if place.alleen_eigen_school and not is_own_school(pupil, place):
        own = place.alleen_eigen_school
        yield f"{place.naam} is alleen voor leerlingen van {own}."
    minutes, longest = pupil.getypt.get(place.id), pupil.antwoorden.get(LONGEST)
    if minutes is not None and isinstance(longest, int) and minutes > longest:
        yield (
            f"De reis naar {place.naam} duurt {minutes} minuten. De leerling kan "
            f"hoogstens {longest} minuten reizen."
        )


def is_own_school(pupil: Pupil, place: Voorziening) -> bool:
    """Tell whether a place is for the pupils of the school of this pupil."""
    own = place.alleen_eigen_school
    school = str(pupil.antwoorden.get(SCHOOL, ""))
    return bool(own) and (own or "").casefold() in school.casefold()


def _outside(lowest: float, highest: float, place: Voorziening) -> bool:
    too_young = place.leeftijd_min is not None and highest < place.leeftijd_min
    return too_young or (place.leeftijd_max is not None and lowest > place.leeftijd_max)


def _ages(place: Voorziening) -> str:
    if place.leeftijd_min is None:
        return f"leerlingen tot en met {place.leeftijd_max} jaar"
    if place.leeftijd_max is None:
        return f"leerlingen vanaf {place.leeftijd_min} jaar"
    return f"leerlingen van {place.leeftijd_min} tot en met {place.leeftijd_max} jaar"
