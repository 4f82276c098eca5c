"""Short facts in English are read as the same facts in Dutch."""

from __future__ import annotations

import pytest

from tests.assistant.begrip.conftest import plain_json


@pytest.mark.parametrize(
    ("tekst", "vraag", "velden"),
    [
        ("he is 10 years old", None, {"leeftijd": 10}),
        ("she is nine", None, {"leeftijd": 9}),
        ("she is nine", "leeftijd", {"leeftijd": 9}),
        ("group 6", "leerjaar", {"leerjaar": "groep 6", "schoolsoort": "bao"}),
        ("since three weeks", "verzuim_sinds", {"verzuim_sinds": "2026-10-30"}),
        ("two months", "verzuim_sinds", {"verzuim_sinds": "2026-09-20"}),
        ("they bully him", None, {"school_belemmerend": ["pesten_of_onveilig"]}),
        ("yes he is registered", "ingeschreven", {"ingeschreven": "ja"}),
        ("no, not enrolled", "ingeschreven", {"ingeschreven": "nee"}),
        ("we both have custody", "gezag", {"gezag": "beide_ouders"}),
    ],
)
def test_a_fact_in_english_is_read(read, tekst, vraag, velden):
    assert plain_json(read(tekst, vraag).velden) == velden


@pytest.mark.parametrize("vraag", ["ingeschreven", "doel_soort", "signaal_suicide"])
def test_not_knowing_in_english_is_passing_over(read, vraag):
    understood = read("I don't know", vraag)
    assert (understood.intent, understood.velden) == ("overslaan", {})


def test_a_dutch_week_stays_dutch(read):
    told = read("vorige week maandag", "verzuim_sinds").velden
    assert plain_json(told) == {"verzuim_sinds": "2026-11-09"}


def test_a_date_of_something_else_is_no_start_of_the_absence(read):
    assert read("opp nee, mdo 3 nov", "verzuim_sinds").velden == {}
    told = read("3 november, na het gesprek", "verzuim_sinds").velden
    assert plain_json(told) == {"verzuim_sinds": "2026-11-03"}
