from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.cli import main
from assistant.cli.common import UserError, read_answers_file, read_cases_file

AT_HOME = "antwoorden:\n  leeftijd: 13\n  schoolsoort: vmbo\n  verzuim_sinds: {}\n"


@pytest.fixture
def casus(tmp_path):
    def write(text):
        path = tmp_path / "casus.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_steps_follow_the_contract(casus, capsys):
    path = casus(AT_HOME.format("2026-09-01"))
    assert main(["stappen", path, "--json", "--peildatum", "2026-10-10"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert set(plan) == {"situaties", "stappen"}
    assert plan["situaties"]
    for step in plan["stappen"]:
        assert set(step) == {"id", "wat", "uiterlijk", "wie", "bron"}
        assert step["wat"]
        assert step["uiterlijk"] is None or date.fromisoformat(step["uiterlijk"])


def test_a_person_reads_numbered_steps(casus, capsys):
    path = casus(AT_HOME.format("2026-09-01"))
    assert main(["stappen", path, "--peildatum", "2026-10-10"]) == 0
    assert capsys.readouterr().out.startswith("1. ")


def test_without_answers_nothing_is_made_up(casus, capsys):
    assert main(["stappen", casus("antwoorden: {}\n")]) == 0
    assert "nog geen stappen" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("antwoorden:\n  leeftyd: 13\n", "leeftyd"),
        ("antwoorden:\n  leeftijd: dertien jaar oud\n", "leeftijd"),
        (AT_HOME.format("2026-12-01"), "verzuim_sinds"),
        ("leeftijd: 13\n", "de sleutel `antwoorden` ontbreekt"),
        ("antwoorden: [leeftijd]\n", "van de vorm `veld: antwoord`"),
        ("antwoorden: {}\nantwoord: {}\n", "'antwoord' hoort hier niet"),
        ("- antwoorden: {}\n", "de sleutel `antwoorden` ontbreekt"),
        ("", "de sleutel `antwoorden` ontbreekt"),
    ],
)
def test_a_wrong_case_is_refused_in_one_line(text, told, casus, capsys):
    assert main(["stappen", casus(text), "--peildatum", "2026-10-10"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert told in output.err
    assert len(output.err.splitlines()) == 1


def test_a_list_of_cases_keeps_its_order(casus):
    path = casus("- {id: b, antwoorden: {leeftijd: 9}}\n- {id: 1, antwoorden: }\n")
    assert read_cases_file(path) == {"b": {"leeftijd": 9}, "1": {}}
    assert read_answers_file(casus("antwoorden:\n")) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("antwoorden: {}\n", "een lijst van casussen"),
        ("- {id: a, antwoorden: {}}\n- {antwoorden: {}}\n", "casus 2: de sleutel `id`"),
        ("- {id: a, antwoorden: {}}\n- {id: a, antwoorden: {}}\n", "staat er dubbel"),
        ("- {id: a}\n", "casus 1: de sleutel `antwoorden`"),
        ("- {id: [1], antwoorden: {}}\n", "casus 1: de sleutel `id`"),
        ("- 3\n", "casus 1"),
    ],
)
def test_a_wrong_list_of_cases_names_the_case(text, told, casus):
    with pytest.raises(UserError, match="casus") as refused:
        read_cases_file(casus(text))
    assert told in str(refused.value)
