"""The command ``leerplek verzuim`` as somebody uses it."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext

import pytest

from assistant.cli import main
from knowledge.verzuim import DATA, read_absence
from tests.matching.verzuim.days_lived import PEILDATUM, lived, missed

DAY = ["--peildatum", PEILDATUM.isoformat()]


@pytest.fixture
def file(tmp_path):
    days = missed(
        lived(PEILDATUM.replace(month=9, day=1), PEILDATUM),
        PEILDATUM.replace(month=10, day=5),
        PEILDATUM,
        "ongeoorloofd",
    )
    present = lived(PEILDATUM.replace(month=9, day=1), PEILDATUM)
    path = tmp_path / "dagen.csv"
    lines = ["leerling;datum;lesuren;gemist;soort"]
    for name, one in (("thuis", days), ("op school", present)):
        lines += [
            f"{name};{day};{h:g};{m:g};{kind}" for day, (h, m, kind) in one.items()
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_every_pupil_has_every_definition(file, capsys):
    assert main(["verzuim", str(file), *DAY, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["leerlingen"]
    names = set(read_absence(DATA).definities)
    contract = {"landelijk", "dordrecht", "zestien_uur", "vuijk", "actietafel"}
    contract |= {"amsterdam", "arnhem_1", "arnhem_2", "arnhem_3", "inspectie_lrv"}
    assert contract <= names
    for outcomes in told["leerlingen"].values():
        assert set(outcomes) == names
        for one in outcomes.values():
            assert set(one) == {"geldt", "sinds", "uitleg"}
            assert one["geldt"] or one["sinds"] is None
            assert one["uitleg"].endswith(".")
            assert "{" not in one["uitleg"]
    assert told["leerlingen"]["thuis"]["landelijk"] == {
        "geldt": True,
        "sinds": "2026-10-05",
        "uitleg": "Helemaal niet op school zonder geldige reden sinds 5 oktober 2026, "
        "dat is 46 dagen op 20 november 2026; grens: meer dan 28 dagen; leeftijd en "
        "vrijstelling niet nagegaan.",
    }
    assert not any(one["geldt"] for one in told["leerlingen"]["op school"].values())


def test_a_person_reads_counts_with_the_rule_and_who_it_is(file, capsys):
    assert main(["verzuim", str(file), *DAY]) == 0
    told = capsys.readouterr().out
    assert "Peildatum 20-11-2026, 2 leerlingen." in told
    assert "landelijk" in told
    assert "(meer dan 28 dagen)" in told
    assert "? = niet te bepalen uit deze bestanden" in told
    assert re.search(r"absoluut +\? ", told)
    assert re.search(r"landelijk +1 ", told)
    assert "thuis: landelijk 05-10-2026" in told
    assert "op school:" not in told


def test_the_definitions_can_be_told_in_full(file, capsys):
    assert main(["verzuim", str(file), *DAY, "--definities"]) == 0
    told = capsys.readouterr().out
    assert "bron: LPW 21a" in told
    assert (
        "--instelling landelijk.grens= meer_dan (meer dan 28 dagen) = standaard, "
        "minstens (28 dagen of meer)"
    ) in told


def test_pupils_beside_the_days(file, tmp_path, capsys):
    path = tmp_path / "leerlingen.csv"
    path.write_text("leerling;geboortemaand\nthuis;2005-01\n", encoding="utf-8")
    words = ["verzuim", str(file), *DAY, "--leerlingen", str(path), "--json"]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)["leerlingen"]["thuis"]
    assert not told["landelijk"]["geldt"]
    assert told["dordrecht"]["geldt"]


def test_another_reading_can_be_chosen(file, capsys):
    words = ["verzuim", str(file), *DAY, "--instelling", "landelijk.grens=minstens"]
    assert main(words) == 0
    assert "(28 dagen of meer)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--instelling", "onzin.grens=x"], "de definitie ‘onzin’ bestaat niet"),
        (["--instelling", "landelijk.x=y"], "heeft geen instelling ‘x’"),
        (["--instelling", "vuijk.verlof=x"], "kies voor vuijk.verlof uit ja, nee"),
        (["--leerlingen", "weg.csv"], "weg.csv: dit bestand bestaat niet"),
        (["--peildatum", "20-11-2026"], "is geen datum"),
    ],
)
def test_a_wrong_word_is_told_in_one_line(file, words, told, capsys):
    with pytest.raises(SystemExit) if "--peildatum" in words else nullcontext():
        assert main(["verzuim", str(file), *DAY, *words, "--json"]) == 2
    seen = capsys.readouterr()
    assert told in seen.err
    assert seen.out == ""


def test_a_bad_file_ends_with_two_and_one_line(tmp_path, capsys):
    path = tmp_path / "dagen.csv"
    path.write_text(
        "leerling;datum;lesuren;gemist;soort\nL1;2026-11-16;6;7;ziek\n",
        encoding="utf-8",
    )
    assert main(["verzuim", str(path), *DAY, "--json"]) == 2
    seen = capsys.readouterr()
    assert seen.out == ""
    assert seen.err == (
        f"{path}, regel 2: gemist (7) is meer dan lesuren (6). "
        "Verbeter een van de twee.\n"
    )
