"""The blind index: finds a sealed name by a form of it, without reading names.

Every key of a name (see :mod:`assistant.casework.name_keys`) is stored as 16 bits of
its keyed digest. What this tells somebody who has the database but not the key, and
why that was accepted, is in ``assistant/README.md`` under "Names".
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from assistant.casework.name_keys import bones_of, parts_of, sound, stored_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.key_file import Key
    from assistant.casework.names import Volledigenaam
    from knowledge.namen import Namenregels

PURPOSE = "naamzoek"
TOKEN_BYTES = 2
ROUNDED_TO = 16
"""The number of digests of a name is rounded up to this, to hide its length."""


def parts_of_name(rules: Namenregels, naam: Volledigenaam) -> tuple[str, ...]:
    """Return the parts by which a name can be found."""
    last = f"{naam.tussenvoegsel} {naam.achternaam}".strip()
    return parts_of(rules, naam.roepnaam, naam.voornaam, last)


def stored_tokens(rules: Namenregels, key: Key, naam: Volledigenaam) -> set[int]:
    """Return the digests under which a name is stored, filled up with chance."""
    keys = {
        one
        for part in parts_of_name(rules, naam)
        for one in stored_keys(rules, part).all()
    }
    keys |= pair_keys(rules, naam)
    tokens = set(tokens_of(key, keys))
    while len(tokens) % ROUNDED_TO:
        tokens.add(secrets.randbits(8 * TOKEN_BYTES))
    return tokens


def pair_keys(rules: Namenregels, naam: Volledigenaam) -> set[str]:
    """Return the keys that only pupils with a like first name and surname share.

    Each joins the consonants of a first name and of a part of the surname, so that
    finding a likely duplicate does not open everybody with the same surname.
    """
    last = f"{naam.tussenvoegsel} {naam.achternaam}".strip()
    first = _cores(rules, parts_of(rules, naam.roepnaam, naam.voornaam))
    return {
        f"p:{one} {other}"
        for one in first
        for other in _cores(rules, parts_of(rules, last))
    }


def _cores(rules: Namenregels, parts: Iterable[str]) -> set[str]:
    heard = {sound(rules, part) for part in parts}
    return {bones_of(rules, one) or one for one in heard}


def tokens_of(key: Key, keys: Iterable[str]) -> list[int]:
    """Return the digest of each key."""
    return [
        int.from_bytes(key.digest(PURPOSE, one)[:TOKEN_BYTES], "big") for one in keys
    ]
