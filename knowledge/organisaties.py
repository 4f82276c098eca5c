"""Kinds of organisation, the work done there, and where a pupil belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Iterable


class Rolnaam(Rij):
    """A role: how it is written, and what somebody with it does."""

    id: Sleutel
    naam: Tekst
    uitleg: Tekst


class Organisatiesoort(Rij):
    """A kind of organisation; ``rollen`` is the work that people can do there.

    ``biedt_plaatsen``: whether it may have provisions of its own.
    """

    id: Sleutel
    naam: Tekst
    meervoud: Tekst
    uitleg: Tekst
    rollen: tuple[Sleutel, ...]
    biedt_plaatsen: bool
    bron: Tekst


class Verband(Rij):
    """Which pupils belong to one kind of samenwerkingsverband.

    ``tot_leeftijd`` in whole years, not included: a pupil without a school belongs
    to the first row that is still above the age; None has no bound.
    """

    soort: Sleutel
    schoolsoorten: tuple[Sleutel, ...]
    duo_soorten: tuple[Sleutel, ...]
    tot_leeftijd: int | None
    bron: Tekst


class Gemeentenaam(Rij):
    """A municipality and the other names that people write for it."""

    naam: Tekst
    ook: Annotated[tuple[Tekst, ...], Field(min_length=1)]
    bron: Tekst


class Organisatieregels(Rij):
    """The kinds of organisation and who belongs where."""

    rollen: Annotated[tuple[Rolnaam, ...], Field(min_length=1)]
    soorten: Annotated[tuple[Organisatiesoort, ...], Field(min_length=1)]
    verbanden: Annotated[tuple[Verband, ...], Field(min_length=1)]
    gemeentenamen: tuple[Gemeentenaam, ...] = ()
    bron: Tekst

    def soort(self, soort_id: str) -> Organisatiesoort | None:
        """Return the kind with this id, or None."""
        return next((row for row in self.soorten if row.id == soort_id), None)

    def gemeente(self, naam: str) -> str:
        """Return a municipality as everybody writes it; an unknown name stays so."""
        plain = _plain(naam)
        for row in self.gemeentenamen:
            if plain in {_plain(one) for one in (row.naam, *row.ook)}:
                return row.naam
        return naam.strip()

    def in_gemeenten(self, naam: str | None, gemeenten: Iterable[str]) -> bool:
        """Tell whether a municipality is one of these, however each is written."""
        if not naam or not naam.strip():
            return False
        wanted = _plain(self.gemeente(naam))
        return any(_plain(self.gemeente(str(one))) == wanted for one in gemeenten)

    def rolnaam(self, rol: str) -> str:
        """Return how a role is written; another word stays as it is."""
        return next((row.naam for row in self.rollen if row.id == rol), rol)

    def verband_of_school(self, schoolsoort: str | None) -> str | None:
        """Return the kind of samenwerkingsverband of a kind of school, or None."""
        for row in self.verbanden:
            if schoolsoort in row.schoolsoorten:
                return row.soort
        return None

    def verband_of_branch(self, duo_soort: str | None) -> str | None:
        """Return the kind of samenwerkingsverband of a DUO branch; None if both."""
        for row in self.verbanden:
            if duo_soort in row.duo_soorten:
                return row.soort
        return None

    def verband_at_age(self, leeftijd: int | None) -> str | None:
        """Return the kind of samenwerkingsverband at an age in years, or None."""
        if leeftijd is None:
            return None
        for row in self.verbanden:
            if row.tot_leeftijd is None or leeftijd < row.tot_leeftijd:
                return row.soort
        return None


def _plain(naam: str) -> str:
    return naam.strip().casefold().replace("\u2019", "'")
