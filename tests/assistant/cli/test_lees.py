"""``leerplek lees`` as others rely on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.cli import main

if TYPE_CHECKING:
    from pathlib import Path

VERSLAG = "Leeftijd: 13\nSinds drie weken komt hij niet meer op school.\n"


def test_one_report_gives_fields_with_proof_and_certainty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text(VERSLAG, encoding="utf-8")
    assert main(["lees", str(path), "--json", "--peildatum", "2026-11-20"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["crisis"] is None
    assert answer["velden"]["leeftijd"]["waarde"] == 13
    assert answer["velden"]["leeftijd"]["bewijs"] == "Leeftijd: 13"
    assert 0 < answer["velden"]["leeftijd"]["zekerheid"] <= 1
    assert answer["velden"]["helemaal_niet_sinds"]["waarde"] == "2026-10-30"


def test_a_file_of_reports_gives_an_answer_per_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(
        "- {id: a, tekst: 'Leeftijd: 13'}\n"
        "- {id: b, tekst: 'Hij wil niet meer leven.'}\n",
        encoding="utf-8",
    )
    assert main(["lees", "--bestand", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"a", "b"}
    assert answer["b"]["crisis"] == {"bewijs": "Hij wil niet meer leven."}


def test_a_person_reads_names_values_and_proof(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text(VERSLAG, encoding="utf-8")
    assert main(["lees", str(path)]) == 0
    out = capsys.readouterr().out
    assert "Leeftijd: 13 (zeker)" in out
    assert "“Leeftijd: 13”" in out


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        ("geen lijst", "hier hoort een lijst met verslagen"),
        ("- {tekst: a}", "verslag 1: de sleutel `id` ontbreekt"),
        ("- {id: a}", "verslag 1: de sleutel `tekst` ontbreekt"),
        ("- {id: a, tekst: b}\n- {id: a, tekst: c}", "id 'a' staat er dubbel"),
    ],
)
def test_a_file_that_is_no_list_of_reports_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inhoud: str, melding: str
) -> None:
    path = tmp_path / "v.yaml"
    path.write_text(inhoud, encoding="utf-8")
    assert main(["lees", "--bestand", str(path)]) == 2
    shown = capsys.readouterr()
    assert melding in shown.err
    assert shown.out == ""


def test_an_empty_or_missing_report_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "leeg.txt"
    path.write_text(" \n", encoding="utf-8")
    assert main(["lees", str(path)]) == 2
    assert main(["lees", str(tmp_path / "weg.txt")]) == 2
    assert main(["lees"]) == 2
    assert "Traceback" not in capsys.readouterr().err
