"""Every word of every closed list has a label and an explanation."""

from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum
from typing import TYPE_CHECKING

import knowledge as room

if TYPE_CHECKING:
    from knowledge.load import Knowledge

EXPLAINED_IN_THE_TABLE_OF_SIGHT = ("categorie", "grondsoort", "relatie")
"""Lists with rows of their own in ``inzage.yaml``; that model asks for each word."""


def _closed_lists() -> dict[str, type[StrEnum]]:
    found: dict[str, type[StrEnum]] = {}
    for module in pkgutil.iter_modules(room.__path__):
        loaded = importlib.import_module(f"knowledge.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, type) and issubclass(value, StrEnum):
                found[value.__name__.lower()] = value
    for name in ("strenum", *EXPLAINED_IN_THE_TABLE_OF_SIGHT):
        del found[name]
    return found


def test_every_closed_list_is_explained_word_by_word(knowledge: Knowledge) -> None:
    lists = _closed_lists()
    assert set(knowledge.opsommingen) == set(lists)
    for name, members in lists.items():
        explained = [row.id for row in knowledge.opsommingen[name].waarden]
        assert explained == [str(member) for member in members], name


def test_a_word_is_found_by_id(knowledge: Knowledge) -> None:
    aard = knowledge.opsommingen["aard"]
    hard = aard.waarde("hard")
    assert hard is not None
    assert hard.label == "Eis"
    assert aard.waarde("zacht_gekookt") is None
