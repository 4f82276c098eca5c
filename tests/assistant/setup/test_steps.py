from __future__ import annotations

import io

import pytest

from assistant.setup.steps import Steps, StreamReport


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_each_step_tells_its_number_and_how_long_it_took():
    told = io.StringIO()
    steps = Steps(StreamReport(told), 2)
    with steps.step("Database"):
        pass
    with steps.step("Chatbot trainen") as outcome:
        outcome.already()
    lines = told.getvalue().splitlines()
    assert lines[0] == "[1/2] Database …"
    assert lines[1].startswith("[1/2] Database: klaar (0,")
    assert lines[3].startswith("[2/2] Chatbot trainen: was al klaar (0,")


def test_a_step_that_fails_is_not_called_ready():
    told = io.StringIO()
    with pytest.raises(ValueError), Steps(StreamReport(told), 1).step("Database"):
        raise ValueError
    assert "klaar" not in told.getvalue()


def test_a_log_hears_now_and_then_that_work_goes_on():
    told, clock = io.StringIO(), Clock()
    report = StreamReport(told, clock)
    for second in range(12):
        clock.now = float(second)
        report.busy("Epoch 3")
    assert told.getvalue().splitlines() == [
        "      … 5 s  Epoch 3",
        "      … 10 s  Epoch 3",
    ]


def test_a_terminal_shows_one_moving_line_that_is_wiped():
    told, clock = Terminal(), Clock()
    report = StreamReport(told, clock)
    for tenth in range(30):
        clock.now = tenth / 10
        report.busy("x" * 500)
    report.line("klaar")
    assert told.getvalue().count("\n") == 1
    drawn = told.getvalue().split("\r")
    assert len(drawn) > 5
    assert all(len(part) <= 80 for part in drawn)
    assert drawn[-1] == "klaar\n"
