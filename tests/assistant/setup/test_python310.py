from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.setup import python310
from assistant.setup.errors import PythonMissing
from assistant.setup.python310 import ensure_python310, find_python310
from assistant.setup.steps import quiet_report


def script(path: Path, text: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def claims(version: str, executable: Path) -> str:
    """Return a script that answers the probe as a Python of that version would."""
    major, minor = version.split(".")
    return f"printf '%s\\n' {major} {minor} {executable}"


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """Return an environment in which no Python 3.10 can be found."""
    uv = script(tmp_path / "uv-bin" / "uv", "exit 2")
    monkeypatch.setenv("UV", str(uv))
    return {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path / "thuis"),
        "PYENV_ROOT": str(tmp_path / "pyenv"),
        "UV_PYTHON_DOWNLOADS": "never",
    }


def test_nothing_is_found_where_nothing_is(bare):
    assert find_python310(bare) is None


def test_a_shim_that_does_not_run_is_passed_over(bare, tmp_path):
    script(tmp_path / "bin" / "python3.10", "echo 'not found' >&2; exit 127")
    real = tmp_path / "pyenv/versions/3.10.13/bin/python3.10"
    script(real, claims("3.10", real))
    assert find_python310(bare) == real


def test_a_shim_that_runs_gives_the_interpreter_behind_it(bare, tmp_path):
    real = tmp_path / "elders" / "python3.10"
    script(tmp_path / "bin" / "python3.10", claims("3.10", real))
    assert find_python310(bare) == real


def test_an_interpreter_of_another_version_is_not_taken(bare, tmp_path):
    script(tmp_path / "bin" / "python3.10", claims("3.9", tmp_path))
    assert find_python310(bare) is None
    assert find_python310(bare | {"UV_PYTHON": sys.executable}) is None


def test_an_explicit_path_goes_before_what_is_on_path(bare, tmp_path):
    script(tmp_path / "bin" / "python3.10", claims("3.10", tmp_path / "a"))
    wish = script(tmp_path / "wens", claims("3.10", tmp_path / "b"))
    assert find_python310(bare | {"UV_PYTHON": str(wish)}) == tmp_path / "b"
    assert find_python310(bare | {"LEERPLEK_PYTHON310": str(wish)}) == tmp_path / "b"


def test_the_newest_of_pyenv_is_taken(bare, tmp_path):
    for patch in ("9", "13"):
        real = tmp_path / f"pyenv/versions/3.10.{patch}/bin/python3.10"
        script(real, claims("3.10", real))
    found = find_python310(bare)
    assert found
    assert "3.10.13" in str(found)


def test_what_uv_knows_is_found_too(bare, tmp_path, monkeypatch):
    real = script(tmp_path / "uv-python" / "python3.10", "")
    script(real, claims("3.10", real))
    uv = script(tmp_path / "uv-bin" / "uv", f"echo {real}")
    monkeypatch.setenv("UV", str(uv))
    assert find_python310(bare) == real


def test_a_missing_python_says_what_to_install(bare, tmp_path, monkeypatch):
    for name in set(os.environ) - {"UV"}:
        monkeypatch.delenv(name)
    for name, value in bare.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(PythonMissing) as missing:
        ensure_python310(Settings(data_dir=tmp_path), quiet_report())
    assert "Python 3.10 is niet gevonden" in str(missing.value)
    assert "uv python install 3.10" in str(missing.value)


def test_uv_fetches_it_when_it_may(bare, tmp_path, monkeypatch):
    real = tmp_path / "opgehaald" / "python3.10"
    uv = script(
        tmp_path / "uv-bin" / "uv",
        f'[ "$2" = install ] && touch {tmp_path}/gehaald\n'
        f"[ -e {tmp_path}/gehaald ] && echo {real}",
    )
    script(real, claims("3.10", real))
    for name, value in (bare | {"UV": str(uv)}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "automatic")
    monkeypatch.delenv("UV_PYTHON", raising=False)
    monkeypatch.delenv("LEERPLEK_PYTHON310", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin:/bin")
    if python310.probe(Path("/usr/bin/python3.10"), os.environ):
        pytest.skip("this machine has a Python 3.10 in /usr/bin")
    assert ensure_python310(Settings(data_dir=tmp_path), quiet_report()) == real
    assert (tmp_path / "gehaald").exists()
