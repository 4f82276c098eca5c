"""Where Python keeps no compiled modules, setting up makes them, once."""

import sys

import pytest

from assistant.settings import Settings
from assistant.setup.compiled import ensure_compiled
from assistant.setup.steps import quiet_report


@pytest.fixture
def packages(tmp_path):
    folder = tmp_path / "site-packages"
    (folder / "iets").mkdir(parents=True)
    (folder / "iets" / "__init__.py").write_text("WAARDE = 1\n")
    (folder / "iets" / "sjabloon.py").write_text("class {{ naam }}:\n")
    (folder / "iets-1.0.dist-info").mkdir()
    return folder


@pytest.fixture
def ensure(tmp_path, packages):
    settings = Settings(data_dir=tmp_path / "data")
    return lambda: ensure_compiled(settings, quiet_report(), packages)


def compiled(packages):
    return sorted(path.name.split(".")[0] for path in packages.rglob("*.pyc"))


def test_modules_are_compiled_and_the_second_time_there_is_nothing_to_do(
    monkeypatch, packages, ensure
):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert ensure()
    assert compiled(packages) == ["__init__"]
    assert not ensure()


def test_another_version_of_a_package_is_compiled_again(monkeypatch, packages, ensure):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    ensure()
    (packages / "iets-1.0.dist-info").rename(packages / "iets-1.1.dist-info")
    assert ensure()


def test_python_that_keeps_what_it_compiles_is_left_alone(
    monkeypatch, packages, ensure
):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert not ensure()
    assert compiled(packages) == []
