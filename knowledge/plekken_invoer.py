"""What is said of a form about places that cannot be kept as it is."""

from __future__ import annotations

from knowledge.rijen import Rij, Sleutel, Tekst


class Onleesbaar(Rij):
    """What was typed is no day, number or amount; ``{veld}`` is the box."""

    tekst: Tekst
    dag: Tekst
    heel_getal: Tekst
    getal: Tekst
    bedrag: Tekst
    te_groot: Tekst


class PastNiet(Rij):
    """What was typed does not fit; words between braces are blanks."""

    naam_voorziening: Tekst
    naam_groep: Tekst
    route: Tekst
    sectoren: Tekst
    sector: Tekst
    onderwijsbehoefte: Tekst
    kenmerk: Tekst
    leeftijd: Tekst
    leeftijden: Tekst
    postcode: Tekst
    geld_bron: Tekst
    bedrag: Tekst
    soort: Tekst
    uren: Tekst
    minimum: Tekst
    fte: Tekst
    uren_per_leerling: Tekst
    mix_kenmerk: Tekst
    mix_aantal: Tekst
    weken: Tekst
    verlenging: Tekst
    instroom: Tekst
    plaatsen: Tekst
    bezet: Tekst
    laatste_dag: Tekst
    overlap: Tekst


class Plekkeninvoer(Rij):
    """The messages of the forms about provisions, groups and seats.

    Parameters
    ----------
    velden
        What each box is called, by its name in the form.
    """

    velden: dict[Sleutel, Tekst]
    onleesbaar: Onleesbaar
    past_niet: PastNiet
    bron: Tekst
