"""Bad input gives one Dutch message that names key and id; nothing is solved."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from matching.placement.errors import InstanceError
from matching.placement.instance import Doel
from matching.placement.reading import read_instance
from matching.placement.reading_tables import KEYS

GOOD: dict[str, Any] = {
    "peildatum": "2026-11-23",
    "leerlingen": [{"id": "Amir", "urgentie": 2}, {"id": "Bo"}],
    "plekken": [{"id": "DSO", "capaciteit": 2, "budget": "TOP"}, {"id": "EZO"}],
    "paren": [
        {"leerling": "Amir", "plek": "DSO", "uren": 1.25},
        {"leerling": "Bo", "plek": "EZO"},
    ],
    "budgetten": [{"id": "TOP", "bedrag": 50000}],
    "niet_samen": [["Amir", "Bo"]],
    "vorig": {"Amir": "DSO"},
}


def set_at(path: str, value: Any, of: dict[str, Any] = GOOD) -> dict[str, Any]:
    """Return the good instance with one value changed; a path like plekken.0.id."""
    data = copy.deepcopy(of)
    *steps, last = path.split(".")
    target: Any = data
    for step in steps:
        target = target[int(step)] if step.isdigit() else target[step]
    if last.isdigit():
        target[int(last)] = value
    else:
        target[last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        # numbers below zero
        ("plekken.0.capaciteit", -1, ['plekken "DSO": capaciteit', "-1", "0 of meer"]),
        ("plekken.0.uren", -0.5, ['plekken "DSO": uren', "-0,5 kan niet"]),
        ("leerlingen.0.urgentie", -1, ['leerlingen "Amir": urgentie', "-1"]),
        ("paren.0.uren", -1, ['"Amir" op "DSO": uren', "-1"]),
        ("paren.0.kosten", -1, ['"Amir" op "DSO": kosten', "-1"]),
        ("paren.0.reistijd_min", -1, ['"Amir" op "DSO": reistijd_min', "-1"]),
        ("budgetten.0.bedrag", -1, ['budgetten "TOP": bedrag', "-1"]),
        # not a number, or not an exact one
        ("plekken.0.capaciteit", "twee", ['plekken "DSO": capaciteit', "geheel getal"]),
        ("plekken.0.capaciteit", 1.5, ['plekken "DSO": capaciteit', "1.5"]),
        ("plekken.0.capaciteit", True, ['plekken "DSO": capaciteit', "true"]),
        ("leerlingen.0.urgentie", None, ['leerlingen "Amir": urgentie', "null"]),
        ("leerlingen.0.lot", "3", ['leerlingen "Amir": lot', "geheel getal"]),
        ("paren.0.geschiktheid", 0.5, ['"Amir" op "DSO": geschiktheid', "0.5"]),
        ("paren.0.geschiktheid", 10**13, ["geschiktheid", "te groot"]),
        ("paren.0.uren", 0.125, ['"Amir" op "DSO": uren', "2 decimalen"]),
        ("paren.0.uren", "1", ['"Amir" op "DSO": uren', "geen getal"]),
        ("paren.0.kosten", float("nan"), ['"Amir" op "DSO": kosten', "geen getal"]),
        ("paren.0.kosten", float("inf"), ['"Amir" op "DSO": kosten', "geen getal"]),
        ("budgetten.0.bedrag", 1e300, ['budgetten "TOP": bedrag', "te groot"]),
        # dates
        ("peildatum", "23-11-2026", ["peildatum", "JJJJ-MM-DD"]),
        ("leerlingen.0.vroegst", "2026-02-30", ['"Amir": vroegst', "geen datum"]),
        ("plekken.0.eind", 20261123, ['plekken "DSO": eind', "geen datum"]),
        # ids that are missing, double or unknown
        ("leerlingen.1.id", "Amir", ['leerlingen "Amir"', "twee keer"]),
        ("plekken.1.id", "DSO", ['plekken "DSO"', "twee keer"]),
        ("paren.1", {"leerling": "Amir", "plek": "DSO"}, ["paren", "twee keer"]),
        ("leerlingen.0.id", None, ["leerlingen: id", "ontbreekt"]),
        ("leerlingen.0.id", 7, ["leerlingen: id", "geen naam"]),
        ("leerlingen.0.id", ["Amir"], ["leerlingen: id", "een lijst is geen naam"]),
        ("leerlingen.0.id", "\ud800", ["leerlingen: id", "half teken"]),
        ("plekken.0.id", "  ", ["plekken: id", "geen naam"]),
        ("paren.0", {"plek": "DSO"}, ["paren, rij 1: leerling", "ontbreekt"]),
        ("paren.0", {"leerling": "Amir"}, ["paren, rij 1: plek", "ontbreekt"]),
        ("paren.0.leerling", "Cas", ["paren", '"Cas" bestaat niet']),
        ("paren.0.plek", "OPDC", ["paren", '"OPDC" bestaat niet']),
        ("plekken.0.budget", "PGB", ['plekken "DSO": budget', '"PGB" bestaat niet']),
        ("leerlingen.0.verboden", ["OPDC"], ["verboden", '"OPDC" bestaat niet']),
        ("leerlingen.0.vast", "OPDC", ["vast", '"OPDC" bestaat niet']),
        ("niet_samen", [["Amir", "Cas"]], ["niet_samen", '"Cas" bestaat niet']),
        # a pin on a place that is not admissible
        ("leerlingen.0.vast", "EZO", ['"Amir"', '"EZO"', "mag niet"]),
        # goals
        ("doelen", ["geluk"], ["doelen", '"geluk" bestaat niet', "geschiktheid"]),
        ("doelen", [["reistijd"]], ["doelen", "een lijst is geen naam"]),
        ("doelen", ["reistijd", "reistijd"], ["doelen", "twee keer"]),
        # form
        ("niet_samen", [["Amir"]], ["niet_samen", "twee leerlingen"]),
        ("niet_samen", [["Amir", "Amir"]], ["niet_samen", "dezelfde leerling"]),
        ("leerlingen.0.kleur", "rood", ['leerlingen "Amir"', '"kleur" bestaat niet']),
        ("paren.0.kleur", 3, ['"Amir" op "DSO"', '"kleur" bestaat niet']),
        ("plaatsen", [], ["instantie", '"plaatsen" bestaat niet']),
        ("leerlingen", {}, ["leerlingen", "lijst"]),
        ("leerlingen.0", "Amir", ["leerlingen, rij 1", "object"]),
        ("leerlingen.0.verboden", "DSO", ['"Amir": verboden', "lijst"]),
        ("vorig", [], ["vorig", "per leerling"]),
    ],
)
def test_bad_value_is_named(path: str, value: Any, words: list[str]) -> None:
    """The message holds the key, the id and what is wrong, on one line."""
    with pytest.raises(InstanceError) as caught:
        read_instance(set_at(path, value))
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert "\n" not in message


def test_end_before_start_is_refused() -> None:
    """A place that ends before it starts is a typing mistake."""
    data = set_at("plekken.0.start", "2026-09-01")
    data["plekken"][0]["eind"] = "2026-08-01"
    with pytest.raises(InstanceError, match="ligt voor start"):
        read_instance(data)


def test_document_that_is_no_object_is_refused() -> None:
    """A list is not an instance."""
    with pytest.raises(InstanceError, match="geen JSON-object"):
        read_instance([])  # type: ignore[arg-type]


def test_sum_that_no_engine_can_hold_is_refused() -> None:
    """Amounts that are each fine but together too large are refused."""
    data = {
        "leerlingen": [{"id": f"l{n}"} for n in range(2000)],
        "plekken": [{"id": f"p{n}"} for n in range(12)],
        "paren": [
            {"leerling": f"l{i}", "plek": f"p{j}", "kosten": 10**12}
            for i in range(2000)
            for j in range(12)
        ],
    }
    with pytest.raises(InstanceError, match=r"paren: kosten.*samen te groot"):
        read_instance(data)


def test_only_ids_are_required() -> None:
    """Everything else has the default of the contract."""
    instance = read_instance(
        {
            "leerlingen": [{"id": "a"}],
            "plekken": [{"id": "x"}],
            "paren": [{"leerling": "a", "plek": "x"}],
        }
    )
    assert instance.leerlingen[0].urgentie == 0
    assert instance.plekken[0].capaciteit is None
    assert instance.plekken[0].uren is None
    assert instance.paren[0].geschiktheid == 0
    assert instance.doelen == (
        Doel.URGENT_GEPLAATST,
        Doel.GESCHIKTHEID,
        Doel.REISTIJD,
        Doel.WEINIG_WIJZIGINGEN,
    )


def test_amounts_become_whole_hundredths() -> None:
    """0.29 is 29 hundredths, though as a float it is a little less."""
    instance = read_instance(set_at("paren.0.uren", 0.29))
    assert instance.paren[0].uren == 29


def test_dates_may_be_date_objects() -> None:
    """The product hands over dates, a file hands over text."""
    instance = read_instance(set_at("leerlingen.0.vroegst", date(2026, 12, 1)))
    assert instance.leerlingen[0].vroegst == date(2026, 12, 1)


TIMED: dict[str, Any] = {
    "peildatum": "2026-11-23",
    "horizon": "2027-07-01",
    "leerlingen": [
        {"id": "Amir", "thuis_sinds": "2026-09-01", "kenmerken": ["zwaar"]},
        {"id": "Bo"},
    ],
    "plekken": [
        {
            "id": "DSO",
            "capaciteit": 2,
            "start": "2026-12-01",
            "eind": "2027-06-01",
            "instroom": ["2026-12-01", "2027-02-01"],
            "perioden": [{"vanaf": "2027-02-01", "capaciteit": 4}],
            "minimum": 3,
            "hoogstens": {"zwaar": 1},
        },
        {
            "id": "klas",
            "soort": "overbrugging",
            "verblijf_weken": 12,
            "verlenging_weken": 6,
        },
    ],
    "paren": [
        {
            "leerling": "Amir",
            "plek": "DSO",
            "vanaf": "2026-12-01",
            "tot": "2027-03-01",
            "wens": 1,
            "afstand": 2,
        },
        {"leerling": "Amir", "plek": "klas"},
    ],
    "samen": [["Amir", "Bo"]],
    "vorig_overbrugging": {"Amir": "klas"},
    "schoolvrij": [{"van": "2026-12-19", "tot": "2027-01-03"}],
}


def timed(path: str, value: Any) -> dict[str, Any]:
    """Return the instance with days with one value changed."""
    return set_at(path, value, of=TIMED)


def test_days_and_groups_are_read() -> None:
    """Every key of the additions ends up where it belongs."""
    instance = read_instance(TIMED)
    assert instance.met_tijd
    assert instance.horizon == date(2027, 7, 1)
    assert instance.leerlingen[0].kenmerken == {"zwaar"}
    place, bridge = instance.plekken
    assert place.instroom == (date(2026, 12, 1), date(2027, 2, 1))
    assert place.perioden[0].capaciteit == 4
    assert (place.minimum, dict(place.hoogstens)) == (3, {"zwaar": 1})
    assert bridge.overbrugt
    assert (bridge.verblijf_weken, bridge.verlenging_weken) == (12, 6)
    pair = instance.paren[0]
    assert (pair.vanaf, pair.tot) == (date(2026, 12, 1), date(2027, 3, 1))
    assert (pair.wens, pair.afstand) == (1, 2)
    assert instance.samen == (("Amir", "Bo"),)
    assert instance.vorig_overbrugging == {"Amir": "klas"}


def test_horizon_is_a_year_when_none_is_given() -> None:
    """52 weeks after the day of reckoning."""
    assert read_instance(timed("horizon", None)).laatste_dag == date(2027, 11, 22)


def test_instance_of_the_old_form_does_not_count_days() -> None:
    """A start or an end of a place alone changes nothing."""
    data = set_at("plekken.0.start", "2027-01-01")
    assert not read_instance(data).met_tijd


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("peildatum", None, ["peildatum", "rekent met dagen"]),
        ("horizon", "2026-11-22", ["horizon", "ligt voor peildatum"]),
        ("horizon", "morgen", ["horizon", "JJJJ-MM-DD"]),
        (
            "leerlingen.0.thuis_sinds",
            "2026-11-24",
            ['leerlingen "Amir": thuis_sinds', "ligt na peildatum"],
        ),
        ("leerlingen.0.kenmerken", "zwaar", ['"Amir": kenmerken', "lijst kenmerken"]),
        ("plekken.0.soort", "tijdelijk", ['"DSO": soort', "blijvend of overbrugging"]),
        ("plekken.0.instroom.0", "2026-11-30", ['"DSO": instroom', "voor start"]),
        ("plekken.0.instroom.1", "2027-06-02", ['"DSO": instroom', "na eind"]),
        ("plekken.0.instroom.1", "2026-12-01", ['"DSO": instroom', "twee keer"]),
        (
            "plekken.0.instroom",
            ["2027-02-01", "2026-12-01"],
            ['"DSO": instroom', "op volgorde"],
        ),
        ("plekken.0.instroom.0", None, ['"DSO": instroom', "ontbreekt"]),
        ("plekken.0.instroom", "2026-12-01", ['"DSO": instroom', "lijst datums"]),
        (
            "plekken.0.perioden",
            [
                {"vanaf": "2027-02-01", "capaciteit": 1},
                {"vanaf": "2027-01-01", "capaciteit": 9},
            ],
            ['"DSO": perioden', "op volgorde"],
        ),
        ("plekken.0.perioden.0.vanaf", "2026-11-01", ['"DSO": perioden', "voor start"]),
        ("plekken.0.perioden.0", {"vanaf": "2027-02-01"}, ["capaciteit", "null voor"]),
        ("plekken.0.perioden.0", {"capaciteit": 1}, ["rij 1: vanaf", "ontbreekt"]),
        (
            "plekken.0.perioden.0",
            {"vanaf": "2027-02-01", "capaciteit": -1},
            ['"DSO": perioden, vanaf 2027-02-01: capaciteit', "-1"],
        ),
        (
            "plekken.0.perioden.0",
            {"vanaf": "2027-02-01", "capaciteit": 1, "tot": None},
            ["perioden, rij 1", '"tot" bestaat niet'],
        ),
        ("plekken.0.perioden", {}, ['"DSO": perioden', "lijst"]),
        ("plekken.0.minimum", 5, ['"DSO": minimum', "hooguit 4 plaatsen"]),
        ("plekken.0.minimum", -1234567, ['"DSO": minimum', "-1234567 kan niet"]),
        ("plekken.0.minimum", -1, ['"DSO": minimum', "-1"]),
        ("plekken.0.hoogstens", {"zwaar": -1}, ['"DSO": hoogstens "zwaar"', "-1"]),
        ("plekken.0.hoogstens", ["zwaar"], ['"DSO": hoogstens', "per kenmerk"]),
        ("plekken.0.verblijf_weken", 6, ['"DSO": verblijf_weken', "overbrugging"]),
        ("plekken.1.verblijf_weken", 0, ['"klas": verblijf_weken', "1 of meer"]),
        ("plekken.1.verblijf_weken", None, ['"klas": verlenging_weken', "verlengen"]),
        ("paren.0.wens", 0, ['"Amir" op "DSO": wens', "eerste wens"]),
        ("paren.0.afstand", -1, ['"Amir" op "DSO": afstand', "-1"]),
        ("paren.0.tot", "2026-11-30", ['"Amir" op "DSO": tot', "ligt voor vanaf"]),
        ("schoolvrij.0.tot", "2026-12-01", ["schoolvrij vanaf", "ligt voor van"]),
        ("schoolvrij.0", {"van": "2026-12-21"}, ["rij 1: tot", "ontbreekt"]),
        ("schoolvrij.0.soort", "kerst", ["schoolvrij, rij 1", '"soort" bestaat niet']),
        ("samen", [["Amir", "Cas"]], ["samen", '"Cas" bestaat niet']),
        ("samen", [["Amir"]], ["samen", "twee leerlingen"]),
        ("niet_samen", [["Bo", "Amir"]], ["samen en niet_samen", "Laat een"]),
    ],
)
def test_bad_value_about_days_is_named(path: str, value: Any, words: list[str]) -> None:
    """The message holds the key, the id and what is wrong, on one line."""
    with pytest.raises(InstanceError) as caught:
        read_instance(timed(path, value))
    message = str(caught.value)
    assert [word for word in words if word not in message] == []
    assert "\n" not in message


def test_together_is_checked_along_a_chain() -> None:
    """a with b and b with c means a with c, so a and c cannot be kept apart."""
    data = {
        "leerlingen": [{"id": id} for id in "abc"],
        "samen": [["a", "b"], ["b", "c"]],
        "niet_samen": [["c", "a"]],
    }
    with pytest.raises(InstanceError, match=r"moeten samen en mogen niet samen"):
        read_instance(data)


def test_longest_wait_needs_a_day_of_reckoning() -> None:
    """Weeks at home so far are counted until then."""
    data = {
        "leerlingen": [{"id": "a", "thuis_sinds": "2026-09-01"}],
        "doelen": ["langste_wacht"],
    }
    with pytest.raises(InstanceError, match="peildatum"):
        read_instance(data)


WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    10**30,
    1e300,
    "",
    "9999-12-31",
    "0001-01-01",
    [],
    {},
    [[]],
    [None],
    {"": 1},
    {"Amir": []},
)


@pytest.mark.parametrize("value", WRONG, ids=repr)
@pytest.mark.parametrize(
    "path",
    [
        *KEYS["instantie"],
        *(f"leerlingen.0.{key}" for key in KEYS["leerlingen"]),
        *(f"plekken.0.{key}" for key in KEYS["plekken"]),
        *(f"plekken.0.perioden.0.{key}" for key in KEYS["perioden"]),
        *(f"paren.0.{key}" for key in KEYS["paren"]),
        *(f"schoolvrij.0.{key}" for key in KEYS["schoolvrij"]),
        "budgetten",
        "samen.0",
        "vorig_overbrugging.Amir",
    ],
)
def test_no_value_of_any_key_ends_in_a_fault(path: str, value: Any) -> None:
    """What cannot be meant is refused in one line; the rest is read."""
    try:
        read_instance(timed(path, value))
    except InstanceError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("minimum", "seats", "words"),
    [
        (2, 1, "pas met 2 leerlingen, maar er is hooguit 1 plaats."),
        (1, 0, "pas met 1 leerling, maar er zijn hooguit 0 plaatsen."),
        (3, 2, "pas met 3 leerlingen, maar er zijn hooguit 2 plaatsen."),
    ],
)
def test_minimum_above_the_seats_is_told_with_the_right_plural(
    minimum: int, seats: int, words: str
) -> None:
    """One place is no places."""
    data = {"plekken": [{"id": "x", "capaciteit": seats, "minimum": minimum}]}
    with pytest.raises(InstanceError) as caught:
        read_instance(data)
    assert words in str(caught.value)
