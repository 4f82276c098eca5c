"""What a condition may look like, and which fields it reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from knowledge.expressie import (
    Alle,
    Altijd,
    Bevat,
    Geleden,
    In,
    RijMet,
    Vastgelegd,
    Vergelijk,
    leaves,
)
from tests.expressions import parse_expression


def test_a_bound_knows_its_operator_and_number() -> None:
    bound = parse_expression({"veld": "leeftijd", "meer_dan": 4})
    assert isinstance(bound, Vergelijk)
    assert (bound.operator, bound.grens) == ("meer_dan", 4)


def test_a_time_ago_knows_its_operator_and_count() -> None:
    ago = parse_expression({"veld": "verzuim_sinds", "maanden_geleden_minstens": 1})
    assert isinstance(ago, Geleden)
    assert (ago.operator, ago.aantal) == ("maanden_geleden_minstens", 1)


def test_one_value_may_be_written_without_a_list() -> None:
    assert parse_expression({"veld": "x", "in": "ja"}) == In(veld="x", in_=("ja",))
    assert parse_expression({"veld": "x", "bevat": "a"}) == Bevat(
        veld="x", bevat=("a",)
    )
    assert parse_expression({"veld": "x", "vastgelegd": "nee"}) == Vastgelegd(
        veld="x", vastgelegd=("nee",)
    )
    table = parse_expression({"veld": "x", "rij": {"soort": "so", "jaar": [1, 2]}})
    assert isinstance(table, RijMet)
    assert table.rij == {"soort": ("so",), "jaar": (1, 2)}


def test_the_fields_of_a_nested_condition_are_all_named() -> None:
    nested = parse_expression(
        {
            "alle": [
                {"veld": "a", "minstens": 1},
                {"een": [{"niet": {"veld": "b", "in": "x"}}, {"altijd": True}]},
                {"veld": "c", "beantwoord": False},
            ]
        }
    )
    assert nested.fields() == {"a", "b", "c"}
    assert [leaf.veld for leaf in leaves(nested)] == ["a", "b", "c"]


def test_always_reads_nothing() -> None:
    always = parse_expression({"altijd": True})
    assert always == Altijd(altijd=True)
    assert always.fields() == frozenset()
    assert list(leaves(always)) == []


@pytest.mark.parametrize(
    "raw",
    [
        {"veld": "leeftijd"},
        {"veld": "leeftijd", "minstens": "4"},
        {"veld": "leeftijd", "minstens": True},
        {"veld": "leeftijd", "minstens": 4, "hoogstens": 5},
        {"veld": "leeftijd", "in": []},
        {"veld": "x", "in": ["a"], "bevat": ["b"]},
        {"veld": "x", "rij": {}},
        {"veld": "x", "beantwoord": "ja"},
        {"veld": "x", "dagen_geleden_minstens": 2.5},
        {"minstens": 4},
        {"alle": []},
        {"altijd": False},
        "leeftijd",
        None,
        [],
    ],
)
def test_another_shape_is_refused(raw: object) -> None:
    with pytest.raises(ValidationError):
        parse_expression(raw)


names = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
leaf = st.one_of(
    st.builds(lambda v, n: {"veld": v, "minstens": n}, names, st.integers()),
    st.builds(lambda v, w: {"veld": v, "in": [w]}, names, names),
    st.builds(lambda v: {"veld": v, "beantwoord": True}, names),
)
conditions = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"alle": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"een": parts}),
        inner.map(lambda part: {"niet": part}),
    ),
    max_leaves=8,
)


@given(raw=conditions)
def test_fields_are_exactly_those_of_the_leaves(raw: object) -> None:
    expression = parse_expression(raw)
    assert expression.fields() == {part.veld for part in leaves(expression)}


@given(parts=st.lists(leaf, min_size=1, max_size=4))
def test_all_reads_what_its_parts_read(parts: list[object]) -> None:
    together = Alle.model_validate({"alle": parts})
    alone = [parse_expression(part).fields() for part in parts]
    assert together.fields() == frozenset().union(*alone)
