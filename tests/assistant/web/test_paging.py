"""Going through the pages of a long list."""

import pytest

from assistant.web.paging import page_number, pager


@pytest.mark.parametrize(
    ("text", "page"),
    [("3", 3), ("0", 1), ("-2", 1), ("", 1), ("²", 1), ("9" * 40, 1), ("1e3", 1)],
)
def test_a_page_is_read_from_the_address(text, page):
    assert page_number(text) == page


def test_there_is_nothing_before_the_first_and_after_the_last_page():
    first, last = pager("/start", {}, 1, 2), pager("/start", {}, 2, 2)
    assert (first.vorige, first.volgende) == (None, "/start?blad=2")
    assert (last.vorige, last.volgende) == ("/start?blad=1", None)


def test_what_was_chosen_stays_in_the_address_and_cannot_break_it():
    shown = pager("/taken", {"bak": "te_laat", "soort": "a&b=c"}, 1, 9)
    assert shown.volgende == "/taken?bak=te_laat&soort=a%26b%3Dc&blad=2"
