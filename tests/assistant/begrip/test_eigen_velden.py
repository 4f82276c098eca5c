"""Own wordings of every field group, asked and volunteered, keep being understood."""

from __future__ import annotations

import json

import pytest

from assistant.begrip.clauses import clauses, is_supposed
from assistant.begrip.loose import stem
from tests.assistant.begrip.conftest import plain_json, rows

NOTHING = "[]"


def pairs(velden):
    """Return (field, value) pairs, one per choice or row."""
    found = set()
    for veld, waarde in velden.items():
        items = waarde if isinstance(waarde, list) else [waarde]
        found |= {(veld, json.dumps(whole(i), sort_keys=True)) for i in items}
        found |= set() if items else {(veld, NOTHING)}
    return found


def whole(item):
    """Return whole floats as integers, also in the row of a table."""
    if isinstance(item, dict):
        return {key: whole(value) for key, value in item.items()}
    return int(item) if isinstance(item, float) and item.is_integer() else item


def test_own_wordings_are_read_and_nearly_nothing_is_invented(read, knowledge):
    good = missed = invented = 0
    for vraag, tekst, velden, *also in rows("velden_eigen.tsv"):
        asked = None if vraag == "-" else vraag
        want = pairs(json.loads(velden))
        got = pairs(plain_json(read(tekst, asked).velden))
        allowed = set(also[0].split()) if also else set()
        good += len(want & got)
        missed += len(want - got)
        invented += sum(veld not in allowed for veld, _ in got - want)
    assert good / (good + missed) >= 0.96
    assert good / (good + invented) >= 0.97


@pytest.mark.parametrize(
    "veld", ["signaal_suicide", "signaal_thuis_onveilig", "gevaarlijk_gedrag"]
)
def test_a_fact_beside_a_question_about_safety_is_not_its_answer(read, veld):
    said = read("zij zit al zes weken thuis en heeft vaak buikpijn", veld).velden
    assert veld not in said


def test_alles_behalve_is_every_choice_but_the_named_one(read, knowledge):
    said = read("alles behalve bellen", "contact_voorkeur").velden["contact_voorkeur"]
    every = [w.id for w in knowledge.velden["contact_voorkeur"].waarden]
    assert said == [w for w in every if w != "bellen"]


def test_a_clause_that_names_a_document_answers_for_that_document_only(read):
    said = read("het opp is klaar maar het okr nog niet").velden
    assert said == {"dossier_opp": "ja_actueel", "dossier_okr": "nee"}


def test_en_cuts_a_sentence_only_between_two_verbs():
    assert clauses("leerplicht en het wijkteam zijn betrokken") == [
        "leerplicht en het wijkteam zijn betrokken"
    ]
    assert len(clauses("het opp is oud en er is geen tlv")) == 2


@pytest.mark.parametrize(
    ("clause", "supposed"),
    [
        ("misschien heeft hij adhd", True),
        ("ze onderzoeken of hij autisme heeft", True),
        ("meer is niet mogelijk", False),
        ("er zijn geen mogelijkheden meer", False),
    ],
)
def test_what_is_only_supposed_is_told_from_what_is_so(clause, supposed):
    assert is_supposed(clause) is supposed


@pytest.mark.parametrize(
    ("one", "other"),
    [("slapen", "slaapt"), ("pesten", "gepest"), ("begeleiding", "begeleider")],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)
