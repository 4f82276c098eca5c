"""Who is visiting: a signed cookie that says which account or case it is for."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

COOKIE = "leerplek_sessie"
WORKDAY = timedelta(hours=10)
PARENT_WEEK = timedelta(days=7)
_KEY_FILE = "sessiesleutel"


@dataclass(frozen=True)
class Visitor:
    """A signed-in person.

    Parameters
    ----------
    rol
        The role, as the record names it.
    naam
        The name shown at the top of the page and stored with a decision.
    gebruiker_id
        The account, for a professional.
    casus_id
        The one case that may be seen, for a parent or pupil.
    verloopt
        End of the session, in seconds since 1970 (UTC).
    """

    rol: str
    naam: str
    gebruiker_id: int | None
    casus_id: str | None
    verloopt: int


class SessionSigner:
    """Writes and reads session cookies with a key that only this machine has.

    Parameters
    ----------
    key
        Secret bytes of the signature (HMAC-SHA256).
    """

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, visitor: Visitor) -> str:
        """Turn a visitor into the text of a cookie."""
        body = base64.urlsafe_b64encode(json.dumps(asdict(visitor)).encode()).decode()
        return f"{body}.{self._sign(body)}"

    def read(self, text: str | None, now: datetime) -> Visitor | None:
        """Read a cookie back.

        Parameters
        ----------
        text
            The cookie as the browser sent it.
        now
            The moment of the request.

        Returns
        -------
        Visitor or None
            ``None`` when it is missing, not ours, or past its end.
        """
        body, dot, signature = (text or "").rpartition(".")
        if not dot or not hmac.compare_digest(
            self._sign(body).encode(), signature.encode("utf-8", "replace")
        ):
            return None
        visitor = Visitor(**json.loads(base64.urlsafe_b64decode(body)))
        return visitor if visitor.verloopt > now.timestamp() else None

    def _sign(self, body: str) -> str:
        return hmac.new(self._key, body.encode(), hashlib.sha256).hexdigest()


def new_visitor(
    now: datetime,
    *,
    rol: str,
    naam: str,
    gebruiker_id: int | None = None,
    casus_id: str | None = None,
) -> Visitor:
    """Start a session: a working day for an account, a week for one case."""
    span = WORKDAY if gebruiker_id else PARENT_WEEK
    end = int((now.astimezone(UTC) + span).timestamp())
    return Visitor(rol, naam, gebruiker_id, casus_id, end)


def load_signer(data_dir: Path) -> SessionSigner:
    """Read the signing key of this machine, or make it on first use.

    Parameters
    ----------
    data_dir
        Folder where the app keeps its own files.
    """
    path = data_dir / _KEY_FILE
    data_dir.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _write_key(path)
    return SessionSigner(path.read_bytes())


def _write_key(path: Path) -> None:
    # Written aside and linked into place, so that two processes that start
    # together end up with one and the same complete key.
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
