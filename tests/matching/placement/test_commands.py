"""`leerplek plaats` and `leerplek verifieer` as a user runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from assistant.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def to_file(name: str, document: Any) -> str:
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return str(path)

    return to_file


def run(capsys: Any, *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_proposal_can_be_verified(problem: Any, write: Any, capsys: Any) -> None:
    """The answer of one command is good input for the other."""
    instance = write("i.json", problem("a b", "x", "a-x b-x"))
    code, out, err = run(capsys, "plaats", instance, "--json", "--seed", "3")
    assert (code, err) == (0, "")
    assert json.loads(out)["seed"] == 3
    proposal = write("v.json", json.loads(out))
    code, out, err = run(capsys, "verifieer", instance, proposal, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"geldig": True, "fouten": []}


def test_short_answer_has_no_reasons(problem: Any, write: Any, capsys: Any) -> None:
    """--kort leaves them out."""
    instance = write("i.json", problem("a", "x", "a-x"))
    _, out, _ = run(capsys, "plaats", instance, "--json", "--kort")
    assert "waarom" not in json.loads(out)


def test_person_reads_a_table(problem: Any, write: Any, capsys: Any) -> None:
    """Without --json: how many, how sure, and one line per pupil."""
    instance = write("i.json", problem("a b", "x", "a-x b-x"))
    code, out, _ = run(capsys, "plaats", instance)
    assert code == 0
    assert "1 van 2 leerlingen geplaatst" in out
    assert "(geen plek)" in out
    assert "Een mens beslist" in out


def test_person_reads_from_when_and_what_until_then(
    problem: Any, write: Any, capsys: Any
) -> None:
    """Where days count the line says when the place begins, and the bridge."""
    data = problem(
        "a b",
        "o x",
        "a-x a-o",
        plekken={"o": {"soort": "overbrugging"}, "x": {"start": "2027-01-04"}},
        peildatum="2026-11-24",
        horizon="2027-02-02",
        doelen=["weken_thuis"],
    )
    _, out, _ = run(capsys, "plaats", write("i.json", data), "--kort")
    assert (
        "a  x, vanaf 2027-01-04, overbrugging o van 2026-11-24 tot en met 2027-01-03"
        in out
    )
    assert "b  - (geen plek), 10 weken thuis" in out


def test_clashing_pins_end_with_code_one(problem: Any, write: Any, capsys: Any) -> None:
    """The rules that clash are printed."""
    pins = {"a": {"vast": "x"}, "b": {"vast": "x"}}
    instance = write("i.json", problem("a b", "x", "a-x b-x", leerlingen=pins))
    code, out, _ = run(capsys, "plaats", instance, "--json")
    assert code == 1
    assert json.loads(out)["status"] == "onmogelijk"
    code, out, _ = run(capsys, "plaats", instance)
    assert code == 1
    assert "a staat vast op x" in out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plekken": {"x": {"capaciteit": -1}}}, 'plekken "x": capaciteit'),
        ({"leerlingen": {"a": {"vast": "y"}}}, '"a" staat vast op plek "y"'),
        ({"doelen": ["geluk"]}, '"geluk" bestaat niet'),
    ],
)
def test_bad_instance_ends_with_code_two(
    problem: Any, write: Any, capsys: Any, change: Any, words: str
) -> None:
    """One Dutch line on stderr, nothing on stdout; for both commands."""
    instance = write("i.json", problem("a", "x y", "a-x", **change))
    for command in (["plaats", instance], ["verifieer", instance, instance]):
        code, out, err = run(capsys, *command, "--json")
        assert (code, out) == (2, "")
        assert words in err
        assert instance in err
        assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "option", [("--tijdslimiet", "0"), ("--tijdslimiet", "nan"), ("--seed", "-1")]
)
def test_bad_option_ends_with_code_two(
    problem: Any, write: Any, capsys: Any, option: tuple[str, str]
) -> None:
    """The message names the option."""
    instance = write("i.json", problem("a", "x", "a-x"))
    code, _, err = run(capsys, "plaats", instance, f"{option[0]}={option[1]}")
    assert code == 2
    assert option[0] in err


def test_invalid_proposal_ends_with_code_one(
    problem: Any, write: Any, capsys: Any
) -> None:
    """Every mistake is listed, for programs and for people."""
    instance = write("i.json", problem("a b", "x", "a-x b-x"))
    proposal = write("v.json", {"plaatsingen": {"a": "x", "b": "x"}})
    code, out, _ = run(capsys, "verifieer", instance, proposal, "--json")
    assert code == 1
    assert json.loads(out)["geldig"] is False
    code, out, _ = run(capsys, "verifieer", instance, proposal)
    assert code == 1
    assert "plek x heeft 1 plaats," in out


def test_missing_file_ends_with_code_two(capsys: Any) -> None:
    """The file is named."""
    code, out, err = run(capsys, "plaats", "bestaat_niet.json", "--json")
    assert (code, out) == (2, "")
    assert "bestaat_niet.json" in err


def test_what_is_gone_since_the_last_proposal_is_told(
    problem: Any, write: Any, capsys: Any
) -> None:
    """In the answer for programs and for people; the pupils are placed all the same."""
    instance = write("i.json", problem("a", "x", "a-x", vorig={"a": "y", "b": "x"}))
    code, out, _ = run(capsys, "plaats", instance, "--json")
    assert code == 0
    assert len(json.loads(out)["opmerkingen"]) == 2
    _, out, _ = run(capsys, "plaats", instance)
    assert 'Let op: vorig "a": plek "y" is er niet meer.' in out


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "dit is geen voorstel"),
        ({}, "plaatsingen ontbreekt"),
        ({"plaatsingen": []}, "plaatsingen ontbreekt"),
        (None, "dit is een instantie, geen voorstel"),
    ],
)
def test_file_that_is_no_proposal_ends_with_code_two(
    problem: Any, write: Any, capsys: Any, document: Any, words: str
) -> None:
    """There is nothing to check; the file is named, and what it should hold."""
    data = problem("a", "x", "a-x")
    proposal = write("v.json", data if document is None else document)
    code, out, err = run(capsys, "verifieer", write("i.json", data), proposal, "--json")
    assert (code, out) == (2, "")
    assert proposal in err
    assert words in err


def test_hostile_proposal_is_only_invalid(
    problem: Any, write: Any, capsys: Any
) -> None:
    """Wrong types within a proposal are mistakes of it, never faults of the program."""
    data = problem(
        "a",
        "o x",
        "a-x a-o",
        plekken={"o": {"soort": "overbrugging", "verblijf_weken": 10**11}},
        peildatum="9999-12-01",
        doelen=["weken_thuis"],
    )
    instance = write("i.json", data)
    _, out, _ = run(capsys, "plaats", instance, "--json")
    good = json.loads(out)
    assert run(capsys, "verifieer", instance, write("v.json", good))[0] == 0
    for key in good:
        for value in (None, [], [None], {"a": []}, {"a": {}}, 10**30, "x"):
            if key == "plaatsingen" and not isinstance(value, dict):
                continue
            if key == "waarom" or good[key] == value:
                continue
            proposal = write("v.json", good | {key: value})
            code, out, err = run(capsys, "verifieer", instance, proposal, "--json")
            assert (code, err) in ((0, ""), (1, "")), (key, value)
