"""``leerplek begrijp``: what is refused, and the real bot over a file."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main
from assistant.cli.begrijp import read_lines
from assistant.cli.errors import UserError
from knowledge.load import load_knowledge


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def test_unknown_field_is_bad_input_with_a_hint(capsys):
    assert main(["begrijp", "ja", "--vraag", "leeftyd"]) == 2
    assert "leeftijd" in capsys.readouterr().err


@pytest.mark.parametrize(
    "woorden",
    [
        ["begrijp"],
        ["begrijp", "ja", "--bestand", "x.tsv"],
        ["begrijp", "--bestand", "bestaat-niet.tsv"],
        ["begrijp", "--bestand", "x.tsv", "--vraag", "leeftijd"],
    ],
)
def test_text_or_one_file_is_needed(capsys, woorden):
    assert main(woorden) == 2
    assert capsys.readouterr().err.strip()


def test_every_line_of_a_file_is_a_text_and_a_field_or_a_dash(tmp_path, knowledge):
    path = tmp_path / "zinnen.tsv"
    path.write_text("ja\tingeschreven\n\nhallo\t-\nzonder veld\n", encoding="utf-8")
    lines = read_lines(str(path), knowledge)
    assert [(line.tekst, line.veld) for line in lines] == [
        ("ja", "ingeschreven"),
        ("hallo", None),
        ("zonder veld", None),
    ]


@pytest.mark.parametrize("regel", ["ja\tonbekend_veld", "een\ttwee\tdrie"])
def test_bad_line_is_named_by_its_number(tmp_path, knowledge, regel):
    path = tmp_path / "zinnen.tsv"
    path.write_text(f"goed\t-\n{regel}\n", encoding="utf-8")
    with pytest.raises(UserError, match="regel 2"):
        read_lines(str(path), knowledge)


@pytest.mark.rasa
def test_file_is_understood_with_the_real_bot(tmp_path, capsys):
    path = tmp_path / "zinnen.tsv"
    path.write_text("twaalf\tleeftijd\nwat is een tlv?\t-\n", encoding="utf-8")
    words = ["begrijp", "--bestand", str(path), "--json", "--peildatum", "2026-11-20"]
    assert main(words) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["intent"], first["velden"]) == ("antwoord", {"leeftijd": 12})
    assert (second["intent"], second["begrip"]) == ("vraag_begrip", "tlv")
    assert 0 <= second["zekerheid"] <= 1
