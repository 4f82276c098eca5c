"""The sentences about a placement: complete, and fillable as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from knowledge.plaatsing_woorden import Plaatsingswoorden

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_every_goal_has_words_for_better_and_worse(knowledge: Knowledge) -> None:
    worded = {row.id for row in knowledge.plaatsing_woorden.doelen}
    assert worded == {row.id for row in knowledge.doelen}


def test_a_number_goes_with_its_unit(knowledge: Knowledge) -> None:
    words = knowledge.plaatsing_woorden
    assert words.count("week", 1) == "1 week"
    assert words.count("week", 0) == "0 weken"
    assert words.count("plaats", 2) == "2 plaatsen"


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("{leraar} komt", "kan niet worden ingevuld"),
        ("{leerling komt", "niet gesloten"),
    ],
)
def test_a_sentence_that_cannot_be_filled_in_is_refused(
    knowledge: Knowledge, sentence: str, complaint: str
) -> None:
    rows = knowledge.plaatsing_woorden.model_dump()
    rows["keten"]["schuift"] = sentence
    with pytest.raises(ValidationError, match=complaint):
        Plaatsingswoorden.model_validate(rows)


def test_a_goal_counts_in_a_unit_that_exists(knowledge: Knowledge) -> None:
    rows = knowledge.plaatsing_woorden.model_dump()
    rows["doelen"][0]["eenheid"] = "kilo"
    with pytest.raises(ValidationError, match="kilo"):
        Plaatsingswoorden.model_validate(rows)
