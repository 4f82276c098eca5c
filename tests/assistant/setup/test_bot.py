from __future__ import annotations

import json
import shutil
import threading
from dataclasses import replace

import pytest

from assistant.settings import REPO_ROOT, Settings
from assistant.setup import bot as bot_module
from assistant.setup.bot import (
    current_model,
    ensure_bot,
    rasa_environment,
    sources_hash,
)
from assistant.setup.environments import rasa_env_is_current, rasa_python
from assistant.setup.errors import StepFailed
from assistant.setup.locks import locked
from assistant.setup.steps import quiet_report

MADE = (".venv", ".rasa", "models", "generated", "results")


@pytest.fixture
def copy(tmp_path):
    """Return settings with a copy of the bot, as if it had been trained."""
    source = Settings().bot_dir
    folder = tmp_path / "bot"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(*MADE))
    shutil.copytree(REPO_ROOT / "knowledge" / "data", tmp_path / "data")
    settings = Settings(data_dir=tmp_path / "leerplek", bot_dir=folder)
    (folder / "models").mkdir()
    (folder / "models" / "leerplek-x.tar.gz").touch()
    stamp = {"bronnen": sources_hash(folder), "model": "leerplek-x.tar.gz"}
    (folder / "models" / "stempel.json").write_text(json.dumps(stamp))
    return settings


def test_a_trained_bot_is_current(copy, tmp_path):
    assert current_model(copy) == copy.bot_dir / "models" / "leerplek-x.tar.gz"
    assert current_model(copy, tmp_path / "data") == current_model(copy)


@pytest.mark.parametrize("name", ["domain.yml", "config.yml", "pyproject.toml"])
def test_a_change_of_the_bot_makes_the_model_stale(copy, name):
    with (copy.bot_dir / name).open("a") as file:
        file.write("# anders\n")
    assert current_model(copy) is None


def test_a_new_example_makes_the_model_stale(copy):
    (copy.bot_dir / "data" / "nieuw.yml").write_text("version: '3.1'\n")
    assert current_model(copy) is None


def test_a_change_of_the_knowledge_makes_the_model_stale(copy, tmp_path):
    row = next(iter(sorted((tmp_path / "data").rglob("*.yaml"))))
    row.write_text(row.read_text() + "# anders\n")
    assert current_model(copy, tmp_path / "data") is None


def test_what_set_up_makes_itself_does_not_make_the_model_stale(copy):
    for name in MADE:
        (copy.bot_dir / name).mkdir(exist_ok=True)
        (copy.bot_dir / name / "gemaakt.yml").touch()
    assert current_model(copy)


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"bronnen": 1, "model": 2}', "\0"])
def test_a_broken_stamp_means_training_again(copy, stamp):
    (copy.bot_dir / "models" / "stempel.json").write_text(stamp)
    assert current_model(copy) is None


def test_a_model_that_was_removed_means_training_again(copy):
    (copy.bot_dir / "models" / "leerplek-x.tar.gz").unlink()
    assert current_model(copy) is None


def test_rasa_gets_no_way_into_the_record(monkeypatch):
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", "postgresql://x:geheim@h/d")
    assert "geheim" not in str(rasa_environment())
    assert rasa_environment()["RASA_TELEMETRY_ENABLED"] == "false"


def test_an_environment_with_other_pins_is_not_current(copy):
    assert not rasa_env_is_current(copy)


def test_two_set_ups_at_once_wait_for_each_other(tmp_path):
    order: list[str] = []
    inside = threading.Event()

    def second():
        inside.wait()
        with locked(tmp_path / "slot", quiet_report()):
            order.append("second")

    other = threading.Thread(target=second)
    other.start()
    with locked(tmp_path / "slot", quiet_report()):
        inside.set()
        other.join(timeout=0.3)
        order.append("first")
    other.join()
    assert order == ["first", "second"]


@pytest.mark.rasa
def test_a_broken_training_file_says_where_to_look(bot, tmp_path, monkeypatch):
    folder = tmp_path / "bot"
    ignored = shutil.ignore_patterns(*MADE)
    shutil.copytree(Settings().bot_dir, folder, ignore=ignored)
    (folder / ".venv").symlink_to(Settings().bot_dir / ".venv")
    (folder / "domain.yml").write_text("version: '3.1'\nintents: 3\n")
    settings = replace(Settings(), data_dir=tmp_path / "data", bot_dir=folder)
    monkeypatch.setattr(bot_module, "ensure_rasa_env", lambda s, r: rasa_python(s))
    with pytest.raises(StepFailed) as failed:
        ensure_bot(settings, quiet_report())
    assert str(failed.value).startswith("De chatbot trainen")
    assert str(tmp_path / "data" / "logs" / "training.log") in str(failed.value)
    assert current_model(settings) is None
