"""The glossary: complete, in plain words, no spelling twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.load import load_knowledge

if TYPE_CHECKING:
    from knowledge.begrippen import Begrip
    from knowledge.load import Knowledge

BEGRIPPEN = list(load_knowledge().begrippen.values())
each_term = pytest.mark.parametrize("begrip", BEGRIPPEN, ids=lambda row: row.id)

EXPECTED = [
    "tlv",
    "opp",
    "zorgplicht",
    "onderwijszorgarrangement",
    "thuiszitter",
    "time_in",
    "structuurklas",
    "sbo",
    "so",
    "vso",
    "bao",
    "ib_er",
    "zorgcoordinator",
    "samenwerkingsverband",
    "leerplichtambtenaar",
    "kwalificatieplicht",
    "mdo",
    "okr",
    "groeidocument",
    "regisseur",
    "doorzettingsmacht",
    "hoorrecht",
    "ozl",
    "mazl",
    "opdc",
    "blos",
    "top",
    "op_de_rails",
    "grip",
    "regietafel",
    "ezo",
    "actietafel",
    "thuiszitterstafel",
    "plaatsingsoverleg",
    "plaatsingscommissie",
    "onderwijsconsulent",
    "veilig_thuis",
    "meldcode",
    "vrijstelling_5_onder_a",
    "absoluut_verzuim",
    "relatief_verzuim",
    "geoorloofd_verzuim",
    "ongeoorloofd_verzuim",
    "duo",
    "mbo_entree",
    "startkwalificatie",
    "praktijkonderwijs",
    "vmbo",
    "havo",
    "vwo",
    "brugklas",
    "handelingsverlegen",
    "terugkeergarantie",
    "probleemanalyse",
    "volglijst",
    "actielijst",
    "time_out",
    "gastschool",
    "tussenvoorziening",
    "arrangement",
    "basisondersteuning",
    "schoolondersteuningsprofiel",
    "steunpunt",
    "geschillencommissie",
    "bezwaar",
    "lbt",
    "avg",
    "convenant",
    "bsn",
    "brin",
    "jeugdhulp",
    "ggz",
    "jeugdarts",
    "wijkteam",
    "crisisplek",
    "schoolweigering",
    "spijbelen",
    "schoolonthouding",
    "dagbesteding",
    "rebound",
    "herstart",
    "deskundigenverklaring",
    "afwijking_onderwijstijd",
    "leerlingenvervoer",
    "peildatum",
]


def test_every_term_of_the_field_is_explained(knowledge: Knowledge) -> None:
    assert set(EXPECTED) <= set(knowledge.begrippen)
    assert len(knowledge.begrippen) >= 90


def test_no_spelling_belongs_to_two_terms(knowledge: Knowledge) -> None:
    owner: dict[str, str] = {}
    for begrip in knowledge.begrippen.values():
        for spelling in {begrip.term, *begrip.ook}:
            assert owner.setdefault(spelling.casefold(), begrip.id) == begrip.id


@each_term
def test_an_explanation_is_one_to_four_short_sentences(begrip: Begrip) -> None:
    sentences = re.split(r"(?<=[.?!])\s+", begrip.uitleg)
    assert 1 <= len(sentences) <= 4
    assert all(len(sentence.split()) <= 22 for sentence in sentences), begrip.uitleg
    words = sum(len(sentence.split()) for sentence in sentences)
    assert words / len(sentences) <= 20


@each_term
def test_an_explanation_speaks_to_a_parent(begrip: Begrip) -> None:
    assert not re.search(r"\b(je|jij|jouw)\b", begrip.uitleg, re.IGNORECASE)
    assert begrip.uitleg.endswith(".")


def test_5_onder_a_and_5a_are_two_different_things(knowledge: Knowledge) -> None:
    onder_a = knowledge.begrippen["vrijstelling_5_onder_a"]
    trekkend = knowledge.begrippen["artikel_5a"]
    assert "5 onder a" in onder_a.ook
    assert "5a" in trekkend.ook
    assert "5a" not in onder_a.ook
