"""The rows about learning: what a model may look at, must reach and is tried out on."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from knowledge.errors import KnowledgeError
from knowledge.leren import Eis, Kenmerken
from knowledge.load import DATA, load_knowledge


def with_change(tmp_path, name, old, new):
    """Copy the data with one change in one file, and load it."""
    import shutil

    data = shutil.copytree(DATA, tmp_path / "data")
    path = data / "leren" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_knowledge(data)


def test_every_route_that_can_be_ordered_has_one_family(knowledge):
    rows = knowledge.leren.kenmerken
    for route in knowledge.routes.values():
        if route.soort in rows.soorten:
            assert route.id in rows.familie_van


def test_every_reason_that_code_gives_has_a_sentence(knowledge):
    reasons = knowledge.leren.grenzen.redenen
    for sentence in reasons.values():
        said = sentence.format(afgelopen=200, regio="Deze regio", aantal=12)
        assert "{" not in said
        assert said.endswith(".")


def test_a_feature_that_reads_a_forbidden_field_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="verboden veld"):
        with_change(
            tmp_path,
            "kenmerken.yaml",
            "als: {veld: leeftijd, minder_dan: 12}",
            "als: {veld: taal_ouders, in: [turks]}",
        )


def test_a_route_without_a_family_is_named(tmp_path):
    with pytest.raises(KnowledgeError, match="structuurklas"):
        with_change(
            tmp_path, "kenmerken.yaml", "routes: [structuurklas]", "routes: [mdo]"
        )


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("cohort.yaml", "{bao: 22, sbo: 4", "{bao: 22, sbz: 4", "sbz"),
        ("cohort.yaml", "veld: ingeschreven,", "veld: ingeschreve,", "ingeschreve"),
        ("cohort.yaml", "familie: mbo, als", "familie: hbo, als", "hbo"),
        ("grenzen.yaml", "maat: ijkfout, hoogstens: 0.05", "maat: ijkfout", "precies"),
        ("kenmerken.yaml", "bevat: [praktisch_leren]", "bevat: [praktisch]", "prakt"),
    ],
)
def test_a_wrong_name_in_the_rows_is_told(name, old, new, told, tmp_path):
    with pytest.raises(KnowledgeError, match=told):
        with_change(tmp_path, name, old, new)


def test_a_bound_is_one_sided(knowledge):
    row = {"id": "x", "naam": "x", "maat": "ijkfout", "reden": "x", "bron": "EIGEN"}
    assert Eis(**row, hoogstens=0.05).holds(0.05)
    assert not Eis(**row, hoogstens=0.05).holds(0.051)
    assert Eis(**row, minstens=-0.05).holds(-0.05)
    with pytest.raises(ValidationError):
        Eis(**row, minstens=0.1, hoogstens=0.2)


def test_a_changed_feature_gives_the_table_another_sha256(knowledge):
    rows = knowledge.leren.kenmerken
    raw = rows.model_dump(by_alias=True)
    raw["leerling"][0]["als"] = {"veld": "leeftijd", "minder_dan": 13}
    assert Kenmerken.model_validate(raw).sha256 != rows.sha256
