"""``leerplek importeer`` and ``leerplek gebruiker`` from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.casework.invitations import look_at
from assistant.cli import main
from assistant.errors import AccessError

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.context import Context
    from assistant.settings import Settings

POINTS = "pc4,lat,lon,plaats\n3311,51.81,4.67,Dordrecht\n"


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Point the command at the record of this test."""
    monkeypatch.setenv("LEERPLEK_DATA", str(settings.data_dir))
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", settings.database_url)


def test_a_table_is_imported_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "pc4.csv"
    path.write_text(POINTS, encoding="utf-8")
    assert main(["importeer", "postcodes", str(path)]) == 0
    assert "1 regels gelezen; 1 nieuw" in capsys.readouterr().out
    assert main(["importeer", "postcodes", str(path), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["nieuw"], report["ongewijzigd"]) == (0, 1)


@pytest.mark.parametrize("what", ["scholen", "postcodes"])
def test_a_wrong_file_gives_one_line_and_exit_code_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    path = tmp_path / "brief.csv"
    path.write_text("Geachte heer,\nmevrouw\n", encoding="utf-8")
    assert main(["importeer", what, str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "brief.csv" in told.err and len(told.err.splitlines()) == 1


def test_the_first_beheerder_gets_a_link_to_choose_a_password(
    ctx: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["gebruiker"]) == 0
    assert "--rol beheerder" in capsys.readouterr().out
    assert main(["gebruiker", "Test Beheer", "--rol", "beheerder", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    path, _, token = made["link"].rpartition("/")
    assert path == f"{ctx.settings.app_url}/welkom"
    assert look_at(ctx, token).naam == "Test Beheer"
    assert main(["gebruiker", "Test Beheer", "--telefoon-kwijt"]) == 0
    assert "/welkom/" in capsys.readouterr().out
    # The second link took the place of the first.
    with pytest.raises(AccessError):
        look_at(ctx, token)
    assert main(["gebruiker"]) == 0
    assert capsys.readouterr().out.startswith("Test Beheer (beheerder, ")


def test_links_carry_the_address_at_which_people_reach_the_pages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEERPLEK_ADRES", "https://leerplek.voorbeeld/")
    assert main(["gebruiker", "Test Beheer", "--rol", "beheerder", "--json"]) == 0
    link = json.loads(capsys.readouterr().out)["link"]
    assert link.startswith("https://leerplek.voorbeeld/welkom/")


@pytest.mark.parametrize(
    "words", [["Onbekend"], ["Test", "--rol", "koning"], ["", "--rol", "regisseur"]]
)
def test_a_user_that_cannot_be_gives_exit_code_two(
    capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert main(["gebruiker", *words]) == 2
    assert capsys.readouterr().err.strip()
