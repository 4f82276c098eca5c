"""The route advice: the plan first, every criterion with its source, questions here."""

import html
import re

import pytest

from assistant.casework.advise_case import latest_advice
from assistant.casework.read_answers import current_answers
from assistant.web.forms import filled_form
from knowledge.bronnen import source_ids
from knowledge.velden import VeldType
from models.advies import Advies
from models.casus import Casus, CasusStatus


@pytest.fixture
def advised(ctx, case_with):
    case = case_with("geadviseerd")
    return case, latest_advice(ctx, case).uitkomst


def test_the_plan_comes_before_the_routes(visit, ctx, advised):
    case, outcome = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert text.index("Het plan") < text.index("Wat nog ontbreekt")
    assert text.index("Wat nog ontbreekt") < text.index("Open routes")
    for route in outcome["plan"]["nu"]:
        assert ctx.knowledge.routes[route].naam in text


def test_every_route_and_every_criterion_is_shown_with_outcome_and_source(
    visit, ctx, advised
):
    case, outcome = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert len(re.findall(r'<summary id="route-', text)) == len(outcome["routes"])
    criteria = [row for route in outcome["routes"] for row in route["criteria"]]
    rows = text.count('<td><span class="status')
    assert rows == len(criteria)
    for words in ("voldoet", "voldoet niet", "nog onbekend"):
        assert words in text


def test_every_source_that_is_named_opens(visit, read_page, ctx, advised):
    case, outcome = advised
    browser = visit("zorgcoordinator")
    page = read_page(browser.get(f"/casus/{case}/advies").text)
    links = {one for one in page.addresses if one.startswith("/bronnen/")}
    named = {
        name
        for route in outcome["routes"]
        for row in route["criteria"]
        for name in source_ids(row["bron"])
    }
    assert named <= {one.split("#")[0].removeprefix("/bronnen/") for one in links}
    for link in sorted(links):
        path, _, anchor = link.partition("#")
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert f'id="{anchor}"' in answer.text, link


def test_a_missing_question_is_answered_on_the_page(visit, ctx, advised):
    case, outcome = advised
    fields = ctx.knowledge.velden
    name = next(
        n
        for n in outcome["ontbrekend"]
        if fields[n].type is VeldType.single and not n.startswith(("veilig", "signaal"))
    )
    browser = visit("zorgcoordinator")
    page = browser.get(f"/casus/{case}/advies").text
    assert f"/casus/{case}/antwoord/{name}" in page
    value = fields[name].waarden[0].id
    answer = browser.post(
        f"/casus/{case}/antwoord/{name}", data={"waarde": value, "terug": "advies"}
    )
    assert answer.headers["location"] == f"/casus/{case}/advies"
    assert current_answers(ctx, case)[name] == value
    fresh = latest_advice(ctx, case)
    assert not fresh.verouderd, "the advice was made again at once"
    assert name not in fresh.uitkomst["ontbrekend"]


def test_an_answer_given_elsewhere_makes_the_advice_outdated(visit, ctx, advised):
    case, _ = advised
    browser = visit("zorgcoordinator")
    veld = ctx.knowledge.velden["maximale_reistijd_min"]
    assert filled_form(veld, 25).tekst == "25"
    browser.post(f"/casus/{case}/antwoord/{veld.id}", data={"waarde": "25"})
    text = browser.get(f"/casus/{case}/advies").text
    assert "een antwoord veranderd" in text
    assert browser.post(f"/casus/{case}/advies").status_code == 303
    assert "een antwoord veranderd" not in browser.get(f"/casus/{case}/advies").text


def test_a_case_that_is_not_confirmed_has_no_advice_yet(visit, case_with):
    case = case_with("intake")
    browser = visit("zorgcoordinator")
    assert "nog geen advies" in browser.get(f"/casus/{case}/advies").text
    assert browser.post(f"/casus/{case}/advies").status_code == 409


@pytest.mark.parametrize("rol", ["ouder", "leerling"])
def test_the_page_with_every_criterion_is_for_professionals_only(visit, advised, rol):
    case, _ = advised
    family = visit(rol, case)
    for path in (f"/casus/{case}/advies", f"/api/v1/casussen/{case}/advies"):
        assert family.get(path).status_code == 403
    assert family.post(f"/casus/{case}/advies").status_code == 403


def test_the_page_says_that_the_rules_ordered_and_why(visit, advised):
    case, _ = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert "Deze volgorde komt van de regels." in text
    assert "Geschatte kans" not in text


