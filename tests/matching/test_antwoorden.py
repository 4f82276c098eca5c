"""Answers as people write them, and every way in which they can be wrong."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.antwoorden import AnswerError, check_answer, check_answers

DAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("leeftijd", 14, 14),
        ("leeftijd", "14", 14),
        ("leeftijd", 14.0, 14),
        ("leeftijd", "onbekend", "onbekend"),
        ("geboortemaand", "2012-05", "2012-05"),
        ("verzuim_sinds", "2026-09-01", date(2026, 9, 1)),
        ("verzuim_sinds", "1-9-2026", date(2026, 9, 1)),
        ("verzuim_sinds", "01/09/2026", date(2026, 9, 1)),
        ("verzuim_sinds", date(2026, 9, 1), date(2026, 9, 1)),
        ("verzuim_sinds", datetime(2026, 9, 1, 8, 0), date(2026, 9, 1)),  # noqa: DTZ001
        ("verzuim_sinds", DAG, DAG),
        ("schoolsoort", "Bao", "bao"),
        ("ingeschreven", True, "ja"),
        ("ingeschreven", False, "nee"),
        ("kind_belemmerend", "angst", ["angst"]),
        ("kind_belemmerend", ["angst", "angst", "trauma"], ["angst", "trauma"]),
        ("kind_belemmerend", ["geen"], []),
        ("kind_belemmerend", "geen", []),
        ("kind_belemmerend", [], []),
        ("kind_belemmerend", "onbekend", ["onbekend"]),
        ("toestemming_informed", "nee", False),
        ("belastbaarheid_uren", "7,5", 7.5),
        ("kind_zin_in_school", 10, 10),
        ("postcode4", 3311, "3311"),
        ("tlv_aanwezig", [], []),
        ("tlv_aanwezig", {"soort": "so"}, [{"soort": "so"}]),
        ("tlv_aanwezig", [{"soort": "so", "volgnummer": ""}], [{"soort": "so"}]),
        ("tlv_aanwezig", "onbekend", "onbekend"),
        ("stem_ouders_wens", "  Rust.  ", "Rust."),
        ("stem_ouders_wens", "   ", None),
        ("leeftijd", None, None),
    ],
)
def test_an_answer_gets_its_normal_form(knowledge, field, raw, expected):
    value = check_answer(knowledge.velden[field], raw, DAG)
    assert value == expected
    assert type(value) is type(expected)


@pytest.mark.parametrize(
    ("field", "raw", "words"),
    [
        ("leeftijd", "veertien", "vul een getal in"),
        ("leeftijd", 2.5, "heel getal"),
        ("leeftijd", -1, "van 3 tot en met 23"),
        ("leeftijd", 24, "van 3 tot en met 23"),
        ("leeftijd", True, "getal"),
        ("leeftijd", [9], "getal"),
        ("leeftijd", float("nan"), "getal"),
        ("leeftijd", 10**400, "getal"),
        ("leeftijd", "1e999", "getal"),
        ("kind_zin_in_school", 11, "0 tot en met 10"),
        ("ziekmeldingen_12w", -1, "getal"),
        ("verzuim_sinds", "2026-11-24", "na de peildatum"),
        ("verzuim_sinds", "morgen", "JJJJ-MM-DD"),
        ("verzuim_sinds", "31-02-2026", "JJJJ-MM-DD"),
        ("verzuim_sinds", 20260901, "JJJJ-MM-DD"),
        ("geboortemaand", "2012-13", "geboren"),
        ("geboortemaand", "2027-01", "moet nog komen"),
        ("postcode4", "33", "postcode"),
        ("schoolsoort", "boa", "Bedoelt u ‘bao’?"),
        ("schoolsoort", ["bao"], "kies één waarde"),
        ("schoolsoort", {"a": 1}, "kies één waarde"),
        ("kind_belemmerend", ["somberhied"], "Bedoelt u ‘somberheid’?"),
        ("kind_belemmerend", ["geen", "angst"], "kan niet samen"),
        ("toestemming_informed", "misschien", "ja of nee"),
        ("tlv_aanwezig", "so", "lijst met rijen"),
        ("tlv_aanwezig", ["so"], "lijst met rijen"),
        ("tlv_aanwezig", [{"sort": "so"}], "Bedoelt u ‘soort’?"),
        ("tlv_aanwezig", [{"soort": "havo"}], "kolom ‘soort’"),
        ("tlv_aanwezig", [{"geldig_tot": "ooit"}], "kolom ‘geldig_tot’"),
        ("stem_ouders_wens", ["rust"], "tekst"),
        ("stem_ouders_wens", True, "tekst"),
    ],
)
def test_a_wrong_answer_names_its_field_and_what_to_do(knowledge, field, raw, words):
    with pytest.raises(AnswerError) as caught:
        check_answer(knowledge.velden[field], raw, DAG)
    assert caught.value.veld == field
    assert words in str(caught.value)
    assert field in str(caught.value)


def test_an_unknown_field_gets_the_nearest_name(knowledge):
    with pytest.raises(AnswerError, match="bedoelt u ‘schoolsoort’"):
        check_answers({"schoolsort": "bao"}, knowledge, DAG)


def test_an_unknown_field_like_no_other_is_refused_too(knowledge):
    with pytest.raises(AnswerError, match="dit veld bestaat niet"):
        check_answers({"xyzzy": 1}, knowledge, DAG)


def test_empty_answers_are_left_out(knowledge):
    raw = {"schoolsoort": "", "leeftijd": None, "kind_belemmerend": []}
    assert check_answers(raw, knowledge, DAG) == {"kind_belemmerend": []}


def test_checked_answers_pass_again_unchanged(knowledge):
    raw = {
        "verzuim_sinds": "2026-09-01",
        "ingeschreven": True,
        "kind_belemmerend": ["geen"],
        "tlv_aanwezig": [{"soort": "so", "geldig_tot": "2027-07-31"}],
        "leeftijd": "onbekend",
    }
    once = check_answers(raw, knowledge, DAG)
    assert check_answers(once, knowledge, DAG) == once


def test_a_long_wrong_choice_is_cut_off(knowledge):
    with pytest.raises(AnswerError) as caught:
        check_answer(knowledge.velden["schoolsoort"], "x" * 20_000, DAG)
    assert len(str(caught.value)) < 400


_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["geen", "onbekend", "1e999", "nan", "2026-02-30", "JA"])
    | st.dates()
)
_ANYTHING = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8) | st.integers(), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=600, deadline=None)
@given(data=st.data(), raw=_ANYTHING)
def test_whatever_stands_in_a_file_is_an_answer_or_one_message(knowledge, data, raw):
    veld = data.draw(st.sampled_from(list(knowledge.velden.values())))
    try:
        value = check_answer(veld, raw, DAG)
    except AnswerError as error:
        assert str(error).startswith(f"Veld ‘{veld.id}’")
        return
    assert value is None or check_answer(veld, value, DAG) == value
