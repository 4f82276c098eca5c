"""The real command, with the real app and the real Rasa."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from assistant.setup.ports import free_port
from assistant.setup.rasa import answers

ROOT = Path(__file__).resolve().parents[3]
SET_UP_SECONDS = 120.0
STOP_SECONDS = 15.0


class Started:
    """One ``leerplek start`` of a user, with what it tells."""

    def __init__(self, data_dir: Path, *words: str) -> None:
        self.port = free_port()
        self.log = data_dir / "verteld.txt"
        self.begun = time.monotonic()
        with self.log.open("wb") as told:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-c"),
                    "from assistant.cli import main; raise SystemExit(main())",
                    *("start", "--poort", str(self.port), *words),
                ],
                cwd=ROOT,
                env=os.environ | {"LEERPLEK_DATA": str(data_dir)},
                stdout=told,
                stderr=subprocess.STDOUT,
            )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def told(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, condition, seconds: float = SET_UP_SECONDS) -> float:
        """Wait, and return how many seconds have gone by since the start."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.told
            assert time.monotonic() < deadline, self.told
            time.sleep(0.05)
        return time.monotonic() - self.begun

    def descendants(self) -> set[int]:
        """Return the process ids of everything below the command."""
        return below(self.process.pid)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(STOP_SECONDS)


def below(pid: int) -> set[int]:
    """Return the process ids of the children of a process, and of theirs."""
    pairs = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2]
            pairs.append((int(folder.name), int(stat.split()[1])))
    found, edge = set(), {pid}
    while edge:
        edge = {child for child, parent in pairs if parent in edge}
        found |= edge
    return found


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def rasa_pids(pids: set[int]) -> set[int]:
    """Return which of the processes are the Rasa server."""
    return {
        pid
        for pid in pids
        if alive(pid) and "serve.py\0run" in Path(f"/proc/{pid}/cmdline").read_text()
    }


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory, bot):
    """Return a data folder that has been used once, so that a start is warm."""
    folder = tmp_path_factory.mktemp("start")
    started = Started(folder, "--demo")
    try:
        started.wait_for(lambda: answers(started.url))
    finally:
        started.end()
    return folder


@pytest.mark.rasa
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_start_serves_heals_and_leaves_nothing_behind(data_dir):
    started = Started(data_dir, "--demo")
    try:
        started.wait_for(lambda: answers(started.url))
        rasa_was_loading = "De chatbot is geladen." not in started.told
        page = httpx.get(started.url, follow_redirects=True, trust_env=False)
        assert page.status_code == 200
        assert "Leerplek" in page.text
        assert rasa_was_loading, "the pages must not wait for Rasa"
        started.wait_for(lambda: "De chatbot is geladen." in started.told)
        assert f"http://localhost:{started.port}" in started.told

        (rasa,) = rasa_pids(started.descendants())
        os.kill(rasa, signal.SIGKILL)
        started.wait_for(lambda: "De chatbot is gestopt" in started.told)
        assert answers(started.url), "the pages stay while Rasa is away"
        started.wait_for(lambda: "De chatbot draait weer." in started.told)

        everything = started.descendants()
        assert len(everything) >= 2
        started.process.send_signal(signal.SIGINT)
        assert started.process.wait(STOP_SECONDS) == 0
        assert not [pid for pid in everything if alive(pid)]
        assert not answers(started.url)
        assert started.told.rstrip().endswith("Leerplek is gestopt.")
        assert "Traceback" not in started.told
    finally:
        started.end()


@pytest.mark.rasa
def test_a_second_start_says_what_was_ready_already(data_dir):
    started = Started(data_dir, "--demo")
    try:
        started.wait_for(lambda: "De pagina's gaan open" in started.told)
    finally:
        started.end()
    for step in ("Rasa-omgeving", "Chatbot trainen", "Database", "Voorbeeldregio"):
        assert re.search(rf"\[\d/5\] {step}.*: was al klaar", started.told), step


@pytest.mark.rasa
@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux")
def test_nothing_stays_behind_when_the_supervisor_itself_is_killed(data_dir):
    started = Started(data_dir, "--demo")
    try:
        started.wait_for(lambda: answers(started.url))
        started.wait_for(lambda: rasa_pids(started.descendants()))
        everything = started.descendants()
        started.process.kill()
        started.process.wait()
        deadline = time.monotonic() + STOP_SECONDS
        while any(alive(pid) for pid in everything):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    finally:
        started.end()


def test_a_taken_port_is_told_before_anything_is_set_up(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        port = other.getsockname()[1]
        done = subprocess.run(
            [
                *(sys.executable, "-c"),
                "from assistant.cli import main; raise SystemExit(main())",
                *("start", "--demo", "--poort", str(port)),
            ],
            cwd=ROOT,
            env=os.environ | {"LEERPLEK_DATA": str(tmp_path / "data")},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"Poort {port} is al in gebruik")
    assert "--poort" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()
