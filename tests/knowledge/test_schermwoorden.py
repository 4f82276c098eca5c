"""What the program names by a key has words on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.rustend import resting_on
from models.antwoord import Via

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_every_way_an_answer_comes_in_has_words(knowledge: Knowledge) -> None:
    assert set(knowledge.schermwoorden.herkomst) == {way.value for way in Via}


def test_whatever_rests_on_a_source_is_named(knowledge: Knowledge) -> None:
    kinds = {
        row.soort for id_ in knowledge.bronnen for row in resting_on(knowledge, id_)
    }
    assert kinds <= knowledge.schermwoorden.rijsoorten.keys()
    assert len(kinds) > 1
