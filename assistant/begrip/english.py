"""Short English messages put into Dutch, so that the same readers read their facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.begrip.language import DUTCH, ENGLISH

if TYPE_CHECKING:
    from knowledge.synoniemen import Taal

_DUTCH_ONLY = DUTCH - ENGLISH
_TELLS = re.compile(
    r"\b(?:he|she|they|my|the|and|since|weeks|months?|years?|days|group \w+|yes|both|"
    r"have|don't|dont|doesn't|why|never|know)\b"
)
"""Words that Dutch does not have and that English facts seldom go without."""


def in_dutch(plat: str, taal: Taal) -> str:
    """Return an English message with the words of facts in Dutch.

    Any other message is returned as it is: one Dutch word says that it is Dutch.

    Parameters
    ----------
    plat
        Plain text.
    taal
        The rows with the English words.
    """
    words = set(re.findall(r"[a-z']+", plat))
    if words & _DUTCH_ONLY or not _TELLS.search(plat):
        return plat
    text: str = alpha2digit(plat, "en")
    for english, dutch in taal.engels.items():
        text = re.sub(rf"\b(?:{english})(?!\w)", dutch, text)
    return text
