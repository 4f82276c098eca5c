"""The address of a search: the question sealed, for the one session that asked it.

A name in an address would stay behind in the history of the browser and in the log of
every machine between. So the page of results has the question sealed in its address:
going back and reloading work as people expect, and nobody else can read or use it.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING

from assistant.casework.vault import open_vault
from assistant.errors import InputError, VaultError

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

_KIND = "zoekvraag"
LONGEST = 2000
"""Most characters of a sealed question."""
_PADDED_TO = 64


def seal_question(ctx: Context, kijker: Kijker, tekst: str) -> str:
    """Return a question as it may stand in an address."""
    data = json.dumps([_KIND, kijker.sessie_id, tekst]).encode()
    sealed = open_vault(ctx).seal(data + b" " * (-len(data) % _PADDED_TO))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def open_question(ctx: Context, kijker: Kijker, sealed: str) -> str:
    """Return the question that was sealed in an address.

    Raises
    ------
    InputError
        When it was asked in another session, or is not ours.
    """
    try:
        if len(sealed) > LONGEST:
            raise ValueError
        data = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        kind, session, tekst = json.loads(open_vault(ctx).unseal(data))
        if (kind, session) != (_KIND, kijker.sessie_id) or session is None:
            raise ValueError
    except (ValueError, TypeError, binascii.Error, VaultError):
        msg = "Deze zoekvraag hoort bij een andere sessie. Typ hem opnieuw."
        raise InputError(msg) from None
    return str(tekst)
