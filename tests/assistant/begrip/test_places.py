"""Where a pupil lives is a place, never the words around it or a year."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "tekst", ["Sorry Sliedrecht", "nee sorry Sliedrecht", "oeps, ik bedoel Sliedrecht"]
)
def test_an_apology_is_no_part_of_the_place(read, tekst):
    assert read(tekst, "gemeente_woonplaats").velden == {
        "gemeente_woonplaats": "Sliedrecht"
    }


@pytest.mark.parametrize("vraag", [None, "gemeente_woonplaats"])
def test_who_a_pupil_lives_with_is_no_place(read, vraag):
    assert read("hij woont bij mij", vraag).velden == {}


@pytest.mark.parametrize(
    "tekst",
    [
        "diagnose autisme (2022)",
        "getest in 2022 op school",
        "onderzoek van 2019 ligt er",
    ],
)
def test_a_year_is_no_postcode(read, tekst):
    assert "postcode4" not in read(tekst).velden


def test_a_postcode_that_looks_like_a_year_is_still_read(read):
    assert read("1921", "postcode4").velden == {"postcode4": "1921"}
    assert read("hij woont in 2011 AB Haarlem").velden["postcode4"] == "2011"
