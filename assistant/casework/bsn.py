"""Keep the burgerservicenummer out: Leerplek has no ground to use it.

Source: Wet algemene bepalingen burgerservicenummer art. 10 (only with a legal task);
the test on the digits is that of the Logisch Ontwerp BSN (the "elfproef").
"""

from __future__ import annotations

import re
import unicodedata

from assistant.errors import InputError
from knowledge.elfproef import passes_elfproef

# Nine digits in one, or in the groups in which people write them; not a piece of a
# longer number, an amount or a telephone number.
_GAP = "[ .\u00a0-]"
_CANDIDATE = re.compile(
    rf"(?<!\d)(?<!\d[.,/-])(?:\d{{9}}|\d{{3}}({_GAP})\d{{3}}\1\d{{3}}"
    rf"|\d{{4}}({_GAP})\d{{2}}\2\d{{3}}|\d\d \d\d \d\d \d{{3}})(?![.,/-]?\d)"
)
_ABROAD = re.compile(r"(?:\+\d|\b0031)[\d -]{8,12}")


def looks_like_bsn(tekst: str) -> bool:
    """Tell whether a text holds nine digits that pass the test of a BSN."""
    text = _ABROAD.sub(" ", unicodedata.normalize("NFKC", tekst))
    return any(passes_elfproef(found.group()) for found in _CANDIDATE.finditer(text))


def refuse_bsn(tekst: str, waar: str) -> None:
    """Refuse a text that holds a burgerservicenummer.

    Parameters
    ----------
    tekst
        What somebody typed or a file holds.
    waar
        Where, as the reader knows it: ``de achternaam``, ``regel 12, kolom Nummer``.

    Raises
    ------
    InputError
        When it holds one; the message does not repeat it.
    """
    if looks_like_bsn(tekst):
        msg = (
            f"In {waar} staat een getal dat een burgerservicenummer (BSN) lijkt. "
            "Leerplek bewaart geen BSN. Haal het getal weg en probeer het opnieuw. "
            "Er is niets opgeslagen."
        )
        raise InputError(msg)
