from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time

import httpx
import pytest

from assistant.setup import services
from assistant.setup.errors import StepFailed
from assistant.setup.ports import free_port
from assistant.setup.processes import spawn
from assistant.setup.rasa import answers
from assistant.setup.services import Service
from assistant.setup.steps import StreamReport
from assistant.setup.supervisor import Supervisor

# A small server that can be told to fall or to go deaf.
SERVER = """
import http.server, os, sys, time
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/val":
            os._exit(3)
        if self.path == "/doof":
            self.server.deaf = True
        while self.server.deaf:
            time.sleep(0.1)
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer)
server.deaf = False
server.serve_forever()
"""


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Make the pauses short enough for a test."""
    monkeypatch.setattr(services, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(services, "CHECK_SECONDS", 0.1)
    monkeypatch.setattr(services, "STEADY_CHECK_SECONDS", 0.1)


class Watched:
    """A supervisor on a thread, with one small server."""

    def __init__(self, tmp_path, code=SERVER, essential=False):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.told = io.StringIO()
        self.service = Service(
            name="De proef",
            launch=lambda: spawn(
                [sys.executable, "-c", code, str(self.port)],
                cwd=tmp_path,
                env=os.environ,
                output=subprocess.DEVNULL,
            ),
            healthy=lambda: answers(self.url),
            log=tmp_path / "proef.log",
            ready_text="De proef staat klaar.",
            essential=essential,
        )
        self.supervisor = Supervisor([self.service], StreamReport(self.told))

    def wait_for(self, condition, seconds=15.0):
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, self.told.getvalue()
            self.supervisor_tick()

    def supervisor_tick(self):
        self.service.look_after(time.monotonic(), self.supervisor._report)
        time.sleep(0.02)


@pytest.fixture
def watched(tmp_path):
    watched = Watched(tmp_path)
    watched.service.start(time.monotonic())
    yield watched
    watched.supervisor._stop_services()


def test_a_service_is_called_ready_when_it_answers(watched):
    watched.wait_for(lambda: watched.service.ready)
    assert "De proef staat klaar." in watched.told.getvalue()
    assert answers(watched.url)


def test_a_service_that_falls_is_started_again_and_told_of(watched):
    watched.wait_for(lambda: watched.service.ready)
    first = watched.service.process.pid
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"{watched.url}/val", trust_env=False)
    watched.wait_for(lambda: not watched.service.ready or not watched.service.process)
    watched.wait_for(lambda: watched.service.process and watched.service.ready)
    assert watched.service.process.pid != first
    assert "De proef is gestopt; over " in watched.told.getvalue()
    assert "De proef draait weer." in watched.told.getvalue()


def test_a_service_that_no_longer_answers_is_started_again(watched, monkeypatch):
    monkeypatch.setattr(services, "DEAF_CHECKS", 2)
    monkeypatch.setattr("assistant.setup.rasa.ANSWER_SECONDS", 0.2)
    watched.wait_for(lambda: watched.service.ready)
    with pytest.raises(httpx.TimeoutException):
        httpx.get(f"{watched.url}/doof", timeout=0.2, trust_env=False)
    watched.wait_for(lambda: "De proef antwoordt niet meer" in watched.told.getvalue())
    watched.wait_for(lambda: watched.service.process and watched.service.ready)
    assert "De proef draait weer." in watched.told.getvalue()


def test_a_service_that_never_starts_gets_longer_pauses(tmp_path):
    watched = Watched(tmp_path, code="raise SystemExit(1)")
    watched.service.start(time.monotonic())
    watched.wait_for(lambda: watched.service.falls == 4)
    pauses = [
        line.partition("over ")[2].partition(" s")[0]
        for line in watched.told.getvalue().splitlines()
    ]
    assert pauses == sorted(pauses, key=float)
    assert str(watched.service.log) in watched.told.getvalue()


def test_an_essential_service_that_never_starts_ends_the_run(tmp_path):
    watched = Watched(tmp_path, code="raise SystemExit(1)", essential=True)
    with pytest.raises(StepFailed, match="start niet, ook niet na 3 pogingen"):
        watched.supervisor.run()


def test_ctrl_c_ends_the_run_and_the_processes(tmp_path):
    watched = Watched(tmp_path)

    def interrupt():
        while not watched.service.ready:
            time.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    before = signal.getsignal(signal.SIGINT)
    watched.supervisor.run()
    assert watched.service.process.returncode is not None
    assert not answers(watched.url)
    assert signal.getsignal(signal.SIGINT) is before
