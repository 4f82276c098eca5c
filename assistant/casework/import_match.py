"""Who and where a list means: schools, people and the party a case belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.casework.belonging import (
    Belonging,
    Pupil,
    at_verband,
    belonging_of,
    read_region,
)
from assistant.errors import InputError
from knowledge.invoer import header_words
from models.gebruiker import Rol
from models.organisatie import OrganisatieSoort
from models.voorziening import school_labels

if TYPE_CHECKING:
    from assistant.casework.belonging import Region
    from assistant.casework.import_lines import CaseLine
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork

_TITLES = frozenset({"dhr", "mevr", "mw", "de", "heer", "drs", "dr", "mr"})


@dataclass(frozen=True)
class Placed:
    """Where a line belongs, and what of it was not recognised.

    Parameters
    ----------
    plek
        The party, samenwerkingsverband and people of the case.
    school_id
        The DUO branch, when the school was recognised.
    onbekend
        The targets (school, regisseur, zorgcoordinator) that nobody here is called.
    """

    plek: Belonging
    school_id: str | None
    onbekend: tuple[str, ...]


class Matcher:
    """Recognises schools and people by name or code; reads the record once.

    Parameters
    ----------
    ctx, uow
        The surroundings and an open transaction.
    kijker
        Who brings the list in.
    organisatie_id
        For the command line: for whom. Else the organisation of the kijker counts.
    """

    def __init__(
        self,
        ctx: Context,
        uow: UnitOfWork,
        kijker: Kijker,
        organisatie_id: str | None = None,
    ) -> None:
        self._ctx = ctx
        self._kijker = kijker
        self.region = read_region(ctx, uow)
        self.eigenaar = self._owner(organisatie_id)
        self._schools = _School.index(school_labels(uow.session))
        self._parties = {
            header_words(row.naam): row.id
            for row in self.region.partijen.values()
            if row.soort is OrganisatieSoort.SCHOOL
        }
        self._branches = {
            row.school_id: row.id
            for row in self.region.partijen.values()
            if row.school_id is not None
        }
        self._people = _people(self.region)
        self._known: dict[tuple[str | None, Pupil], Belonging] = {}

    def place(self, line: CaseLine) -> Placed:
        """Return where a line belongs."""
        unknown: list[str] = []
        school_id, party_id = self._school(line.schoolcode)
        if school_id is None and party_id is None:
            school_id, party_id = self._school(line.school)
        if line.school and school_id is None and party_id is None:
            unknown.append("school")
        where = self._belonging(self._party(party_id), _pupil(line, self._ctx))
        school = self.region.partijen.get(where.organisatie_id or "")
        schools = (where.organisatie_id, None if school is None else school.ouder_id)
        regisseur = self._person(
            line.regisseur, Rol.REGISSEUR, (where.swv_id,), unknown
        )
        coordinator = self._person(
            line.zorgcoordinator, Rol.ZORGCOORDINATOR, schools, unknown
        )
        where = replace(
            where,
            regisseur_id=regisseur or where.regisseur_id,
            zorgcoordinator_id=coordinator or where.zorgcoordinator_id,
        )
        return Placed(where, school_id, tuple(unknown))

    def field_name(self, veld: str) -> str:
        """Return the name of a field for a message."""
        return f"‘{self._ctx.knowledge.velden[veld].naam}’"

    def target_name(self, target: str) -> str:
        """Return the name of the place a column goes to, for a message."""
        doel = self._ctx.knowledge.invoer.doel(target)
        return target if doel is None else doel.naam

    def _person(
        self,
        name: str,
        rol: Rol,
        party_ids: tuple[str | None, ...],
        unknown: list[str],
    ) -> int | None:
        """Return who is called so in a role, at the parties of the case only."""
        words = _person_words(name)
        there = (self._people.get((one, rol, words)) for one in party_ids if words)
        found = next((one for one in there if one is not None), None)
        if name and found is None:
            unknown.append(rol.value)
        return found

    def _owner(self, organisatie_id: str | None) -> str:
        own = organisatie_id or self._kijker.organisatie_id
        if own is None and len(self.region.verbanden) == 1:
            own = self.region.verbanden[0].id
        if own is None or own not in self.region.partijen:
            names = ", ".join(sorted(row.id for row in self.region.verbanden)) or "geen"
            msg = (
                "Zeg voor welke organisatie deze lijst is, met --organisatie. "
                f"Samenwerkingsverbanden: {names}."
            )
            raise InputError(msg)
        return own

    def _party(self, party_id: str | None) -> str:
        """Return whose case it is; a school brings in its own pupils only."""
        owner = self.region.partijen[self.eigenaar]
        if party_id is None or not owner.soort.is_swv:
            return owner.id
        return party_id

    def _belonging(self, party_id: str, pupil: Pupil) -> Belonging:
        key = (party_id, pupil)
        if key not in self._known:
            self._known[key] = self._find(party_id, pupil)
        return self._known[key]

    def _find(self, party_id: str, pupil: Pupil) -> Belonging:
        where = belonging_of(
            self._ctx,
            self.region,
            pupil,
            aanstelling_id=self._kijker.aanstelling_id,
            organisatie_id=party_id,
        )
        owner = self.region.partijen[self.eigenaar]
        swv = self.region.partijen.get(where.swv_id or "")
        if owner.soort.is_swv and (swv is None or swv.soort is owner.soort):
            # the list of a samenwerkingsverband holds its own pupils
            return at_verband(self.region, where, owner, self._kijker.aanstelling_id)
        return where

    def _school(self, text: str) -> tuple[str | None, str | None]:
        """Return the DUO branch and the organisation that a text names."""
        words = header_words(text)
        if not words:
            return None, None
        branch = self._schools.find(text, words)
        party = self._branches.get(branch or "") or self._parties.get(words)
        if party is not None and branch is None:
            branch = self.region.partijen[party].school_id
        return branch, party


@dataclass(frozen=True)
class _School:
    """The DUO schools by code and by name; None where a name or code is no one's."""

    per_code: dict[str, str | None]
    per_naam: dict[str, str | None]

    @classmethod
    def index(cls, rows: list[tuple[str, str, str, str | None]]) -> _School:
        codes: dict[str, str | None] = {}
        names: dict[str, str | None] = {}
        for school_id, institution, name, place in rows:
            codes[school_id.upper()] = school_id
            code = institution.upper()
            codes[code] = None if code in codes else school_id
            for text in (name, f"{name} {place or ''}"):
                words = header_words(text)
                same = names.get(words, school_id) == school_id
                names[words] = school_id if same else None
        return cls(codes, names)

    def find(self, text: str, words: str) -> str | None:
        """Return the one school that a code or name stands for, or None."""
        code = text.strip().upper().replace(" ", "")
        return self.per_code.get(code) or self.per_naam.get(words)


