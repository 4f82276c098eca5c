"""What a task says that a step in a case brings, and the notes at tasks."""

from __future__ import annotations

from knowledge.rijen import Rij, Tekst


class Taken(Rij):
    """The text of each task; words between braces are blanks."""

    gevaar: Tekst
    gevaar_onbekend: Tekst
    """The reason of a stop that came from elsewhere without one."""
    gevaar_in_lijst: Tekst
    gevaar_buiten_lijst: Tekst
    """Of words in a list that were not taken over."""
    begonnen: Tekst
    nazorg: Tekst
    nazorg_opnieuw: Tekst
    aangeboden: Tekst
    geweigerd: Tekst
    nieuwe_regie: Tekst
    nieuwe_school: Tekst
    heropend: Tekst
    meerderjarig: Tekst
    plaatsen: Tekst
    uit_andere_regio: Tekst


class Notities(Rij):
    """What stands at a task that ended or changed hands by a step in the case."""

    bij_sluiten: Tekst
    overdracht: Tekst
    andere_regio: Tekst
    ander_verband: Tekst
    andere_school: Tekst
    zonder_rol: Tekst
    zonder_toegang: Tekst
    zonder_opvolger: Tekst
    status_andere_regio: Tekst
    """Why a case left the table; it stands with the step of its status."""


class Taakteksten(Rij):
    """The words of tasks; ``verborgen`` hides what a task about danger says."""

    taken: Taken
    notities: Notities
    verborgen: Tekst
    bron: Tekst
