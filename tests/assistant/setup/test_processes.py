from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.setup.processes import spawn, stop, stop_all

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux")
# Starts a grandchild, writes both process ids, and waits.
FAMILY = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
target = pathlib.Path(sys.argv[1])
target.with_suffix(".part").write_text(f"{os.getpid()} {child.pid}")
target.with_suffix(".part").replace(target)
time.sleep(60)
"""
STUBBORN = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text("1 1")
time.sleep(60)
"""


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.02)


def launch(code: str, note: Path, output=subprocess.DEVNULL):
    command = [sys.executable, "-c", code, str(note)]
    process = spawn(command, cwd=note.parent, env=os.environ, output=output)
    wait_for(note.exists)
    return process


@LINUX
def test_stopping_a_program_stops_its_children_too(tmp_path):
    process = launch(FAMILY, tmp_path / "pids")
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    assert pids[0] == process.pid
    assert all(alive(pid) for pid in pids)
    stop(process)
    wait_for(lambda: not any(alive(pid) for pid in pids))


def test_a_program_that_ignores_the_request_is_killed_in_time(tmp_path):
    process = launch(STUBBORN, tmp_path / "ready")
    begun = time.monotonic()
    stop(process, seconds=0.3)
    assert process.returncode == -signal.SIGKILL
    assert time.monotonic() - begun < 3


def test_several_programs_are_stopped_at_the_same_time(tmp_path):
    several = [launch(STUBBORN, tmp_path / str(n)) for n in range(3)]
    begun = time.monotonic()
    stop_all(several, seconds=0.5)
    assert all(process.returncode is not None for process in several)
    assert time.monotonic() - begun < 3


def test_stopping_what_is_gone_does_nothing(tmp_path):
    process = launch(FAMILY, tmp_path / "pids")
    stop(process)
    stop(process)


@LINUX
def test_a_program_dies_when_its_parent_is_killed(tmp_path):
    note = tmp_path / "pids"
    parent = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            "import os, subprocess, sys, time\n"
            "from pathlib import Path\n"
            "from assistant.setup.processes import spawn\n"
            "spawn([sys.executable, '-c', sys.argv[1], sys.argv[2]],"
            " cwd=Path.cwd(), env=os.environ, output=subprocess.DEVNULL)\n"
            "time.sleep(60)",
            *(FAMILY, str(note)),
        ],
        cwd=Path(__file__).parents[3],
    )
    try:
        wait_for(note.exists)
        child = int(note.read_text().split()[0])
        assert alive(child)
        parent.kill()
        parent.wait()
        wait_for(lambda: not alive(child))
    finally:
        parent.kill()
        parent.wait()
        grandchild = int(note.read_text().split()[1])
        os.kill(grandchild, signal.SIGKILL)


def test_a_program_that_does_not_exist_is_told_at_once(tmp_path):
    with pytest.raises(FileNotFoundError):
        spawn([str(tmp_path / "geen")], cwd=tmp_path, env={}, output=subprocess.DEVNULL)
