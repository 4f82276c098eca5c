"""The shorthand of the rows: verbs, groups of words, either order."""

from __future__ import annotations

import pytest

from assistant.begrip.grammar import conjugate, triggers, write_out
from assistant.begrip.phrases import compile_phrase
from assistant.begrip.verbs import stem_of, verb_forms


def hits(phrase, text, groepen=None, werkwoorden=None):
    """Tell whether a phrase in shorthand is found in a text."""
    for plain in write_out(phrase, groepen or {}, werkwoorden or {}):
        patroon = compile_phrase(plain)
        if patroon.regex.search(text):
            assert patroon.may_be_in(text), "the quick check must never miss a match"
            return True
    return False


@pytest.mark.parametrize(
    ("verb", "stem"),
    [
        ("slapen", "slaap"),
        ("krassen", "kras"),
        ("wandelen", "wandel"),
        ("reizen", "reis"),
        ("leven", "leef"),
        ("werken", "werk"),
        ("huilen", "huil"),
    ],
)
def test_the_stem_follows_dutch_spelling(verb, stem):
    assert stem_of(verb) == stem


def test_forms_hold_the_regular_and_the_irregular_ones():
    assert {"huil", "huilt", "huilen", "huilde", "gehuild"} <= set(verb_forms("huilen"))
    assert {"brand", "brandt", "brandde", "gebrand"} <= set(verb_forms("branden"))
    assert "sliep" in verb_forms("slapen", ["sliep"])
    assert "beschadigd" in verb_forms("beschadigen")
    assert "gebeld" in verb_forms("bellen")
    assert "huild" not in verb_forms("huilen")


def test_a_loose_part_stands_before_or_after():
    phrase = "~op_bouwen"
    for text in ("hij bouwt elke week op", "wordt opgebouwd", "op te bouwen"):
        assert hits(phrase, text)
    assert not hits(phrase, "hij bouwt een hut")


def test_either_order_is_found_within_one_clause_and_not_over_a_denial():
    groepen = {"mens": ("mij", "hem zelf")}
    assert hits("~bellen & <mens>", "gisteren gebeld door wie mij kent", groepen)
    assert hits("~bellen & <mens>", "mij wil hij bellen", groepen)
    assert not hits("~bellen & <mens>", "bellen , mij", groepen)
    assert not hits("~bellen & <mens>", "bellen doet hij nooit naar mij", groepen)


def test_a_group_inside_an_alternative_belongs_to_that_alternative_only():
    groepen = {"wie": ("vader", "moeder")}
    phrase = "(thuis|door zijn <wie>) geslagen"
    assert hits(phrase, "door zijn moeder geslagen", groepen)
    assert hits(phrase, "thuis geslagen", groepen)
    assert not hits(phrase, "moeder geslagen", groepen)


def test_a_verb_in_a_row_is_read_in_all_its_forms_but_a_noun_is_left():
    vormen = triggers({"slapen": ("sliep", "geslapen")})
    row = conjugate("slaapt slecht", vormen)
    for text in ("slaapt slecht", "sliep slecht", "slapen slecht"):
        assert compile_phrase(row).regex.search(text)
    assert conjugate("slaap", vormen) == "slaap"


def test_a_group_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        write_out("<nergens>", {}, {})
