"""What a password and an own code must be, and that only a hash is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.passwords import (
    check_own_code,
    check_password,
    hash_password,
    is_guessed_first,
    is_outdated,
    is_password,
)
from assistant.errors import InputError

GOOD = ("paard batterij nietje correct", "Vlieger7kaas&maan", "überraschung näht ñandú")
EASY = (
    *("wachtwoord12", "Welkom2026!!", "Zomer2026!!!!", "W@chtw00rd2026"),
    *("qwertyuiop12", "123456789012", "abcdefghijklm", "aaaaaaaaaaaa"),
    *("abcabcabcabc", "12ab12ab12ab", "leerplek2026!", "Welkom-welkom-1"),
    *("September2026", "administrator1", "poiuytrewq99", "!!!geheim2026!!!"),
)


@pytest.mark.parametrize("password", GOOD)
def test_a_long_password_that_nobody_guesses_is_fine(knowledge, password):
    check_password(knowledge.aanmelden.wachtwoord, password, ("Noor Voorbeeld",))


@pytest.mark.parametrize("password", EASY)
def test_what_everybody_takes_is_refused(knowledge, password):
    with pytest.raises(InputError, match="te makkelijk"):
        check_password(knowledge.aanmelden.wachtwoord, password)


def test_a_short_password_says_how_many_characters_it_needs(knowledge):
    with pytest.raises(InputError, match=r"11 tekens.*minstens 12"):
        check_password(knowledge.aanmelden.wachtwoord, "kaasmaan7&!")
    with pytest.raises(InputError, match="te lang"):
        check_password(knowledge.aanmelden.wachtwoord, "kaas maan " * 30)


@pytest.mark.parametrize(
    ("password", "names"),
    [
        ("noorvoorbeeld-kaas", ("Noor Voorbeeld",)),
        ("kaas-maan-JANSÉN-9", ("Piet Jansen",)),
        ("n.bakker-kaas-maan", ("n.bakker@school.voorbeeld",)),
    ],
)
def test_an_own_name_is_refused_with_the_part_that_is_wrong(knowledge, password, names):
    with pytest.raises(InputError, match="In dit wachtwoord zit"):
        check_password(knowledge.aanmelden.wachtwoord, password, names)


@pytest.mark.parametrize("code", ["739204", "kaasmaan", "blauw7", "482915"])
def test_an_own_code_of_six_characters_is_fine(knowledge, code):
    check_own_code(knowledge.aanmelden.eigen_code, code)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("73920", "te kort"),
        ("123456", "makkelijk"),
        ("654321", "makkelijk"),
        ("111111", "makkelijk"),
        ("121212", "makkelijk"),
        ("112233", "makkelijk"),
        ("qwerty", "makkelijk"),
        ("welkom1", "makkelijk"),
        ("140312", "datum"),
        ("14032012", "datum"),
        ("20120314", "datum"),
        ("14-03-12", "datum"),
        ("120314", "datum"),
    ],
)
def test_an_easy_own_code_is_refused_with_the_reason(knowledge, code, why):
    with pytest.raises(InputError, match=why):
        check_own_code(knowledge.aanmelden.eigen_code, code)


def test_the_access_number_itself_is_no_code(knowledge):
    with pytest.raises(InputError):
        check_own_code(knowledge.aanmelden.eigen_code, "48213907", ("48213907",))


def test_only_the_right_password_fits_and_the_hash_tells_nothing():
    stored = hash_password("paard batterij nietje")
    assert stored.startswith("$argon2id$")
    assert "paard" not in stored
    assert hash_password("paard batterij nietje") != stored
    assert is_password(stored, "paard batterij nietje")
    assert not is_password(stored, "paard batterij nietjes")
    assert not is_outdated(stored)


@pytest.mark.parametrize("stored", [None, "geen hash", ""])
def test_without_an_account_no_password_fits(stored):
    assert not is_password(stored, "paard batterij nietje")


def test_the_same_letters_from_another_keyboard_fit():
    assert is_password(hash_password("café maan kaas"), "cafe\u0301 maan kaas")


@given(st.text(max_size=40))
def test_judging_a_password_never_fails(knowledge, text):
    assert is_guessed_first(knowledge.aanmelden.wachtwoord, text) in (True, False)
