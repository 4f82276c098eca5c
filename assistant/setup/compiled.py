"""The modules of the app, compiled once where Python was told not to keep them.

In a container PYTHONDONTWRITEBYTECODE is often set, to leave no files behind while a
program runs. Every command then compiles all that it imports anew, which takes longer
than its work: three of the seven seconds of ``leerplek begrijp``. Setting up is when
files are made, so it is done here, beside the packages that uv installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.setup.errors import StepFailed
from assistant.setup.tools import run_tool

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.setup.steps import Report

_STAMP = ".leerplek-gecompileerd"
_EVERYTHING = ("-q", "-q", "-j", "0")


def ensure_compiled(
    settings: Settings, report: Report, packages: Path | None = None
) -> bool:
    """Compile the packages of the app; tell whether there was anything to do.

    Where Python keeps what it compiles by itself there is nothing to do. What cannot
    be written is left: commands are slower then, and no worse.

    Parameters
    ----------
    settings
        Where the log goes.
    report
        Hears the progress.
    packages
        The folder with the packages; that of this environment by default.
    """
    folder = packages or Path(sysconfig.get_path("purelib"))
    stamp, state = folder / _STAMP, _state(folder)
    if not sys.dont_write_bytecode or _noted(stamp) == state:
        return False
    # Packages carry files that are no module for this Python; those stay out.
    with contextlib.suppress(StepFailed):
        run_tool(
            [sys.executable, "-m", "compileall", *_EVERYTHING, str(folder)],
            cwd=folder,
            env=os.environ,
            log=settings.data_dir / "logs" / "compileren.log",
            what="De app compileren",
            report=report,
        )
    try:
        stamp.write_text(state, encoding="utf-8")
    except OSError:
        return False
    return True


def _noted(stamp: Path) -> str:
    try:
        return stamp.read_text(encoding="utf-8")
    except OSError:
        return ""


def _state(folder: Path) -> str:
    """Return a hash of which packages there are, with their versions, and of Python."""
    names = sorted(path.name for path in folder.glob("*.dist-info"))
    told = "\n".join([sys.version, *names])
    return hashlib.sha256(told.encode()).hexdigest()
