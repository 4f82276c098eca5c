"""Reading the route rows: shared criteria, and every mistake in words."""

import pytest
import yaml

from knowledge.errors import KnowledgeError
from knowledge.route_regels import read_route_rules
from knowledge.routes import Aard, read_routes

INFORMATION = [
    "niet_voor",
    "duur",
    "plekken",
    "instroom",
    "papieren",
    "toestemming",
    "beslisser",
    "kosten",
    "terugkeer",
    "nazorg",
]


def _route(**changes):
    route = {
        "id": "proef",
        "naam": "Proef",
        "kort": "Dit is een proef.",
        "soort": "proces",
        "rol": "nu",
        "trap": 1,
        "sector": ["po"],
        "behoudt_inschrijving": None,
        "criteria": [_reason()],
        "informatie": dict.fromkeys(INFORMATION),
    }
    return {**route, **changes}


def _reason(**changes):
    row = {
        "id": "reden",
        "aard": "indicatie",
        "als": {"veld": "leeftijd", "minstens": 4},
        "bron": "EIGEN",
        "zeker": False,
        "voldoet": "Ja.",
        "voldoet_niet": "Nee.",
        "onbekend": "Nog niet bekend.",
    }
    return {**row, **changes}


TEMPLATE = {"gedeeld": {**_reason(), "voldoet": "Past bij {grens}.", "zeker": True}}
del TEMPLATE["gedeeld"]["id"]


@pytest.fixture
def folder(tmp_path):
    """A routes folder with shared criteria; give it one route to read."""
    path = tmp_path / "routes"
    path.mkdir()
    (path / "_sjablonen.yaml").write_text(yaml.safe_dump(TEMPLATE), encoding="utf-8")

    def _with(route, name="proef"):
        text = yaml.safe_dump(route)
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
        return path

    return _with


def test_a_shared_criterion_is_filled_with_the_words_of_the_route(folder):
    shared = {
        "sjabloon": "gedeeld",
        "vul": {"grens": "4 jaar"},
        "bron": "S3",
        "zeker": False,
    }
    row = read_routes(folder(_route(criteria=[shared])))["proef"].criteria[0]
    assert (row.id, row.aard) == ("gedeeld", Aard.indicatie)
    assert row.voldoet == "Past bij 4 jaar."
    assert (row.bron, row.zeker) == ("S3", False)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"criteria": [{"sjabloon": "niets"}]}, "het gedeelde criterium ‘niets’"),
        ({"id": "anders"}, "de id is anders dan de bestandsnaam"),
        ({"criteria": [_reason(), _reason()]}, "‘reden’ staat er dubbel"),
        ({"criteria": [_reason(aard="zacht")]}, "minstens één indicatie"),
        ({"criteria": []}, "hier staat niets"),
        (
            {"criteria": [_reason(), _reason(id="o", aard="oordeel")]},
            "een oordeel wordt nooit berekend",
        ),
        (
            {"criteria": [_reason(), _reason(id="d", aard="document")]},
            "wat er te regelen is",
        ),
        ({"criteria": [_reason(voldoet=None)]}, "zinnen nodig voor elke uitkomst"),
        (
            {"criteria": [_reason(twijfel={"veld": "leeftijd", "hoogstens": 5})]},
            "twijfel heeft een voorwaarde en een zin nodig",
        ),
        (
            {
                "criteria": [
                    _reason(
                        twijfel={"veld": "leerjaar", "in": ["1"]}, bij_twijfel="Kijk."
                    )
                ]
            },
            "twijfel gaat over dezelfde velden",
        ),
        ({"informatie": {"duur": None}}, "onder informatie ontbreekt"),
        ({"trap": 7}, "trap"),
        ({"soort": "plek"}, "soort"),
        ({"kleur": "rood"}, "kleur"),
    ],
)
def test_a_mistake_in_a_route_is_told_in_words(folder, changes, words):
    with pytest.raises(KnowledgeError) as caught:
        read_routes(folder(_route(**changes)))
    assert words in str(caught.value)
    assert "proef.yaml" in str(caught.value)


def test_an_empty_folder_of_routes_is_refused(folder, tmp_path):
    folder(_route())
    (tmp_path / "routes" / "proef.yaml").unlink()
    with pytest.raises(KnowledgeError, match="zet de routes terug"):
        read_routes(tmp_path / "routes")


def test_shared_criteria_are_a_mapping(folder, tmp_path):
    folder(_route())
    (tmp_path / "routes" / "_sjablonen.yaml").write_text("[1]", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="gedeelde criteria"):
        read_routes(tmp_path / "routes")


def test_a_clock_counts_in_one_unit(knowledge, tmp_path):
    rules = knowledge.route_regels.model_dump(mode="json", by_alias=True)
    rules["termijnen"][0]["weken"] = 2
    (tmp_path / "_regels.yaml").write_text(yaml.safe_dump(rules), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="precies één van dagen, weken, maanden"):
        read_route_rules(tmp_path)


def test_what_a_source_does_not_say_is_shown_as_a_question(knowledge):
    route = knowledge.routes["structuurklas"]
    lines = {row.naam: row for row in knowledge.route_regels.information_lines(route)}
    assert lines["Kosten"].tekst == (
        "Niet bekend, vraag na bij het samenwerkingsverband."
    )
    assert lines["Kosten"].bron is None
    assert lines["Plekken"].bron == "S0; LIEMERS; ERFGOOIERS"
    assert len(lines) == len(route.informatie)
