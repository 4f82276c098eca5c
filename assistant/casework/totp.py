"""The second step of signing in: codes of an app (RFC 6238) and recovery codes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from typing import TYPE_CHECKING

import pyotp

if TYPE_CHECKING:
    from datetime import datetime

ISSUER = "Leerplek"
STEP_SECONDS = 30
RECOVERY_BYTES = 10
_DIGITS = 6


def new_secret() -> str:
    """Return a new secret for an app, in base32 (160 bits)."""
    return pyotp.random_base32()


def setup_uri(secret: str, inlognaam: str) -> str:
    """Return what an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=inlognaam, issuer_name=ISSUER)


def matching_step(
    secret: str, code: str, now: datetime, *, last: int | None, window: int
) -> int | None:
    """Return the time step that a code belongs to.

    Parameters
    ----------
    secret
        The secret of the app, in base32.
    code
        What somebody typed; spaces do not matter.
    now
        The moment of the request.
    last
        The latest step that was used; that one and older ones are refused, so that
        a code that somebody saw cannot be used again.
    window
        Steps of 30 seconds that a clock may differ.

    Returns
    -------
    int or None
        ``None`` when the code is not right now or was used before.
    """
    typed = re.sub(r"\s", "", code)
    if len(typed) != _DIGITS or not typed.isascii():
        return None
    app = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(current - window, current + window + 1):
        right = hmac.compare_digest(app.generate_otp(step), typed)
        if right and (last is None or step > last):
            found = step
    return found


def new_recovery_codes(count: int) -> tuple[str, ...]:
    """Return codes for when the app is lost; each has 80 random bits."""
    return tuple(_grouped(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(count))


def hash_recovery_code(code: str) -> str:
    """Return what is stored of a recovery code (sha256, hexadecimal)."""
    plain = re.sub(r"[^a-z2-7]", "", code.casefold())
    return hashlib.sha256(plain.encode()).hexdigest()


def _grouped(raw: bytes) -> str:
    text = base64.b32encode(raw).decode().lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
