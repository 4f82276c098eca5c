"""Speed of the route advice on a file of cases, against the same rules in plain dicts.

Run with ``python -m tests.bench.routes [NUMBER]`` (10,000 cases). In one process, so on
one core, it measures: the command as a whole (read the file, check, advise with every
criterium and question, write JSON), the advice alone, the criteria alone, and the same
criteria as plain Python dictionaries on plain values. The outcomes of the last two must
be the same; their ratio says what facts, sentences and bookkeeping cost.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path

import yaml

from assistant.cli import main
from knowledge.load import load_knowledge
from matching.afgeleid import COMPUTE
from matching.antwoorden import check_answers
from matching.feiten import Feiten
from matching.kennis import Bereik, Dagen, Keuzes
from matching.logic import add_months
from matching.routes.advise import advise
from matching.routes.weigh import weigh_route
from tests.bench.vragen_gevallen import generated_cases

DAY = date(2026, 11, 20)
NUMBER = 10_000
BOUND = 200
"""Cases per second and core that the command must reach."""
WORDS = {True: "voldoet", False: "voldoet_niet", None: "onbekend"}


def plain_rows(knowledge):
    """Return per route its criteria as dictionaries."""
    return [
        [
            {
                "als": _plain(row.als),
                "twijfel": _plain(row.twijfel),
            }
            for row in route.criteria
        ]
        for route in knowledge.routes.values()
    ]


def _plain(expressie):
    return expressie and expressie.model_dump(exclude_none=True)


def plain_values(known, knowledge):
    """Return the facts of a case as plain values: what is not known is not there."""
    feiten = Feiten(known, knowledge, DAY)
    facts = {name: feiten.known(name) for name in (*known, *COMPUTE)}
    return {"given": known, "facts": {k: v for k, v in facts.items() if v is not None}}


def met(row, case):
    """Evaluate a condition of dictionaries: True, False or None for not known."""
    if "alle" in row:
        parts = [met(one, case) for one in row["alle"]]
        return False if False in parts else None if None in parts else True
    if "een" in row:
        parts = [met(one, case) for one in row["een"]]
        return True if True in parts else None if None in parts else False
    if "niet" in row:
        part = met(row["niet"], case)
        return None if part is None else not part
    if "altijd" in row:
        return True
    value = case["facts"].get(row["veld"])
    if "vastgelegd" in row:
        given = case["given"].get(row["veld"])
        items = given if isinstance(given, list) else [given]
        return any(one in row["vastgelegd"] for one in items)
    if "beantwoord" in row:
        open_ = isinstance(value, Keuzes) and value.mogelijk is None
        return (value is not None and not open_) is row["beantwoord"]
    if value is None:
        return None
    if "in_" in row:
        return value in row["in_"]
    if "bevat" in row:
        if any(one in value.zeker for one in row["bevat"]):
            return True
        if value.mogelijk is None or any(one in value.mogelijk for one in row["bevat"]):
            return None
        return False
    if "rij" in row:
        return _rows(row["rij"], value)
    return _compared(row, value)


def _rows(wanted, rows):
    found = []
    for line in rows:
        cells = [
            None if line.get(key) in (None, "onbekend") else line[key] in values
            for key, values in wanted.items()
        ]
        found.append(False if False in cells else None if None in cells else True)
    return True if True in found else None if None in found else False


def _compared(row, value):
    """Compare a number or a day; between bounds the outcome may be open."""
    if isinstance(value, date):
        value = Dagen(value, value)
    if isinstance(value, Dagen):
        first, last = value.vroegst or date.min, value.laatst or date.max
        if "maanden_geleden_minstens" in row:
            number = row["maanden_geleden_minstens"]
            tests = [
                day not in (date.min, date.max) and add_months(day, number) <= DAY
                for day in (first, last)
            ]
            tests[0] = tests[0] or first == date.min
        else:
            days = row.get("dagen_geleden_minstens")
            bound = DAY - timedelta(
                days=row["dagen_geleden_meer_dan"] + 1 if days is None else days
            )
            tests = [first <= bound, last <= bound]
    else:
        if not isinstance(value, Bereik):
            value = Bereik(value, value)
        operators = {
            "minstens": lambda one: one >= row["minstens"],
            "meer_dan": lambda one: one > row["meer_dan"],
            "hoogstens": lambda one: one <= row["hoogstens"],
            "minder_dan": lambda one: one < row["minder_dan"],
        }
        test = next(check for key, check in operators.items() if key in row)
        tests = [test(value.laagst), test(value.hoogst)]
    return tests[0] if tests[0] == tests[1] else None


def plain_outcomes(rows, case):
    """Return the outcomes of all criteria from the dictionaries."""
    found = []
    for criteria in rows:
        for row in criteria:
            if row["als"] is None or (row["twijfel"] and met(row["twijfel"], case)):
                found.append("onbekend")
            else:
                found.append(WORDS[met(row["als"], case)])
    return found


def our_outcomes(known, knowledge):
    """Return the outcomes of all criteria from the product, with their sentences."""
    feiten = Feiten(known, knowledge, DAY)
    return [
        str(row.uitkomst)
        for route in knowledge.routes.values()
        for row in weigh_route(route, feiten, None)
    ]


def per_second(number, work):
    """Return the cases per second of processor time, and what the work gave."""
    start = time.process_time()
    found = work()
    return number / (time.process_time() - start), found


def write_file(cases, folder):
    """Write the cases as a file for ``leerplek route --bestand``."""
    rows = [
        {"id": f"casus-{number}", "antwoorden": _text(case)}
        for number, case in enumerate(cases)
    ]
    path = Path(folder) / "casussen.yaml"
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(rows, file, Dumper=yaml.CSafeDumper, allow_unicode=True)
    return path


def _text(value):
    if isinstance(value, dict):
        return {key: _text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_text(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


class _Counter(io.TextIOBase):
    """Output that is counted and forgotten."""

    size = 0

    def write(self, text):
        self.size += len(text)
        return len(text)


def command(path):
    """Run the command on a file; return the characters it wrote."""
    out = _Counter()
    with redirect_stdout(out):
        arguments = ["route", "--bestand", str(path), "--json"]
        assert main([*arguments, "--peildatum", DAY.isoformat()]) == 0
    return out.size


def run(number=NUMBER):
    """Print the table; return 1 when the command is too slow or outcomes differ."""
    knowledge = load_knowledge()
    cases = list(generated_cases(number, DAY))
    checked = [check_answers(case, knowledge, DAY) for case in cases]
    rows = plain_rows(knowledge)
    values = [plain_values(known, knowledge) for known in checked]
    with tempfile.TemporaryDirectory() as folder:
        path = write_file(cases, folder)
        whole, size = per_second(number, lambda: command(path))
    alone, _ = per_second(
        number, lambda: [len(advise(one, knowledge, DAY).routes) for one in checked]
    )
    ours, weighed = per_second(
        number, lambda: [our_outcomes(one, knowledge) for one in checked]
    )
    plain, expected = per_second(
        number, lambda: [plain_outcomes(rows, one) for one in values]
    )
    same = weighed == expected
    criteria = sum(len(one) for one in rows)
    print(f"{number} cases, {len(rows)} routes, {criteria} criteria, one core")
    for name, speed in (
        ("command, file in, JSON out", whole),
        ("advice alone", alone),
        ("criteria with traces", ours),
        ("same criteria in plain dicts", plain),
    ):
        print(f"{name:30} {speed:8.0f} cases/s")
    print(f"criteria against plain dicts   {ours / plain:8.2f}x")
    print(f"advice against plain dicts     {alone / plain:8.2f}x")
    print(f"characters of JSON per case    {size / number:8.0f}")
    print(f"outcomes the same: {'yes' if same else 'NO'}; bound {BOUND} cases/s")
    return 0 if same and whole > BOUND else 1


if __name__ == "__main__":
    sys.exit(run(int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER))
