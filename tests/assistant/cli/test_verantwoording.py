"""``leerplek verantwoording`` writes the documents and says what is not in order."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main


@pytest.fixture
def record(migrated_sqlite, tmp_path, monkeypatch):
    """Let the command use an empty record."""
    (tmp_path / "leerplek.db").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'leerplek.db'}"
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", url)
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "data"))


def test_everything_is_written_to_a_folder(record, tmp_path, capsys):
    folder = tmp_path / "uit"
    assert main(["verantwoording", "--map", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    names = {path.name for path in folder.iterdir()}
    assert set(told["bestanden"]) == names
    assert {"algoritmeregister.json", "risicolijst.md", "logboek.csv"} <= names
    register = json.loads((folder / "algoritmeregister.json").read_text())
    assert register["publication_category"] == "Hoog-risico AI-systeem"


def test_a_person_reads_what_is_still_to_be_done(record, capsys):
    assert main(["verantwoording"]) == 0
    out = capsys.readouterr().out
    assert "TE DOEN: Nog in te vullen door de organisatie" in out
    assert "- Contactgegevens: " in out


def test_bad_input_is_one_sentence(record, tmp_path, capsys):
    words = ["verantwoording", "--van", "2026-02-01", "--tot", "2026-01-01"]
    assert main(words) == 2
    (tmp_path / "bestand").write_text("")
    assert main(["verantwoording", "--map", str(tmp_path / "bestand" / "x")]) == 2
    assert "deze map kan niet worden gemaakt" in capsys.readouterr().err
