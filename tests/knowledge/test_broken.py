"""Every kind of mistake in the data gives one clear Dutch message."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.load import DATA, load_knowledge

BROKEN = Path(__file__).parent / "broken"


def _header(path: Path) -> dict[str, str]:
    """Read the comment lines ``# plaats``, ``# wijze`` and ``# melding``."""
    lines = path.read_text(encoding="utf-8").splitlines()[:3]
    pairs = (line.removeprefix("# ").split(": ", 1) for line in lines)
    return {key: value for key, value in pairs}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_a_broken_row_is_refused_in_words(path: Path, data: Path) -> None:
    header = _header(path)
    target = data / header["plaats"]
    before = target.read_text(encoding="utf-8") + "\n" if target.exists() else ""
    kept = before if header["wijze"] == "erbij" else ""
    target.write_text(kept + path.read_text(encoding="utf-8"), encoding="utf-8")

    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(data)

    message = str(caught.value)
    assert header["melding"] in message
    assert message.startswith("In ")
    assert message.endswith((".", "?"))
    assert "\n" not in message


def test_a_missing_file_is_named(data: Path) -> None:
    (data / "bronnen.yaml").unlink()
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(data)
    assert str(caught.value) == (
        "In bronnen.yaml: het bestand ontbreekt; zet het terug in de kennismap."
    )


def test_a_file_that_is_not_utf8_is_named(data: Path) -> None:
    (data / "bronnen.yaml").write_bytes(b"- id: \xff\xfe")
    with pytest.raises(KnowledgeError, match="bewaar het als UTF-8-tekst"):
        load_knowledge(data)


def test_an_empty_folder_of_fields_is_refused(data: Path) -> None:
    for path in (data / "velden").glob("*.yaml"):
        path.unlink()
    with pytest.raises(KnowledgeError, match="hier staat geen enkel veld"):
        load_knowledge(data)


def test_a_name_that_contains_yaml_code_runs_nothing(data: Path) -> None:
    (data / "doelen.yaml").write_text(
        "- !!python/object/apply:os.getcwd []\n", encoding="utf-8"
    )
    with pytest.raises(KnowledgeError, match="geen geldige YAML"):
        load_knowledge(data)
