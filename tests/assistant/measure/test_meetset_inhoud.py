"""The measured set is well-formed, and what is tested was not learned."""

from __future__ import annotations

import re
from itertools import combinations
from operator import ge

import pytest
import yaml

from assistant.measure.label import ANY, MAY, OR
from assistant.measure.meetset import PEILDATUM, read_reports, read_sentences
from assistant.measure.toetsset import learned_texts, plain, was_learned
from assistant.settings import REPO_ROOT
from knowledge.load import load_knowledge
from matching.antwoorden import check_answer

MEETSET = REPO_ROOT / "assistant" / "bot" / "meetset"
TRAINING = REPO_ROOT / "assistant" / "bot" / "data"
SENTENCES = ("ontwikkel.tsv", "toets.tsv", "toets2.tsv")
REPORTS = (
    "verslagen_ontwikkel.yaml",
    "verslagen_toets.yaml",
    "verslagen_toets2.yaml",
)
SPAN = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def sentences(knowledge):
    """Return the development sentences and those of both test sets."""
    return [read_sentences(MEETSET / name, knowledge) for name in SENTENCES]


@pytest.fixture(scope="module")
def intents():
    """Return the intents of the domain, what Rasa cannot classify left out."""
    text = (REPO_ROOT / "assistant" / "bot" / "domain.yml").read_text(encoding="utf-8")
    return set(yaml.safe_load(text)["intents"]) - {"nlu_fallback"}


def values(value):
    """Return the value(s) that a notation stands for, for checking."""
    if isinstance(value, str) and SPAN.fullmatch(value):
        return value.split("/")
    return [] if value == ANY else [value]


def check(veld, gold):
    """Refuse gold that can never be an answer of this field."""
    if gold == ANY:
        return
    if veld.kolommen:
        for row in gold:
            check_row(veld, row)
        return
    for value in values(gold):
        check_answer(veld, value, PEILDATUM)


def check_row(veld, row):
    for key, cell in row.items():
        assert key.removeprefix(MAY) in {kolom.id for kolom in veld.kolommen}, key
        for value in values(cell):
            check_answer(veld, [{key.removeprefix(MAY): value}], PEILDATUM)


def in_common(gold, wrong):
    """Whether what must not be found is gold."""
    if gold is None or wrong == ANY:
        return gold is not None
    if isinstance(gold, list):
        return bool(set(gold) & set(wrong))
    return gold == wrong


def check_gold(knowledge, gold, place):
    for key, value in gold.items():
        for field in key.removeprefix(MAY).split(OR):
            assert field in knowledge.velden, (place, field)
            check(knowledge.velden[field], value)


def test_every_label_exists_and_every_value_can_be_an_answer(
    knowledge, intents, sentences
):
    for zin in (zin for part in sentences for zin in part):
        assert set(zin.intenties) <= intents, zin
        assert zin.begrip is None or zin.begrip in knowledge.begrippen, zin
        assert zin.tekst == zin.tekst.strip() != "", zin
        check_gold(knowledge, zin.velden, zin.tekst)


@pytest.mark.parametrize("name", REPORTS)
def test_the_fields_of_every_report_have_possible_values(knowledge, name):
    reports = read_reports(MEETSET / name, knowledge)
    assert len({verslag.id for verslag in reports}) == len(reports)
    for verslag in reports:
        for part in (verslag.goud, verslag.mag, verslag.niet):
            check_gold(knowledge, part, verslag.id)
        for field, wrong in verslag.niet.items():
            assert not in_common(verslag.goud.get(field), wrong), (verslag.id, field)


def test_the_set_is_as_large_as_it_should_be(knowledge, sentences):
    assert all(map(ge, map(len, sentences), (400, 1500, 350)))
    reports = [read_reports(MEETSET / name, knowledge) for name in REPORTS]
    assert all(map(ge, map(len, reports), (8, 22, 14)))


def test_every_intent_is_tested_and_danger_most(intents, sentences):
    classes = [zin.intenties[0] for zin in sentences[1]]
    counts = {intent: classes.count(intent) for intent in intents}
    assert min(counts.values()) >= 25, min(counts, key=lambda name: counts[name])
    assert counts["crisis"] >= 140


def test_every_field_that_a_person_answers_is_asked_three_times(knowledge, sentences):
    asked = [zin.vraag for zin in sentences[1]]
    people = (v for v in knowledge.velden.values() if set(v.invullers) != {"systeem"})
    few = [v.id for v in people if asked.count(v.id) < 3]
    assert few == []


def test_no_group_and_no_sentence_is_in_two_files(sentences):
    for part in sentences:
        lines = [(z.vraag, plain(z.tekst) or z.tekst) for z in part]
        assert len(set(lines)) == len(lines)
    for one, other in combinations(sentences, 2):
        assert not {z.groep for z in one} & {z.groep for z in other}
        seen = {plain(z.tekst) for z in one if len(z.tekst.split()) > 3}
        assert not seen & {plain(z.tekst) for z in other}


def test_what_is_tested_was_not_learned(sentences):
    learned = learned_texts(TRAINING)
    assert len(learned) > 1000
    tested = (zin for part in sentences[1:] for zin in part)
    both = sum(was_learned(zin, learned) for zin in tested)
    # The sentences themselves are not shown: nobody tunes to the test set.
    assert both == 0, f"{both} lines; run `python -m assistant.measure.toetsset`"
