"""Every rule of the sources is a criterion, or says why it is not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
import yaml

from knowledge.dekking import check_coverage, coverage
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.load import Knowledge


def test_every_rule_of_the_research_is_computed_or_says_why_not(
    knowledge: Knowledge, shared_dir: Path
) -> None:
    path = shared_dir / "domein" / "routes.yaml"
    research = yaml.safe_load(path.read_text(encoding="utf-8"))["routes"]
    covered = {row.route: {*row.berekend, *row.getoond} for row in coverage(knowledge)}
    assert set(covered) == {row["id"] for row in research}
    for row in research:
        # Where a source is about stands in a field of its own.
        rules = set(row["rules"]) - {"region_of_source"}
        assert rules <= covered[row["id"]], row["id"]


def test_no_rule_is_both_computed_and_only_shown(knowledge: Knowledge) -> None:
    for row in coverage(knowledge):
        assert not set(row.berekend) & set(row.getoond), row.route


def test_what_no_source_says_names_whom_to_ask(knowledge: Knowledge) -> None:
    row = next(row for row in coverage(knowledge) if row.route == "mdo")
    assert row.niet_bekend
    assert all(row.niet_bekend.values())


def test_a_rule_without_a_reason_is_refused(knowledge: Knowledge) -> None:
    short = dataclasses.replace(knowledge, niet_berekend=knowledge.niet_berekend[1:])
    with pytest.raises(KnowledgeError, match="staat nergens waarom"):
        check_coverage(short)


def test_a_reason_twice_is_refused(knowledge: Knowledge) -> None:
    rows = knowledge.niet_berekend
    twice = dataclasses.replace(knowledge, niet_berekend=(*rows, rows[0]))
    with pytest.raises(KnowledgeError, match="staat er dubbel"):
        check_coverage(twice)