def _people(region: Region) -> dict[tuple[str | None, Rol, str], int]:
    """Return the people by party, role and name or address.

    A name that two people at a party have is nobody's.
    """
    found: dict[tuple[str | None, Rol, str], int | None] = {}
    for row in region.aanstellingen.values():
        for text in (row.gebruiker.naam, row.gebruiker.email or ""):
            key = (row.organisatie_id, row.rol, _person_words(text))
            if key[-1]:
                same = found.get(key, row.gebruiker_id) == row.gebruiker_id
                found[key] = row.gebruiker_id if same else None
    return {key: user for key, user in found.items() if user is not None}


def _person_words(text: str) -> str:
    if "@" in text:
        return text.strip().casefold()
    words = header_words(text).split()
    return " ".join(word for word in words if word not in _TITLES)


def _pupil(line: CaseLine, ctx: Context) -> Pupil:
    def value(veld: str) -> str | None:
        answer = line.antwoorden.get(veld)
        return None if answer is None else str(answer.waarde)

    age = value("leeftijd")
    born = line.geboortemaand
    if born is not None:
        year, month = map(int, born.split("-"))
        today = ctx.today()
        age = str(today.year - year - (today.month < month))
    return Pupil(
        schoolsoort=value("schoolsoort"),
        leeftijd=int(age) if age and age.isdigit() else None,
        gemeente=value("gemeente_woonplaats"),
    )
