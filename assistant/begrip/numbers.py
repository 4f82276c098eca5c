"""Numbers in words and digits, as Dutch speakers say them."""

from __future__ import annotations

import re
from functools import lru_cache

from text_to_num import alpha2digit

_ORDINALS = {
    "eerste": "1e", "tweede": "2e", "derde": "3e", "vierde": "4e", "vijfde": "5e",
    "zesde": "6e", "zevende": "7e", "achtste": "8e",
}  # fmt: skip
_HALVES = (
    (re.compile(r"\banderhal(?:f|ve)\b"), "1,5"),
    (re.compile(r"\b(?:driekwart|drie kwart) jaar\b"), "9 maanden"),
    (re.compile(r"\b(?:een )?half ?jaar(?:tje)?\b"), "6 maanden"),
    (re.compile(r"\b(?:een )?half ?uur(?:tje)?\b"), "30 minuten"),
    (re.compile(r"\b(?:een )?(?:kwartier(?:tje)?)\b"), "15 minuten"),
    (
        re.compile(
            r"\b(?:een )?hal(?:f|ve) (?=(?:school|les)?(?:dag|week|maand|uur|uren))"
        ),
        "0,5 ",
    ),
)
_FIGURE = re.compile(
    r"\b(een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)(?:t)?jes?\b"
)
"""A mark at school: ‘een zesje’."""
_TENS = re.compile(r"\b(twee|drie)en(twintig|dertig|veertig|vijftig|\w{4,6}tig)\b")
"""Plain text has no diaeresis, and the library wants one."""
_TIMES = re.compile(r"\b(een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)maal\b")
_PLUS_HALF = re.compile(r"\b(\d+) en een hal(?:f|ve)\b")
_AND_HALF_HOUR = re.compile(r"\b(\d+|een) uur en 30 minuten\b")
_QUARTERS = re.compile(r"\b(\d+) (?:kwartier|15 minuten)\b")
NUMBER = r"\d+(?:[.,]\d+)?"
"""Pattern of one number in digits."""


@lru_cache(maxsize=512)
def digits(plat: str) -> str:
    """Return plain text with number words as digits (``drie weken`` → ``3 weken``).

    ``een`` stays a word, since it is mostly an article; halves become decimals.
    """
    text = re.sub(r"(?<=[a-z])(jarige?)\b", r" \1", plat)
    text = text.replace("tweenhal", "tweeenhal")
    text = _TENS.sub(lambda m: f"{m[1]}\u00ebn{m[2]}", text)
    text = _TIMES.sub(r"\1 maal", text)
    text = re.sub(r"\b([1-8])(?:ste|de)\b", r"\1e", text)
    text = _FIGURE.sub(lambda m: m[0] if m[1] == "een" else m[1], text)
    text = re.sub(r"\b([a-z]+?)(?:en|n)hal(?:f|ve)\b", r"\1 en een half", text)
    # the library reads ‘een zes’ as two numbers, so the article is hidden from it
    text = re.sub(r"\been\b", "\x01", text)
    text = re.sub(r"\bof\b", "\x02", text)
    text = alpha2digit(text, "nl")
    text = text.replace("\x01", "een").replace("\x02", "of")
    text = re.sub(r"\bnul\b", "0", text)
    text = re.sub(r"\btwee\b", "2", text)
    text = re.sub(r"\bstuk of (\d+)\b", r"\1 stuks", text)
    for word, number in _ORDINALS.items():
        text = re.sub(rf"\b{word}\b", number, text)
    text = _PLUS_HALF.sub(r"\1,5", text)
    text = re.sub(r"\b3 kwart jaar\b", "9 maanden", text)
    text = _QUARTERS.sub(lambda m: f"{int(m[1]) * 15} minuten", text)
    for pattern, number in _HALVES:
        text = pattern.sub(number, text)
    text = _QUARTERS.sub(lambda m: f"{int(m[1]) * 15} minuten", text)
    return _AND_HALF_HOUR.sub(lambda m: f"{1 if m[1] == 'een' else m[1]},5 uur", text)


def as_number(word: str) -> float:
    """Return the number a piece of digits stands for."""
    return float(word.replace(",", "."))


def tidy(number: float) -> int | float:
    """Return a whole number as int, any other as it is."""
    return int(number) if number == int(number) else number
