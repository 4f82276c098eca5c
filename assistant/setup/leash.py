"""Become another program that dies with the process that asked for it.

Run as a script: ``python leash.py PARENT_PID PROGRAM ARGUMENT…``. Linux sends the
program SIGTERM when its parent dies, however it died; elsewhere the parent must
stop it in good order. A wrapper is used since code between fork and exec is not
safe in a program with threads.
"""

import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # Source: prctl(2)


def die_with_parent() -> None:
    """Ask Linux for SIGTERM when our parent dies; elsewhere this does nothing."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def main(words: list[str]) -> None:
    """Tie this process to its parent and replace it by the program.

    Parameters
    ----------
    words
        Process id of the parent, then program and arguments.
    """
    parent, program = int(words[0]), words[1:]
    die_with_parent()
    # The parent may have died before the tie was made.
    if os.getppid() != parent:
        sys.exit(1)
    os.execv(program[0], program)


if __name__ == "__main__":
    main(sys.argv[1:])
