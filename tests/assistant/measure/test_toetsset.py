"""Templates give the same valid sentences; the test set stays apart from training."""

from __future__ import annotations

import pytest

from assistant.measure.meetset import PEILDATUM, Zin, read_sentences
from assistant.measure.sjablonen import generate, load_templates
from assistant.measure.toetsset import (
    BOT,
    MARK,
    MOST_WORDS_IN_COMMON,
    as_line,
    learned_texts,
    plain,
    rewrite,
    was_learned,
)
from knowledge.load import load_knowledge
from matching.antwoorden import check_answers


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def templates():
    return load_templates(BOT / "meetset" / "sjablonen.yaml")


@pytest.fixture(scope="module")
def sentences(templates, knowledge):
    return generate(templates, knowledge)


def zin(tekst, groep="hand:x"):
    return Zin(groep, None, ("groet",), {}, None, tekst)


def test_the_same_templates_give_the_same_sentences(templates, knowledge, sentences):
    assert generate(templates, knowledge) == sentences


def test_another_seed_gives_other_sentences(templates, knowledge, sentences):
    other = templates.model_copy(update={"seed": templates.seed + 1})
    assert generate(other, knowledge) != sentences


def test_a_template_more_leaves_the_others_as_they_are(templates, knowledge, sentences):
    fewer = templates.model_copy(update={"sjablonen": templates.sjablonen[1:]})
    first = templates.sjablonen[0].aantal
    assert generate(fewer, knowledge) == sentences[first:]


def test_every_template_gives_as_many_different_sentences_as_it_says(
    templates, sentences
):
    assert len(sentences) == sum(one.aantal for one in templates.sjablonen)
    assert len({(z.groep, z.vraag, z.tekst) for z in sentences}) == len(sentences)


def test_no_slot_stays_open_and_every_value_can_be_an_answer(knowledge, sentences):
    for one in sentences:
        assert not set("{}()") & set(one.tekst), one
        check_answers(one.velden, knowledge, PEILDATUM)


def test_a_mistyped_label_differs_from_the_label(knowledge, sentences):
    labels = {w.label.lower() for v in knowledge.velden.values() for w in v.waarden}
    typed = [z.tekst for z in sentences if z.groep == "sjabloon:keuze-tikfout"]
    assert typed
    assert not {text.removesuffix(" is het").lower() for text in typed} & labels


def test_writing_anew_keeps_comments_and_what_is_written_by_hand(tmp_path, knowledge):
    path = tmp_path / "toets.tsv"
    lines = ["# wat dit is", as_line(zin("goedemiddag samen")), MARK]
    old = as_line(zin("oud", "sjabloon:oud"))
    path.write_text("\n".join([*lines, old]) + "\n", encoding="utf-8")
    new = zin("nieuw", "sjabloon:nieuw")
    rewrite(path, (new,), frozenset(), knowledge)
    assert path.read_text(encoding="utf-8").splitlines() == [*lines, as_line(new)]
    rewrite(path, (new,), frozenset(), knowledge)
    assert [z.tekst for z in read_sentences(path, knowledge)] == [
        "goedemiddag samen",
        "nieuw",
    ]


def test_writing_anew_takes_out_what_was_learned(tmp_path, knowledge):
    path = tmp_path / "toets.tsv"
    long, short = zin("Waar kan ik hier terecht?"), zin("hallo daar")
    path.write_text(f"{as_line(long)}\n{as_line(short)}\n{MARK}\n", encoding="utf-8")
    learned = frozenset({"waar kan ik hier terecht", "hallo daar"})
    rewrite(path, (), learned, knowledge)
    assert read_sentences(path, knowledge) == (short,)


def test_a_training_example_is_known_without_its_marks(tmp_path):
    nlu = (
        "nlu:\n- intent: x\n  examples: |\n    - wat is een [OPP](begrip) eigenlijk?\n"
    )
    (tmp_path / "a.yml").write_text(nlu, encoding="utf-8")
    assert learned_texts(tmp_path) == {"wat is een opp eigenlijk"}


def test_only_what_is_longer_than_a_few_words_counts_as_learned():
    text = " ".join(["hoi"] * MOST_WORDS_IN_COMMON)
    learned = frozenset({text, text + " jij"})
    assert not was_learned(zin(text), learned)
    assert was_learned(zin(text + ", jij!"), learned)


def test_case_and_punctuation_do_not_make_another_text():
    assert plain("  Hé, wat is dát?! ") == plain("hé wat is dát")
