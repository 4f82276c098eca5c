"""The answers read as a table reads them: names, days, and what is sure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from knowledge.plaatsing_woorden import read_words
from matching.placement.instance import Doel, Leerling, Paar, Plek
from matching.placement.result import Status
from matching.placement.review import edits
from matching.placement.review.cheapest_change import cheapest_change
from matching.placement.review.choice import Marge, vast_of_kiesbaar
from matching.placement.review.clashes import clashes
from matching.placement.review.difference import Verplaatsing
from matching.placement.review.envy import envy
from matching.placement.review.plan import Stand
from matching.placement.review.price import Reden, Uitsluiting, Zekerheid
from matching.placement.review.prices import prices
from matching.placement.review.replan import replan
from matching.placement.review.rules import Regel, Regelsoort
from matching.placement.review.seat_values import seat_values
from matching.placement.review.shortage import unmet_demand
from matching.placement.review.taal import euros, hundredths
from matching.placement.review.what_if import what_if
from matching.placement.review.wording import Verteller

if TYPE_CHECKING:
    from matching.placement.review.edits import Edit

NAMES = {"a": "M-17", "b": "B-04", "c": "K-09"}
PLACES = {"x": "de structuurklas", "y": "de dso-groep", "z": "de Boog"}
MARCH = date(2027, 3, 1)


@pytest.fixture
def tell() -> Verteller:
    """Return who tells, with the names of a table."""
    return Verteller(
        read_words(),
        lambda id: NAMES.get(id, id),
        lambda id: PLACES.get(id, id),
        lambda id: f"voorziening {id}",
    )


FIT = {
    "a-x": {"geschiktheid": 9, "reistijd_min": 20},
    "a-y": {"geschiktheid": 1, "reistijd_min": 5},
    "b-y": {"geschiktheid": 5},
    "b-z": {"geschiktheid": 1},
}


def test_a_price_is_told_with_its_chain(on_table: Any, tell: Verteller) -> None:
    price = prices(*on_table("a b", "x y z", FIT)).at("a", "y")
    assert tell.price(price) == (
        "Kost 12 punten geschiktheid, 15 minuten minder reistijd; "
        "B-04 schuift van de dso-groep naar de Boog."
    )
    assert tell.certainty(price.zekerheid) == "Dit is exact berekend."


def test_what_is_there_and_what_cannot_be_is_told(
    on_table: Any, tell: Verteller
) -> None:
    table = on_table("a b", "x y", "a-x b-x", leerlingen={"a": {"vast": "x"}})
    known = prices(*table)
    assert tell.price(known.at("a", "x")) == "Dit is het voorstel."
    assert tell.price(known.at("b", "y")) == "de dso-groep neemt B-04 niet aan."
    assert tell.price(known.at("b", "x")).startswith("Kan niet")


def test_longer_waits_are_told_in_weeks(tell: Verteller) -> None:
    wait = Verplaatsing("b", Stand("z", MARCH), Stand("z", MARCH, weken_thuis=5))
    assert tell.moved(wait) == "B-04 wacht 5 weken langer"
    sooner = Verplaatsing("b", Stand("z", MARCH), Stand("z", date(2027, 2, 1)))
    assert tell.moved(sooner) == "B-04 begint op 1 februari 2027"


def test_a_bridge_that_is_lost_is_told_with_one_name(tell: Verteller) -> None:
    lost = Verplaatsing("b", Stand("z", MARCH, "y"), Stand("z", MARCH, weken_thuis=8))
    assert tell.moved(lost) == (
        "B-04 verliest de overbrugging de dso-groep, wacht 8 weken langer"
    )


def test_a_long_chain_names_the_first_few(tell: Verteller) -> None:
    moves = [Verplaatsing(str(n), Stand("x"), Stand("y")) for n in range(7)]
    assert tell.chain(moves).endswith("; en nog 3 leerlingen")


@pytest.mark.parametrize(
    ("number", "rest"),
    [
        (3, ""),
        (4, " en nog verschil op 1 ander doel"),
        (5, " en nog verschil op 2 andere doelen"),
    ],
)
def test_only_the_first_goals_that_change_are_told(
    tell: Verteller, number: int, rest: str
) -> None:
    """An earlier goal is never given up for a later one; it says how many are left."""
    told = tell.goals([(doel, 2) for doel in tuple(Doel)[:number]])
    assert told == (
        "levert 2 punten urgentie op, levert 2 punten geschiktheid op, "
        f"2 minuten meer reistijd{rest}"
    )


def test_a_move_of_days_alone_is_told_by_its_day(tell: Verteller) -> None:
    bridge = Stand("x", MARCH, "y", date(2027, 1, 4), date(2027, 2, 28))
    later = replace(bridge, brug_begin=date(2027, 1, 11))
    assert tell.chain([Verplaatsing("a", bridge, later)]) == (
        "M-17 overbrugt vanaf 11 januari 2027"
    )
    shorter = replace(bridge, brug_eind=date(2027, 2, 1))
    assert tell.chain([Verplaatsing("a", bridge, shorter)]) == ""


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Uitsluiting(Reden.VAST, "x"), "M-17 staat vast op de structuurklas."),
        (Uitsluiting(Reden.GEEN_PLAATSEN, "x"), "de structuurklas heeft 0 plaatsen."),
        (
            Uitsluiting(Reden.TE_LAAT, "x", datum=MARCH, eind=date(2027, 2, 1)),
            "M-17 kan beginnen vanaf 1 maart 2027 en de structuurklas stopt op "
            "1 februari 2027.",
        ),
        (
            Uitsluiting(Reden.UREN, "x", nodig=250, grens=100),
            "M-17 heeft op de structuurklas 2,5 uur nodig en er is 1 uur.",
        ),
        (
            Uitsluiting(Reden.BUDGET, "x", nodig=450000, grens=400000, naam="TOP"),
            "M-17 op de structuurklas kost € 4.500 en TOP heeft € 4.000.",
        ),
    ],
)
def test_the_rule_that_fails_is_told(
    tell: Verteller, why: Uitsluiting, told: str
) -> None:
    assert tell.exclusion("a", why) == told


def test_a_difference_is_told_from_the_whole_to_each_pupil(
    on_table: Any, tell: Verteller
) -> None:
    table = on_table("a b", "x y z", FIT)
    answer = what_if(*table, [edits.Withdraw("b")])
    assert answer.verschil is not None
    assert tell.difference(answer.verschil) == (
        "1 leerling geplaatst, eerst 2.",
        "Op de doelen: kost 1 punt urgentie, kost 5 punten geschiktheid.",
        "B-04 staat niet meer op de lijst.",
    )
    same = what_if(*table, [edits.ExtraSeats("z", 1)])
    assert same.verschil is not None
    assert tell.difference(same.verschil) == ("Er verandert niets.",)


def test_every_kind_of_change_has_its_own_words(tell: Verteller) -> None:
    """Nothing is left to fill in, and no two changes read the same."""
    changes: list[Edit] = [
        edits.Pin("a", "x"),
        edits.Unpin("a"),
        edits.Ban("a", "x"),
        edits.Unban("a", "x"),
        edits.StartLater("a", MARCH),
        edits.StartLater("a", None),
        edits.Withdraw("a"),
        edits.Arrive(Leerling("a"), ()),
        edits.Admit(Paar("a", "x")),
        edits.KeepTogether("a", "b"),
        edits.KeepApart("a", "b"),
        edits.MayMeet("a", "b"),
        edits.MaySplit("a", "b"),
        edits.PaperThere("a", "x", MARCH),
        edits.PaperThere("a", "x", None),
        edits.Seats("x", 3),
        edits.Seats("x", None),
        edits.ExtraSeats("x", 1),
        edits.ExtraSeats("x", -1),
        edits.ExtraSeats("x", 2, MARCH),
        edits.Hours("x", 250),
        edits.Hours("x", None),
        edits.Money("TOP", 500000),
        edits.Money("TOP", None),
        edits.Minimum("x", 2),
        edits.Mix("x", "rust", 2),
        edits.Mix("x", "rust", None),
        edits.OpenPlace(Plek("x"), ()),
        edits.OpenLike("x", "x2"),
        edits.PlaceExists("x", None, MARCH),
        edits.PlaceExists("x", None, None),
        edits.OpenNow("x"),
        edits.AnyDay("x"),
    ]
    told = [tell.edit(change) for change in changes]
    assert len(set(told)) == len(told)
    assert not [text for text in told if "{" in text or "None" in text or "  " in text]
    assert {type(change) for change in changes} == set(edits.Edit.__args__)
    assert tell.edit(edits.ExtraSeats("x", 1)) == (
        "maak 1 plaats meer op de structuurklas"
    )


@pytest.mark.parametrize("kind", Regelsoort)
def test_every_kind_of_rule_has_its_own_words(
    tell: Verteller, kind: Regelsoort
) -> None:
    told = tell.rule(Regel(kind, "a", "b", "x", "TOP", "rust", 2, MARCH))
    assert "{" not in told
    assert "None" not in told


def test_a_clash_is_told_with_what_repairs_it(problem: Any, tell: Verteller) -> None:
    from matching.placement.reading import read_instance

    data = problem("a b", "x", "a-x b-x", leerlingen={i: {"vast": "x"} for i in "ab"})
    (clash,) = clashes(read_instance(data))
    assert tell.clash(clash) == (
        "Deze regels gaan niet samen:",
        "M-17 staat vast op de structuurklas.",
        "B-04 staat vast op de structuurklas.",
        "de structuurklas heeft 1 plaats.",
        "Een van deze dingen is genoeg:",
        "Laat M-17 los van de vaste plek.",
        "Laat B-04 los van de vaste plek.",
        "Maak 1 plaats meer op de structuurklas.",
    )
    bare = replace(clash, bevestigd=False, reparaties=())
    assert tell.clash(bare)[-2:] == (
        "Er is geen enkele kleine verandering die helpt.",
        "De tijd was op voordat dit helemaal was nagerekend.",
    )


def test_a_choice_is_told_with_the_other_places(on_table: Any, tell: Verteller) -> None:
    table = on_table("a b c", "x y z", "a-x a-y b-x b-y c-z")
    told = [tell.choice(one) for one in vast_of_kiesbaar(*table)]
    assert told == [
        "Te kiezen: ook de dso-groep is even goed.",
        "Te kiezen: ook de structuurklas is even goed.",
        "Vast: elk even goed plan geeft de Boog.",
    ]
    near = vast_of_kiesbaar(*table, Marge(gelijk=1, speling=3))
    assert tell.choice(near[2]) == "Vast: elk bijna even goed plan geeft de Boog."


def test_a_seat_and_a_shortage_are_told(on_table: Any, tell: Verteller) -> None:
    instance, _ = on_table("a b", "x", "a-x b-x")
    instance = replace(
        instance, plekken=(replace(instance.plekken[0], voorziening="dso"),)
    )
    from matching.placement.solve import solve

    table = instance, solve(instance, waarom=False)
    (seat,) = seat_values(*table)
    assert tell.seat(seat) == (
        "Een plaats meer op de structuurklas: levert 1 punt urgentie op; "
        "B-04 krijgt de structuurklas."
    )
    (short,) = unmet_demand(*table)
    assert tell.shortage(short) == (
        "voorziening dso: met genoeg plaatsen 1 leerling meer geplaatst.",
        "Voor 1 leerling is er nergens anders een plek mogelijk.",
    )


def test_a_way_out_and_envy_are_told(on_table: Any, tell: Verteller) -> None:
    table = on_table(
        "a b", "x", "a-x b-x", leerlingen={"b": {"vast": "x"}, "a": {"urgentie": 2}}
    )
    ways = cheapest_change(*table, "a")
    assert tell.way_out(ways[0]) == (
        "Laat B-04 los van de vaste plek: dan krijgt M-17 de structuurklas."
    )
    (found,) = envy(*table)
    assert tell.envy(found) == (
        "M-17 wil liever naar de structuurklas (heeft nu geen plek) en gaat voor B-04 "
        "(meer urgentie). B-04 is daar door mensen neergezet."
    )
    why = prices(*table).at("a", "x")
    assert "Het plan doet dit niet: Kan niet" in tell.envy(found, why)


def test_a_replan_tells_who_has_to_move(on_table: Any, tell: Verteller) -> None:
    table = on_table("a b", "x y", "a-x a-y b-x", plekken={"x": {"capaciteit": 2}})
    plan = replan(*table, [edits.ExtraSeats("x", -1)])
    assert (
        tell.replan(plan) == "Van wie een plek had, schuift: M-17 (samen 1 leerling)."
    )
    assert tell.replan(replan(*table, [])) == (
        "Niemand met een plek hoeft te schuiven."
    )


def test_an_estimate_says_so(on_table: Any, tell: Verteller) -> None:
    table, proposal = on_table("a", "x y", {"a-x": {"geschiktheid": 2}, "a-y": {}})
    other = replace(proposal, plaatsingen={"a": "y"}, status=Status.HAALBAAR)
    price = prices(table, other).at("a", "x")
    assert tell.price(price) == "Eerste schatting: levert 2 punten geschiktheid op."
    assert tell.certainty(Zekerheid.SCHATTING).startswith("Dit is een eerste schatting")


def test_amounts_are_written_the_dutch_way() -> None:
    assert [euros(cents) for cents in (0, 5999, 400000)] == [
        "€ 0",
        "€ 59,99",
        "€ 4.000",
    ]
    assert [hundredths(n) for n in (0, 50, 350, 1000)] == ["0", "0,5", "3,5", "10"]
