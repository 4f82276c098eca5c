"""The rules of signing in: passwords, second step, waiting, sessions and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Self

from pydantic import Field, model_validator

from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from knowledge.load import Knowledge

Positief = Annotated[int, Field(gt=0)]


class Wachtwoordregel(Rij):
    """How a password or an own code may look; ``gewoon`` lists what all guess."""

    min_tekens: Positief
    max_tekens: Positief
    min_verschillend: Positief
    """Fewest different characters."""
    gewoon: tuple[Tekst, ...]
    """Words and codes that are guessed first, in lower case."""
    bron: Tekst


class TweedeStap(Rij):
    """Who must confirm a sign-in with a code of an app, and how that code works."""

    verplicht_voor: tuple[Sleutel, ...]
    tijdvenster: Annotated[int, Field(ge=0, le=2)]
    """Steps of 30 seconds that a clock may differ, to either side."""
    herstelcodes: Positief
    telt_elders: tuple[Tekst, ...]
    """Values of the claim ``amr`` that say another provider asked a second step."""
    bron: Tekst


class Wachten(Rij):
    """How signing in slows down: 0, 1, 2, 4, ... seconds, never for ever.

    ``vrij`` attempts cost nothing; each one after that doubles the wait up to
    ``hoogstens_s``; after ``vergeten_na_uur`` without an attempt all is forgotten.
    Of an address one mistake is forgotten every ``adres_zakt_min`` minutes: a school
    with hundreds of people shares one, and its typing errors must not add up.
    """

    vrij_per_account: Positief
    vrij_per_adres: Positief
    adres_zakt_min: Positief
    hoogstens_s: Positief
    vergeten_na_uur: Positief
    bron: Tekst

    def seconds(self, failed: int, free: int) -> int:
        """Return how long to wait after so many failures, in seconds."""
        if failed < free:
            return 0
        # 2 ** 20 is far above any bound; larger powers would only cost memory.
        doubled: int = 2 ** min(failed - free, 20)
        return min(doubled, self.hoogstens_s)


class Sessieduur(Rij):
    """How long a session lasts: without being used, and at most."""

    stil_min: Positief
    hoogstens_min: Positief
    bron: Tekst

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.stil_min > self.hoogstens_min:
            msg = "stil_min is langer dan hoogstens_min"
            raise ValueError(msg)
        return self


class Linkduur(Rij):
    """How many days a one-time link is good."""

    activeren_medewerker: Positief
    activeren_gezin: Positief
    herstel: Positief
    bron: Tekst


class Aanmelden(Rij):
    """Everything about signing in that is a choice and not a mechanism."""

    wachtwoord: Wachtwoordregel
    eigen_code: Wachtwoordregel
    tweede_stap: TweedeStap
    wachten: Wachten
    sessie_medewerker: Sessieduur
    sessie_gezin: Sessieduur
    half_aangemeld_min: Positief
    """How long the steps of one sign-in may take together, in minutes."""
    gezien_elke_min: Positief
    """How often the last use of a session is written down, in minutes."""
    bewaren_dagen: Positief
    """How long a session that is over is kept, so that it can be looked up, in days."""
    bewaren_bron: Tekst
    links: Linkduur
    bron: Tekst


def check_sign_in(knowledge: Knowledge) -> None:
    """Check that the last use is written often enough to measure a silence."""
    from knowledge.errors import KnowledgeError

    rules = knowledge.aanmelden
    for key in ("sessie_medewerker", "sessie_gezin"):
        if rules.gezien_elke_min * 2 > getattr(rules, key).stil_min:
            raise KnowledgeError(
                "aanmelden.yaml",
                f"{key}, sleutel stil_min",
                "deze tijd is te kort voor gezien_elke_min",
                "maak hem minstens twee keer zo lang",
            )
