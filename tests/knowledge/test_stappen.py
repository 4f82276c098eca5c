"""The parents' steps as they are written: plain words, a person, a way on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.load import load_knowledge

if TYPE_CHECKING:
    from knowledge.load import Knowledge
    from knowledge.stappen import Stap

STEPS = [stap for row in load_knowledge().situaties for stap in row.stappen]
each_step = pytest.mark.parametrize("stap", STEPS, ids=lambda stap: stap.id)


@each_step
def test_a_step_is_said_in_short_sentences(stap: Stap) -> None:
    for text in (stap.wat, stap.waarom, stap.als_niet):
        sentences = re.split(r"(?<=[.?!])\s+", text)
        assert all(len(sentence.split()) <= 18 for sentence in sentences), text


@each_step
def test_a_step_speaks_to_parents(stap: Stap) -> None:
    for text in (stap.wat, stap.waarom, stap.als_niet):
        assert not re.search(r"\b(je|jij|jouw)\b", text), text


def test_crisis_comes_first_and_before_everything(knowledge: Knowledge) -> None:
    first, *rest = knowledge.situaties
    assert first.id == "crisis"
    assert first.gaat_voor_alles
    assert not any(situatie.gaat_voor_alles for situatie in rest)


def test_every_situation_of_the_research_has_steps(knowledge: Knowledge) -> None:
    assert {situatie.id for situatie in knowledge.situaties} >= {
        "verzuim_begint",
        "ziek_of_klachten",
        "school_handelingsverlegen",
        "geschorst_of_verwijderd",
        "niet_ingeschreven",
        "wacht_op_plek",
        "niet_eens",
        "lang_thuis",
        "wacht_op_hulp",
        "vrijstelling_overwogen",
        "naar_mbo",
        "vervoer_nodig",
        "crisis",
    }
