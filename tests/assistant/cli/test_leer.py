"""``leerplek leer`` learns, tells how good it is and refuses what is not better."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main
from assistant.leren import shelf


@pytest.fixture(autouse=True)
def record(migrated_sqlite, tmp_path, monkeypatch):
    """Return the data folder of an empty record."""
    copy = tmp_path / "leerplek.db"
    copy.write_bytes(migrated_sqlite.read_bytes())
    monkeypatch.setenv("LEERPLEK_DATABASE_URL", f"sqlite:///{copy}")
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_an_empty_record_is_too_little_to_learn_from(capsys):
    assert main(["leer", "--activeer"]) == 1
    out = capsys.readouterr().out
    assert "te weinig gevallen" in out
    assert "De volgorde van de regels blijft gelden" in out


def test_a_few_invented_cases_are_not_enough(record, capsys):
    assert main(["leer", "--verzonnen", "50", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["herkomst"] == "verzonnen"
    assert told["label"].startswith("Verzonnen gegevens")
    assert told["meting"] is None
    assert not shelf.active_hashes(record)


def test_an_invented_cohort_gives_a_model_with_its_card(record, capsys, tmp_path):
    words = ["leer", "--verzonnen", "400", "--regio", "voorbeeld", "--activeer"]
    words += ["--kaart", str(tmp_path / "kaart"), "--peildatum", "2026-11-20"]
    code = main([*words, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert code == (0 if told["goed_genoeg"] else 1)
    assert told["geactiveerd"] == told["goed_genoeg"]
    assert shelf.read_by_hash(record, told["model"]).regio == "voorbeeld"
    assert set(shelf.cards_of(record, told["model"])) == {"kaart.json", "kaart.md"}
    text = (tmp_path / "kaart" / "kaart.md").read_text(encoding="utf-8")
    assert text.startswith("# Modelkaart")
    active = {"voorbeeld": told["model"]} if told["goed_genoeg"] else {}
    assert shelf.active_hashes(record) == active
    assert main(["leer", "--zet-uit", "--regio", "voorbeeld"]) == 0
    assert not shelf.active_hashes(record)


def test_the_lines_for_people_name_the_label_the_orders_and_the_groups(capsys):
    main(["leer", "--verzonnen", "300", "--regio", "voorbeeld"])
    out = capsys.readouterr().out
    assert out.startswith("Verzonnen gegevens.")
    for words in ("volgorde van de regels", "geleerd met onthouding", "Leeftijd:"):
        assert words in out


def test_switching_off_what_is_not_on_says_so(capsys):
    assert main(["leer", "--zet-uit"]) == 0
    assert "Dat was al zo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--regio", "nergens"], "De regio ‘nergens’ bestaat niet"),
        (["--verzonnen", "0"], "een aantal van 1 tot"),
        (["--verzonnen", "-4"], "een aantal van 1 tot"),
        (["--verzonnen", "veel"], "geen heel getal"),
        (["--zaad", "3"], "hoort bij --verzonnen"),
        (["--activeer", "--zet-uit"], "--zet-uit"),
    ],
)
def test_wrong_input_is_refused_in_words(words, told, capsys):
    assert _run(["leer", *words]) == 2
    assert told in capsys.readouterr().err


def _run(words):
    try:
        return main(words)
    except SystemExit as stop:
        return stop.code
