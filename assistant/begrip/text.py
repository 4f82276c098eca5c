"""One message made plain, so that phrases and numbers can be found in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TEKENS = 20_000
"""Longer messages are read up to here."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"'})
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-"})

_KIN = r"(?:zoon|dochter|kind|moeder|vader|ouders|broer|zus|school|man|vrouw|klas)"


def strip_accents(tekst: str) -> str:
    """Return the text without accents (suïcidaal → suicidaal)."""
    parts = unicodedata.normalize("NFKD", tekst)
    return "".join(c for c in parts if not unicodedata.combining(c))


def plain(tekst: str, schrijfwijzen: Mapping[str, str]) -> str:
    """Return the message in lower case, one space between words and marks.

    Parameters
    ----------
    tekst
        The message as typed.
    schrijfwijzen
        Short or spoken spellings and what they stand for (``nie`` → ``niet``).

    Returns
    -------
    str
        Words and the marks ``. , ? ! :`` separated by single spaces.
    """
    text = strip_accents(tekst[:MAX_TEKENS].translate(_QUOTES).translate(_DASHES))
    text = text.lower()
    text = re.sub(r"([a-z])\1{2,}", r"\1\1", text)
    text = re.sub(r"\b1[ -]?(?:op|:)[ -]?1\b", "een op een", text)
    text = re.sub(r"(?<=[a-z])-(?=[a-z0-9])|(?<=\d)-(?=[a-z])", " ", text)
    text = re.sub(
        r"(?<=\d)(?=(?:havo|vwo|vmbo|mavo|jr|jaar|min|wk|weken|uur)\b)", " ", text
    )
    text = re.sub(r"\b(havo|vwo|vmbo|mavo|groep|klas)(?=\d)", r"\1 ", text)
    text = re.sub(rf"\bme (?={_KIN})", "mijn ", text)
    text = re.sub(r"[\n\r;]+", " . ", text)
    text = re.sub(r"[()\"“”\[\]]", " , ", text)
    text = re.sub(r"([?!:])", r" \1 ", text)
    text = re.sub(r"(?<!\d)([.,])|([.,])(?!\d)", r" \1\2 ", text)
    text = re.sub(r"(?<![\d])/|/(?![\d])", " / ", text)
    words = []
    for word in text.split():
        words.append(schrijfwijzen.get(word, word))
    return " ".join(" ".join(words).split())


def sentences(plat: str) -> list[str]:
    """Split a plain text into sentences, each with its closing mark."""
    parts = re.findall(r"[^.?!]+[.?!]?", plat)
    return [part.strip() for part in parts if part.strip(" .?!")]
