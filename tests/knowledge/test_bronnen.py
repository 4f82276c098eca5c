"""Sources: how a reference is written, and that nothing points nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.bronnen import SoortBron, source_ids

if TYPE_CHECKING:
    from knowledge.load import Knowledge


def test_the_first_word_of_every_part_is_a_source() -> None:
    assert source_ids("WPO 40(4); S3 §3.1.1, §4.1; DUO") == ("WPO", "S3", "DUO")
    assert source_ids("S0") == ("S0",)


def test_a_part_without_words_is_a_source_without_a_name() -> None:
    assert source_ids("WPO 40;") == ("WPO", "")


def test_laws_and_the_five_documents_are_there(knowledge: Knowledge) -> None:
    kinds = {row.id: row.soort for row in knowledge.bronnen.values()}
    assert {kinds[law] for law in ("LPW", "WPO", "WVO", "WEC")} == {SoortBron.wet}
    assert {kinds[f"S{number}"] for number in range(5)} == {SoortBron.bron}


def test_what_was_not_read_says_so(knowledge: Knowledge) -> None:
    for row in knowledge.bronnen.values():
        assert row.gelezen_op is not None or row.opmerking, row.id


def test_no_address_is_a_file_on_somebodys_machine(knowledge: Knowledge) -> None:
    for row in knowledge.bronnen.values():
        assert ".txt" not in row.adres
        assert not row.adres.startswith("/")
