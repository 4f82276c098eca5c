"""Passwords and own codes: what they must be, and keeping them as a hash only."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.aanmelden import Wachtwoordregel

# Above the least that OWASP asks for argon2id (19 MiB, 2 passes, 1 lane).
_HASHER = PasswordHasher(time_cost=2, memory_cost=47_104, parallelism=1)
# Each check takes 46 MiB for a moment: many at once may not exhaust the machine.
_ONE_AT_A_TIME = BoundedSemaphore(2)
# The hash of a random text that nobody knows, to check against when there is no
# account: an unknown name then takes as long as a known one.
_NOBODY = (
    "$argon2id$v=19$m=47104,t=2,p=1$"
    "h8oqiY9iFeeeiDyZxxqFUA$"
    "Gy/vTf2trKxRO5nLnWRyDnFcWYhWrOYJ0zU/3s8ryYc"
)
_KEYBOARDS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
)
_READ_AS = str.maketrans("@4301!5$7", "aaeoiisst")
_SHORTEST_NAME = 4
_MOST_DAYS, _MOST_MONTHS = 31, 12


def hash_password(password: str) -> str:
    """Return what is stored of a password (argon2id, with its own salt)."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(_same_way(password))


def is_password(stored: str | None, given: str) -> bool:
    """Tell whether a password is the right one; takes as long for no account.

    Parameters
    ----------
    stored
        The stored hash; None when there is no account or no password.
    given
        What somebody typed.
    """
    with _ONE_AT_A_TIME:
        try:
            _HASHER.verify(stored or _NOBODY, _same_way(given))
        except (VerificationError, InvalidHashError):
            return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether a hash was made with other settings than those of now."""
    return _HASHER.check_needs_rehash(stored)


def check_password(
    rule: Wachtwoordregel, password: str, names: Iterable[str] = ()
) -> None:
    """Refuse a password that others guess first.

    Parameters
    ----------
    rule
        What the password must be.
    password
        What somebody chose.
    names
        Own names: of the person, the sign-in, the organisation.

    Raises
    ------
    InputError
        With what is wrong and what to do, in one or two sentences.
    """
    text = _same_way(password)
    if len(text) < rule.min_tekens:
        msg = (
            f"Dit wachtwoord is te kort: {len(text)} tekens. Gebruik er minstens "
            f"{rule.min_tekens}, bijvoorbeeld een paar woorden achter elkaar."
        )
        raise InputError(msg)
    if len(text) > rule.max_tekens:
        msg = f"Dit wachtwoord is te lang. Gebruik hoogstens {rule.max_tekens} tekens."
        raise InputError(msg)
    if own := _own_name_in(text, names):
        msg = f"In dit wachtwoord zit '{own}'. Kies iets zonder uw eigen gegevens."
        raise InputError(msg)
    if is_guessed_first(rule, text):
        msg = (
            "Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld vier woorden "
            "die niets met elkaar te maken hebben."
        )
        raise InputError(msg)


def check_own_code(rule: Wachtwoordregel, code: str, names: Iterable[str] = ()) -> None:
    """Refuse a code of a parent or pupil that others guess first.

    Raises
    ------
    InputError
        In short sentences, with what to do.
    """
    text = _same_way(code)
    if len(text) < rule.min_tekens:
        msg = f"Deze code is te kort. Kies minstens {rule.min_tekens} tekens."
        raise InputError(msg)
    if len(text) > rule.max_tekens:
        msg = f"Deze code is te lang. Kies hoogstens {rule.max_tekens} tekens."
        raise InputError(msg)
    if _own_name_in(text, names) or is_guessed_first(rule, text):
        raise InputError("Deze code is te makkelijk te raden. Kies een andere code.")
    if _looks_like_a_date(text):
        msg = "Deze code lijkt op een datum. Anderen raden die snel. Kies een andere."
        raise InputError(msg)


def is_guessed_first(rule: Wachtwoordregel, text: str) -> bool:
    """Tell whether a text is common, or a common one in disguise."""
    plain = text.casefold()
    if len(set(plain)) < rule.min_verschillend or _repeats(plain) or _runs(plain):
        return True
    bases = {plain, _core(plain), _core(plain).translate(_READ_AS)}
    bases |= {_core(plain.translate(_READ_AS))}
    common = frozenset(rule.gewoon)
    return any(base in common or _is_made_of(base, common) for base in bases)


def _same_way(text: str) -> str:
    """Write a text in one way, so that every keyboard gives the same (NIST 800-63B)."""
    return unicodedata.normalize("NFKC", text)


def _core(text: str) -> str:
    """Take the figures and signs off both ends: what people add to a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)


def _is_made_of(text: str, words: frozenset[str]) -> bool:
    """Tell whether a text is only common words with figures and signs between."""
    letters = [part for part in re.split(r"[\W\d_]+", text) if part]
    return bool(letters) and all(part in words for part in letters)


def _repeats(text: str) -> bool:
    """Tell whether a text is a short piece over and over."""
    half = len(text) // 2
    return any(
        text == (text[:size] * (len(text) // size + 1))[: len(text)]
        for size in range(1, min(half, 4) + 1)
    )


def _runs(text: str) -> bool:
    """Tell whether most of a text goes along the alphabet or the keyboard."""
    if len(text) < 2:
        return True
    rows = [*_KEYBOARDS, *(row[::-1] for row in _KEYBOARDS)]
    steps = sum(any(a + b in row for row in rows) for a, b in pairwise(text))
    return steps >= 0.8 * (len(text) - 1)


def _own_name_in(text: str, names: Iterable[str]) -> str | None:
    """Return the own name that a text holds, if any."""
    plain = _letters(text)
    parts = (part for name in names for part in re.split(r"[\s@.,_()-]+", name))
    for part in parts:
        if len(part) >= _SHORTEST_NAME and _letters(part) in plain:
            return part
    return None


def _letters(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _looks_like_a_date(text: str) -> bool:
    """Tell whether a code is a day of birth, in one of the usual ways."""
    digits = re.sub(r"[\s./-]", "", text)
    if not digits.isdecimal() or len(digits) not in (6, 8):
        return False
    year = len(digits) - 4
    ways = (
        (digits[:2], digits[2:4], digits[4:]),
        (digits[year + 2 :], digits[year : year + 2], digits[:year]),
    )
    return any(_is_day(*way) for way in ways)


def _is_day(day: str, month: str, year: str) -> bool:
    known = len(year) == 2 or year.startswith(("19", "20"))
    return known and 1 <= int(day) <= _MOST_DAYS and 1 <= int(month) <= _MOST_MONTHS
