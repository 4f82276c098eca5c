"""Strict reading: whatever stands in a file, the reader gets a row or one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import KnowledgeError
from knowledge.reading import read_row, read_yaml
from knowledge.stappen import Situatie
from knowledge.velden import Veld

if TYPE_CHECKING:
    from pathlib import Path

keys = st.sampled_from([*Veld.model_fields, *Situatie.model_fields, "vreemd"])
scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
    ),
    max_leaves=8,
)


@given(raw=st.dictionaries(keys, values, max_size=8) | values)
def test_any_row_is_read_or_refused_in_one_sentence(raw: object) -> None:
    for model in (Veld, Situatie):
        try:
            read_row(raw, model, file="proef.yaml")
        except KnowledgeError as error:
            assert str(error).startswith("In proef.yaml")
            assert "\n" not in str(error)
            assert "Input should" not in str(error)


@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "proef.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_yaml(path, path.parent)
    except KnowledgeError as error:
        assert "proef.yaml" in str(error)


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "nee", "ja", "y", "n"])
def test_words_for_yes_and_no_stay_words(tmp_path: Path, word: str) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(f"antwoord: {word}\n", encoding="utf-8")
    assert read_yaml(path, tmp_path) == {"antwoord": word}


def test_true_and_false_are_truth_values(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text("a: true\nb: False\n", encoding="utf-8")
    assert read_yaml(path, tmp_path) == {"a": True, "b": False}


def test_reading_strictly_leaves_the_yaml_library_alone() -> None:
    assert yaml.safe_load("antwoord: no") == {"antwoord": False}


def test_a_key_given_twice_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text("a: 1\nb: 2\na: 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        read_yaml(path, tmp_path)
    assert str(caught.value) == (
        "In proef.yaml, regel 3: de sleutel ‘a’ staat er dubbel; laat er één staan."
    )
