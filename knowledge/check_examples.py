"""Whether what surrounds the invented cases names things that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.load import Knowledge
    from knowledge.rondom import Rondom

FILE = "voorbeeld/rondom.yaml"


def check_examples(knowledge: Knowledge) -> None:
    """Check the cases, parties, kinds and sources around the invented cases.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist.
    """
    for key, what, name, known in _names(knowledge):
        require(FILE, key, what, name, known)


def _names(knowledge: Knowledge) -> Iterator[tuple[str, str, str, list[str]]]:
    """Give every name with where it stands and what there is."""
    around, regions = knowledge.rondom, knowledge.regios.values()
    cases = [row.id for row in knowledge.voorbeelden]
    parties = [row.id for regio in regions for row in regio.organisaties]
    kinds = [str(one.id) for one in knowledge.inzage.categorieen]
    agreements = [row.id for row in around.convenanten]
    tasks = [row.id for row in knowledge.werkvoorraad.soorten]
    sources = list(knowledge.financiering)
    for case in _cases(knowledge.rondom):
        yield case, "casus", case, cases
    for convenant in around.convenanten:
        for party in convenant.partijen:
            yield convenant.id, "organisatie", party, parties
        for kind in convenant.categorieen:
            yield convenant.id, "categorie", kind, kinds
    for deling in around.delingen:
        yield deling.casus, "organisatie", deling.organisatie, parties
        if deling.convenant is not None:
            yield deling.casus, "convenant", deling.convenant, agreements
    for consent in around.toestemmingen:
        yield consent.casus, "organisatie", consent.organisatie, parties
        for kind in consent.categorieen:
            yield consent.casus, "categorie", kind, kinds
    for taak in around.taken:
        yield taak.casus, "taaksoort", taak.soort, tasks
    for bedrag in around.bedragen:
        yield bedrag.organisatie, "organisatie", bedrag.organisatie, parties
        yield bedrag.organisatie, "financieringsbron", bedrag.bron, sources


def _cases(around: Rondom) -> list[str]:
    """Return every case that is named."""
    named = [row.casus for row in around.namen]
    named += [row.casus for row in around.gezinnen]
    named += [row.casus for row in around.delingen]
    named += [row.casus for row in around.toestemmingen]
    named += [row.casus for row in around.taken]
    named += [row.casus for row in around.bedragen if row.casus is not None]
    return named
