"""``leerplek herspeel`` tells whether a stored advice still comes out the same."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from assistant.casework.load_demo import load_demo
from assistant.cli import main
from assistant.context import Context
from assistant.settings import read_settings
from models.advies import Advies
from models.store import open_store


@pytest.fixture
def advice(migrated_sqlite, tmp_path, monkeypatch, knowledge):
    """Return an advice of the demo region, in the record of the command."""
    url = f"sqlite:///{tmp_path / 'leerplek.db'}"
    (tmp_path / "leerplek.db").write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", url)
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "data"))
    with closing(open_store(url)) as store:
        load_demo(Context(store, knowledge, read_settings()))
        with store.reading() as uow:
            yield uow.session.query(Advies).order_by(Advies.id).first()


def test_a_replay_says_that_it_is_the_same(advice, capsys):
    assert main(["herspeel", str(advice.id), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["gelijk"] is True
    assert told["advies"] == advice.id
    assert told["verschillen"] == []
    assert main(["herspeel", "--casus", advice.casus_id]) == 0
    assert "Hetzelfde" in capsys.readouterr().out


def test_a_changed_advice_ends_with_one_and_names_the_route(advice, tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'leerplek.db'}"
    sql = text("UPDATE advies SET uitkomst = REPLACE(uitkomst, :old, :new)")
    values = {"old": '"status": "dicht"', "new": '"status": "open"'}
    with closing(open_store(url)) as store, store.engine.begin() as connection:
        connection.execute(sql, values)
    assert main(["herspeel", str(advice.id)]) == 1
    out = capsys.readouterr().out
    assert "Niet hetzelfde" in out
    assert "status: toen open; nu dicht" in out
    assert main(["herspeel", "--casus", advice.casus_id, "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)["adviezen"][:1]
    assert told["oorzaak"] == "onverklaard"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "één advies, of --casus"),
        (["1", "--casus", "2026-0001"], "één advies, of --casus"),
        (["drie"], "is geen nummer van een advies"),
        (["99999"], "bestaat niet"),
        (["--casus", "2026-9999"], "2026-9999"),
    ],
)
def test_bad_input_is_one_sentence(advice, capsys, words, message):
    assert main(["herspeel", *words]) == 2
    caught = capsys.readouterr()
    assert caught.out == ""
    assert message in caught.err


def test_with_demo_the_invented_region_is_asked_and_not_the_record(
    advice, tmp_path, capsys
):
    (tmp_path / "data").mkdir(exist_ok=True)
    record = sqlite3.connect(tmp_path / "leerplek.db", isolation_level=None)
    with closing(record):
        record.execute("VACUUM INTO ?", (str(tmp_path / "data" / "voorbeeld.db"),))
        record.execute("DELETE FROM advies")
    assert main(["herspeel", str(advice.id)]) == 2
    assert main(["herspeel", str(advice.id), "--demo"]) == 0
    assert "Hetzelfde" in capsys.readouterr().out
