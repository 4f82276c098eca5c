"""``leerplek route``: files in, advice out, one clear message when it cannot."""

import json

import pytest
import yaml

from assistant.cli import main

PUPIL = {
    "leeftijd": 8,
    "schoolsoort": "bao",
    "ingeschreven": "ja",
    "tlv_aanwezig": [],
    "kind_belemmerend": ["gedragsproblemen_of_verzet"],
    "verzuim_sinds": "2026-10-01",
}
DAY = ["--peildatum", "2026-11-23"]


@pytest.fixture
def case_file(tmp_path):
    """Write a case file and return its path as text."""

    def _write(answers, name="casus.yaml"):
        path = tmp_path / name
        document = {"antwoorden": answers} if isinstance(answers, dict) else answers
        path.write_text(yaml.safe_dump(document), encoding="utf-8")
        return str(path)

    return _write


def test_json_is_one_document_with_all_routes(case_file, capsys):
    assert main(["route", case_file(PUPIL), "--json", *DAY]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["routes"]) == 44
    assert not document["stop"]


def test_a_person_reads_plan_routes_and_questions(case_file, capsys):
    assert main(["route", case_file(PUPIL), *DAY]) == 0
    text = capsys.readouterr().out
    for words in ("PLAN", "OPEN", "DICHT", "NOG TE VRAGEN", "BLOS-klas", "S3 §3.1.1"):
        assert words in text


def test_a_safety_stop_is_an_answer(case_file, capsys):
    path = case_file({**PUPIL, "veiligheid_direct": "ja"})
    assert main(["route", path, *DAY]) == 0
    assert "STOP" in capsys.readouterr().out


def test_many_cases_give_an_answer_per_id(case_file, capsys):
    cases = [
        {"id": "a", "antwoorden": PUPIL},
        {"id": "b", "antwoorden": {"signaal_suicide": "twijfel"}},
    ]
    path = case_file(cases)
    assert main(["route", "--bestand", path, "--json", *DAY]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["a", "b"]
    assert document["b"]["stop"]


def test_many_cases_for_a_person(case_file, capsys):
    path = case_file([{"id": "a", "antwoorden": PUPIL}])
    assert main(["route", "--bestand", path, *DAY]) == 0
    assert "== a" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"schoolsort": "bao"}, "bedoelt u ‘schoolsoort’"),
        ({"schoolsoort": "boa"}, "Bedoelt u ‘bao’"),
        ({"verzuim_sinds": "2027-01-01"}, "na de peildatum"),
        ({"leeftijd": -1}, "van 3 tot en met 23"),
        ({"tlv_aanwezig": [{"sort": "so"}]}, "kolom ‘sort’"),
    ],
)
def test_a_wrong_answer_is_one_message_with_file_and_field(
    case_file, capsys, answers, words
):
    path = case_file(answers)
    assert main(["route", path, "--json", *DAY]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert "casus.yaml" in err
    assert len(err.strip().splitlines()) == 1


def test_a_wrong_case_among_many_is_named(case_file, capsys):
    cases = [
        {"id": "a", "antwoorden": PUPIL},
        {"id": "b", "antwoorden": {"leeftijd": 99}},
    ]
    assert main(["route", "--bestand", case_file(cases), "--json", *DAY]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "casus b" in err


def test_an_unknown_region_is_bad_input(case_file, capsys):
    assert main(["route", case_file(PUPIL), "--regio", "atlantis", *DAY]) == 2
    assert "De regio ‘atlantis’ bestaat niet" in capsys.readouterr().err


def test_nothing_to_read_is_bad_input(capsys):
    assert main(["route", *DAY]) == 2
    assert "CASUS.yaml" in capsys.readouterr().err


def test_a_case_and_a_file_together_are_bad_input(case_file, capsys):
    path = case_file(PUPIL)
    assert main(["route", path, "--bestand", path, *DAY]) == 2
    assert "--bestand" in capsys.readouterr().err


def test_the_coverage_needs_no_case_and_gives_reasons(capsys):
    assert main(["route", "--dekking"]) == 0
    text = capsys.readouterr().out
    assert "WAAROM EEN REGEL NIET WORDT BEREKEND" in text
    assert "mensenwerk: " in text
    assert main(["route", "--dekking", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert len(document["routes"]) == 44


def test_a_closed_route_says_what_would_open_it(case_file, capsys):
    path = case_file({**PUPIL, "terugkeergarantie_school": "nee"})
    assert main(["route", path, *DAY]) == 0
    assert "> Kan wel als de school de terugkeergarantie tekent" in (
        capsys.readouterr().out
    )