def test_a_learned_order_shows_the_chance_and_what_weighed_most(visit, ctx, advised):
    case, outcome = advised
    route = next(row["route"] for row in outcome["routes"] if row["status"] == "open")
    reason = {"kenmerk": "angst of somberheid → het mbo", "bijdrage": -0.4}
    order = {
        "geleerd": True,
        "zin": "Deze volgorde is geleerd van 321 eerdere plaatsingen.",
        "kansen": {route: {"kans": 0.417, "redenen": [reason]}},
    }
    earlier = latest_advice(ctx, case)
    with ctx.store.unit_of_work() as uow:
        row = Advies(
            casus_id=case,
            uitkomst=earlier.uitkomst,
            ontvangstbewijs=earlier.ontvangstbewijs | {"volgorde": order},
            peildatum=earlier.peildatum,
            laatste_antwoord_id=0,
            op=ctx.now(),
        )
        uow.session.add(row)
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert order["zin"] in text
    assert "42%" in text
    assert "angst of somberheid → het mbo: maakt de kans kleiner" in text


def summary_of(text, route):
    """Return what stands on the row of a route, without opening it."""
    return re.search(rf'<summary id="route-{route}">(.*?)</summary>', text, re.S)[1]


def test_a_closed_route_says_why_on_its_own_row(visit, ctx, advised):
    case, outcome = advised
    text = html.unescape(visit("zorgcoordinator").get(f"/casus/{case}/advies").text)
    closed = [row for row in outcome["routes"] if row["status"] == "dicht"]
    assert closed
    for row in closed:
        failing = [
            one["uitleg"]
            for one in row["criteria"]
            if (one["aard"], one["uitkomst"]) == ("hard", "voldoet_niet")
        ]
        assert failing[0] in summary_of(text, row["route"])


def test_an_answer_at_a_route_leads_back_to_that_route(visit, ctx, advised):
    case, _ = advised
    browser = visit("zorgcoordinator")
    text = browser.get(f"/casus/{case}/advies").text
    fields = ctx.knowledge.velden
    asked = re.findall(
        r'action="/casus/[\d-]+/antwoord/(\w+)">\s*'
        r'<input type="hidden" name="terug" value="advies-(\w+)">',
        text,
    )
    name, route = next(
        (name, route)
        for name, route in asked
        if route != "vragen" and fields[name].type is VeldType.single
    )
    answer = browser.post(
        f"/casus/{case}/antwoord/{name}",
        data={"waarde": fields[name].waarden[0].id, "terug": f"advies-{route}"},
    )
    assert answer.headers["location"] == (
        f"/casus/{case}/advies?bij={route}&nieuw=1#bij-{route}"
    )
    page = browser.get(answer.headers["location"].split("#")[0]).text
    assert "Het advies is opnieuw gemaakt" in page
    opened = re.search(rf'<details [^>]*open>\s*<summary id="route-{route}">', page)
    assert opened
    assert not latest_advice(ctx, case).verouderd


def test_nothing_filled_in_loses_nothing_and_keeps_the_place(visit, ctx, advised):
    case, outcome = advised
    name = next(n for n in outcome["ontbrekend"] if n in ctx.knowledge.velden)
    answer = visit("zorgcoordinator").post(
        f"/casus/{case}/antwoord/{name}", data={"terug": "advies-blos"}
    )
    assert answer.status_code == 422
    assert 'value="advies-blos"' in answer.text
    assert f"/casus/{case}/advies?bij=blos#bij-blos" in answer.text


@pytest.mark.parametrize("back", ["advies-//x.nl", "advies-../x", "//x.nl", "advies-"])
def test_the_way_back_never_leaves_the_case(visit, ctx, advised, back):
    case, _ = advised
    answer = visit("zorgcoordinator").post(
        f"/casus/{case}/antwoord/maximale_reistijd_min",
        data={"waarde": "25", "terug": back},
    )
    assert answer.headers["location"].startswith(f"/casus/{case}")
    assert "x.nl" not in answer.headers["location"]


def test_after_a_decision_the_advice_is_not_made_again(visit, ctx, advised):
    case, _ = advised
    with ctx.store.unit_of_work() as uow:
        casus = uow.session.get(Casus, case)
        casus.status = CasusStatus.BESLOTEN
    page = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert "Advies opnieuw maken" not in page


def test_what_no_source_says_is_said_to_be_asked(visit, advised):
    case, _ = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    assert "Niet bekend, vraag na bij" in text
    assert "oordeel van mensen" in text
    assert "Waarom op plaats 1?" in text


def test_everything_can_be_unfolded_to_print(visit, advised):
    case, outcome = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies?alles=1").text
    assert len(re.findall(r'<details class="route[^>]* open>', text)) == len(
        outcome["routes"]
    )


def test_the_ids_on_the_page_are_each_there_once(visit, advised):
    case, _ = advised
    text = visit("zorgcoordinator").get(f"/casus/{case}/advies").text
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))


def test_who_may_only_read_sees_every_reason_and_no_form(visit, ctx, advised):
    case, outcome = advised
    browser = visit("gedragsdeskundige")
    text = browser.get(f"/casus/{case}/advies").text
    main = text.split("<main")[1]
    assert len(re.findall(r'<summary id="route-', main)) == len(outcome["routes"])
    assert "/antwoord/" not in main
    assert "<button" not in main
    assert browser.post(f"/casus/{case}/advies").status_code == 403
