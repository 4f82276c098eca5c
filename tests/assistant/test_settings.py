from __future__ import annotations

import pytest

from assistant.cli import main
from assistant.errors import AssistantError
from assistant.settings import REPO_ROOT, read_settings

NAMES = (
    *("LEERPLEK_DATA", "LEERPLEK_DATABASE_URL", "LEERPLEK_POORT"),
    *("LEERPLEK_RASA_POORT", "LEERPLEK_DEMO"),
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_without_variables_everything_stays_in_the_repository():
    settings = read_settings()
    assert settings.data_dir == REPO_ROOT / ".leerplek"
    assert settings.database_url == f"sqlite:///{REPO_ROOT}/.leerplek/leerplek.db"
    assert settings.app_url == "http://127.0.0.1:8000"
    assert not settings.demo


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_variable_counts_as_not_set(name, monkeypatch):
    plain = read_settings()
    monkeypatch.setenv(name, "")
    assert read_settings() == plain


def test_a_relative_folder_is_taken_from_where_the_user_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEERPLEK_DATA", "gegevens")
    assert read_settings().data_dir == tmp_path / "gegevens"


@pytest.mark.parametrize("name", ["LEERPLEK_POORT", "LEERPLEK_RASA_POORT"])
def test_a_port_that_is_no_number_is_named(name, monkeypatch, capsys):
    monkeypatch.setenv(name, "acht")
    with pytest.raises(AssistantError, match=f"{name} is 'acht'"):
        read_settings()
    assert main(["opzetten"]) == 2
    assert name in capsys.readouterr().err
