"""Start and stop other programs, so that none outlives the one that started it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assistant.setup.leash import die_with_parent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STOP_SECONDS = 3.0  # patience between the request to stop and the kill
_LEASH = Path(__file__).with_name("leash.py")


def spawn(
    command: Sequence[str],
    *,
    cwd: Path,
    env: Mapping[str, str],
    output: int | IO[bytes],
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, on a leash.

    Ctrl-C in the terminal then reaches only us, and we pass it on in good order;
    when we are killed, the program ends by itself (``leash.py``).

    Parameters
    ----------
    command
        Program and arguments.
    cwd
        Folder to run in.
    env
        All environment variables.
    output
        Where stdout and stderr go.

    Raises
    ------
    OSError
        When the program does not exist or may not be run.
    """
    leash = [sys.executable, "-I", "-S", str(_LEASH), str(os.getpid())]
    if not Path(command[0]).exists():
        raise FileNotFoundError(command[0])
    return subprocess.Popen(
        [*leash, *command],
        cwd=cwd,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def stop(process: subprocess.Popen[bytes], seconds: float = STOP_SECONDS) -> None:
    """Stop a program and everything in its group; does nothing when it is gone.

    Parameters
    ----------
    process
        What ``spawn`` returned.
    seconds
        How long it may take to stop by itself before it is killed.
    """
    _signal_group(process, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=seconds)
    # Also when the program itself is gone, a child of it may linger.
    _signal_group(process, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


def stop_all(
    processes: Sequence[subprocess.Popen[bytes]], seconds: float = STOP_SECONDS
) -> None:
    """Stop several programs at the same time."""
    for process in processes:
        _signal_group(process, signal.SIGTERM)
    for process in processes:
        stop(process, seconds)


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    """Signal the whole process group, if any of it is left."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def tie_to_uv() -> None:
    """Stop in good order when the ``uv run`` that started us is killed.

    uv passes Ctrl-C and SIGTERM on, but nobody can pass on a SIGKILL. Without uv
    above us (a shell, a service manager) nothing is tied.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError):
        parent = Path(f"/proc/{os.getppid()}/comm").read_text(encoding="utf-8")
        if parent.strip() == "uv":
            die_with_parent()
