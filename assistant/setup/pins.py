"""Renew the exact versions of indirect packages in a pyproject.toml.

A lock file names download hosts, so it is not committed. Instead every package that
uv resolves stands as an exact constraint in the pyproject.toml that needs it.
"""

from __future__ import annotations

import re
import tempfile
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.setup.errors import SetupError
from assistant.setup.tools import find_uv, foreign_environment, run_tool

if TYPE_CHECKING:
    from assistant.setup.steps import Report

_BLOCK = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.DOTALL | re.M)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def renew_pins(project_dir: Path, python: Path, log: Path, report: Report) -> int:
    """Let uv resolve the direct pins and write down what it chose for the rest.

    Parameters
    ----------
    project_dir
        Folder with the pyproject.toml.
    python
        Interpreter to resolve for.
    log
        Takes the output of uv.
    report
        Hears the progress.

    Returns
    -------
    int
        How many versions changed, came or went.

    Raises
    ------
    SetupError
        When uv cannot resolve, or the file has no block of constraints.
    """
    path = project_dir / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    if not _BLOCK.search(text):
        raise SetupError(
            f"{path}: het blok `constraint-dependencies = [` onder [tool.uv] ontbreekt."
        )
    fresh = _resolve(_BLOCK.sub("", text), python, log, report)
    before = set(tomllib.loads(text)["tool"]["uv"]["constraint-dependencies"])
    lines = "".join(f'    "{pin}",\n' for pin in fresh)
    block = f"constraint-dependencies = [\n{lines}]\n"
    path.write_text(_BLOCK.sub(lambda _: block, text), encoding="utf-8")
    return len(before.symmetric_difference(fresh))


def _resolve(text: str, python: Path, log: Path, report: Report) -> list[str]:
    """Resolve a project without constraints in a folder of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyproject.toml").write_text(text, encoding="utf-8")
        (folder / "README.md").touch()
        run_tool(
            [find_uv(), "lock", "--python", str(python)],
            cwd=folder,
            env=foreign_environment(UV_PYTHON=str(python)),
            log=log,
            what="Versies vastpinnen",
            report=report,
        )
        lock = (folder / "uv.lock").read_text(encoding="utf-8")
    return indirect_pins(tomllib.loads(text), tomllib.loads(lock))


def indirect_pins(project: dict[str, object], lock: dict[str, object]) -> list[str]:
    """Return ``name==version`` for every locked package that is not pinned directly.

    Where uv chose different versions for different Pythons the lowest is taken,
    since that one serves all of them.
    """
    direct = direct_names(project)
    lowest: dict[str, str] = {}
    packages = lock["package"]
    assert isinstance(packages, list)
    for package in packages:
        name = package["name"]
        if "registry" in package.get("source", {}) and name not in direct:
            versions = package["version"], lowest.get(name, package["version"])
            lowest[name] = min(versions, key=_numbers)
    return sorted(f"{name}=={version}" for name, version in lowest.items())


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare releases with."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def direct_names(project: dict[str, object]) -> frozenset[str]:
    """Return the names of the packages that a pyproject.toml asks for itself."""
    table = project["project"]
    groups = project.get("dependency-groups", {})
    assert isinstance(table, dict)
    assert isinstance(groups, dict)
    asked = [*table["dependencies"], *(line for g in groups.values() for line in g)]
    return frozenset(normal_name(line) for line in asked)


def normal_name(requirement: str) -> str:
    """Return the name of a requirement as the package index spells it."""
    match = _NAME.match(requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()
