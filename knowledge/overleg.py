"""What a table can ask about a proposal, and how its status reads."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from knowledge.rijen import Rij, Sleutel, Tekst


class Tafelvraag(Rij):
    """One "what if" that a table can ask.

    ``over`` says what it is about; ``velden`` which boxes belong to it.
    """

    id: Sleutel
    over: Literal["plek", "leerling", "paar", "tweetal"]
    naam: Tekst
    velden: tuple[Literal["getal", "dag"], ...] = ()
    hulp: Tekst


class Voorstelstand(Rij):
    """How the status of a proposal reads."""

    id: Literal["optimaal", "haalbaar", "onmogelijk", "onbekend"]
    naam: Tekst
    zin: Tekst


class Samenwoorden(Rij):
    """How an agreement about two pupils reads; ``zin`` holds ``{ander}``.

    ``botst`` is what it says of the two, and ``strijdig`` the remark at a decision
    against it: that one travels with the case, so it names nobody.
    """

    id: Literal["samen", "niet_samen"]
    naam: Tekst
    zin: Tekst
    uitleg: Tekst
    botst: Tekst
    strijdig: Tekst


class Prijswoorden(Rij):
    """How sure the prices of other places are: all of them, or all but some."""

    alles: Tekst
    behalve: Tekst


class Weigerwoorden(Rij):
    """Why a place itself cannot take a pupil, with ``{plek}`` for its name."""

    sector: Tekst
    leeftijd_onbekend: Tekst
    tot: Tekst
    vanaf: Tekst
    van_tot: Tekst
    eigen_school: Tekst
    reis: Tekst


class Overlegregels(Rij):
    """The words of the table."""

    vragen: Annotated[tuple[Tafelvraag, ...], Field(min_length=1)]
    standen: Annotated[tuple[Voorstelstand, ...], Field(min_length=4)]
    samen: Annotated[tuple[Samenwoorden, ...], Field(min_length=2)]
    voorbehoud: Tekst
    """What has to be said with every proposal."""
    prijzen: Prijswoorden
    """What is said once above the prices of a pupil."""
    plek_kan_niet: Tekst
    """Who cannot be put on which place, and why: ``{leerling} {plek} {waarom}``."""
    weigering: Weigerwoorden
    """Why a place itself cannot take a pupil."""
    vervangen: Tekst
    """Why an agreement was let go when a new one came in its place."""
    ander_uit_zicht: Tekst
    """Why who sees one of two pupils cannot end what was agreed about them."""
    bron: Tekst

    def stand(self, status: str) -> Voorstelstand:
        """Return the words for a status."""
        return next(row for row in self.standen if row.id == status)

    def together(self, soort: str) -> Samenwoorden:
        """Return how agreements of a kind read."""
        return next(row for row in self.samen if row.id == soort)

    def about(self, over: str) -> tuple[Tafelvraag, ...]:
        """Return the questions about a place, a pupil, both, or two pupils."""
        return tuple(row for row in self.vragen if row.over == over)
