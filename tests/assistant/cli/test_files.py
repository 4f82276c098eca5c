from __future__ import annotations

import json
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.cli.common import (
    UserError,
    read_json_file,
    read_text_file,
    read_yaml_file,
)

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=15,
)
IN_TMP = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@IN_TMP
@given(document=PLAIN)
def test_what_was_written_is_read_back(document, tmp_path):
    path = tmp_path / "x"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_json_file(path) == document
    path.write_text(yaml.safe_dump(document), encoding="utf-8")
    assert read_yaml_file(path) == document


@IN_TMP
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_dutch(content, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(content)
    for read in (read_yaml_file, read_json_file, read_text_file):
        try:
            read(path)
        except UserError as error:
            assert str(error).startswith(str(path))


@pytest.mark.parametrize("read", [read_yaml_file, read_json_file, read_text_file])
def test_a_missing_file_a_folder_and_another_encoding_are_told_apart(read, tmp_path):
    with pytest.raises(UserError, match="bestaat niet"):
        read(tmp_path / "weg.yaml")
    with pytest.raises(UserError, match="is een map"):
        read(tmp_path)
    (tmp_path / "latin").write_bytes("a: 1\nnaam: coördinator\n".encode("latin-1"))
    with pytest.raises(UserError, match=r"regel 2: dit bestand is geen UTF-8"):
        read(tmp_path / "latin")
    with pytest.raises(UserError):
        read("nul\0teken")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("a: 1\nb: [1, 2\n", "regel 3"),
        ("a: 1\n\tb: 2\n", "regel 2"),
        ("a: 1\nb: 2\na: 3\n", "regel 3: de sleutel 'a' staat er dubbel"),
        ("x:\n  a: 1\n  a: 2\n", "regel 3: de sleutel 'a' staat er dubbel"),
        ("dag: 2026-02-30\n", "regel 1: '2026-02-30' is geen datum die bestaat"),
        ("a: !!python/object:os.system {}\n", "regel 1"),
        ("a: 1\n---\nb: 2\n", "regel 2"),
        ("[" * 5000, "te diep genest"),
        ("{[a]: 1}", "regel 1"),
        ("a: \x07", "geen geldige YAML"),
    ],
)
def test_a_mistake_in_yaml_names_the_place(content, told, tmp_path):
    path = tmp_path / "casus.yaml"
    path.write_text(content)
    with pytest.raises(UserError) as refused:
        read_yaml_file(path)
    assert str(refused.value).startswith(str(path))
    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "regel 1"),
        ('{"a": 1,\n "b": }', "regel 2, teken"),
        ('{"a": 1, "a": 2}', "de sleutel 'a' staat er dubbel"),
        ('{"a": NaN}', "'NaN' is geen getal"),
        ('{"a": -Infinity}', "'-Infinity' is geen getal"),
        ("[" * 100_000, "te diep genest"),
        ("1" * 5000, "te lang"),
    ],
)
def test_a_mistake_in_json_names_the_place(content, told, tmp_path):
    path = tmp_path / "instantie.json"
    path.write_text(content)
    with pytest.raises(UserError) as refused:
        read_json_file(path)
    assert str(refused.value).startswith(str(path))
    assert told in str(refused.value)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}')
    assert read_json_file(path) == {"a": 1}
    assert read_yaml_file(path) == {"a": 1}


def test_dates_in_yaml_become_dates(tmp_path):
    path = tmp_path / "x"
    path.write_text("dag: 2026-09-12\ntekst: '2026-09-12'\n")
    assert read_yaml_file(path) == {"dag": date(2026, 9, 12), "tekst": "2026-09-12"}
