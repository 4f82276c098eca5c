"""What a family can do on its own pages, and which task that gives to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.gezinsplan import Gezinszin
from knowledge.rijen import Rij, Sleutel, Tekst

if TYPE_CHECKING:
    from collections.abc import Collection

REQUESTS = ("woorden", "terugbellen", "verbeteren")
"""What a family can ask; each has a task."""


class Gezinstaak(Rij):
    """The task that follows when a family asks or says something.

    ``tekst`` has the blank ``{wie}``: who asked, such as "Ouder 1".
    """

    soort: Sleutel
    tekst: Tekst
    bron: Tekst


class Besluitzinnen(Rij):
    """A decision in plain words; ``{plek}`` and ``{dag}`` are blanks."""

    geen_plek: Tekst
    plek: Gezinszin
    vanaf: Tekst
    tot_die_tijd: Tekst
    """Of a bridging place that comes first."""
    tussenplek: Tekst
    """Of a place that is itself a bridging one."""
    bron: Tekst


class Weigeringen(Rij):
    """Why something cannot be done on the own pages, and what to do instead."""

    geen_leerling: Gezinszin
    invullen: Gezinszin
    praten: Gezinszin
    te_lang: Gezinszin
    """With the blank ``{tekens}``."""
    zonder_tekst: Tekst
    """Of a request to correct that says nothing."""
    voor_wie: Tekst
    """Of a consent for nobody."""
    wie_ziet: Gezinszin


class Gezinsregels(Rij):
    """The own words of parents and pupil, and what becomes of a request.

    ``hoogste_tekens`` is the longest text in characters.
    """

    hoogste_tekens: Annotated[int, Field(gt=0)]
    stemvelden: dict[Sleutel, tuple[Sleutel, ...]]
    """Per role the fields that it fills with its own words."""
    reactieveld: Sleutel
    """The field that says what was done with the words of the pupil."""
    gesprek_vanaf_leeftijd: Annotated[int, Field(gt=0)]
    """From this age, in years, a pupil can hold the conversation alone."""
    gesprek_vanaf_leeftijd_bron: Tekst
    taken: dict[Sleutel, Gezinstaak]
    """Per kind of request: ``woorden``, ``terugbellen``, ``verbeteren``."""
    besluit: Besluitzinnen
    gehoord: dict[Sleutel, Gezinszin]
    """Per kind of request what is said after it."""
    niet: Weigeringen
    bron: Tekst


def check_family(
    regels: Gezinsregels, velden: Collection[str], kinds: Collection[str]
) -> None:
    """Check that the fields and kinds of tasks of a family exist.

    Raises
    ------
    KnowledgeError
        When a name does not exist, or a request has no task.
    """
    file = "gezin.yaml"
    require(file, "sleutel reactieveld", "veld", regels.reactieveld, velden)
    for rol, names in regels.stemvelden.items():
        for name in names:
            require(file, f"stemvelden > {rol}", "veld", name, velden)
    for request in REQUESTS:
        require(file, "sleutel taken", "taak", request, regels.taken)
        require(file, "sleutel gehoord", "zin", request, regels.gehoord)
    for key, row in regels.taken.items():
        require(file, f"taken > {key}, sleutel soort", "soort taak", row.soort, kinds)
