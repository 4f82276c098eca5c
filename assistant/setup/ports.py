"""Ports on loopback: is this one free, and which one is."""

from __future__ import annotations

import errno
import socket

from assistant.setup.errors import PortTaken, SetupError

LOOPBACK = "127.0.0.1"
HIGHEST = 65535


def require_port(port: int) -> None:
    """Check that we can listen on the port.

    Raises
    ------
    PortTaken
        When another program listens there.
    SetupError
        When the number is no port, or the system does not let us.
    """
    if not 1 <= port <= HIGHEST:
        raise SetupError(
            f"Poort {port} bestaat niet. "
            f"Kies met --poort een getal van 1 tot {HIGHEST}."
        )
    fault = _try_port(port)
    if fault == errno.EADDRINUSE:
        raise PortTaken(
            f"Poort {port} is al in gebruik door een ander programma (of een andere "
            f"Leerplek). Stop dat, of kies een andere met `--poort {_near(port)}`."
        )
    if fault:
        raise SetupError(
            f"Poort {port} mag hier niet worden gebruikt. "
            "Kies met --poort een getal boven 1024."
        )


def free_port(preferred: int = 0) -> int:
    """Return the preferred port when it is free, else any free one."""
    if preferred and not _try_port(preferred):
        return preferred
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _try_port(port: int) -> int:
    """Listen for a moment; return 0 or the error number of the system."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # Without this a port that was closed a minute ago would seem taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
            probe.listen(1)
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0


def _near(port: int) -> int:
    """Return a free port just above this one, to suggest."""
    above = range(port + 1, min(port + 20, HIGHEST) + 1)
    return next((near for near in above if not _try_port(near)), free_port())
