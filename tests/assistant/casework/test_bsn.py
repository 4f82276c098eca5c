from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.bsn import looks_like_bsn, refuse_bsn
from assistant.errors import InputError

# Invented numbers that pass the test, as used in the manuals of software.
KNOWN = ("123456782", "111222333", "999990019", "000000012")
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2)


def with_check_digit(first: str) -> str | None:
    rest = sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=True)) % 11
    return None if rest == 10 else first + str(rest)


@pytest.mark.parametrize("bsn", KNOWN)
@pytest.mark.parametrize(
    "around", ["{}", "bsn {}.", "nr:{}", "Jan ({}) 12 jaar", "klas 3 {} 2026", "{},"]
)
def test_a_bsn_is_refused_wherever_it_stands(bsn, around):
    with pytest.raises(InputError, match="BSN") as refused:
        refuse_bsn(around.format(bsn), "de notitie")
    assert "de notitie" in str(refused.value)
    assert bsn not in str(refused.value)


@pytest.mark.parametrize(
    "tekst",
    ["123 456 782", "123.456.782", "1234.56.782", "1234-56-782", "12 34 56 782"],
)
def test_a_bsn_in_groups_is_refused(tekst):
    assert looks_like_bsn(tekst)


def test_a_bsn_in_full_width_digits_is_refused():
    assert looks_like_bsn("１２３４５６７８２")


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_every_number_with_a_right_check_digit_is_refused_and_no_other(first):
    right = with_check_digit(first)
    for last in "0123456789":
        number = first + last
        expected = number == right and len(set(number)) > 1
        assert looks_like_bsn(number) == expected


@pytest.mark.parametrize(
    "tekst",
    [
        *("0612345678", "06-12345678", "06 12345678", "+31 6 12345678"),
        *("0031 6 12345678", "12-03-2011 4 weken", "20110312", "2026-0012"),
        *("1234567820", "91234567821", "123456789", "3311 AB 12", ""),
        *("€ 123.456.782,50", "0,123456782"),
    ],
)
def test_telephones_dates_amounts_and_case_numbers_are_let_through(tekst):
    refuse_bsn(tekst, "de notitie")
