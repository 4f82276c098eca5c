"""Signs of acute danger in a message: recall goes before precision."""

from __future__ import annotations


def is_crisis(tekst: str, vraag: str | None = None) -> bool:
    """Tell whether the text shows acute danger."""
    return False
