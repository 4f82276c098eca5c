"""The words people use: complete, about fields that exist, and strict."""

from __future__ import annotations

import shutil

import pytest

from knowledge.errors import KnowledgeError
from knowledge.load import DATA, load_knowledge
from knowledge.synoniemen import check_synonyms, read_synonyms
from knowledge.velden import VeldType


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def _copy(tmp_path):
    shutil.copytree(DATA / "synoniemen", tmp_path / "synoniemen")
    return tmp_path


def test_every_choice_of_every_field_has_words_or_is_unknown_or_yes_or_no(knowledge):
    bare = []
    for veld in knowledge.velden.values():
        if veld.type not in (VeldType.single, VeldType.multi):
            continue
        row = knowledge.synoniemen.velden.get(veld.id)
        assert row is not None, veld.id
        for waarde in veld.waarden:
            words = row.waarden.get(waarde.id)
            known = words and (words.zinnen or words.antwoorden)
            spoken = waarde.id in (row.ja, row.nee) or waarde.onbekend or waarde.leeg
            if not known and not spoken:
                bare.append((veld.id, waarde.id))
    assert bare == []


def test_unknown_key_is_refused(tmp_path):
    root = _copy(tmp_path)
    path = root / "synoniemen" / "veld_1_leerling.yaml"
    path.write_text(path.read_text() + "- {veld: leeftijd_x, woorden: [a]}\n")
    with pytest.raises(KnowledgeError, match="veld_1_leerling"):
        read_synonyms(root)


def test_field_given_twice_is_refused(tmp_path):
    root = _copy(tmp_path)
    path = root / "synoniemen" / "veld_1_leerling.yaml"
    path.write_text(path.read_text() + "- {veld: leeftijd}\n")
    with pytest.raises(KnowledgeError, match="leeftijd"):
        read_synonyms(root)


def test_value_that_does_not_exist_is_refused(tmp_path, knowledge):
    root = _copy(tmp_path)
    path = root / "synoniemen" / "veld_5_veiligheid_doel.yaml"
    path.write_text(path.read_text().replace("    twijfel:", "    twyfel:"))
    with pytest.raises(KnowledgeError, match="twyfel"):
        check_synonyms(read_synonyms(root), knowledge.velden)
