"""Where a case belongs: its school, samenwerkingsverband, and who looks after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.gebruiker import Rol, all_appointments
from models.organisatie import all_organisations
from models.voorziening import schools_with_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.context import Context
    from knowledge.organisaties import Organisatieregels
    from models.gebruiker import Aanstelling
    from models.organisatie import Organisatie
    from models.store import UnitOfWork
    from models.voorziening import School


@dataclass(frozen=True)
class Pupil:
    """What is known of a pupil that says where the case belongs."""

    schoolsoort: str | None = None
    leeftijd: int | None = None
    gemeente: str | None = None


def pupil_of(answers: Mapping[str, object]) -> Pupil:
    """Return what answers say about where a pupil belongs."""
    school, age = answers.get("schoolsoort"), answers.get("leeftijd")
    place = answers.get("gemeente_woonplaats")
    return Pupil(
        schoolsoort=school if isinstance(school, str) else None,
        leeftijd=age if isinstance(age, int) else None,
        gemeente=place if isinstance(place, str) else None,
    )


@dataclass(frozen=True)
class Belonging:
    """Where a case belongs; None is not known or not there."""

    organisatie_id: str | None
    swv_id: str | None
    zorgcoordinator_id: int | None
    regisseur_id: int | None
    regio: str | None


@dataclass(frozen=True)
class Region:
    """The parties and people of the record, read once for many cases."""

    partijen: Mapping[str, Organisatie]
    verbanden: tuple[Organisatie, ...]
    aanstellingen: Mapping[int, Aanstelling]
    scholen: Mapping[str, School]
    mensen: Mapping[tuple[str, Rol], tuple[int, ...]]

    def is_regisseur(self, gebruiker_id: int | None, swv_id: str | None) -> bool:
        """Return whether a person is regisseur at a samenwerkingsverband today."""
        return gebruiker_id in self.mensen.get((swv_id or "", Rol.REGISSEUR), ())

    def name_of(self, gebruiker_id: int | None) -> str | None:
        """Return the name of a person with a role, or None."""
        for row in self.aanstellingen.values():
            if row.gebruiker_id == gebruiker_id:
                return row.gebruiker.naam
        return None


def read_region(ctx: Context, uow: UnitOfWork) -> Region:
    """Read the parties that take part and the roles that hold today."""
    parties = all_organisations(uow.session)
    rows = all_appointments(uow.session, ctx.today())
    people: dict[tuple[str, Rol], list[int]] = {}
    for row in rows:
        people.setdefault((row.organisatie_id, row.rol), []).append(row.gebruiker_id)
    branches = [row.school_id for row in parties if row.school_id is not None]
    return Region(
        partijen={row.id: row for row in parties},
        verbanden=tuple(
            sorted((row for row in parties if row.soort.is_swv), key=lambda row: row.id)
        ),
        aanstellingen={row.id: row for row in rows},
        scholen=schools_with_ids(uow.session, branches),
        mensen={key: tuple(ids) for key, ids in people.items()},
    )


def belonging_of(
    ctx: Context,
    region: Region,
    pupil: Pupil,
    *,
    aanstelling_id: int | None = None,
    organisatie_id: str | None = None,
    huidig_id: str | None = None,
) -> Belonging:
    """Return where a case belongs.

    Parameters
    ----------
    ctx
        The surroundings.
    region
        What :func:`read_region` gave.
    pupil
        What is known of the pupil.
    aanstelling_id
        The role in which somebody brings the case in.
    organisatie_id
        The school, when it is another one than that of who brings it in.
    huidig_id
        The samenwerkingsverband of now; it stays when nothing points elsewhere.

    Returns
    -------
    Belonging
        The samenwerkingsverband is known as soon as there is one in the record, so
        that no case and no task can land nowhere.
    """
    starter = region.aanstellingen.get(aanstelling_id or 0)
    own_id = None if starter is None else starter.organisatie_id
    party_id = organisatie_id or own_id
    party = region.partijen.get(party_id or "")
    own = region.partijen.get(own_id or "") or party
    rules = ctx.knowledge.organisaties
    kind = _kind(rules, pupil, party, own)
    known = (own_id or party_id, huidig_id)
    swv = _choose(rules, region, kind, pupil, party, known)
    return Belonging(
        organisatie_id=None if party is None else party.id,
        swv_id=None if swv is None else swv.id,
        zorgcoordinator_id=_person(region, Rol.ZORGCOORDINATOR, party, starter),
        regisseur_id=_person(region, Rol.REGISSEUR, swv, starter),
        regio=None if swv is None else swv.regio,
    )


def at_verband(
    region: Region, where: Belonging, swv: Organisatie, aanstelling_id: int | None
) -> Belonging:
    """Return the same at another samenwerkingsverband, with a regisseur from there."""
    starter = region.aanstellingen.get(aanstelling_id or 0)
    lead = _person(region, Rol.REGISSEUR, swv, starter)
    return replace(where, swv_id=swv.id, regio=swv.regio, regisseur_id=lead)


def _person(
    region: Region, rol: Rol, party: Organisatie | None, starter: Aanstelling | None
) -> int | None:
    """Return who brings the case in, if fitting; else the only one with the role."""
    if party is None:
        return None
    there = region.mensen.get((party.id, rol), ())
    if starter is not None and starter.rol is rol and starter.gebruiker_id in there:
        return starter.gebruiker_id
    # With one person there is nothing to choose; else a person assigns.
    return there[0] if len(there) == 1 else None


def _choose(
    rules: Organisatieregels,
    region: Region,
    kind: str | None,
    pupil: Pupil,
    party: Organisatie | None,
    known: tuple[str | None, str | None],
) -> Organisatie | None:
    """Return the own one, the one of the school or place, the current one, or any."""
    fitting = [row for row in region.verbanden if row.soort == kind]
    candidates = {row.id: row for row in fitting or region.verbanden}
    own, current = (candidates.get(one or "") for one in known)
    school = region.scholen.get(party.school_id or "") if party else None
    rows = list(candidates.values())
    return (
        own
        or _of_code(rows, school)
        or _of_place(rules, rows, pupil, school)
        or current
        or next(iter(rows), None)
    )


def _kind(
    rules: Organisatieregels,
    pupil: Pupil,
    party: Organisatie | None,
    own: Organisatie | None,
) -> str | None:
    by_school = rules.verband_of_school(pupil.schoolsoort)
    by_branch = rules.verband_of_branch(None if party is None else party.schoolsoort)
    if by_school or by_branch:
        return by_school or by_branch
    if own is not None and own.soort.is_swv:
        return own.soort
    return rules.verband_at_age(pupil.leeftijd)


def _of_code(
    candidates: Sequence[Organisatie], school: School | None
) -> Organisatie | None:
    if school is None:
        return None
    codes = {code for code in (school.swv_po, school.swv_vo) if code}
    return next((row for row in candidates if row.code in codes), None)


def _of_place(
    rules: Organisatieregels,
    candidates: Sequence[Organisatie],
    pupil: Pupil,
    school: School | None,
) -> Organisatie | None:
    """Return the one that works where the school is, else where the pupil lives."""
    places = (None if school is None else school.gemeente, pupil.gemeente)
    for place in places:
        for row in candidates:
            if rules.in_gemeenten(place, row.gemeenten):
                return row
    return None
