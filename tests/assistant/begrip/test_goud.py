"""Gold is compared with what was found as its README says."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.begrip.goud import Telling, compare

PEILDATUM = date(2026, 11, 20)


@pytest.fixture
def total(knowledge):
    """Return the count over all fields of one comparison."""

    def count(goud, gevonden):
        counts = compare(goud, gevonden, knowledge, PEILDATUM)
        return sum(counts.values(), Telling())

    return count


def test_a_value_that_is_right_is_right_in_any_spelling(total):
    gold = {"leeftijd": 13, "verzuim_sinds": "2026-10-09", "postcode4": "3311"}
    found = {
        "leeftijd": 13,
        "verzuim_sinds": date(2026, 10, 9),
        "postcode4": "3311",
    }
    assert total(gold, found) == Telling(goed=3)


def test_another_value_is_both_missed_and_made_up(total):
    assert total({"leeftijd": 13}, {"leeftijd": 12}) == Telling(gemist=1, verzonnen=1)


def test_what_is_not_there_is_made_up_and_what_is_not_found_is_missed(total):
    assert total({"gezag": "voogd"}, {"leeftijd": 12}) == Telling(gemist=1, verzonnen=1)


def test_choices_count_one_by_one_and_optional_choices_not_at_all(total):
    gold = {"kind_belemmerend": ["angst", "trauma"], "?kind_belemmerend": ["anders"]}
    found = {"kind_belemmerend": ["angst", "anders", "somberheid"]}
    assert total(gold, found) == Telling(goed=1, gemist=1, verzonnen=1)


def test_none_of_a_list_can_be_written_as_none_or_as_empty(total):
    assert total({"kind_belemmerend": ["geen"]}, {"kind_belemmerend": []}) == Telling(1)


def test_an_optional_field_is_free_with_its_value_only(total):
    assert total({"?gezag": "voogd"}, {"gezag": "voogd"}) == Telling()
    assert total({"?gezag": "voogd"}, {}) == Telling()
    assert total({"?gezag": "voogd"}, {"gezag": "anders"}) == Telling(verzonnen=1)
    assert total({"?gezag": "*"}, {"gezag": "anders"}) == Telling()


def test_one_of_two_fields_is_enough_and_both_are_fine(total):
    gold = {"verzuim_sinds|helemaal_niet_sinds": "2026-10-09"}
    day = date(2026, 10, 9)
    right = Telling(goed=1)
    assert total(gold, {"helemaal_niet_sinds": day}) == right
    assert total(gold, {"helemaal_niet_sinds": day, "verzuim_sinds": day}) == right
    assert total(gold, {}) == Telling(gemist=1)
    wrong = {"verzuim_sinds": date(2026, 1, 1)}
    assert total(gold, wrong) == Telling(gemist=1, verzonnen=1)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2026, 10, 1), Telling(goed=1)),
        (date(2026, 10, 7), Telling(goed=1)),
        (date(2026, 10, 8), Telling(gemist=1, verzonnen=1)),
    ],
)
def test_any_day_of_a_range_is_right_and_the_day_after_it_not(total, day, count):
    gold = {"verzuim_sinds": "2026-10-01/2026-10-07"}
    assert total(gold, {"verzuim_sinds": day}) == count


def test_a_row_needs_the_columns_of_gold_and_no_others(total):
    gold = {"tlv_aanwezig": [{"soort": "vso", "?geldig_tot": "2027-07-31"}]}
    right = {"soort": "vso", "geldig_tot": date(2027, 7, 31)}
    assert total(gold, {"tlv_aanwezig": [right]}) == Telling(goed=1)
    assert total(gold, {"tlv_aanwezig": [{"soort": "vso"}]}) == Telling(goed=1)
    for wrong in ({"soort": "so"}, right | {"categorie": "hoog"}):
        found = {"tlv_aanwezig": [wrong]}
        assert total(gold, found) == Telling(gemist=1, verzonnen=1)


def test_a_row_that_lacks_something_is_missed_but_not_made_up(total):
    gold = {"tlv_aanwezig": [{"soort": "vso", "categorie": "laag"}]}
    part, wrong = [{"soort": "vso"}], [{"soort": "vso", "categorie": "hoog"}]
    assert total(gold, {"tlv_aanwezig": part}) == Telling(gemist=1)
    assert total(gold, {"tlv_aanwezig": wrong}) == Telling(gemist=1, verzonnen=1)
    right = [{"soort": "vso", "categorie": "laag"}]
    assert total(gold, {"tlv_aanwezig": part + right}) == Telling(1, 0, 1)


def test_an_empty_table_is_an_answer(total):
    assert total({"tlv_aanwezig": []}, {"tlv_aanwezig": []}) == Telling(goed=1)
    assert total({"tlv_aanwezig": []}, {}) == Telling(gemist=1)


def test_precision_recall_and_f1_follow_from_the_counts():
    count = Telling(goed=6, gemist=2, verzonnen=4)
    assert count.precision == 0.6
    assert count.recall == 0.75
    assert count.f1 == pytest.approx(2 * 0.6 * 0.75 / (0.6 + 0.75))
    assert Telling().f1 == 1.0
