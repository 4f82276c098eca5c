"""``leerplek inzage`` prints the table, and the table is the one that is used."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assistant.cli import main

if TYPE_CHECKING:
    import pytest

    from knowledge.load import Knowledge


def test_the_table_is_printed_with_grounds_and_sources(
    capsys: pytest.CaptureFixture[str], knowledge: Knowledge
) -> None:
    assert main(["inzage"]) == 0
    said = capsys.readouterr().out
    for row in knowledge.inzage.rijen:
        assert row.wie in said
    assert "WPO 18a(13)" in said
    assert "Vanaf 16 jaar" in said


def test_the_json_is_the_whole_table(
    capsys: pytest.CaptureFixture[str], knowledge: Knowledge
) -> None:
    assert main(["inzage", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rijen"]
    assert [row["id"] for row in rows] == [row.id for row in knowledge.inzage.rijen]
    assert all(len(row["categorieen"]) == 6 for row in rows)


def test_one_role_can_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inzage", "--rol", "beheerder", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rijen"]
    assert {tuple(one["gronden"]) for one in row["categorieen"].values()} == {
        ("nooit",)
    }


def test_an_unknown_role_is_told_with_what_can_be_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["inzage", "--rol", "conciërge"]) == 2
    said = capsys.readouterr().err
    assert "conciërge" in said
    assert "overleglid" in said
