"""The vault: seals what may not lie open in the record, and opens it again.

Names, the key of an absence file and the secret of a second factor are stored sealed.
A sealed value begins with the mark of its key, so that a wrong key is told apart from
a damaged value, and no key is ever made where something was sealed with another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cryptography.fernet import InvalidToken

from assistant.casework.key_file import (
    VARIABLE,
    Key,
    key_path,
    make_first_key,
    read_keys,
)
from assistant.errors import VaultError
from models.tables import metadata
from models.verzegeld import newest_sealed

if TYPE_CHECKING:
    from assistant.context import Context
    from models.store import Store

_VERSION = b"L1"
_MARK = len(_VERSION) + 4
# The record that a set of keys was held against, so that this is done once.
_HELD_AGAINST: WeakKeyDictionary[Store, tuple[Key, ...]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Vault:
    """The keys of one record, ready for use.

    Parameters
    ----------
    keys
        The key that seals, then the ones that still open.
    moment
        Seconds since 1970, written into what is sealed.
    """

    keys: tuple[Key, ...]
    moment: int

    def seal(self, data: bytes) -> bytes:
        """Encrypt data with the first key."""
        key = self.keys[0]
        return _VERSION + key.kenmerk + key.cipher.encrypt_at_time(data, self.moment)

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt what :meth:`seal` made.

        Raises
        ------
        VaultError
            When it was sealed with a key that is not here, or is damaged.
        """
        key = next((one for one in self.keys if is_sealed_by(sealed, one)), None)
        if key is None:
            msg = (
                "Dit gegeven is verzegeld met een sleutel die hier ontbreekt. Zet het "
                "sleutelbestand terug uit de reservekopie. Er is niets veranderd."
            )
            raise VaultError(msg)
        try:
            return key.cipher.decrypt(sealed[_MARK:])
        except InvalidToken:
            msg = (
                "Een verzegeld gegeven is beschadigd en kan niet worden gelezen. Zet "
                "de database terug uit de reservekopie. Er is niets veranderd."
            )
            raise VaultError(msg) from None

    def fingerprint(self, purpose: str, text: str) -> str:
        """Return the keyed digest of a text (HMAC-SHA256, hexadecimal)."""
        return self.keys[0].digest(purpose, text).hex()

    def fingerprints(self, purpose: str, text: str) -> tuple[str, ...]:
        """Return the digest under each key: look up with all, store the first."""
        return tuple(key.digest(purpose, text).hex() for key in self.keys)


def seal(ctx: Context, data: bytes) -> bytes:
    """Encrypt data for storage in a ``Verzegeld`` column.

    Raises
    ------
    VaultError
        When the key is missing or belongs to another record; nothing is sealed.
    """
    return open_vault(ctx).seal(data)


def unseal(ctx: Context, sealed: bytes) -> bytes:
    """Decrypt a sealed value.

    Raises
    ------
    VaultError
        When the key is missing or another one, or the value is damaged.
    """
    return open_vault(ctx).unseal(sealed)


def fingerprint(ctx: Context, purpose: str, text: str) -> str:
    """Return the keyed digest of a text, to compare without storing the text.

    A stored fingerprint goes with a sealed copy of its text, or it cannot follow
    when the key is renewed.
    """
    return open_vault(ctx).fingerprint(purpose, text)


def open_vault(ctx: Context) -> Vault:
    """Return the vault of this record; makes the first key of a record without one.

    Raises
    ------
    VaultError
        When something was sealed already and its key is not here. A new key is
        never made then, so nothing can be sealed with another key.
    """
    keys = read_keys(ctx.settings)
    if not keys or _HELD_AGAINST.get(ctx.store) != keys:
        keys = _hold_against_record(ctx, keys)
    return Vault(keys, int(ctx.now().timestamp()))


def is_sealed_by(sealed: bytes, key: Key) -> bool:
    """Tell by its mark whether a value was sealed with this key."""
    return sealed[:_MARK] == _VERSION + key.kenmerk


def _hold_against_record(ctx: Context, keys: tuple[Key, ...]) -> tuple[Key, ...]:
    with ctx.store.reading() as uow:
        sealed = list(newest_sealed(uow.session, metadata()))
    if any(not any(is_sealed_by(one, key) for key in keys) for one in sealed):
        raise VaultError(_not_the_key(ctx, found=bool(keys)))
    if not keys:
        make_first_key(ctx.settings)
        keys = read_keys(ctx.settings)
    _HELD_AGAINST[ctx.store] = keys
    return keys


def _not_the_key(ctx: Context, *, found: bool) -> str:
    path = key_path(ctx.settings)
    if ctx.settings.sleutel:
        what = f"De sleutel in {VARIABLE} hoort niet bij deze database"
    elif found:
        what = f"De sleutel in {path} hoort niet bij deze database"
    else:
        what = f"Het sleutelbestand {path} ontbreekt"
    return (
        f"{what}, en er staan al verzegelde namen in. Zonder hun eigen sleutel kan "
        f"niemand die lezen. Zet het sleutelbestand terug uit de reservekopie, of geef "
        f"de sleutel mee in {VARIABLE}. Er is niets veranderd en er is geen nieuwe "
        "sleutel gemaakt."
    )
