"""Checks on the table of sight: every name exists and no viewer is told of twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.bronnen import source_ids
from knowledge.check_names import require
from knowledge.errors import KnowledgeError
from knowledge.inzage import Relatie

if TYPE_CHECKING:
    from knowledge.inzage import Inzagerij
    from knowledge.load import Knowledge

FILE = "inzage.yaml"


def check_sight(knowledge: Knowledge) -> None:
    """Check the names in the table of sight.

    Raises
    ------
    KnowledgeError
        When a row names a field, part, source or kind of organisation that does not
        exist, or when nobody of a family or none of the work of an organisation
        has a row.
    """
    regels = knowledge.inzage
    for source in (
        *source_ids(regels.leeftijd_eigen_toestemming_bron),
        *source_ids(regels.leeftijd_meerderjarig_bron),
        *source_ids(regels.dagen_na_overleg_bron),
    ):
        require(FILE, "sleutel bron", "bron", source, knowledge.bronnen)
    for rij in regels.rijen:
        _check_row(knowledge, rij)
    _check_everybody(knowledge)


def _check_row(knowledge: Knowledge, rij: Inzagerij) -> None:
    regels = knowledge.inzage
    kinds = {soort.id for soort in knowledge.organisaties.soorten}
    for soort in rij.organisaties:
        require(FILE, f"{rij.id}, sleutel organisaties", "soort", soort, kinds)
    for veld in (*rij.velden, *rij.ook_velden):
        require(FILE, f"{rij.id}, sleutel velden", "veld", veld, knowledge.velden)
    parts = {part.id for part in regels.onderdelen}
    for part in rij.onderdelen:
        require(FILE, f"{rij.id}, sleutel onderdelen", "onderdeel", part, parts)
    if (rij.relatie is Relatie.GEZIN) == bool(rij.organisaties):
        raise KnowledgeError(
            FILE,
            f"{rij.id}, sleutel organisaties",
            "een gezin hoort niet bij een organisatie, alle anderen wel",
            "vul de soorten in, of laat ze bij een gezin leeg",
        )


def _check_everybody(knowledge: Knowledge) -> None:
    """Check that every role that can exist at a kind of organisation has a row."""
    for soort in knowledge.organisaties.soorten:
        for rol in soort.rollen:
            if not knowledge.inzage.rows_for(rol, soort.id):
                raise KnowledgeError(
                    FILE,
                    "rijen",
                    f"er is geen rij voor {rol} bij {soort.id}",
                    "voeg een rij toe; zonder rij ziet deze rol niets",
                )
