"""Errors of making a document; the message is Dutch and names no answer."""

from __future__ import annotations

from assistant.errors import CaseworkError


class DocumentError(CaseworkError):
    """A document cannot be made; nothing was changed."""
