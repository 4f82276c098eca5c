"""Loading: the same every time, sealed, and named by a hash."""

from __future__ import annotations

import shutil
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from knowledge.load import DATA, data_hash, load_knowledge

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.load import Knowledge


def test_loading_twice_gives_the_same(knowledge: Knowledge) -> None:
    again = load_knowledge()
    assert again.hash == knowledge.hash
    assert again.velden == knowledge.velden
    assert again.routes == knowledge.routes


def test_the_hash_changes_with_every_byte_and_every_name(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    assert data_hash(data) == data_hash(DATA)
    doelen = data / "doelen.yaml"
    doelen.write_text(doelen.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = data_hash(data)
    assert changed != data_hash(DATA)
    (data / "extra.yaml").write_text("", encoding="utf-8")
    assert data_hash(data) != changed


def test_knowledge_cannot_be_changed(knowledge: Knowledge) -> None:
    with pytest.raises(FrozenInstanceError):
        knowledge.hash = "anders"  # type: ignore[misc]
    with pytest.raises(TypeError):
        knowledge.velden["nieuw"] = knowledge.velden["leeftijd"]  # type: ignore[index]
    with pytest.raises(ValidationError):
        knowledge.velden["leeftijd"].vraag = "Anders?"  # type: ignore[misc]


def test_all_44_routes_are_loaded(knowledge: Knowledge) -> None:
    assert len(knowledge.routes) == 44


def test_fields_stand_in_the_order_of_the_sections(knowledge: Knowledge) -> None:
    order = list(knowledge.secties)
    places = [order.index(veld.sectie) for veld in knowledge.velden.values()]
    assert places == sorted(places)
    assert set(order) == {veld.sectie for veld in knowledge.velden.values()}


def test_the_goals_are_those_of_a_placement_in_order(knowledge: Knowledge) -> None:
    assert [doel.id for doel in knowledge.doelen] == [
        "urgent_geplaatst",
        "zonder_overbrugging",
        "weken_thuis",
        "geschiktheid",
        "wensen",
        "nabijheid",
        "reistijd",
        "langste_wacht",
        "weinig_wijzigingen",
    ]
    assert set(knowledge.plaatsing.doelen) <= {doel.id for doel in knowledge.doelen}


def test_four_weeks_28_days_a_month_and_school_weeks_stay_apart(
    knowledge: Knowledge,
) -> None:
    clocks = knowledge.termijnen
    assert str(clocks["thuiszitter_landelijk"].eenheid) == "dagen"
    assert str(clocks["actietafel_wachten"].eenheid) == "maanden"
    assert str(clocks["zestien_uur_periode"].eenheid) == "schoolweken"
    assert str(clocks["onafhankelijk_persoon"].eenheid) == "weken"
