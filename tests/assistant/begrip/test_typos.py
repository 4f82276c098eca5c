"""Typing errors are set right; real words are left alone."""

from __future__ import annotations

import pytest

from assistant.begrip.lexicon import lexicon_of
from assistant.begrip.typos import correct


@pytest.mark.parametrize(
    ("fout", "goed"),
    [
        ("depresief", "depressief"),
        ("autsime", "autisme"),
        ("gymnaisum", "gymnasium"),
        ("wachtljist", "wachtlijst"),
        ("schoolwijgering", "schoolweigering"),
    ],
)
def test_misspelt_word_is_corrected(knowledge, fout, goed):
    assert correct(fout, lexicon_of(knowledge)) == goed


@pytest.mark.parametrize(
    "woord",
    ["negen", "kwart", "posten", "rust", "kist", "moe", "geen", "lijden", "13", "x1y"],
)
def test_real_or_short_word_stays(knowledge, woord):
    assert correct(woord, lexicon_of(knowledge)) == woord
