"""Three-valued conditions: each form, met, not met and unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.logic import Feiten, add_months, evaluate
from matching.uitkomst import Uitkomst, both, either, negate
from tests.expressions import parse_expression

JA, NEE, WEET_NIET = Uitkomst.voldoet, Uitkomst.voldoet_niet, Uitkomst.onbekend
DAG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("condition", "answers", "expected"),
    [
        ({"veld": "leeftijd", "minstens": 12}, {"leeftijd": 12}, JA),
        ({"veld": "leeftijd", "minstens": 12}, {"leeftijd": 11}, NEE),
        ({"veld": "leeftijd", "meer_dan": 12}, {"leeftijd": 12}, NEE),
        ({"veld": "leeftijd", "hoogstens": 12}, {"leeftijd": 12}, JA),
        ({"veld": "leeftijd", "minder_dan": 12}, {"leeftijd": 12}, NEE),
        ({"veld": "leeftijd", "minstens": 12}, {}, WEET_NIET),
        ({"veld": "leeftijd", "minstens": 12}, {"leeftijd": "onbekend"}, WEET_NIET),
        ({"veld": "schoolsoort", "in": ["bao"]}, {"schoolsoort": "bao"}, JA),
        ({"veld": "schoolsoort", "in": ["bao"]}, {"schoolsoort": "vso"}, NEE),
        # a value that means asked and not known
        (
            {"veld": "opp_ondertekend", "in": ["ja"]},
            {"opp_ondertekend": "nog_niet_gevraagd"},
            WEET_NIET,
        ),
        (
            {"veld": "kind_belemmerend", "bevat": ["angst"]},
            {"kind_belemmerend": ["trauma", "angst"]},
            JA,
        ),
        (
            {"veld": "kind_belemmerend", "bevat": ["angst"]},
            {"kind_belemmerend": []},
            NEE,
        ),
        (
            {"veld": "niveau_advies", "bevat": ["pro"]},
            {"niveau_advies": ["havo", "onbekend"]},
            WEET_NIET,
        ),
        (
            {"veld": "niveau_advies", "bevat": ["pro"]},
            {"niveau_advies": ["pro", "onbekend"]},
            JA,
        ),
        (
            {"veld": "tlv_aanwezig", "rij": {"soort": ["so"], "categorie": ["laag"]}},
            {"tlv_aanwezig": [{"soort": "so", "categorie": "laag"}]},
            JA,
        ),
        # a cell that was left open is not known; a wrong cell decides
        (
            {"veld": "tlv_aanwezig", "rij": {"soort": ["so"], "categorie": ["laag"]}},
            {"tlv_aanwezig": [{"soort": "so"}]},
            WEET_NIET,
        ),
        (
            {"veld": "tlv_aanwezig", "rij": {"soort": ["so"], "categorie": ["laag"]}},
            {"tlv_aanwezig": [{"soort": "vso"}]},
            NEE,
        ),
        ({"veld": "tlv_aanwezig", "rij": {"soort": ["so"]}}, {"tlv_aanwezig": []}, NEE),
        ({"veld": "tlv_aanwezig", "rij": {"soort": ["so"]}}, {}, WEET_NIET),
        ({"altijd": True}, {}, JA),
        ({"veld": "regisseur", "beantwoord": True}, {}, NEE),
        ({"veld": "regisseur", "beantwoord": True}, {"regisseur": "x"}, JA),
        ({"veld": "regisseur", "beantwoord": False}, {}, JA),
        ({"veld": "ouders_doen_mee", "vastgelegd": ["nee"]}, {}, NEE),
        (
            {"veld": "ouders_doen_mee", "vastgelegd": ["nee"]},
            {"ouders_doen_mee": "nee"},
            JA,
        ),
        (
            {"veld": "kind_belemmerend", "vastgelegd": ["angst"]},
            {"kind_belemmerend": ["angst"]},
            JA,
        ),
    ],
)
def test_each_form_has_three_outcomes(knowledge, condition, answers, expected):
    facts = Feiten(answers, knowledge, DAG)
    assert evaluate(parse_expression(condition), facts) is expected


@pytest.mark.parametrize(
    ("condition", "since", "expected"),
    [
        ({"dagen_geleden_minstens": 28}, date(2026, 10, 26), JA),
        ({"dagen_geleden_minstens": 28}, date(2026, 10, 27), NEE),
        ({"dagen_geleden_meer_dan": 28}, date(2026, 10, 26), NEE),
        ({"dagen_geleden_meer_dan": 28}, date(2026, 10, 25), JA),
        ({"maanden_geleden_minstens": 1}, date(2026, 10, 23), JA),
        ({"maanden_geleden_minstens": 1}, date(2026, 10, 24), NEE),
    ],
)
def test_days_and_calendar_months_are_different_clocks(
    knowledge, condition, since, expected
):
    row = parse_expression({"veld": "verzuim_sinds", **condition})
    facts = Feiten({"verzuim_sinds": since}, knowledge, DAG)
    assert evaluate(row, facts) is expected


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_a_month_later_stays_inside_the_month(start, months, end):
    assert add_months(start, months) == end


_OUTCOMES = st.sampled_from(list(Uitkomst))


@given(outcomes=st.lists(_OUTCOMES, max_size=4))
def test_and_is_the_mirror_of_or(outcomes):
    assert negate(both(outcomes)) is either(negate(one) for one in outcomes)


@given(outcomes=st.lists(_OUTCOMES, min_size=1, max_size=4), data=st.data())
def test_deciding_an_unknown_part_keeps_what_was_decided(outcomes, data):
    place = data.draw(st.integers(0, len(outcomes) - 1))
    if outcomes[place] is not WEET_NIET:
        return
    decided = list(outcomes)
    decided[place] = data.draw(st.sampled_from([JA, NEE]))
    for combine in (both, either):
        if combine(outcomes) is not WEET_NIET:
            assert combine(decided) is combine(outcomes)
