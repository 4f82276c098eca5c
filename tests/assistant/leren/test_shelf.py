"""Models are kept as plain JSON under their own sha256, and cannot be tampered with."""

from __future__ import annotations

import json

import pytest

from assistant.leren import shelf
from assistant.leren.card import card_files
from assistant.leren.errors import LearningError
from matching.errors import ModelError
from matching.routes.model import model_text, read_model


@pytest.fixture
def model(learned):
    return learned.meting.model


def kept_file(folder, model):
    return folder / "leren" / "modellen" / f"{model.id}.json"


def test_a_model_comes_back_as_it_was_kept(model, tmp_path):
    sha256 = shelf.keep_model(tmp_path, model)
    assert shelf.keep_model(tmp_path, model) == sha256
    assert shelf.read_by_hash(tmp_path, sha256) == model
    assert [one.name for one in kept_file(tmp_path, model).parent.iterdir()] == [
        f"{sha256}.json"
    ]


def test_a_changed_weight_is_refused(model, tmp_path):
    shelf.keep_model(tmp_path, model)
    path = kept_file(tmp_path, model)
    path.write_text(path.read_text().replace('"begin": -', '"begin": '))
    with pytest.raises(LearningError, match="veranderd"):
        shelf.read_by_hash(tmp_path, model.id)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '"tekst"',
        "gAN9cQA=",
        '{"vorm": 1}',
        '{"vorm": 2}',
        json.dumps({"vorm": 1, "gewichten": {"a": "NaN"}}),
    ],
)
def test_what_is_no_model_is_refused_even_under_its_own_sha256(text):
    from hashlib import sha256

    with pytest.raises(ModelError):
        read_model(text, sha256(text.encode()).hexdigest())


def test_a_weight_that_is_no_number_is_refused(model):
    from hashlib import sha256

    raw = json.loads(model_text(model)) | {"begin": float("inf")}
    text = json.dumps(raw)
    with pytest.raises(ModelError, match="geen getal"):
        read_model(text, sha256(text.encode()).hexdigest())


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 63, "G" * 64])
def test_only_a_sha256_is_a_file_name(name, tmp_path):
    with pytest.raises(LearningError, match="sha256"):
        shelf.read_by_hash(tmp_path, name)


def test_a_lost_model_is_named(tmp_path):
    with pytest.raises(LearningError, match="reservekopie"):
        shelf.read_by_hash(tmp_path, "0" * 64)


def test_a_model_is_active_only_in_its_region_until_it_is_switched_off(model, tmp_path):
    assert shelf.active_model(tmp_path, model.regio) is None
    shelf.keep_model(tmp_path, model)
    shelf.activate(tmp_path, model)
    assert shelf.active_model(tmp_path, model.regio) == model
    assert shelf.active_model(tmp_path, None) is None
    assert shelf.deactivate(tmp_path, model.regio)
    assert not shelf.deactivate(tmp_path, model.regio)
    assert shelf.active_model(tmp_path, model.regio) is None
    assert shelf.read_by_hash(tmp_path, model.id) == model


@pytest.mark.parametrize("text", ["", "[1]", "{"])
def test_a_broken_list_of_active_models_says_what_to_do(text, tmp_path):
    (tmp_path / "leren").mkdir()
    (tmp_path / "leren" / "actief.json").write_text(text)
    with pytest.raises(LearningError, match="Haal het bestand weg"):
        shelf.active_model(tmp_path, "voorbeeld")


def test_the_card_is_kept_beside_its_model(learned, knowledge, tmp_path):
    model = learned.meting.model
    shelf.keep_model(tmp_path, model)
    files = card_files(learned, knowledge.leren)
    shelf.keep_cards(tmp_path, model.id, files)
    assert shelf.cards_of(tmp_path, model.id) == files
