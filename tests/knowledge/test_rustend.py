"""What rests on a source: every row that names it, at the place it names."""

from datetime import date

import pytest

from knowledge.bronnen import Bron, SoortBron, source_parts
from knowledge.rustend import place_id, resting_on


def test_a_reference_falls_apart_in_sources_and_places():
    parts = source_parts("WPO 40(6); S3 §3.1.1, §4.1; DUO")
    assert [(part.id, part.plaats) for part in parts] == [
        ("WPO", "40(6)"),
        ("S3", "§3.1.1, §4.1"),
        ("DUO", ""),
    ]


def test_every_criterion_rests_on_each_source_it_names(knowledge):
    rows = {name: resting_on(knowledge, name) for name in knowledge.bronnen}
    for route in knowledge.routes.values():
        for row in route.criteria:
            for part in source_parts(row.bron):
                found = [
                    one
                    for one in rows[part.id]
                    if one.over == route.naam and one.plaats == part.plaats
                ]
                assert found, (route.id, row.id, part)


def test_an_unknown_source_holds_nothing(knowledge):
    assert resting_on(knowledge, "BESTAAT-NIET") == ()


def test_places_become_anchors_that_differ(knowledge):
    for name in knowledge.bronnen:
        places = {row.plaats for row in resting_on(knowledge, name)}
        assert len({place_id(one) for one in places}) == len(places), name


@pytest.mark.parametrize(
    ("adres", "link"),
    [
        ("ncj.nl/mazl", "https://ncj.nl/mazl"),
        ("https://eur-lex.europa.eu/x", "https://eur-lex.europa.eu/x"),
        (
            "github.com/a/b map/c.yaml @1f2",
            "https://github.com/a/b/blob/1f2/map/c.yaml",
        ),
        ("swv2506.nl ; swvdeverbinding.nl", "https://swv2506.nl"),
        ("tweedekamer.nl, dossier 36663", "https://tweedekamer.nl"),
        ("gemeente Dordrecht", None),
        ("Stb. 2022, 449", None),
        ("geen", None),
        ("Heyne, Gren-Landell, Melvin en Gentle-Genitty, 2019", None),
    ],
)
def test_only_an_address_on_the_web_becomes_a_link(adres, link):
    bron = Bron(
        id="X",
        titel="Wet op iets (BWBR0001234)",
        adres=adres,
        datum="2026",
        gelezen_op=date(2026, 11, 22),
        soort=SoortBron.wet,
    )
    assert bron.link == link
    assert bron.genoemd("40(6)") == "Wet op iets, artikel 40(6)"
    assert bron.genoemd("") == "Wet op iets"
