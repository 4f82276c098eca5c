"""The files that an advice rests on can be kept and read again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from knowledge.errors import KnowledgeError
from knowledge.load import DATA, load_stand
from knowledge.stand import Stand, read_stand


def test_a_stand_that_was_kept_reads_as_what_it_was(knowledge):
    again = load_stand(Stand(dict(knowledge.stand.bestanden)), "toen", knowledge)
    assert again == replace(knowledge, hash="toen")
    assert again.stand.hash == knowledge.stand.hash


def test_every_file_counts_in_the_hash(knowledge):
    files = dict(knowledge.stand.bestanden)
    hashes = {
        Stand({**files, name: content + b"\n"}).hash for name, content in files.items()
    }
    assert len(hashes | {knowledge.stand.hash}) == len(files) + 1
    assert Stand(MappingProxyType(dict(reversed(files.items())))).hash == (
        knowledge.stand.hash
    )
    assert read_stand(DATA).hash == knowledge.stand.hash


def test_a_stand_that_this_program_cannot_read_is_refused_by_name(knowledge):
    files = {**knowledge.stand.bestanden, "routes/mdo.yaml": b"id: mdo\n"}
    with pytest.raises(KnowledgeError, match=r"routes/mdo\.yaml"):
        load_stand(Stand(files), "toen", knowledge)
