"""The README names every module, and its worked example is what engines answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import matching.placement
from matching.placement.reading import read_instance
from matching.placement.solve import solve
from matching.placement.verify import verify

README = Path(matching.placement.__file__).with_name("README.md")


def test_worked_example_is_right() -> None:
    """The instance gives the answer that stands below it."""
    text = README.read_text(encoding="utf-8")
    blocks = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    instance, expected = (json.loads(block) for block in blocks[:2])
    answer = solve(read_instance(instance)).as_dict()
    assert verify(instance, answer) == []
    assert {key: answer[key] for key in expected} == expected


def test_every_module_stands_in_the_table_and_no_other() -> None:
    """The first column names what there is, each once; a package by its folder."""
    text = README.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text.partition("\n## ")[0], re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    there = {
        path.relative_to(README.parent).with_suffix("").as_posix()
        for path in README.parent.rglob("*.py")
        if path.name != "__init__.py"
    }
    assert sorted(named) == sorted(there)
