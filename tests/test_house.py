"""The order of the house: pins, what is tracked, docstrings, commands that exist."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from importlib import import_module, metadata
from pathlib import Path

import pytest

from assistant.cli import COMMANDS, main
from assistant.setup.pins import direct_names, normal_name

ROOT = Path(__file__).resolve().parent.parent
PROJECTS = (ROOT, ROOT / "assistant" / "bot")
TOP_LEVEL = {
    *("assistant", "knowledge", "matching", "models", "tests"),
    *("pyproject.toml", "README.md", "LICENSE", ".gitignore", ".ci"),
    *(".pre-commit-config.yaml", ".github", ".editorconfig", ".gitattributes"),
}
# Longest module that a reader should have to take in.
MAX_LINES = 400
TEXT = {".py", ".yaml", ".yml", ".toml", ".md", ".html", ".css", ".js", ".txt", ".tsv"}
# Written in two parts, or this file would find itself.
MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "C:\\" + "Users")
DOWNLOAD_HOSTS = ("files.python" + "hosted", "py" + "pi.org", "registry.npm" + "js")
NOT_INSTALLED_BY_US = {"leerplek", "pip", "setuptools", "wheel"}


def tracked() -> list[Path]:
    """Return the files that git keeps."""
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("dit is geen git-map")
    paths = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in paths if path.exists()]


def project(folder: Path) -> dict:
    """Return the parsed pyproject.toml of a folder."""
    return tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_direct_package_has_one_exact_version():
    for folder in PROJECTS:
        table = project(folder)
        groups = table.get("dependency-groups", {}).values()
        asked = [*table["project"]["dependencies"], *(d for g in groups for d in g)]
        asked += table.get("build-system", {}).get("requires", [])
        loose = [line for line in asked if not re.fullmatch(r"[^=<>~!]+==[^,*]+", line)]
        assert not loose, f"{folder.name}: {loose}"


def test_every_installed_package_has_the_version_that_is_pinned():
    table = project(ROOT)
    lines = [
        *table["project"]["dependencies"],
        *(d for g in table["dependency-groups"].values() for d in g),
        *table["tool"]["uv"]["constraint-dependencies"],
    ]
    pins = {normal_name(line): line.partition("==")[2] for line in lines}
    found = {
        normal_name(d.metadata["Name"]): d.version for d in metadata.distributions()
    }
    strays = {
        name: version
        for name, version in found.items()
        if name not in NOT_INSTALLED_BY_US and pins.get(name) != version
    }
    assert not strays, f"not as pinned; run `uv run leerplek vastpinnen`: {strays}"


def test_a_constraint_is_exact_and_does_not_repeat_a_direct_pin():
    for folder in PROJECTS:
        table = project(folder)
        constraints = table["tool"]["uv"]["constraint-dependencies"]
        assert constraints == sorted(constraints)
        names = [normal_name(line) for line in constraints]
        assert len(names) == len(set(names))
        assert all(re.fullmatch(r"[^=<>~!]+==[^,*;]+", line) for line in constraints)
        assert not direct_names(table) & set(names)


def test_no_lock_file_and_nothing_that_is_made_is_tracked():
    made = {"uv.lock", "package-lock.json", "poetry.lock"}
    suffixes = {".db", ".pyc", ".gz", ".log", ".sqlite"}
    kept = tracked()
    wrong = [p for p in kept if p.name in made or p.suffix in suffixes]
    assert not wrong


def test_the_top_level_holds_the_rooms_and_little_else():
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= TOP_LEVEL


def test_no_tracked_file_names_a_machine_or_a_download_host():
    for path in tracked():
        if path.suffix not in TEXT and path.parent.name != ".ci":
            continue
        text = path.read_text(encoding="utf-8")
        for word in (*MACHINE_PATHS, *DOWNLOAD_HOSTS):
            assert word not in text, f"{path.relative_to(ROOT)} names {word}"


def our_modules() -> list[Path]:
    """Return our own modules, tests left out."""
    return [p for p in tracked() if p.suffix == ".py" and "tests" not in p.parts]


def test_every_public_thing_says_what_it_is_for():
    for path in our_modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT)
        if "migrations/versions" not in name.as_posix():
            assert ast.get_docstring(tree), f"{name} has no docstring"
        for node in tree.body:
            named = isinstance(node, ast.FunctionDef | ast.ClassDef)
            if named and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{name}: {node.name}"


def test_no_module_is_too_long_to_take_in():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in our_modules()
        # A migration is one list of tables and is never edited again.
        if "versions" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert not long


def test_no_module_is_a_drawer_for_leftovers():
    assert not [p for p in our_modules() if p.stem in {"utils", "helpers", "misc"}]


def test_every_room_has_a_readme():
    for room in ("assistant", "knowledge", "matching", "models", "assistant/bot"):
        assert (ROOT / room / "README.md").is_file(), f"{room}/README.md is missing"


def test_every_command_in_the_readme_exists():
    names = {command.name for command in COMMANDS}
    for path in (p for p in tracked() if p.name == "README.md"):
        text = path.read_text(encoding="utf-8")
        told = re.findall(r"uv run leerplek ([a-z][a-z-]*)", text)
        assert set(told) <= names, path.relative_to(ROOT)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_explains_itself_in_dutch(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command.name, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith(f"gebruik: leerplek {command.name}")
    assert callable(import_module(command.module).run)


def test_the_continuous_check_runs_the_tests():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, ".ci/run is not executable"
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert "uv run pytest" in text
