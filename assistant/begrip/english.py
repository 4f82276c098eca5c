"""Short English messages put into Dutch, so that the same readers read their facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from assistant.begrip.language import DUTCH, ENGLISH
from assistant.begrip.patterns import Pattern

if TYPE_CHECKING:
    from knowledge.synoniemen import Taal

_TELLS = Pattern("taal_van_ouders", "engels_bericht")
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
    if words & (DUTCH.alle - ENGLISH.alle) or not _TELLS.search(plat):
        return plat
    text: str = alpha2digit(plat, "en")
    for english, dutch in taal.engels.items():
        text = re.sub(rf"\b(?:{english})(?!\w)", dutch, text)
    return text
