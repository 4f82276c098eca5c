"""Every route has worked cases beside its row; each must come out as written."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import knowledge.load
from matching.antwoorden import check_answers
from matching.routes.advise import advise

FOLDER = Path(knowledge.load.__file__).parent / "data" / "routes"
CASES = FOLDER / "gevallen"


def _cases():
    for path in sorted(CASES.glob("*.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in file["gevallen"]:
            answers = {**file["basis"], **case.get("met", {})}
            yield pytest.param(
                path.stem,
                file["peildatum"],
                {key: value for key, value in answers.items() if value is not None},
                case,
                id=f"{path.stem}: {case['naam']}",
            )


@pytest.mark.parametrize(("route", "day", "answers", "case"), list(_cases()))
def test_a_worked_case_comes_out_as_written(knowledge, route, day, answers, case):
    assert isinstance(day, date)
    advice = advise(check_answers(answers, knowledge, day), knowledge, day)
    outcome = next(row for row in advice.routes if row.route == route)
    found = {row.criterium: row.uitkomst.value for row in outcome.criteria}
    said = [f"{row.uitkomst} {row.criterium}" for row in outcome.criteria]
    assert outcome.status.value == case["status"], said
    for name, expected in case.get("criteria", {}).items():
        assert found[name] == expected, name


def test_every_route_has_worked_cases():
    routes = {path.stem for path in FOLDER.glob("[a-z]*.yaml")}
    assert {path.stem for path in CASES.glob("*.yaml")} == routes


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda p: p.stem)
def test_the_cases_of_a_route_show_more_than_one_status(path):
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))["gevallen"]
    assert len({case["status"] for case in cases}) > 1
