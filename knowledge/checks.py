"""Cross-checks over all data: every name that one row uses must exist in another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from knowledge import check_expressions
from knowledge.aanmelden import check_sign_in
from knowledge.bronnen import source_ids
from knowledge.check_examples import check_examples
from knowledge.check_intake import check_intake
from knowledge.check_inzage import check_sight
from knowledge.check_learning import check_learning
from knowledge.check_life import check_life
from knowledge.check_names import require
from knowledge.check_organisations import check_organisations
from knowledge.check_places import (
    check_placement,
    check_regions,
    check_signals,
)
from knowledge.check_report import check_report
from knowledge.check_routes import check_route_rules
from knowledge.check_steps import check_clocks, check_steps, check_workload
from knowledge.check_verzuim import check_absence, check_signs
from knowledge.dekking import check_coverage
from knowledge.documenten import check_documents
from knowledge.errors import KnowledgeError
from knowledge.expressie import OpVeld
from knowledge.gebeurtenissen import check_events
from knowledge.gesprek_scherm import check_screen
from knowledge.gezin import check_family
from knowledge.gezinsplan import check_family_plan
from knowledge.invoer import check_import
from knowledge.namen import check_names_rules
from knowledge.openingen import check_openings
from knowledge.oso import check_oso
from knowledge.overdracht import check_transfer
from knowledge.routestappen import check_route_steps
from knowledge.schermwoorden import check_screen_words
from knowledge.synoniemen import check_synonyms
from knowledge.velden import Invuller, VeldType
from knowledge.verslag import check_report_rules
from knowledge.verzuim_invoer import check_absence_layouts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

_CHOICE = (VeldType.single, VeldType.multi)


def field_file(sectie: str) -> str:
    """Return the file in which the fields of a section stand."""
    number, _, name = sectie.partition("_")
    return f"velden/{number.zfill(2)}_{name}.yaml"


def _rows(knowledge: Knowledge) -> Iterator[tuple[str, str, BaseModel]]:
    """Give every row with its file and its name."""
    for veld in knowledge.velden.values():
        yield field_file(veld.sectie), veld.id, veld
    files: tuple[tuple[str, Iterable[BaseModel]], ...] = (
        ("afgeleid.yaml", knowledge.afgeleid.values()),
        ("begrippen.yaml", knowledge.begrippen.values()),
        ("doelen.yaml", knowledge.doelen),
        ("termijnen.yaml", knowledge.termijnen.values()),
        ("financiering.yaml", knowledge.financiering.values()),
        ("stappen.yaml", knowledge.situaties),
        ("documenten.yaml", knowledge.documenten.values()),
        ("verzuim/definities.yaml", knowledge.verzuim.definities.values()),
        ("verzuim/doelgroepen.yaml", knowledge.verzuim.doelgroepen.values()),
        ("verzuim/vrijstellingen.yaml", knowledge.verzuim.vrijstellingen.values()),
        ("verzuim/signalen.yaml", knowledge.verzuim.signalen),
        ("gebeurtenissen.yaml", knowledge.gebeurtenissen.keuzes),
        ("verzuim/opgaven.yaml", knowledge.opgaven),
        ("routes", knowledge.routes.values()),
        ("routes/_stappen.yaml", knowledge.routestappen),
        ("regio", knowledge.regios.values()),
        ("vakanties.yaml", knowledge.vakanties),
        ("voorbeeld/casussen.yaml", knowledge.voorbeelden),
        ("voorbeeld/rondom.yaml", knowledge.rondom.convenanten),
    )
    for file, rows in files:
        for row in rows:
            yield file, str(getattr(row, "id", "")), row
    yield "intake.yaml", "", knowledge.intake
    yield "invoer.yaml", "", knowledge.invoer
    yield "verzuim/rapport.yaml", "", knowledge.rapport
    yield "verzuim/cijfers.yaml", "", knowledge.cijfers
    yield "verzuim/zinnen.yaml", "", knowledge.verzuim.zinnen
    yield "verzuim/dagen.yaml", "", knowledge.verzuim.dagen
    yield "verzuim_invoer", "", knowledge.verzuim_invoer
    yield "oso.yaml", "", knowledge.oso
    yield "veiligheid.yaml", "", knowledge.veiligheid
    yield "aanmelden.yaml", "", knowledge.aanmelden
    yield "plaatsing.yaml", "", knowledge.plaatsing
    yield "plaatsing_woorden.yaml", "", knowledge.plaatsing_woorden
    yield "plekken_invoer.yaml", "", knowledge.plekken_invoer
    yield "leven.yaml", "", knowledge.leven
    yield "leven_woorden.yaml", "", knowledge.leven_woorden
    yield "organisaties.yaml", "", knowledge.organisaties
    yield "inzage.yaml", "", knowledge.inzage
    yield "overdracht.yaml", "", knowledge.overdracht
    yield "documentteksten.yaml", "", knowledge.documentteksten
    yield "foutpaginas.yaml", "", knowledge.foutpaginas
    yield "schermwoorden.yaml", "", knowledge.schermwoorden
    yield "gezin.yaml", "", knowledge.gezin
    yield "gesprek_scherm.yaml", "", knowledge.gesprek_scherm
    yield "zekerheid.yaml", "", knowledge.zekerheid
    yield "namen.yaml", "", knowledge.namen
    yield "werkvoorraad.yaml", "", knowledge.werkvoorraad
    yield "taakteksten.yaml", "", knowledge.taakteksten
    yield "routes/_regels.yaml", "", knowledge.route_regels
    yield "routes/_openingen.yaml", "", knowledge.openingen
    yield "veiligheid_signalen.yaml", "", knowledge.signalen
    yield "leren", "", knowledge.leren
    yield "verantwoording", "", knowledge.verantwoording


def _children(row: BaseModel) -> Iterator[BaseModel]:
    for name in type(row).model_fields:
        value = getattr(row, name)
        parts = value.values() if isinstance(value, dict) else value
        many = parts if isinstance(value, tuple | list | dict) else (value,)
        yield from (part for part in many if isinstance(part, BaseModel))


def _check_parts(knowledge: Knowledge, file: str, key: str, row: BaseModel) -> None:
    """Check sources and conditions in a row and in everything inside it."""
    bron = getattr(row, "bron", None)
    if isinstance(bron, str):
        for source in source_ids(bron):
            require(file, f"{key}, sleutel bron", "bron", source, knowledge.bronnen)
    if isinstance(row, OpVeld):
        check_expressions.check_leaf(knowledge, file, key, row)
    for child in _children(row):
        child_id = getattr(child, "id", None)
        _check_parts(knowledge, file, f"{key} > {child_id}" if child_id else key, child)


def _check_field(knowledge: Knowledge, veld: Veld) -> None:
    file = field_file(veld.sectie)
    require(
        file, f"{veld.id}, sleutel sectie", "sectie", veld.sectie, knowledge.secties
    )
    for source in veld.afgeleid_van:
        require(
            file, f"{veld.id}, sleutel afgeleid_van", "veld", source, knowledge.velden
        )
    for kind, given, key in (
        (veld.type in _CHOICE, veld.waarden, "waarden"),
        (veld.type is VeldType.table, veld.kolommen, "kolommen"),
    ):
        if kind != bool(given):
            raise KnowledgeError(
                file,
                f"{veld.id}, sleutel {key}",
                f"een veld van soort {veld.type} heeft "
                + ("deze sleutel nodig" if kind else "deze sleutel niet"),
                "vul hem in" if kind else "haal hem weg",
            )
    for role, text, key in (
        (Invuller.ouder, veld.vraag_ouder, "vraag_ouder"),
        (Invuller.leerling, veld.vraag_leerling, "vraag_leerling"),
    ):
        if role in veld.invullers and text is None:
            raise KnowledgeError(
                file,
                f"{veld.id}, sleutel {key}",
                f"deze vraag ontbreekt, terwijl {role} dit veld invult",
                "schrijf de vraag in de woorden voor deze rol",
            )


def _check_terms(knowledge: Knowledge) -> None:
    owner: dict[str, str] = {}
    for begrip in knowledge.begrippen.values():
        for spelling in {begrip.term.casefold(), *map(str.casefold, begrip.ook)}:
            if spelling in owner:
                raise KnowledgeError(
                    "begrippen.yaml",
                    begrip.id,
                    f"de schrijfwijze ‘{spelling}’ staat ook bij {owner[spelling]}",
                    "laat hem bij één begrip staan",
                )
            owner[spelling] = begrip.id


def check_all(knowledge: Knowledge) -> None:
    """Check that all rows fit together.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist or rule that a row breaks.
    """
    for veld in knowledge.velden.values():
        _check_field(knowledge, veld)
    for row in knowledge.afgeleid.values():
        for source in row.van:
            require(
                "afgeleid.yaml",
                f"{row.id}, sleutel van",
                "veld",
                source,
                knowledge.velden,
            )
    for file, key, model in _rows(knowledge):
        _check_parts(knowledge, file, key, model)
    check_intake(knowledge)
    _check_terms(knowledge)
    check_clocks(knowledge)
    check_events(knowledge)
    check_steps(knowledge)
    check_workload(knowledge)
    check_regions(knowledge)
    check_life(knowledge)
    check_examples(knowledge)
    check_organisations(knowledge)
    check_sight(knowledge)
    check_placement(knowledge)
    check_route_rules(knowledge)
    check_openings(knowledge)
    check_coverage(knowledge)
    check_route_steps(knowledge)
    check_learning(knowledge)
    check_signals(knowledge)
    check_absence(knowledge.verzuim, knowledge.velden)
    check_signs(knowledge)
    check_report(knowledge)
    check_import(knowledge.invoer, knowledge.velden, knowledge.secties)
    check_absence_layouts(knowledge.verzuim_invoer, knowledge.velden)
    check_oso(knowledge.oso, knowledge.velden)
    check_sign_in(knowledge)
    check_names_rules(knowledge)
    check_synonyms(knowledge.synoniemen, knowledge.velden)
    check_report_rules(knowledge.verslag, knowledge.velden)
    check_documents(knowledge.documenten, knowledge.velden)
    check_screen(knowledge.gesprek_scherm, knowledge.secties)
    check_screen_words(knowledge.schermwoorden, knowledge.velden)
    check_family_plan(knowledge)
    check_family(
        knowledge.gezin,
        knowledge.velden,
        [row.id for row in knowledge.werkvoorraad.soorten],
    )
    check_transfer(
        knowledge.overdracht,
        [row.id for row in knowledge.inzage.rijen],
        [row.id for row in knowledge.werkvoorraad.soorten],
    )
