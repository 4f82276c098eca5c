"""Every conversation says that a computer program talks, and that people decide."""

import pytest

from knowledge.gesprek import NEDERLANDS, ROLLEN

OPENINGS = ("opening", "opening_eigen", "opening_vervolg")
SAID_AS = {
    "ar": ("برنامج حاسوب", "البشر"),
    "de": ("Computerprogramm", "Menschen entscheiden"),
    "en": ("computer program", "people decide"),
    "fr": ("programme d'ordinateur", "personnes qui décident"),
    "nl": ("computerprogramma", "beslissen"),
    "pl": ("programem komputerowym", "Decydują ludzie"),
    "tr": ("bilgisayar programıyım", "insanlar"),
    "uk": ("комп’ютерна програма", "люди"),
}


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("opening", OPENINGS)
def test_every_opening_says_so(knowledge, opening, rol):
    text = knowledge.gesprek.zin(opening, rol)
    assert all(words in text for words in SAID_AS[NEDERLANDS])


@pytest.mark.parametrize("rol", ROLLEN)
def test_every_other_language_says_so_at_once(knowledge, rol):
    for taal in knowledge.gesprek.talen:
        if taal != NEDERLANDS:
            text = knowledge.gesprek.zin("taal", rol, taal).lower()
            for words in SAID_AS[taal]:
                assert words.lower() in text, (taal, words)
