"""The table of who sees what: complete, sourced, and never wider than the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge.errors import KnowledgeError
from knowledge.inzage import Categorie, GrondSoort, Inzageregels, Publiek, Relatie
from knowledge.reading import read_row
from knowledge.velden import Gevoeligheid

if TYPE_CHECKING:
    from knowledge.inzage import Inzagerij
    from knowledge.load import Knowledge

SENSITIVE = (Categorie.GEZONDHEID, Categorie.STRAFRECHTELIJK)
OWN_RELATIONS = (Relatie.EIGEN, Relatie.SWV)


def rows(knowledge: Knowledge, relatie: Relatie) -> list[Inzagerij]:
    return [row for row in knowledge.inzage.rijen if row.relatie is relatie]


def test_every_work_at_every_kind_of_organisation_has_a_row(
    knowledge: Knowledge,
) -> None:
    for soort in knowledge.organisaties.soorten:
        for rol in soort.rollen:
            assert knowledge.inzage.rows_for(rol, soort.id), (rol, soort.id)
    for rol in ("ouder", "leerling"):
        assert knowledge.inzage.rows_for(rol, None)


def test_every_cell_names_a_source_that_exists(knowledge: Knowledge) -> None:
    for row in knowledge.inzage.rijen:
        assert set(row.cellen) == set(Categorie)
        for cel in row.cellen.values():
            assert cel.bron.split()[0].rstrip(";,") in knowledge.bronnen


@pytest.mark.parametrize("relatie", [Relatie.DELING, Relatie.PLAATS])
def test_health_data_need_more_than_a_task_outside_school_and_swv(
    knowledge: Knowledge, relatie: Relatie
) -> None:
    for row in rows(knowledge, relatie):
        grounds = row.cellen[Categorie.GEZONDHEID].gronden
        if {"school", "schoolbestuur"} & set(row.organisaties) and row.id != (
            "aanbieder_plek"
        ):
            continue  # the board where a pupil is enrolled or applied: WPO 18a(13)
        assert GrondSoort.TAAK not in grounds, row.id


def test_a_provider_gets_health_data_by_consent_only(knowledge: Knowledge) -> None:
    (row,) = rows(knowledge, Relatie.PLAATS)
    assert row.cellen[Categorie.GEZONDHEID].gronden == (GrondSoort.TOESTEMMING,)


def test_beheerder_and_fg_never_see_content(knowledge: Knowledge) -> None:
    for row in rows(knowledge, Relatie.GEEN):
        assert all(cel.gronden == (GrondSoort.NOOIT,) for cel in row.cellen.values())
        assert not row.wijzigen
        assert set(row.onderdelen) <= {"inzageregister"}


def test_a_parent_without_authority_sees_facts_and_nothing_sensitive(
    knowledge: Knowledge,
) -> None:
    (row,) = (one for one in knowledge.inzage.rijen if one.gezag is False)
    for categorie in (*SENSITIVE, Categorie.EIGEN_WOORDEN):
        assert row.cellen[categorie].gronden == (GrondSoort.NOOIT,)
    assert row.velden
    for veld in row.velden:
        assert knowledge.velden[veld].gevoeligheid is Gevoeligheid.gewoon
    assert not {"antwoorden", "woorden", "gezin"} & set(row.onderdelen)


def test_only_school_and_swv_may_change_a_case(knowledge: Knowledge) -> None:
    for row in knowledge.inzage.rijen:
        if row.wijzigen:
            assert row.relatie in OWN_RELATIONS, row.id


def test_home_safety_is_meant_for_school_and_swv_only(knowledge: Knowledge) -> None:
    veld = knowledge.velden["signaal_thuis_onveilig"]
    for row in knowledge.inzage.rijen:
        if row.may_show(veld):
            assert row.publiek is Publiek.PROFESSIONAL, row.id
            assert row.relatie in (*OWN_RELATIONS, Relatie.DELING, Relatie.GEEN)


def test_parents_lose_health_data_at_the_age_of_own_consent(
    knowledge: Knowledge,
) -> None:
    regels = knowledge.inzage
    assert regels.leeftijd_eigen_toestemming == 16
    grounds = {
        row.leeftijd: row.cellen[Categorie.GEZONDHEID].gronden
        for row in regels.rijen
        if row.gezag is True
    }
    assert set(grounds.values()) == {(GrondSoort.EIGEN,), (GrondSoort.TOESTEMMING,)}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cellen": {}}, "er is geen cel voor naam"),
        ({"relatie": "buurman"}, "relatie"),
    ],
)
def test_a_row_that_is_not_whole_is_refused(
    knowledge: Knowledge, change: dict[str, object], message: str
) -> None:
    raw = knowledge.inzage.model_dump(mode="json")
    raw["rijen"][0] |= change
    with pytest.raises(KnowledgeError, match=message):
        read_row(raw, Inzageregels, file="inzage.yaml")


def test_never_stands_alone(knowledge: Knowledge) -> None:
    raw = knowledge.inzage.model_dump(mode="json")
    raw["rijen"][0]["cellen"]["naam"]["gronden"] = ["nooit", "taak"]
    with pytest.raises(KnowledgeError, match="niet alleen"):
        read_row(raw, Inzageregels, file="inzage.yaml")
