"""What a text must look like before Rasa may see it."""

from __future__ import annotations

import re

# Rasa reads a text that begins with a slash as a command that sets intent and
# entities itself; no user may do that.
_COMMAND = re.compile(r"^[\s/\u2215\u2044\uff0f]+")
_SPACE = re.compile(r"\s+")
EMPTY = "..."


def safe_for_rasa(tekst: str) -> str:
    """Return a text as one line that Rasa cannot take for a command.

    Parameters
    ----------
    tekst
        The message as typed.

    Returns
    -------
    str
        The same words without leading slashes; never empty, since Rasa drops
        empty messages.
    """
    line = _SPACE.sub(" ", _COMMAND.sub("", tekst)).strip()
    return line or EMPTY
