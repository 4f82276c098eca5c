"""Which question comes next, and when nothing can change the advice any more."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from knowledge.velden import VeldType
from matching.antwoorden import check_answers
from matching.feiten import Feiten
from matching.routes.advies import Status
from matching.routes.advise import advise, missing
from matching.routes.first_three import FIRST
from matching.routes.missing import deciding_questions
from matching.vragen import Fase, open_intake

DAG = date(2026, 11, 23)
SAFE = {"veiligheid_direct": "nee", "signaal_suicide": "nee"}
OPENING = SAFE | {
    "leeftijd": 13,
    "schoolsoort": "havo",
    "ingeschreven": "ja",
    "verzuim_sinds": DAG - timedelta(days=60),
    "kind_belemmerend": ["angst"],
}
ROWS = {
    "tlv_aanwezig": [[], [{"soort": "vso"}], [{"soort": "so"}]],
    "aanmeldingen": [[], [{"besluit": "geweigerd"}], [{"besluit": "vol"}]],
    "eerdere_acties": [[], [{"resultaat": "helpt_niet"}], [{"resultaat": "helpt"}]],
    "toeleiding_fasen": [[], [{"fase": "indicatiestelling", "begonnen_op": DAG}]],
}


def _drawn(random, veld):
    """Draw an answer to a field, or None for a text or a table that decides nothing."""
    ids = [one.id for one in veld.waarden if not one.onbekend]
    match veld.type:
        case VeldType.single:
            return random.choice(ids)
        case VeldType.multi:
            several = [one for one in ids if not veld.waarde(one).leeg]
            return random.sample(several, min(len(several), random.randint(1, 5)))
        case VeldType.date:
            return DAG - timedelta(days=random.choice([0, 1, 20, 40, 100, 300]))
        case VeldType.integer | VeldType.number:
            return random.randint(int(veld.minimum or 0), int(veld.maximum or 40))
        case VeldType.table if veld.id in ROWS:
            return random.choice(ROWS[veld.id])
        case _:
            return None


def _completion(random, known, knowledge, open_):
    """Return the answers with one more for each open question, or for some of them."""
    found = dict(known)
    for veld in open_:
        value = _drawn(random, knowledge.velden[veld])
        if value is not None and random.random() < 0.8:
            found[veld] = value
    # An age and a month of birth that disagree are no completion.
    found.pop("geboortemaand", None)
    return found


def _first_of_each_kind(answers, knowledge):
    kinds = {}
    for route in advise(answers, knowledge, DAG).routes:
        if route.status is not Status.dicht:
            kinds.setdefault(route.soort, []).append(route.route)
    return {kind: frozenset(routes[:FIRST]) for kind, routes in kinds.items()}


def _answered(random, known, knowledge, rol):
    """Answer or skip at random what is asked, until the intake asks nothing more.

    Returns the answers and the standing when it was decided, and the numbers of
    questions left on the way.
    """
    known, skipped, left, decided = dict(known), set(), [], None
    while True:
        stand = open_intake(known, knowledge, DAG, rol=rol, overgeslagen=skipped)
        left.append(stand.nog)
        if stand.is_beslist and decided is None:
            decided = (dict(known), stand)
        veld = stand.volgende()
        if veld is None:
            return *decided, left
        value = _drawn(random, knowledge.velden[veld])
        if value is None or random.random() < 0.1:
            skipped.add(veld)
        else:
            known[veld] = value


@pytest.mark.parametrize("seed", range(40))
def test_once_decided_no_answer_changes_the_first_three_of_any_kind(knowledge, seed):
    random = Random(seed)
    rol = random.choice(["zorgcoordinator", "ouder"])
    opening = OPENING | {
        "leeftijd": random.randint(5, 18),
        "schoolsoort": _drawn(random, knowledge.velden["schoolsoort"]),
    }
    known, stand, _ = _answered(random, opening, knowledge, rol)
    first = _first_of_each_kind(known, knowledge)
    for _ in range(12):
        more = _completion(random, known, knowledge, (*stand.verplicht, *stand.rest))
        assert _first_of_each_kind(more, knowledge) == first


@pytest.mark.parametrize("seed", range(20))
def test_the_number_of_questions_left_never_grows(knowledge, seed):
    # Only a transition that nobody expects at this school makes more to ask.
    known = SAFE | {"overgangsmoment": "nee"}
    *_, left = _answered(Random(seed), known, knowledge, "zorgcoordinator")
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0


def test_safety_comes_first_then_what_decides_then_what_is_required(knowledge):
    stand = open_intake({}, knowledge, DAG, rol="zorgcoordinator")
    assert stand.fase is Fase.veiligheid
    assert stand.volgende() == "veiligheid_direct"
    stand = open_intake(SAFE, knowledge, DAG, rol="zorgcoordinator")
    assert stand.fase is Fase.beslist
    assert set(stand.beslist[:4]) >= {"schoolsoort", "leeftijd"}
    assert "leerjaar" in stand.verplicht


def test_a_route_that_is_closed_is_not_asked_about(knowledge):
    young = OPENING | {"leeftijd": 6, "schoolsoort": "bao"}
    asked = open_intake(young, knowledge, DAG, rol="zorgcoordinator").beslist
    # Only for routes of secondary education.
    assert not {"waar_vermijdt", "klachten_schoolochtend"} & set(asked)


def test_what_was_answered_as_not_known_or_skipped_is_not_asked_again(knowledge):
    known = OPENING | {"begeleidbaar": "onbekend"}
    stand = open_intake(
        known, knowledge, DAG, rol="zorgcoordinator", overgeslagen={"doel_soort"}
    )
    asked = {*stand.beslist, *stand.verplicht, *stand.rest}
    assert not {"begeleidbaar", "doel_soort"} & asked


def test_the_month_of_birth_answers_the_question_of_age(knowledge):
    known = SAFE | {"geboortemaand": "2013-02"}
    stand = open_intake(known, knowledge, DAG, rol="zorgcoordinator")
    assert "leeftijd" not in {*stand.beslist, *stand.verplicht, *stand.rest}


def test_a_question_that_depends_on_another_waits_for_it(knowledge):
    rest = open_intake(OPENING, knowledge, DAG, rol="zorgcoordinator").rest
    assert "school_van_inschrijving" in rest and "datum_uitschrijving" not in rest


def test_a_professional_is_told_what_to_ask_the_parents(knowledge):
    young = OPENING | {
        "leeftijd": 8,
        "schoolsoort": "bao",
        "kind_belemmerend": ["gedragsproblemen_of_verzet"],
        "onderwijsbehoeften": ["duidelijke_structuur"],
    }
    skipped = set()
    stand = open_intake(young, knowledge, DAG, rol="zorgcoordinator")
    while stand.fase is Fase.beslist:
        skipped.add(stand.volgende())
        stand = open_intake(
            young, knowledge, DAG, rol="zorgcoordinator", overgeslagen=skipped
        )
    assert "toestemming_plaatsing" in stand.voor_anderen
    assert "toestemming_plaatsing" not in stand.rest


def test_a_child_under_twelve_is_only_asked_about_safety(knowledge):
    stand = open_intake({"leeftijd": 11}, knowledge, DAG, rol="leerling")
    assert stand.veiligheid and not (stand.beslist or stand.verplicht or stand.rest)
    older = open_intake({"leeftijd": 12}, knowledge, DAG, rol="leerling")
    assert older.beslist


def test_the_advice_asks_first_what_the_intake_asks_first(knowledge):
    known = check_answers(OPENING, knowledge, DAG)
    listed = missing(known, knowledge, DAG)
    deciding = deciding_questions(Feiten(known, knowledge, DAG), knowledge)
    assert listed[: len(deciding.reduction)] == tuple(deciding.reduction)
    own = open_intake(known, knowledge, DAG, rol="zorgcoordinator").beslist
    assert own[0] in listed[:3]


@pytest.mark.parametrize("rol", ["zorgcoordinator", "ouder", "leerling"])
def test_the_same_answers_give_the_same_order(knowledge, rol):
    turned = dict(reversed(OPENING.items()))
    one, other = (
        open_intake(known, knowledge, DAG, rol=rol) for known in (OPENING, turned)
    )
    assert one == other
