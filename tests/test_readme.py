"""The session in the README, run as it stands there."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from assistant.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SESSION = re.compile(r"^\$ uv run leerplek (?P<line>[^#\n]*)", re.MULTILINE)
ECHOED = re.compile(r'^\$ echo "(?=.*> (\S+)$)(.*)" > \S+$', re.MULTILINE)
NEEDS_A_BOT = {"begrijp", "gesprek"}
INSTANCE = {
    "peildatum": "2026-11-22",
    "leerlingen": [{"id": "voorbeeld-1", "urgentie": 3}, {"id": "voorbeeld-2"}],
    "plekken": [{"id": "klas", "voorziening": "structuurklas", "capaciteit": 1}],
    "paren": [
        {"leerling": "voorbeeld-1", "plek": "klas"},
        {"leerling": "voorbeeld-2", "plek": "klas"},
    ],
}


@pytest.fixture
def readme(repo_root: Path) -> str:
    return (repo_root / "README.md").read_text(encoding="utf-8")


def test_the_session_of_the_readme_runs_and_says_what_it_says_there(
    readme: str, tmp_path: Path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "instantie.json").write_text(json.dumps(INSTANCE), encoding="utf-8")
    written = dict(ECHOED.findall(readme))
    assert written.keys() == {"casus.yaml", "verslag.txt"}
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = set()
    for found in SESSION.finditer(readme):
        command, _, target = found["line"].strip().partition(" > ")
        words = shlex.split(command)
        if words[0] in NEEDS_A_BOT:
            continue
        assert main(words) == 0, command
        told = capsys.readouterr().out
        if target:
            (tmp_path / target).write_text(told, encoding="utf-8")
        else:
            assert told.strip()
        ran.add(words[0])
    assert {"lees", "route", "stappen", "plaats", "verifieer"} <= ran
    assert told.strip() in readme
