"""``leerplek gesprek`` with a file, as others call it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assistant.settings import REPO_ROOT


def run(*words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", code, "gesprek", *words],
        cwd=REPO_ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.rasa
def test_a_file_of_lines_gives_the_document_of_the_contract(bot, tmp_path):
    lines = ["ik wil een leerling aanmelden", "nee", "nee", "hij is 12", "", "mens"]
    path = tmp_path / "regels.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run("--bestand", str(path), "--json", "--peildatum", "2026-09-14")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert set(document) == {"beurten", "antwoorden", "status", "taken"}
    assert [turn["in"] for turn in document["beurten"]] == lines
    assert all(turn["uit"] for turn in document["beurten"])
    assert document["beurten"][0]["vraag"] == "veiligheid_direct"
    assert document["beurten"][0]["knoppen"] == ["Nee", "Twijfel", "Ja"]
    assert document["antwoorden"]["leeftijd"] == 12
    assert document["status"] == "bezig"
    assert document["taken"] == [{"soort": "terugbellen", "urgent": False}]


@pytest.mark.parametrize(
    "words",
    [("--bestand", "bestaat-niet.txt"), ("--rol", "koning"), ("--peildatum", "morgen")],
)
def test_bad_input_is_one_dutch_message_and_exit_code_two(words):
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
