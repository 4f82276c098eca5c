"""What was found is compared with a label as the README of the measured set says."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.measure.label import compare

DAY = date(2026, 10, 9)


def counts(velden, found):
    """Return how many values are right, missed and made up."""
    told = compare(velden, found)
    return len(told.goed), len(told.gemist), len(told.verzonnen)


def test_a_value_that_is_right_is_right_in_any_spelling():
    label = {"leeftijd": 13, "verzuim_sinds": "2026-10-09", "regisseur": "Juf Sam"}
    found = {"leeftijd": 13.0, "verzuim_sinds": DAY, "regisseur": "juf sam."}
    assert counts(label, found) == (3, 0, 0)


def test_another_value_is_both_missed_and_made_up():
    assert counts({"leeftijd": 13}, {"leeftijd": 12}) == (0, 1, 1)


def test_what_is_not_there_is_made_up_and_what_is_not_found_is_missed():
    assert counts({"gezag": "voogd"}, {"leeftijd": 12}) == (0, 1, 1)


def test_choices_count_one_by_one_and_optional_choices_not_at_all():
    label = {"kind_belemmerend": ["angst", "trauma"], "?kind_belemmerend": ["anders"]}
    found = {"kind_belemmerend": ["angst", "anders", "somberheid"]}
    assert counts(label, found) == (1, 1, 1)


def test_none_of_a_list_is_an_answer():
    assert counts({"kind_belemmerend": []}, {"kind_belemmerend": []}) == (1, 0, 0)
    assert counts({"kind_belemmerend": []}, {}) == (0, 1, 0)
    assert counts({"kind_belemmerend": ["angst"]}, {"kind_belemmerend": []}) == (
        0,
        1,
        1,
    )


def test_an_optional_field_is_free_with_its_value_only():
    assert counts({"?gezag": "voogd"}, {"gezag": "voogd"}) == (0, 0, 0)
    assert counts({"?gezag": "voogd"}, {}) == (0, 0, 0)
    assert counts({"?gezag": "voogd"}, {"gezag": "anders"}) == (0, 0, 1)
    assert counts({"?gezag": "*"}, {"gezag": "anders"}) == (0, 0, 0)


def test_one_of_two_fields_is_enough_and_both_are_fine():
    label = {"verzuim_sinds|helemaal_niet_sinds": "2026-10-09"}
    assert counts(label, {"helemaal_niet_sinds": DAY}) == (1, 0, 0)
    both = {"helemaal_niet_sinds": DAY, "verzuim_sinds": DAY}
    assert counts(label, both) == (1, 0, 0)
    assert counts(label, {}) == (0, 1, 0)
    assert counts(label, {"verzuim_sinds": date(2026, 1, 1)}) == (0, 1, 1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, (1, 0, 0)), (7, (1, 0, 0)), (8, (0, 1, 1))],
)
def test_any_day_of_a_range_is_right_and_the_day_after_it_not(day, expected):
    label = {"verzuim_sinds": "2026-10-01/2026-10-07"}
    assert counts(label, {"verzuim_sinds": date(2026, 10, day)}) == expected


def test_a_row_needs_the_columns_of_the_label_and_no_others():
    label = {"tlv_aanwezig": [{"soort": "vso", "?geldig_tot": "2027-07-31"}]}
    right = {"soort": "vso", "geldig_tot": date(2027, 7, 31)}
    assert counts(label, {"tlv_aanwezig": [right]}) == (1, 0, 0)
    assert counts(label, {"tlv_aanwezig": [{"soort": "vso"}]}) == (1, 0, 0)
    for wrong in ({"soort": "so"}, right | {"categorie": "hoog"}):
        assert counts(label, {"tlv_aanwezig": [wrong]}) == (0, 1, 1)


def test_a_row_that_lacks_something_is_missed_but_not_made_up():
    label = {"tlv_aanwezig": [{"soort": "vso", "categorie": "laag"}]}
    part, wrong = {"soort": "vso"}, {"soort": "vso", "categorie": "hoog"}
    assert counts(label, {"tlv_aanwezig": [part]}) == (0, 1, 0)
    assert counts(label, {"tlv_aanwezig": [wrong]}) == (0, 1, 1)
    right = {"soort": "vso", "categorie": "laag"}
    assert counts(label, {"tlv_aanwezig": [part, right]}) == (1, 0, 1)


def test_counts_come_per_field():
    label = {"leeftijd": 13, "gezag": "voogd"}
    told = compare(label, {"leeftijd": 13, "gezag": "anders"}).per_field()
    assert told["leeftijd"].f1 == 1.0
    assert told["gezag"].f1 == 0.0
