"""Characters that a file cannot hold or a font cannot show."""

from __future__ import annotations

import re
import unicodedata

# What XML 1.0 (and so a Word file) cannot hold, and lone halves of surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Marks that only say how an emoji is drawn; without the emoji they mean nothing.
_SELECTORS = re.compile("[\ufe0e\ufe0f]")


def storable(text: str) -> str:
    """Return the text without characters that no document can hold."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def exotic(text: str) -> set[str]:
    """Return the characters that a font may lack: all but those of a typewriter."""
    return {char for char in text if ord(char) > 0x7E}


def named(text: str, missing: frozenset[str]) -> str:
    """Write what a font lacks as its name, so that the reader knows it was there.

    Parameters
    ----------
    text
        The text to show.
    missing
        The characters that cannot be shown.
    """
    if not missing.intersection(text):
        return text
    return "".join(
        _name(char) if char in missing else char for char in _SELECTORS.sub("", text)
    )


def _name(char: str) -> str:
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    return f"[teken: {name}]"
