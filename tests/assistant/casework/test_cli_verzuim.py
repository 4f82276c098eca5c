"""``leerplek importeer verzuim`` from the command line."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main
from tests.assistant.casework.absences import CODES

HEAD = "leerling;datum;lesuren;gemist;soort\n"
MIXED = HEAD + "L1;2026-09-07;5;5;ziek\nL1;2026-09-08;5;6;ziek\n"


@pytest.fixture
def command(migrated_sqlite, tmp_path, monkeypatch, capsys):
    """Return a function that runs the command on a record of its own."""
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "data"))

    def run(text: str, *more: str) -> tuple[int, str, str]:
        path = tmp_path / "verzuim.csv"
        path.write_text(text, encoding="utf-8")
        capsys.readouterr()
        code = main(["importeer", "verzuim", str(path), *more])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_the_good_lines_go_in_and_the_others_are_told_and_written(
    command, tmp_path
) -> None:
    rejected = tmp_path / "afgekeurd.csv"
    code, out, err = command(MIXED, "--afgekeurd", str(rejected), "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["gelezen"], told["nieuw"], told["afgekeurd"]) == (2, 1, 1)
    assert told["regels"] == [
        {
            "regel": 3,
            "kolom": "gemist",
            "reden": "er zijn meer uren gemist dan er op het rooster staan",
        }
    ]
    assert rejected.read_text(encoding="utf-8-sig").splitlines()[1].startswith("3;")
    code, out, _err = command(MIXED)
    assert code == 0
    assert "0 nieuw, 0 gewijzigd" in out
    assert "regel 3: niet gelezen, er zijn meer uren" in out


def test_all_or_nothing_is_bad_input_that_names_the_file(command, tmp_path) -> None:
    rejected = tmp_path / "afgekeurd.csv"
    code, out, err = command(MIXED, "--alles-of-niets", "--afgekeurd", str(rejected))
    assert (code, out) == (2, "")
    assert err.startswith("verzuim.csv: 1 van de 2 regels")
    assert rejected.exists()
    code, out, _err = command(MIXED, "--proef", "--json")
    assert json.loads(out)["bekende_leerlingen"] == 0


def test_a_trial_stores_nothing(command) -> None:
    code, out, _err = command(MIXED, "--proef")
    assert code == 0
    assert "Proef, er is niets bewaard" in out
    _code, out, _err = command(MIXED, "--json")
    assert json.loads(out)["nieuw"] == 1


def test_codes_a_timetable_and_a_day_of_reckoning_are_taken(command, tmp_path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_bytes(CODES)
    week = tmp_path / "rooster.csv"
    week.write_text("leerling;vanaf;ma;di;wo;do;vr\n;;5;5;4;5;5\nL1;;0;0;4;5;5\n")
    text = "leerling;begindatum;einddatum;code\nL1;2026-09-07;;Z\nL1;2026-09-12;;Z\n"
    code, out, _err = command(
        text,
        *("--codes", str(codes), "--rooster", str(week), "--json"),
        *("--peildatum", "2026-09-11"),
    )
    told = json.loads(out)
    assert (code, told["open"], told["afgekeurd"]) == (0, 1, 1)
    assert "na de peildatum" in told["regels"][0]["reden"]


@pytest.mark.parametrize(
    ("text", "more", "why"),
    [
        ("", (), "leeg"),
        (MIXED, ("--vorm", "x"), "bestaat niet"),
        (MIXED, ("--school", "x"), "kennen we niet"),
        (MIXED, ("--rooster", "acht"), "geen rooster"),
        (MIXED, ("--codes", "/nergens.csv"), "bestaat niet"),
        (MIXED, ("--koppeling", "/nergens.yaml"), "/nergens.yaml"),
        (MIXED, ("--organisatie", "x"), "--organisatie hoort bij"),
        (MIXED, ("--afgekeurd", "/nergens/x.csv"), "kan niet worden geschreven"),
        ("leerling;BSN\nL1;1\n", (), "‘BSN’ wordt geweigerd"),
    ],
)
def test_bad_input_ends_with_one_sentence(command, text, more, why) -> None:
    code, out, err = command(text, *more)
    assert (code, out) == (2, "")
    assert why in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
