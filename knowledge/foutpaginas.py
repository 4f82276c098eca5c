"""What people read when a page cannot be given."""

from __future__ import annotations

from knowledge.rijen import Rij, Sleutel, Tekst


class Foutpaginas(Rij):
    """The heads of error pages, and what they say: what is wrong and what to do."""

    koppen: dict[Sleutel, Tekst]
    """Per kind of error a few words; ``assistant.web`` names the kinds."""
    adres_bestaat_niet: Tekst
    adres_klopt_niet: Tekst
    verkeerde_manier: Tekst
    formulier_onleesbaar: Tekst
    verzoek_klopt_niet: Tekst
    andere_website: Tekst
    zonder_lengte: Tekst
    te_veel_tekst: Tekst
    bestand_te_groot: Tekst
    log_eerst_in: Tekst
    andere_rol: Tekst
    bij_ons_mis: Tekst
    """Of an error that nobody foresaw; the blank ``{code}`` stands in the log too."""
    achtergrond_mis: Tekst
    """Of a job in the background that broke off."""
    bron: Tekst
