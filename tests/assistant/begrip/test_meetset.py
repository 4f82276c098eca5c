"""The measured set is well-formed, and what is tested was not learned."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
import yaml

from assistant.begrip.goud import ELKE, MAG
from assistant.begrip.meetset import PEILDATUM, load_reports, load_sentences
from assistant.errors import AssistantError
from assistant.rasa.meetset import learned_texts, plain, was_learned
from assistant.settings import REPO_ROOT
from matching.antwoorden import check_answer

MEETSET = REPO_ROOT / "assistant" / "bot" / "meetset"
TRAINING = REPO_ROOT / "assistant" / "bot" / "data"
SENTENCES = ("ontwikkel.tsv", "toets.tsv")
REPORTS = ("verslagen_ontwikkel.yaml", "verslagen_toets.yaml")
SPAN = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def intents():
    """Return the intents of the domain, what Rasa cannot classify left out."""
    text = (REPO_ROOT / "assistant" / "bot" / "domain.yml").read_text(encoding="utf-8")
    return set(yaml.safe_load(text)["intents"]) - {"nlu_fallback"}


def values(value):
    """Return the value(s) that a notation stands for, for checking."""
    if isinstance(value, str) and SPAN.fullmatch(value):
        return value.split("/")
    return [] if value == ELKE else [value]


def check(veld, gold):
    """Refuse gold that can never be an answer of this field."""
    if gold == ELKE:
        return
    if veld.kolommen:
        for row in gold:
            check_row(veld, row)
        return
    for value in values(gold):
        check_answer(veld, value, PEILDATUM)


def check_row(veld, row):
    for key, cell in row.items():
        assert key.removeprefix(MAG) in {kolom.id for kolom in veld.kolommen}, key
        for value in values(cell):
            check_answer(veld, [{key.removeprefix(MAG): value}], PEILDATUM)


def in_common(gold, wrong):
    """Whether what must not be found is gold."""
    if gold is None or wrong == ELKE:
        return gold is not None
    if isinstance(gold, list):
        return bool(set(gold) & set(wrong))
    return gold == wrong


def check_gold(knowledge, gold, place):
    for key, value in gold.items():
        for field in key.removeprefix(MAG).split("|"):
            assert field in knowledge.velden, (place, field)
            check(knowledge.velden[field], value)


@pytest.mark.parametrize("name", SENTENCES)
def test_every_label_exists_and_every_value_can_be_an_answer(knowledge, intents, name):
    for zin in load_sentences(MEETSET / name):
        assert set(zin.intents) <= intents, zin
        assert zin.vraag is None or zin.vraag in knowledge.velden, zin
        assert zin.begrip is None or zin.begrip in knowledge.begrippen, zin
        assert zin.tekst == zin.tekst.strip() != "", zin
        check_gold(knowledge, zin.goud, zin.tekst)


@pytest.mark.parametrize("name", REPORTS)
def test_the_fields_of_every_report_exist_with_possible_values(knowledge, name):
    reports = load_reports(MEETSET / name)
    assert len({verslag.id for verslag in reports}) == len(reports)
    for verslag in reports:
        check_gold(knowledge, verslag.goud, verslag.id)
        check_gold(knowledge, verslag.niet, verslag.id)
        for field, wrong in verslag.niet.items():
            assert not in_common(verslag.goud.get(field), wrong), (verslag.id, field)


def test_the_set_is_as_large_as_it_should_be():
    ontwikkel, toets = (load_sentences(MEETSET / name) for name in SENTENCES)
    assert len(ontwikkel) >= 400
    assert len(toets) >= 1200
    assert len(load_reports(MEETSET / REPORTS[0])) >= 8
    assert len(load_reports(MEETSET / REPORTS[1])) >= 22


def test_every_intent_is_tested_and_danger_most(intents):
    toets = load_sentences(MEETSET / "toets.tsv")
    counts = {intent: sum(z.intents[0] == intent for z in toets) for intent in intents}
    assert min(counts.values()) >= 25, min(counts, key=lambda name: counts[name])
    assert counts["crisis"] >= 150


def test_every_field_that_a_person_answers_is_asked_three_times(knowledge):
    toets = load_sentences(MEETSET / "toets.tsv")
    asked = [zin.vraag for zin in toets]
    people = (v for v in knowledge.velden.values() if set(v.invullers) != {"systeem"})
    few = [v.id for v in people if asked.count(v.id) < 3]
    assert few == []


def test_no_group_and_no_sentence_is_in_both_files():
    ontwikkel, toets = (load_sentences(MEETSET / name) for name in SENTENCES)
    assert not {z.groep for z in ontwikkel} & {z.groep for z in toets}
    for sentences in (ontwikkel, toets):
        lines = [(z.vraag, plain(z.tekst) or z.tekst) for z in sentences]
        assert len(set(lines)) == len(lines)
    seen = {plain(z.tekst) for z in ontwikkel if len(z.tekst.split()) > 3}
    assert not seen & {plain(z.tekst) for z in toets}


def test_what_is_tested_was_not_learned():
    learned = learned_texts(TRAINING)
    assert len(learned) > 1000
    both = sum(was_learned(z, learned) for z in load_sentences(MEETSET / "toets.tsv"))
    # The sentences themselves are not shown: nobody tunes to the test set.
    assert both == 0, f"{both} lines; run `python -m assistant.rasa.meetset`"


def test_a_line_with_a_missing_column_is_named(tmp_path):
    path = tmp_path / "kapot.tsv"
    path.write_text("# groep\nhand:x\t-\tgroet\t{}\thallo\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"kapot\.tsv regel 2: 5 kolommen"):
        load_sentences(path)


@pytest.mark.parametrize("cell", ["{leeftijd: 3}", "[]"])
def test_fields_that_are_no_mapping_are_named(tmp_path, cell):
    path = tmp_path / "kapot.tsv"
    path.write_text(f"x\t-\tgroet\t{cell}\t-\thallo\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="regel 1: velden is geen"):
        load_sentences(path)


def test_a_report_without_text_is_named(tmp_path):
    path = tmp_path / "kapot.yaml"
    path.write_text("- {id: a, crisis: false}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="verslag 1: 'tekst' ontbreekt"):
        load_reports(path)


def test_days_in_a_report_become_text_as_in_the_sentences(tmp_path):
    path = tmp_path / "een.yaml"
    row = {"id": "a", "tekst": "x", "crisis": False, "goud": {"verzuim_sinds": 0}}
    text = json.dumps([row]).replace(": 0}", ": 2026-10-01}")
    path.write_text(text, encoding="utf-8")
    (verslag,) = load_reports(path)
    assert verslag.goud == {"verzuim_sinds": date(2026, 10, 1).isoformat()}
