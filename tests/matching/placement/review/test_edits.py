"""Changes that a table can make, and the ones it cannot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from matching.placement.errors import InstanceError
from matching.placement.instance import Leerling, Paar
from matching.placement.reading import read_instance
from matching.placement.review import edits
from matching.placement.review.edits import apply

if TYPE_CHECKING:
    from matching.placement.instance import Instantie

JANUARY, MARCH, MAY = date(2027, 1, 1), date(2027, 3, 1), date(2027, 5, 1)


@pytest.fixture
def table(problem: Any) -> Instantie:
    """Return two pupils and two places, a kept apart from b."""
    return read_instance(
        problem("a b", "x y", "a-x a-y b-x", niet_samen=[["a", "b"]], vorig={"a": "x"})
    )


def pupil(table: Instantie, id: str) -> Leerling:
    return next(row for row in table.leerlingen if row.id == id)


def test_a_pin_lifts_a_ban_on_the_same_place(table: Instantie) -> None:
    banned = apply(table, [edits.Ban("a", "x")])
    assert pupil(banned, "a").verboden == {"x"}
    pinned = apply(banned, [edits.Pin("a", "x")])
    assert pupil(pinned, "a").vast == "x"
    assert not pupil(pinned, "a").verboden


def test_a_ban_lets_go_of_a_pin_on_the_same_place_only(table: Instantie) -> None:
    pinned = apply(table, [edits.Pin("a", "x")])
    assert pupil(apply(pinned, [edits.Ban("a", "x")]), "a").vast is None
    assert pupil(apply(pinned, [edits.Ban("a", "y")]), "a").vast == "x"


def test_who_is_withdrawn_is_named_nowhere(table: Instantie) -> None:
    left = apply(table, [edits.Withdraw("a")])
    assert [row.id for row in left.leerlingen] == ["b"]
    assert [row.naam for row in left.paren] == ['"b" op "x"']
    assert not left.niet_samen
    assert not left.vorig


def test_who_arrives_comes_with_places(table: Instantie) -> None:
    more = apply(table, [edits.Arrive(Leerling("c"), (Paar("c", "y"),))])
    assert [row.id for row in more.leerlingen] == ["a", "b", "c"]
    assert more.paren[-1] == Paar("c", "y")


def test_one_more_group_admits_whom_the_first_admits(table: Instantie) -> None:
    more = apply(table, [edits.OpenLike("x", "x2", 3)])
    assert more.plekken[-1].capaciteit == 3
    assert {row.leerling for row in more.paren if row.plek == "x2"} == {"a", "b"}


def seats(table: Instantie, *changes: edits.Edit) -> tuple[int | None, list[Any]]:
    place = apply(table, changes).plekken[0]
    return place.capaciteit, [(row.vanaf, row.capaciteit) for row in place.perioden]


def test_extra_seats_count_in_every_period(problem: Any) -> None:
    periods = [{"vanaf": "2027-03-01", "capaciteit": 4}]
    table = read_instance(
        problem("a", "x", "a-x", plekken={"x": {"perioden": periods}})
        | {"peildatum": "2027-01-01"}
    )
    assert seats(table, edits.ExtraSeats("x", 2)) == (3, [(MARCH, 6)])
    assert seats(table, edits.ExtraSeats("x", -9)) == (0, [(MARCH, 0)])
    assert seats(table, edits.ExtraSeats("x", 1, MARCH)) == (1, [(MARCH, 5)])
    assert seats(table, edits.ExtraSeats("x", 1, MAY)) == (1, [(MARCH, 4), (MAY, 5)])
    assert seats(table, edits.ExtraSeats("x", 1, JANUARY)) == (
        1,
        [(JANUARY, 2), (MARCH, 5)],
    )


def test_a_place_without_limit_stays_without(table: Instantie) -> None:
    free = apply(table, [edits.Seats("x", None)])
    assert apply(free, [edits.ExtraSeats("x", 1)]).plekken[0].capaciteit is None


def test_other_limits_change_one_by_one(problem: Any) -> None:
    table = read_instance(
        problem(
            "a b",
            "x",
            "a-x b-x",
            leerlingen={"a": {"kenmerken": ["rust"]}},
            plekken={
                "x": {
                    "budget": "TOP",
                    "capaciteit": 2,
                    "hoogstens": {"rust": 1},
                    "minimum": 2,
                }
            },
            budgetten=[{"id": "TOP", "bedrag": 10}],
            samen=[["a", "b"]],
        )
    )
    changed = apply(
        table,
        [
            edits.Hours("x", 250),
            edits.Money("TOP", 2000),
            edits.Minimum("x", 1),
            edits.Mix("x", "rust", 2),
            edits.MaySplit("b", "a"),
            edits.PlaceExists("x", JANUARY, MAY),
            edits.StartLater("a", MARCH),
        ],
    )
    (place,) = changed.plekken
    assert (place.uren, place.minimum, dict(place.hoogstens)) == (250, 1, {"rust": 2})
    assert (place.start, place.eind) == (JANUARY, MAY)
    assert changed.budgetten[0].bedrag == 2000
    assert not changed.samen
    assert pupil(changed, "a").vroegst == MARCH
    assert not apply(changed, [edits.Mix("x", "rust", None)]).plekken[0].hoogstens


def test_who_may_meet_is_no_longer_kept_apart(table: Instantie) -> None:
    assert not apply(table, [edits.MayMeet("b", "a")]).niet_samen


def test_papers_come_on_another_day(problem: Any) -> None:
    table = read_instance(problem("a", "x", "a-x") | {"peildatum": "2027-01-01"})
    later = apply(table, [edits.PaperThere("a", "x", MARCH)])
    assert later.paren[0].vanaf == MARCH
    assert later.paren[0].leerling == "a"


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (edits.Pin("c", "x"), 'leerling "c"'),
        (edits.Pin("b", "y"), "mag niet voor deze leerling"),
        (edits.Seats("z", 1), 'plek "z"'),
        (edits.OpenLike("z", "w"), 'plek "z"'),
        (edits.Money("TOP", 1), 'budget "TOP"'),
        (edits.Withdraw("c"), 'leerling "c"'),
        (edits.PaperThere("b", "y", None), 'paar "b op y"'),
        (edits.Arrive(Leerling("a"), ()), "twee keer"),
        (edits.Ban("a", "z"), 'plek "z"'),
    ],
)
def test_a_change_of_something_unknown_is_refused_by_name(
    table: Instantie, edit: edits.Edit, named: str
) -> None:
    with pytest.raises(InstanceError, match=named):
        apply(table, [edit])
