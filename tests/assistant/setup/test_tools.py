from __future__ import annotations

import io
import os
import sys

import pytest

from assistant.setup.errors import StepFailed
from assistant.setup.steps import StreamReport, quiet_report
from assistant.setup.tools import find_uv, foreign_environment, run_tool


def run(code, tmp_path, report=None):
    run_tool(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ,
        log=tmp_path / "logs" / "werk.log",
        what="Het werk",
        report=report or quiet_report(),
    )


def test_the_whole_output_goes_to_the_log(tmp_path):
    run("import sys; print('een'); print('twee', file=sys.stderr)", tmp_path)
    assert set((tmp_path / "logs" / "werk.log").read_text().split()) == {"een", "twee"}


def test_a_failure_names_the_work_the_last_line_and_the_log(tmp_path):
    with pytest.raises(StepFailed) as failed:
        run("raise SystemExit('schijf vol')", tmp_path)
    told = str(failed.value)
    assert told.startswith("Het werk lukt niet.")
    assert "schijf vol" in told
    assert str(tmp_path / "logs" / "werk.log") in told
    assert "Traceback" not in told


def test_progress_shows_the_last_line_without_colours_or_redraws(tmp_path):
    ticks = iter(range(0, 1000, 10))
    told = io.StringIO()
    report = StreamReport(told, lambda: float(next(ticks)))
    run(r"print('10%\r50%\r\x1b[32m90%\x1b[0m')", tmp_path, report)
    assert "90%" in told.getvalue()
    assert "50%" not in told.getvalue()
    assert "\x1b" not in told.getvalue()


def test_warnings_between_the_lines_of_a_log_are_not_shown(tmp_path):
    ticks = iter(range(0, 1000, 10))
    told = io.StringIO()
    report = StreamReport(told, lambda: float(next(ticks)))
    code = "print('2026-09-12 10:00:00 INFO     rasa.engine  - Leren\\nlet op: oud')"
    run(code, tmp_path, report)
    assert "Leren" in told.getvalue()
    assert "INFO" not in told.getvalue()
    assert "let op" not in told.getvalue()
    assert "let op" in (tmp_path / "logs" / "werk.log").read_text()


def test_a_tool_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(StepFailed, match="start niet"):
        run_tool(
            [str(tmp_path / "geen")],
            cwd=tmp_path,
            env={},
            log=tmp_path / "log",
            what="Het werk",
            report=quiet_report(),
        )


def test_output_that_is_no_text_does_no_harm(tmp_path):
    run("import os; os.write(1, bytes(range(256)))", tmp_path)


def test_a_tool_does_not_see_our_own_environment(monkeypatch):
    monkeypatch.setenv("VIRTUAL_ENV", "/ergens")
    env = foreign_environment(EXTRA="1")
    assert "VIRTUAL_ENV" not in env
    assert env["EXTRA"] == "1"


def test_a_missing_uv_says_how_to_get_it(monkeypatch):
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StepFailed, match="pip install uv"):
        find_uv()
