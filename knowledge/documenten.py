"""What goes into which document, in which order, and on which ground."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij, Sleutel, Tekst
from knowledge.routes import SoortRoute
from knowledge.velden import Doeleinde

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.velden import Veld

FILE = "documenten.yaml"


class Deelsoort(StrEnum):
    """Where the content of a part comes from."""

    antwoorden = "antwoorden"
    stemmen = "stemmen"
    advies = "advies"
    regelen = "regelen"
    besluit = "besluit"
    onbekend = "onbekend"
    alles = "alles"


class Documentdeel(Rij):
    """One headed part of a document."""

    id: Sleutel
    kop: Tekst
    soort: Deelsoort = Deelsoort.antwoorden
    velden: tuple[Sleutel, ...] = ()
    """The fields of the probleemanalyse that this part shows, in this order."""
    routes: tuple[SoortRoute, ...] = ()
    """For an advice: only these kinds of routes; empty is all."""
    elke_stand: bool = False
    """For an advice: also the routes that are closed or not known yet."""
    toelichting: Tekst | None = None
    bron: Tekst
    zeker: bool


class Documentsoort(Rij):
    """A kind of document made from a case.

    ``doel`` binds it to what fields say they are needed for: exactly those are in it.
    """

    id: Sleutel
    naam: Tekst
    titel: Tekst
    waarvoor: Tekst
    doel: Doeleinde | None = None
    in_kop: tuple[Sleutel, ...] = ()
    """Fields that stand at the top of every document instead of in a part."""
    onderdelen: Annotated[tuple[Documentdeel, ...], Field(min_length=1)]
    bron: Tekst
    zeker: bool

    @property
    def velden(self) -> tuple[str, ...]:
        """Return the fields of all parts, in order."""
        return tuple(veld for deel in self.onderdelen for veld in deel.velden)


class Weglaattekst(Rij):
    """What is said of questions that a document leaves out."""

    wat: Tekst
    waarom: Tekst
    bron: Tekst


class Weglaatteksten(Rij):
    """Why a document leaves something out, by reason."""

    professional: Weglaattekst
    niet_nodig: Weglaattekst
    """With the blank ``{stuk}``."""
    niet_voor_taak: Weglaattekst
    """With the blanks ``{categorie}`` and ``{vragen}``."""


class Omlijsting(Rij):
    """What stands around the parts of every document; words in braces are blanks."""

    vooraf: Tekst
    voettekst: Tekst
    voettekst_voorbeeld: Tekst
    titel: Tekst
    over: Tekst
    koppen_over: tuple[Tekst, Tekst]
    leerling: Tekst
    casus: Tekst
    voorbeeld: Tekst
    """The number of an invented case."""
    lezer: Tekst
    gemaakt: Tekst
    stand: Tekst
    doel: Tekst
    kennis: Tekst
    versie: Tekst
    uit_bron: Tekst
    """Below a part that rests on a source."""
    niet: Tekst
    weggelaten: Tekst
    koppen_weggelaten: tuple[Tekst, Tekst]
    niets_weggelaten: Tekst
    bronnen: Tekst
    zonder_bronnen: Tekst


class Documentteksten(Rij):
    """What every document says around the answers; ``{words}`` are blanks."""

    bron: Tekst
    niets_ingevuld: Tekst
    niet_zichtbaar: Tekst
    niet_bevestigd: Tekst
    geen_advies: Tekst
    advies_gestopt: Tekst
    advies_van: Tekst
    advies_verouderd: Tekst
    niet_getoond: Tekst
    niets_te_regelen: Tekst
    geen_besluit: Tekst
    geen_plek: Tekst
    na_te_vragen: Tekst
    gevraagd: Tekst
    alles_beantwoord: Tekst
    koppen_advies: tuple[Tekst, Tekst, Tekst]
    koppen_besluit: tuple[Tekst, Tekst, Tekst]
    weggelaten: Weglaatteksten
    omlijsting: Omlijsting


def check_documents(
    documenten: Mapping[str, Documentsoort], velden: Mapping[str, Veld]
) -> None:
    """Check that a document names fields that exist, once, and all it needs.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    for soort in documenten.values():
        seen: set[str] = set(soort.in_kop)
        for deel in soort.onderdelen:
            where = f"{soort.id} > {deel.id}, sleutel velden"
            for veld in deel.velden:
                require(FILE, where, "veld", veld, velden)
                if veld in seen:
                    raise KnowledgeError(
                        FILE,
                        where,
                        f"het veld ‘{veld}’ staat al in dit document",
                        "laat het op één plaats staan",
                    )
                seen.add(veld)
        if soort.doel is not None:
            _check_purpose(soort, soort.doel, seen, velden)


def _check_purpose(
    soort: Documentsoort, doel: Doeleinde, seen: set[str], velden: Mapping[str, Veld]
) -> None:
    """Refuse a field too many (data that is not needed) and a field too few."""
    needed = {veld.id for veld in velden.values() if doel in veld.nodig_voor}
    where = f"{soort.id}, sleutel velden"
    for veld in sorted(seen - needed):
        raise KnowledgeError(
            FILE,
            where,
            f"het veld ‘{veld}’ is niet nodig voor {doel}",
            "haal het weg of verbeter nodig_voor van het veld",
        )
    for veld in sorted(needed - seen):
        raise KnowledgeError(
            FILE,
            where,
            f"het veld ‘{veld}’ is nodig voor {doel} en ontbreekt",
            "zet het in een onderdeel",
        )
