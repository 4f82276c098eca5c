"""Codes of an app: right, in time, and only once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from assistant.casework.totp import (
    hash_recovery_code,
    matching_step,
    new_recovery_codes,
    new_secret,
    setup_uri,
)

NOW = datetime(2026, 9, 14, 9, 0, 10, tzinfo=UTC)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def step_of(code, now=NOW, last=None, window=1):
    return matching_step(SECRET, code, now, last=last, window=window)


def test_the_code_is_that_of_the_standard():
    # RFC 6238, appendix B, SHA-1: the last six figures at 59 seconds.
    moment = datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)
    assert step_of("287082", moment, window=0) == 1


@pytest.mark.parametrize(("late", "fits"), [(0, True), (30, True), (60, False)])
def test_a_clock_may_differ_by_one_step(late, fits):
    code = pyotp.TOTP(SECRET).at(NOW)
    assert (step_of(code, NOW + timedelta(seconds=late)) is not None) is fits
    assert (step_of(code, NOW - timedelta(seconds=late)) is not None) is fits


def test_a_code_that_was_used_does_not_fit_again():
    code = pyotp.TOTP(SECRET).at(NOW)
    used = step_of(code)
    assert step_of(code, last=used) is None
    earlier = pyotp.TOTP(SECRET).at(NOW - timedelta(seconds=30))
    assert step_of(earlier, last=used) is None
    later = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=30))
    assert step_of(later, last=used) == used + 1


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "000 00"]
)
def test_what_is_no_code_does_not_fit(typed):
    assert step_of(typed) is None


def test_spaces_in_a_code_do_not_matter():
    code = pyotp.TOTP(SECRET).at(NOW)
    assert step_of(f" {code[:3]} {code[3:]} ") is not None


def test_every_secret_and_recovery_code_is_another_one():
    assert new_secret() != new_secret()
    codes = new_recovery_codes(10)
    assert len(set(codes)) == 10
    assert hash_recovery_code(codes[0].upper().replace("-", " ")) == hash_recovery_code(
        codes[0]
    )
    assert codes[0] not in hash_recovery_code(codes[0])


def test_the_app_shows_the_product_and_the_account():
    uri = setup_uri(SECRET, "noor@swv.voorbeeld")
    assert uri.startswith("otpauth://totp/Leerplek:noor%40swv.voorbeeld?")
    assert f"secret={SECRET}" in uri
