"""The sentence patterns: every row compiles, is used, and a wrong row is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from knowledge.bronnen import source_ids
from knowledge.errors import KnowledgeError
from knowledge.load import DATA
from knowledge.reading import read_rows
from knowledge.zinspatronen import Zinspatroon, read_sentence_patterns

READERS = Path(__file__).parents[2] / "assistant" / "begrip"
_USED = re.compile(r'\b(?:Pattern|Series|Values|Words)\(\s*"(\w+)", "(\w+)"\s*\)')
_PART = re.compile(r"\{([a-z]\w*)\}")


@pytest.fixture(scope="module")
def patterns():
    return read_sentence_patterns(DATA)


@pytest.fixture
def read(tmp_path):
    """Read one file with the rows of a text."""

    def make(text):
        folder = tmp_path / "zinspatronen"
        folder.mkdir()
        (folder / "proef.yaml").write_text(text, encoding="utf-8")
        return read_sentence_patterns(tmp_path)["proef"]

    return make


def test_every_row_is_used_and_every_row_that_is_used_is_there(patterns):
    used = {
        found
        for path in READERS.glob("*.py")
        for found in _USED.findall(path.read_text())
    }
    parts = {
        (path.stem, name)
        for path in (DATA / "zinspatronen").glob("*.yaml")
        for name in _PART.findall(path.read_text())
    }
    there = {(file, row) for file, rows in patterns.items() for row in rows}
    assert used <= there
    assert there == used | (parts & there)


def test_every_row_names_a_source_that_is_known(knowledge):
    for path in sorted((DATA / "zinspatronen").glob("*.yaml")):
        for row in read_rows(path, DATA, Zinspatroon):
            assert set(source_ids(row.bron)) <= set(knowledge.bronnen), row.id


def test_words_are_whole_words_and_each_of_them_is_enough(read):
    row = read("- {id: weg, uitleg: Weg., bron: EIGEN, woorden: [weg, niet meer]}")[
        "weg"
    ]
    (words,) = row.regels.values()
    assert row.woorden == {"weg", "niet meer"}
    assert words.search("hij is weg") and words.search("hij komt niet meer")
    assert words.search("zij is onderweg") is None


def test_a_row_may_name_another_row_of_its_file(read):
    rows = read(
        "- {id: wie, uitleg: Wie., bron: EIGEN, woorden: [hij, zij]}\n"
        "- {id: komt, uitleg: Komt., bron: EIGEN, vormen: ['{wie} komt', is er]}\n"
    )
    (comes,) = rows["komt"].regels.values()
    assert comes.pattern == "(?:hij|zij) komt|is er"


def test_expressions_per_value_keep_their_order(read):
    row = read(
        "- {id: soort, uitleg: Soort., bron: EIGEN, waarden: {vso: vso, so: so}}"
    )["soort"]
    assert list(row.regels) == ["vso", "so"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{id: a, uitleg: A., bron: EIGEN}", "precies één"),
        ("{id: a, uitleg: A., bron: EIGEN, woorden: [b], vormen: [c]}", "precies één"),
        ("{id: a, uitleg: A., bron: EIGEN, vormen: ['(b']}", "haakje"),
        ("{id: a, uitleg: A., bron: EIGEN, vormen: ['{b} c']}", "rij 'b' bestaat niet"),
    ],
)
def test_a_wrong_row_is_named_with_what_is_wrong(read, row, message):
    with pytest.raises(KnowledgeError, match=r"proef\.yaml.*a") as error:
        read(f"- {row}")
    assert message in str(error.value)
