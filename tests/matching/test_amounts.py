"""Numbers, money and values of a file are told as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.amounts import (
    tell_euros,
    tell_number,
    tell_pupils,
    tell_seats,
    tell_value,
)

HUNDREDTHS = st.integers(-(10**14), 10**14).map(lambda number: Decimal(number) / 100)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1.93, "1,93"),
        (8.0, "8"),
        (Decimal("8.40"), "8,4"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (100, "100"),
        (-0.5, "-0,5"),
    ],
)
def test_number_has_a_comma_and_no_zeros_behind(
    number: Decimal | float, told: str
) -> None:
    assert tell_number(number) == told


@given(HUNDREDTHS)
def test_number_can_be_read_back(number: Decimal) -> None:
    assert Decimal(tell_number(number).replace(",", ".")) == number


@given(HUNDREDTHS)
def test_money_can_be_read_back(amount: Decimal) -> None:
    told = tell_euros(amount).removeprefix("€ ")
    assert Decimal(told.replace(".", "").replace(",", ".")) == amount


def test_one_is_singular() -> None:
    assert [tell_seats(number) for number in (0, 1, 2)] == [
        "0 plaatsen",
        "1 plaats",
        "2 plaatsen",
    ]
    assert tell_pupils(1) == "1 leerling"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "null"),
        (False, "false"),
        (["q"], "een lijst"),
        ({"q": 1}, "een object"),
        ("12-9", '"12-9"'),
        (3.5, "3.5"),
        ("x" * 99, '"' + "x" * 36 + "..."),
    ],
)
def test_value_is_told_as_it_stands_in_a_file(value: Any, told: str) -> None:
    assert tell_value(value) == told
