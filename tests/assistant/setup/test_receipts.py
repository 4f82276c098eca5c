from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from assistant.settings import Settings
from assistant.setup import receipts
from assistant.setup.database import ensure_database
from assistant.setup.demo import demo_settings, ensure_demo
from assistant.setup.receipts import note_record, record_is_ready
from assistant.setup.steps import quiet_report
from models.store import open_store


@pytest.fixture
def noted(tmp_path):
    """Return settings with a record that was set up and noted."""
    settings = Settings(data_dir=tmp_path / "data")
    assert ensure_database(settings, quiet_report())
    note_record(settings)
    return settings


def test_a_record_that_was_set_up_is_ready(noted):
    assert record_is_ready(noted)
    assert not ensure_database(noted, quiet_report())


def test_a_record_that_is_gone_is_not_ready(noted):
    (noted.data_dir / "leerplek.db").unlink()
    assert not record_is_ready(noted)
    note_record(noted)
    assert not record_is_ready(noted)


def test_a_backup_put_back_is_looked_at_again(noted):
    path = noted.data_dir / "leerplek.db"
    shutil.copy(path, path.with_suffix(".kopie"))
    path.with_suffix(".kopie").replace(path)
    assert not record_is_ready(noted)


def test_a_new_migration_is_looked_at(noted, tmp_path, monkeypatch):
    folder = tmp_path / "versions"
    shutil.copytree(receipts.MIGRATIONS, folder)
    (folder / "9999_nieuw.py").touch()
    monkeypatch.setattr(receipts, "MIGRATIONS", folder)
    assert not record_is_ready(noted)


def test_the_record_of_a_server_is_always_looked_at(noted):
    remote = replace(noted, database_url="postgresql://x@127.0.0.1/y")
    note_record(remote)
    assert not record_is_ready(remote)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", "\0"])
def test_a_broken_note_counts_as_none(noted, text):
    (noted.data_dir / "opgezet-gewoon.json").write_text(text)
    assert not record_is_ready(noted)


def test_the_demo_has_a_record_of_its_own(noted):
    demo = demo_settings(noted)
    assert demo.database_url != noted.database_url
    assert not record_is_ready(demo)


def test_the_demo_does_not_touch_the_record_that_a_variable_names(tmp_path):
    real = Settings(data_dir=tmp_path, database_url="postgresql://x@127.0.0.1/echt")
    assert demo_settings(real).database_url.startswith("sqlite:///")


def test_the_demo_region_is_loaded_once(tmp_path):
    demo = demo_settings(Settings(data_dir=tmp_path / "data"))
    assert ensure_demo(demo, quiet_report())
    assert not ensure_demo(demo, quiet_report())
    store = open_store(demo.database_url)
    assert store.is_current()
    store.close()
