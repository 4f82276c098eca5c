"""What is promised in ``name_keys``, held for names of every sort."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.name_keys import (
    fold,
    parts_of,
    sound,
    stored_keys,
    typed_keys,
)
from assistant.casework.name_match import Matcher
from knowledge.load import load_knowledge

RULES = load_knowledge().namen
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NAMES = st.text(
    alphabet=LETTERS + "éèëïöüçşğıłńśźżøåñÀÉŁŞİ'’- ", min_size=1, max_size=25
).filter(lambda name: fold(RULES, name) != "")
LONG_WORDS = st.text(alphabet=LETTERS, min_size=5, max_size=15)


def closeness(typed: str, part: str) -> int:
    return Matcher(RULES, [typed]).closeness(typed, part)


def finds(typed: str, part: str) -> bool:
    """Tell whether the index finds a part by a word, and the comparison keeps it."""
    shared = typed_keys(RULES, typed).all() & stored_keys(RULES, part).all()
    return bool(shared) and closeness(typed, part) > 0


@given(NAMES, NAMES)
def test_every_part_of_a_name_finds_it(first, last):
    parts = parts_of(RULES, first, last)
    words = [*fold(RULES, first).split(), *fold(RULES, last).split()]
    telling = [word for word in words if word not in RULES.telt_niet]
    assert set(telling) <= set(parts)
    for part in parts:
        assert finds(part, part)


@given(LONG_WORDS, st.data())
def test_every_beginning_of_three_letters_or_more_finds_a_part(part, data):
    length = data.draw(st.integers(3, min(12, len(part))))
    assert finds(part[:length], part)


@given(LONG_WORDS, st.data())
def test_one_typing_error_in_five_letters_or_more_finds_a_part(part, data):
    at = data.draw(st.integers(0, len(part) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    kind = data.draw(st.sampled_from(["dropped", "added", "replaced", "swapped"]))
    typed = {
        "dropped": part[:at] + part[at + 1 :],
        "added": part[:at] + letter + part[at:],
        "replaced": part[:at] + letter + part[at + 1 :],
        "swapped": part[:at] + part[at : at + 2][::-1] + part[at + 2 :],
    }[kind]
    assert finds(typed, part)


@pytest.mark.parametrize(
    "spellings",
    [
        *("Meijer Meyer Meier Maier", "Schmidt Smit Smid Smidt Smith", "Vries Fries"),
        *("Dijk Dyk Dijck", "Bakker Backer", "Claes Klaas", "Cornelis Kornelis"),
        *("Philip Filip", "Huijsman Huysman Huisman", "Kuiper Cuyper Kuijper"),
        *("Mathijs Matthijs Matthys", "Brandt Brand Brant", "Cees Kees", "Coen Koen"),
        *("Şahin Sahin Sjahin", "Hüseyin Hussein Hoesein", "Yılmaz Yilmaz Jilmaz"),
        *("Youssef Joussef", "Yusuf Joesoef", "Mohammed Mohamed", "Khalid Kalid"),
        *("Wiśniewski Wisniewsky Visniefski", "Krzysztof Kristof Christof"),
        *("Doerga Durga", "Soekhoe Sukhu", "Mahabier Mahabir", "Djamila Jamila"),
    ],
)
def test_spellings_that_sound_the_same_find_each_other(spellings):
    words = [fold(RULES, word) for word in spellings.split()]
    for one in words:
        for other in words:
            assert finds(one, other), f"{one} finds {other}"


def test_the_same_consonants_find_each_other_and_fit_less_well():
    assert finds("muhammet", "mohammed")
    assert closeness("muhammet", "mohammed") < closeness("mohamed", "mohammed")


def test_a_name_that_is_something_else_is_not_found():
    for one, other in [("jansen", "pietersen"), ("bos", "boer"), ("li", "bo")]:
        assert not closeness(one, other)


def test_tussenvoegsels_do_not_count_unless_there_is_nothing_else():
    assert parts_of(RULES, "van der Berg") == ("berg", "vanderberg")
    assert parts_of(RULES, "de") == ("de",)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (["el", "amrani"], "Elamrani"),
        (["elamrani"], "El Amrani"),
        (["annemarie"], "Anne-Marie"),
        (["tjon", "joe"], "Tjon-A-Joe"),
        (["vandenberg"], "van den Berg"),
    ],
)
def test_written_apart_or_as_one_makes_no_difference(typed, name):
    assert Matcher(RULES, typed).fits(parts_of(RULES, name)).keys() == set(typed)


@given(st.text(alphabet=LETTERS, max_size=20))
def test_a_sound_is_made_of_letters_and_never_fails(word):
    assert set(sound(RULES, word)) <= set(LETTERS)


def names_and_typed() -> list[tuple[str, str, str]]:
    """Return surname with tussenvoegsel, first name, and how somebody types it."""
    text = (Path(__file__).parent / "namen.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line[0] != "#"][1:]
    return [(f"{row[2]} {row[3]}".strip(), row[1], row[4]) for row in rows]


def test_of_three_hundred_names_as_people_type_them_nearly_all_are_found():
    rows = names_and_typed()
    assert len(rows) > 300
    found = 0
    for last, first, typed in rows:
        words = [w for w in fold(RULES, typed).split() if w not in RULES.telt_niet]
        found += len(Matcher(RULES, words).fits(parts_of(RULES, first, last))) == len(
            words
        )
    assert found / len(rows) > 0.97
