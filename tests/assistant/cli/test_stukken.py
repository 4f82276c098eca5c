"""Documents and transfer files from the command line."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from assistant.casework.load_demo import load_demo
from assistant.casework.read_answers import current_answers
from assistant.cli import main
from assistant.context import Context
from assistant.settings import read_settings
from models.store import open_store
from tests.cases import all_cases


@pytest.fixture
def record(database_url, tmp_path, monkeypatch, knowledge):
    """Return the surroundings of a command, with the demo region in the record."""
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", database_url)
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    with closing(open_store(database_url)) as store:
        ctx = Context(store, knowledge, read_settings())
        load_demo(ctx)
        yield ctx


def case_with(ctx, status: str) -> str:
    with ctx.store.reading() as uow:
        return next(c.id for c in all_cases(uow.session) if c.status == status)


def numbers(ctx) -> list[str]:
    with ctx.store.reading() as uow:
        return [row.id for row in all_cases(uow.session)]


def test_a_document_is_written_where_it_is_asked(record, tmp_path, capsys):
    case = case_with(record, "op_tafel")
    target = tmp_path / "stuk.pdf"
    words = ["probleemanalyse", case, "--soort", "tlv", "--uit", str(target)]
    assert main(words) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert "Niet in dit stuk: " in capsys.readouterr().out
    assert main([*words, "--formaat", "docx", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["stuk"]["casus"] == case
    assert told["bestand"] == str(target)
    assert not list(tmp_path.glob(".*.deel"))


def test_what_cannot_be_done_is_said_in_one_sentence(record, tmp_path, capsys):
    case = case_with(record, "op_tafel")
    nowhere = str(tmp_path / "nergens" / "stuk.pdf")
    assert main(["probleemanalyse", case, "--uit", nowhere]) == 2
    assert "Kies een andere map" in capsys.readouterr().err
    assert main(["probleemanalyse", "2026-9999"]) == 2
    assert "2026-9999 is niet te vinden" in capsys.readouterr().err
    assert main(["importeer", "overdracht", nowhere]) == 2
    assert "bestaat niet" in capsys.readouterr().err


def test_a_case_travels_over_the_command_line(record, tmp_path, capsys):
    case = case_with(record, "besloten")
    file = str(tmp_path / "casus.json")
    assert main(["overdracht", case, "--uit", file, "--toestemming", "ja"]) == 0
    before = numbers(record)
    assert main(["importeer", "overdracht", file, "--proef"]) == 0
    assert numbers(record) == before
    capsys.readouterr()
    party = ["--organisatie", "swv_voorbeeld_po"]
    assert main(["importeer", "overdracht", file, *party, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["oud_nummer"] == case
    assert numbers(record) == [*before, told["casus_id"]]
    arrived = current_answers(record, told["casus_id"])
    there = current_answers(record, case)
    assert arrived == {key: there[key] for key in arrived}
    assert main(["importeer", "overdracht", file]) == 0
    assert "Er verandert niets" in capsys.readouterr().out
