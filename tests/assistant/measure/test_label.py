"""What a label asks for, and what counts as right, missed and invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.measure.label import compare, fields_of
from assistant.measure.score import Score, mean_f1, total


def counts(label, found):
    """Return how many values are right, missed and invented."""
    result = compare(label, found)
    return len(result.goed), len(result.gemist), len(result.verzonnen)


@pytest.mark.parametrize(
    ("label", "found", "expected"),
    [
        ({"leeftijd": 13}, {"leeftijd": 13}, (1, 0, 0)),
        ({"leeftijd": 13}, {"leeftijd": 13.0}, (1, 0, 0)),
        ({"leeftijd": 13}, {"leeftijd": 12}, (0, 1, 1)),
        ({"leeftijd": 13}, {}, (0, 1, 0)),
        ({}, {"leeftijd": 13}, (0, 0, 1)),
        ({"?leeftijd": 13}, {"leeftijd": 13}, (0, 0, 0)),
        ({"?leeftijd": 13}, {"leeftijd": 12}, (0, 0, 1)),
        ({"?leeftijd": "*"}, {"leeftijd": 12}, (0, 0, 0)),
        ({"doel_resultaat": "*"}, {"doel_resultaat": "weer lachen"}, (1, 0, 0)),
        ({"doel_resultaat": "*"}, {"doel_resultaat": ""}, (0, 1, 1)),
    ],
)
def test_a_value_is_right_missed_invented_or_free(label, found, expected):
    assert counts(label, found) == expected


def test_every_choice_of_a_multiple_choice_counts():
    label = {"kind_belemmerend": ["angst", "somberheid"], "?kind_belemmerend": ["adhd"]}
    found = {"kind_belemmerend": ["angst", "adhd", "autisme"]}
    assert counts(label, found) == (1, 1, 1)


def test_none_of_a_list_is_a_value_too():
    assert counts({"eerdere_acties": []}, {"eerdere_acties": []}) == (1, 0, 0)
    assert counts({"eerdere_acties": []}, {}) == (0, 1, 0)


@pytest.mark.parametrize("veld", ["verzuim_sinds", "helemaal_niet_sinds"])
def test_either_of_two_fields_will_do(veld):
    label = {"verzuim_sinds|helemaal_niet_sinds": "2026-10-05"}
    assert counts(label, {veld: date(2026, 10, 5)}) == (1, 0, 0)
    both = dict.fromkeys(("verzuim_sinds", "helemaal_niet_sinds"), date(2026, 10, 5))
    assert counts(label, both) == (1, 0, 0)
    assert fields_of(label) == {"verzuim_sinds", "helemaal_niet_sinds"}


@pytest.mark.parametrize(
    ("day", "right"), [(1, True), (4, True), (7, True), (8, False)]
)
def test_a_day_may_lie_between_two_days(day, right):
    label = {"datum_signaal": "2026-09-01/2026-09-07"}
    assert counts(label, {"datum_signaal": date(2026, 9, day)})[0] == right


def test_a_row_has_the_named_columns_and_no_others():
    label = {"betrokken_partijen": [{"organisatie": "Yulius", "?rol": "ggz"}]}

    def found(**row):
        return counts(label, {"betrokken_partijen": [row]})

    assert found(organisatie="Yulius") == (1, 0, 0)
    assert found(organisatie="yulius", rol="ggz") == (1, 0, 0)
    assert found(organisatie="Yulius", rol="school") == (0, 1, 1)
    assert found(organisatie="Yulius", naam="Jan") == (0, 1, 1)
    # A row that only lacks something is missed; nothing in it is made up.
    assert found(rol="ggz") == (0, 1, 0)


VALUES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.lists(st.sampled_from(["x", "y", "z"]), unique=True) | st.integers(0, 3),
)


@given(label=VALUES, found=VALUES)
def test_every_wanted_and_every_found_value_is_counted_once(label, found):
    def size(values):
        return sum(len(v) or 1 if isinstance(v, list) else 1 for v in values.values())

    right, missed, invented = counts(label, found)
    assert right + missed == size(label)
    assert right + invented == size(found)


@given(VALUES)
def test_what_is_exactly_as_labelled_has_no_mistakes(label):
    assert counts(label, label)[1:] == (0, 0)


def test_figures_are_absent_where_nothing_was_counted():
    assert (Score().precisie, Score().recall, Score().f1) == (None, None, None)
    assert Score(1, 2, 4).precisie == 0.5
    assert Score(1, 2, 4).recall == 0.25
    assert Score(1, 2, 4).f1 == pytest.approx(1 / 3)
    assert total([Score(1, 1, 1), Score(0, 1, 1)]) == Score(1, 2, 2)


def test_the_mean_counts_what_was_wanted_and_never_found_as_nought():
    assert mean_f1([Score(2, 2, 2), Score(0, 0, 3), Score(0, 1, 0)]) == 0.5
