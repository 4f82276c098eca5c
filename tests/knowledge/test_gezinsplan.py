"""What families read about a plan: short sentences, no words of professionals."""

import re
from dataclasses import replace

import pytest

from knowledge.errors import KnowledgeError
from knowledge.gezinsplan import OTHERWISE, check_family_plan

SENTENCE = re.compile(r"[.?!:]\s*")


def sentences(text):
    return [one.split() for one in SENTENCE.split(text) if one.split()]


def jargon_in(text, forbidden):
    """Return the words of professionals in a text, whole or as a beginning."""
    found = []
    for word in forbidden:
        end = r"\b" if len(word) <= 4 else r"\w*"
        if re.search(rf"\b{re.escape(word)}{end}", text.lower()):
            found.append(word)
    return found


def test_no_sentence_is_longer_than_the_bound(knowledge):
    plan = knowledge.gezinsplan
    long = [
        " ".join(words)
        for text in plan.texts()
        for words in sentences(text)
        if len(words) > plan.hoogste_woorden
    ]
    assert long == []


def test_no_text_has_a_word_of_professionals(knowledge):
    plan = knowledge.gezinsplan
    wrong = {
        text: found
        for text in plan.texts()
        if (found := jargon_in(text, plan.verboden))
    }
    assert wrong == {}


def test_the_test_of_jargon_finds_it():
    assert jargon_in("Een arrangement van het OPDC.", ("arrangement", "opdc", "tlv"))
    assert not jargon_in("De school doet mee.", ("opdc", "arrangement"))


def test_a_parent_is_called_u_and_a_pupil_je(knowledge):
    plan = knowledge.gezinsplan
    for rows in (plan.eisen, plan.redenen, plan.termijnen):
        for name, row in rows.items():
            assert not re.search(r"\b(je|jij|jou|jouw)\b", row.ouder.lower()), name
            assert not re.search(r"\b(u|uw)\b", row.leerling.lower()), name
    pupil = plan.stemmen["leerling"]
    for text in (*pupil.zelf, *pupil.zinnen.values(), *pupil.inleiding):
        assert not re.search(r"\b(u|uw)\b", text.lower()), text


def test_no_sentence_repeats_what_could_hurt(knowledge):
    """A family reads what help is needed, not what somebody did or has."""
    plan = knowledge.gezinsplan
    told = " ".join(plan.texts()).lower()
    for word in ("gevaarlijk", "agress", "pijn", "stoornis", "probleem", "problemen"):
        assert word not in told


@pytest.mark.parametrize(
    "kind", ["eisen", "redenen", "papieren", "termijnen", "routes"]
)
def test_a_missing_row_is_named(knowledge, kind):
    plan = knowledge.gezinsplan
    rows = dict(getattr(plan, kind))
    name = next(one for one in rows if one not in ("niet_in_regio", OTHERWISE))
    del rows[name]
    poorer = replace(knowledge, gezinsplan=plan.model_copy(update={kind: rows}))
    with pytest.raises(KnowledgeError, match=f"{kind} > {name}"):
        check_family_plan(poorer)


def test_a_row_about_nothing_is_refused(knowledge):
    plan = knowledge.gezinsplan
    rows = {**plan.redenen, "bestaat_niet": plan.redenen[OTHERWISE]}
    richer = replace(knowledge, gezinsplan=plan.model_copy(update={"redenen": rows}))
    with pytest.raises(KnowledgeError, match="bestaat_niet"):
        check_family_plan(richer)


def test_what_a_region_adds_has_words_too(knowledge):
    plan = knowledge.gezinsplan
    assert plan.eis("eigen_eis_van_de_regio", "leerling").startswith("Een regel")
    assert plan.papier("eigen_papier", "ouder")[1] == "uw contactpersoon"
