from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest

from assistant import cli
from assistant.cli import Command, main
from assistant.cli.common import UserError, print_json
from assistant.cli.faults import is_expected
from assistant.setup.errors import PortTaken
from knowledge.errors import KnowledgeError
from models.errors import RecordError

SECRET = "Jan de Vries"


def refused(words, capsys):
    """Run the command; return the exit code and what a user reads."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = ended.code
    told = capsys.readouterr()
    assert told.out == ""
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) == 1
    return code, told.err


@pytest.fixture
def failing(monkeypatch, tmp_path):
    """Add a command that fails with a given error."""
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path))
    name = "tests_failing_command"
    module = type(sys)(name)
    module.add_parser = lambda subparsers: subparsers.add_parser("proef")

    def fail_with(error):
        def run(args):
            raise error

        module.run = run

    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(cli, "COMMANDS", (Command("proef", name, "een proef"),))
    return fail_with


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert all(command.name in told for command in cli.COMMANDS)
    assert told.startswith("gebruik: leerplek")


def test_without_words_it_explains_itself(capsys):
    assert main([]) == 0
    assert "gebruik: leerplek" in capsys.readouterr().out


def test_help_imports_no_heavy_library():
    heavy = ("sqlalchemy", "ortools", "fastapi", "sklearn", "pydantic", "httpx")
    code = (
        "import sys\nfrom assistant.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_command_gets_the_list(capsys):
    code, told = refused(["rout"], capsys)
    assert code == 2
    assert "de opdracht 'rout' bestaat niet" in told
    assert "'route'" in told


@pytest.mark.parametrize(
    ("words", "told_in_dutch"),
    [
        (["start", "--poort", "acht"], "--poort: 'acht' is geen heel getal"),
        (["start", "--poort"], "na --poort ontbreekt de waarde"),
        (["start", "--snel"], "dit hoort hier niet: --snel"),
        (["start", "--demo=ja"], "bij --demo hoort geen waarde"),
        (["vastpinnen", "--alleen", "web"], "--alleen: 'web' kan niet. Kies uit:"),
        (["lees", "--peildatum", "12-9-2026"], "'12-9-2026' is geen datum"),
        (["verzuim", "dagen.csv", "--peildatum", "0001-01-01"], "1900 tot en met 2200"),
        (["lees", "--peildatum", "2026-02-30"], "'2026-02-30' is geen datum"),
        (["lees", "--peildatum", "20260912"], "'20260912' is geen datum"),
    ],
)
def test_a_wrong_option_is_explained_in_one_dutch_line(words, told_in_dutch, capsys):
    code, told = refused(words, capsys)
    assert code == 2
    assert told_in_dutch in told
    assert f"leerplek {words[0]} --help" in told


@pytest.mark.parametrize(
    "error",
    [
        UserError("Dit klopt niet."),
        KnowledgeError("velden.yaml", "leeftijd", "dit klopt niet", "pas het aan"),
        RecordError("Dit klopt niet."),
        PortTaken("Dit klopt niet."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_of_a_room_is_told_as_it_is(error, failing, capsys):
    failing(error)
    assert refused(["proef"], capsys) == (2, f"{error}\n")


def test_an_unforeseen_error_is_told_without_its_text(failing, capsys, tmp_path):
    failing(ValueError(f"leerling {SECRET} heeft geen plek"))
    code, told = refused(["proef"], capsys)
    log = (tmp_path / "logs" / "leerplek.log").read_text()
    assert code == 2
    assert "Er ging iets mis in het programma (ValueError)" in told
    assert str(tmp_path / "logs" / "leerplek.log") in told
    assert SECRET not in told + log
    assert "test_main.py" in log


def test_an_unforeseen_error_is_told_also_when_there_can_be_no_log(
    failing, capsys, tmp_path, monkeypatch
):
    (tmp_path / "bestand").touch()
    monkeypatch.setenv("LEERPLEK_DATA", str(tmp_path / "bestand" / "map"))
    failing(ValueError("x"))
    code, told = refused(["proef"], capsys)
    assert code == 2
    assert "leerplek.log" not in told


def test_ctrl_c_is_not_a_fault(failing, capsys):
    failing(KeyboardInterrupt())
    assert main(["proef"]) == 130
    assert capsys.readouterr().err == "Gestopt.\n"


def test_an_error_of_a_library_is_never_shown_as_ours():
    assert not is_expected(ValueError("x"))
    assert not is_expected(json.JSONDecodeError("x", "y", 0))


def test_json_keeps_accents_and_writes_dates(capsys):
    print_json({"naam": "coördinator", "dag": date(2026, 9, 12), "zo": {"b", "a"}})
    told = capsys.readouterr().out
    assert "coördinator" in told
    assert json.loads(told) == {
        "naam": "coördinator",
        "dag": "2026-09-12",
        "zo": ["a", "b"],
    }


def test_the_reader_that_has_enough_is_no_fault():
    code = "from assistant.cli import main; raise SystemExit(main([]))"
    command = f"{sys.executable} -c '{code}' | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
