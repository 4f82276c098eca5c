"""The fields of the probleemanalyse: complete, worded for everyone, and explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from knowledge.load import load_knowledge
from knowledge.velden import Gevoeligheid, Invuller, VeldType

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

VELDEN = list(load_knowledge().velden.values())
each_field = pytest.mark.parametrize("veld", VELDEN, ids=lambda veld: veld.id)
JE = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
U = re.compile(r"\b(u|uw)\b", re.IGNORECASE)


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def _questions(veld: Veld) -> list[str]:
    asked = (veld.vraag, veld.vraag_ouder, veld.vraag_leerling)
    return [text for text in asked if text]


def test_all_fields_are_there(knowledge: Knowledge) -> None:
    assert len(knowledge.velden) == 117


@each_field
def test_every_value_has_a_label_that_is_not_its_id(veld: Veld) -> None:
    for row in (veld, *veld.kolommen):
        for waarde in row.waarden:
            assert "_" not in waarde.label
            assert not waarde.label[0].islower()
            assert waarde.label[0].isalnum()
        labels = [waarde.label for waarde in row.waarden]
        assert len(set(labels)) == len(labels)


ADDED = {"notitie_bij_aanmelding"}
"""Fields that the domain research does not have, each with its reason in the row."""


@each_field
def test_every_question_is_short(veld: Veld) -> None:
    for question in _questions(veld):
        lengths = [len(sentence.split()) for sentence in _sentences(question)]
        assert sum(lengths) / len(lengths) <= 15, question
        assert len(lengths) <= 3, question


@each_field
def test_every_question_asks(veld: Veld) -> None:
    for question in _questions(veld):
        assert "?" in question, question


@each_field
def test_parents_are_u_and_pupils_are_je(veld: Veld) -> None:
    assert not JE.search(veld.vraag)
    if veld.vraag_ouder:
        assert not JE.search(veld.vraag_ouder)
        assert "de leerling" not in veld.vraag_ouder
    if veld.vraag_leerling:
        assert not U.search(veld.vraag_leerling)
        assert "de leerling" not in veld.vraag_leerling


@each_field
def test_every_field_says_why_in_one_sentence(veld: Veld) -> None:
    assert len(_sentences(veld.waarom)) == 1
    assert veld.waarom.endswith(".")
    assert len(veld.waarom.split()) <= 16


@each_field
def test_the_words_fit_the_role(veld: Veld) -> None:
    assert veld.vraag_voor("ouder") == (veld.vraag_ouder or veld.vraag)
    assert veld.vraag_voor("leerling") == (veld.vraag_leerling or veld.vraag)
    assert veld.vraag_voor("zorgcoordinator") == veld.vraag


@each_field
def test_only_the_values_for_not_knowing_are_marked_so(veld: Veld) -> None:
    not_knowing = re.compile(
        r"onbekend|niet_duidelijk|(nog_)?niet_gevraagd|weet_niet|wil_ik_niet_zeggen"
        r"|nog_niet_bekend"
    )
    for waarde in veld.waarden:
        assert waarde.onbekend == bool(not_knowing.fullmatch(waarde.id)), waarde.id
        if waarde.leeg:
            assert veld.type is VeldType.multi


def test_answers_about_care_are_health_data(knowledge: Knowledge) -> None:
    for veld_id in (
        "eerdere_acties",
        "betrokken_partijen",
        "wachttijd_hulp_weken",
        "doel_soort",
        "behandeling_nu",
        "diagnose_status",
    ):
        veld = knowledge.velden[veld_id]
        assert veld.gevoeligheid is Gevoeligheid.bijzonder_gezondheid


def test_home_safety_is_never_shown_to_the_family_or_the_table(
    knowledge: Knowledge,
) -> None:
    veld = knowledge.velden["signaal_thuis_onveilig"]
    assert set(veld.niet_tonen_aan) == {"ouder", "leerling", "plaatsingsoverleg"}
    assert not {Invuller.ouder, Invuller.leerling} & set(veld.invullers)


def test_absence_cannot_start_in_the_future(knowledge: Knowledge) -> None:
    assert knowledge.velden["verzuim_sinds"].niet_in_toekomst
    assert not knowledge.velden["start_haalbaar_vanaf"].niet_in_toekomst


def test_a_value_and_a_column_are_found_by_id(knowledge: Knowledge) -> None:
    veld = knowledge.velden["vorm_verzuim"]
    angst = veld.waarde("angstgerelateerde_schoolweigering")
    assert angst is not None
    assert angst.label == "Durft niet naar school (angst)"
    assert veld.waarde("vakantie") is None
    tlv = knowledge.velden["tlv_aanwezig"]
    kolom = tlv.kolom("geldig_tot")
    assert kolom is not None
    assert kolom.type is VeldType.date
    assert tlv.kolom("kleur") is None


def _column_ids(raw: list[str]) -> list[str]:
    return [text.partition("(")[0] for text in raw]


def test_ids_types_and_values_are_those_of_the_domain_research(
    shared_dir: Path, knowledge: Knowledge
) -> None:
    path = shared_dir / "domein" / "probleemanalyse.yaml"
    research = yaml.safe_load(path.read_text(encoding="utf-8"))["fields"]
    ours = [veld_id for veld_id in knowledge.velden if veld_id not in ADDED]
    assert [row["id"] for row in research] == ours
    for row in research:
        veld = knowledge.velden[row["id"]]
        assert veld.type == row["type"]
        assert set(veld.nodig_voor) == set(row["required_for"])
        assert set(veld.invullers) >= set(row["filled_by"])
        values = row.get("values")
        if isinstance(values, list):
            assert [waarde.id for waarde in veld.waarden] == values
        elif isinstance(values, dict) and "kolommen" in values:
            ids = [kolom.id for kolom in veld.kolommen]
            assert ids == _column_ids(values["kolommen"])
        elif isinstance(values, dict) and "min" in values:
            assert veld.minimum == values["min"]
