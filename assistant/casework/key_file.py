"""The keys of the vault: where they are read, how they are made and replaced.

A key is 32 random bytes. It lives in a file beside the record that only its owner may
read, or in ``LEERPLEK_SLEUTEL``. The first key seals; the ones after it still open what
was sealed before the last renewal.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from assistant.errors import VaultError

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.settings import Settings

KEY_BYTES = 32
VARIABLE = "LEERPLEK_SLEUTEL"
_HEADER = (
    "# Sleutel van Leerplek. Zonder dit bestand zijn de namen in de database\n"
    "# onleesbaar. Bewaar een kopie op een andere plaats dan de database.\n"
)


@dataclass(frozen=True)
class Key:
    """One key, and what is derived from it (HKDF, RFC 5869).

    Parameters
    ----------
    secret
        Its 32 random bytes.
    """

    secret: bytes = field(repr=False)

    @cached_property
    def kenmerk(self) -> bytes:
        """Return the four bytes that tell which key sealed something."""
        return self._derive(b"leerplek kenmerk")[:4]

    @cached_property
    def cipher(self) -> Fernet:
        """Return what seals and opens (AES-128-CBC with HMAC-SHA256)."""
        return Fernet(base64.urlsafe_b64encode(self._derive(b"leerplek verzegelen")))

    def digest(self, purpose: str, text: str) -> bytes:
        """Return the keyed digest of a text, another one for every purpose."""
        return hmac.digest(self._purpose_key(purpose), text.encode(), "sha256")

    @cached_property
    def text(self) -> str:
        """Return the key as it is written in a file or a variable."""
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    def _purpose_key(self, purpose: str) -> bytes:
        known = self._purpose_keys
        if purpose not in known:
            known[purpose] = hmac.digest(self._digest_key, purpose.encode(), "sha256")
        return known[purpose]

    @cached_property
    def _purpose_keys(self) -> dict[str, bytes]:
        return {}

    @cached_property
    def _digest_key(self) -> bytes:
        return self._derive(b"leerplek vingerafdruk")

    def _derive(self, info: bytes) -> bytes:
        return HKDF(SHA256(), length=32, salt=None, info=info).derive(self.secret)


def new_key() -> Key:
    """Make a key from the random source of the machine."""
    return Key(secrets.token_bytes(KEY_BYTES))


def key_path(settings: Settings) -> Path:
    """Return where the keys are; the invented region has a file of its own."""
    name = "voorbeeld.sleutel" if settings.demo else "leerplek.sleutel"
    return settings.data_dir / name


def read_keys(settings: Settings) -> tuple[Key, ...]:
    """Return the keys, the one that seals first; empty when there is none.

    Raises
    ------
    VaultError
        When the file cannot be read or holds something else.
    """
    if settings.sleutel:
        return _parse(settings.sleutel, f"De variabele {VARIABLE}")
    path = key_path(settings)
    try:
        found = path.stat()
        stamp = (found.st_mtime_ns, found.st_ino, found.st_size)
        return _read_file(path, stamp)
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        msg = (
            f"Het sleutelbestand {path} kan niet worden gelezen. Controleer of "
            "Leerplek het mag openen. Er is niets veranderd."
        )
        raise VaultError(msg) from error


@lru_cache(maxsize=16)
def _read_file(path: Path, _stamp: tuple[int, int, int]) -> tuple[Key, ...]:
    """Read the file once for every state in which it was written."""
    return _parse(path.read_text(encoding="ascii"), f"Het sleutelbestand {path}")


def make_first_key(settings: Settings) -> None:
    """Write a first key; when another process was first, theirs stays."""
    path = key_path(settings)
    aside = _write_aside(path, (new_key(),))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
    _sync_folder(path.parent)


def write_keys(settings: Settings, keys: tuple[Key, ...]) -> None:
    """Replace the file in one move by these keys."""
    path = key_path(settings)
    _write_aside(path, keys).replace(path)
    _sync_folder(path.parent)


def _write_aside(path: Path, keys: tuple[Key, ...]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_HEADER + "".join(f"{key.text}\n" for key in keys))
        file.flush()
        os.fsync(file.fileno())
    return aside


def _sync_folder(folder: Path) -> None:
    # A name that was sealed must not outlive its key in a power cut.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parse(text: str, where: str) -> tuple[Key, ...]:
    lines = (line.partition("#")[0] for line in text.splitlines())
    words = " ".join(lines).replace(",", " ").split()
    try:
        secrets_ = [
            base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)) for word in words
        ]
    except (binascii.Error, ValueError):
        secrets_ = []
    if not secrets_ or any(len(secret) != KEY_BYTES for secret in secrets_):
        msg = (
            f"{where} bevat geen sleutel van Leerplek. Zet de sleutel terug uit de "
            "reservekopie. Er is niets veranderd."
        )
        raise VaultError(msg)
    return tuple(dict.fromkeys(map(Key, secrets_)))
