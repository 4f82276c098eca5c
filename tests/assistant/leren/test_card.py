"""The model card tells what it is for, how good it is, and that data are invented."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.leren.card import card, card_files, card_text
from assistant.leren.learn import learn
from matching.routes.model import Herkomst
from tests.assistant.leren.conftest import INVENTED

REAL = replace(INVENTED, herkomst=Herkomst.praktijk)


def test_the_figures_of_an_invented_cohort_say_so(learned, knowledge):
    text = card_text(learned, knowledge.leren)
    assert text.count("Verzonnen gegevens") == 2
    assert card(learned, knowledge.leren)["herkomst"] == "verzonnen"


def test_the_card_holds_every_figure_bound_and_feature(learned, knowledge):
    files = card_files(learned, knowledge.leren)
    document = json.loads(files["kaart.json"])
    assert document["model"] == learned.meting.model.id
    assert document["meting"]["cijfers"].keys() == {
        "regel",
        "vaakst",
        "geleerd",
        "met_onthouding",
    }
    rows = knowledge.leren
    for row in rows.kenmerken.alle:
        assert row.naam in files["kaart.md"]
    for one in learned.meting.eisen:
        assert one.eis.naam in files["kaart.md"]
    assert {one["veld"] for one in document["geen_kenmerk"]} >= {
        "postcode4",
        "taal_ouders",
    }


def test_real_data_without_sex_say_that_it_cannot_be_looked_at(cohort, knowledge):
    unknown = [
        replace(one, groepen={k: v for k, v in one.groepen.items() if k != "geslacht"})
        for one in cohort
    ]
    text = card_text(learn(unknown, knowledge.leren, REAL), knowledge.leren)
    assert "Leerplek vraagt geen geslacht" in text
    assert "Verzonnen" not in text


def test_too_few_cases_give_a_card_without_figures(knowledge):
    found = learn([], knowledge.leren, REAL)
    document = card(found, knowledge.leren)
    assert document["meting"] is None
    assert not document["goed_genoeg"]
    assert "te weinig gevallen" in str(document["oordeel"])
    assert "## Aantallen" in card_text(found, knowledge.leren)
