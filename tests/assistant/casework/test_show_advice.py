"""The advice as a page: the plan, why each route stands so, what would change it."""

from dataclasses import replace

import pytest

from assistant.casework.advise_case import advise_case
from assistant.casework.cases import case_view
from assistant.casework.kijker import SYSTEEM
from assistant.casework.papers import papers_of
from assistant.casework.record_answers import record_answer
from assistant.casework.show_advice import show_advice
from knowledge.regio import RegioCriterium
from models.advies import Advies
from models.casus import Casus, CasusStatus

AT_PRIMARY_SCHOOL = {
    "leeftijd": 9,
    "schoolsoort": "bao",
    "leerjaar": "6",
    "terugkeergarantie_school": "nee",
    "tlv_aanwezig": [],
    "kind_belemmerend": ["gedragsproblemen_of_verzet"],
}


def shown(ctx, casus_id):
    return show_advice(ctx, case_view(ctx, casus_id, SYSTEEM))


def routes_of(page):
    return {one.id: one for rows in page.routes.values() for one in rows}


def test_every_stored_route_is_shown_once_with_its_stored_status(ctx, advised_case):
    page = shown(ctx, advised_case())
    stored = {row["route"]: row["status"] for row in page.advies.uitkomst["routes"]}
    assert {one.id: one.status for one in routes_of(page).values()} == stored
    assert [one.rang for rows in page.routes.values() for one in rows] == sorted(
        row["rang"] for row in page.advies.uitkomst["routes"]
    )


def test_a_closed_route_says_the_requirement_that_fails(ctx, advised_case):
    page = shown(ctx, advised_case())
    assert page.routes["dicht"]
    for route in page.routes["dicht"]:
        first = route.criteria[0]
        assert (first.aard, first.uitkomst) == ("hard", "voldoet_niet"), route.id
        assert route.reden == first.uitleg
        failing = [
            one
            for one in route.criteria
            if (one.aard, one.uitkomst) == ("hard", "voldoet_niet")
        ]
        assert route.meer_redenen == len(failing) - 1


def test_what_would_open_a_route_is_told_with_who_can_do_it(ctx, advised_case):
    page = shown(ctx, advised_case(**AT_PRIMARY_SCHOOL))
    route = routes_of(page)["blos"]
    assert route.status == "dicht"
    (way,) = route.opening.manieren
    assert "terugkeergarantie" in way.zin
    assert way.wie == ("de school van inschrijving",)
    record_answer(
        ctx,
        page.casus.id,
        "terugkeergarantie_school",
        "getekend",
        rol="zorgcoordinator",
        via="formulier",
    )
    advise_case(ctx, page.casus.id)
    assert routes_of(shown(ctx, page.casus.id))["blos"].status != "dicht"


def test_an_undecided_route_names_the_question_that_decides(ctx, advised_case):
    page = shown(ctx, advised_case(begeleidbaar="onbekend"))
    asked = {one.id: one.vragen for one in page.routes["onbekend"]}
    assert "begeleidbaar" in {name for names in asked.values() for name in names}
    for route in page.routes["onbekend"]:
        undecided = [
            one
            for one in route.criteria
            if one.uitkomst == "onbekend" and one.aard in ("hard", "indicatie")
        ]
        assert route.is_apart == (not undecided)
    for route in (*page.routes["open"], *page.routes["dicht"]):
        assert route.vragen == ()


def test_a_judgement_is_for_people(ctx, advised_case):
    page = shown(ctx, advised_case())
    judged = [one for route in routes_of(page).values() for one in route.oordelen]
    assert judged
    assert {one.uitkomst for one in judged} == {"onbekend"}


def test_every_route_says_why_it_stands_there_and_what_is_not_known(ctx, advised_case):
    page = shown(ctx, advised_case())
    steps = [one.id for one in ctx.knowledge.route_regels.volgorde]
    for route in routes_of(page).values():
        assert [one.stap for one in route.volgorde] == steps
        assert len(route.informatie) == len(ctx.knowledge.route_regels.informatie)
        for row in route.informatie:
            assert row.bron or row.tekst.startswith("Niet bekend, vraag na bij")


def test_the_order_says_how_many_outcomes_are_missing(ctx, advised_case):
    order = shown(ctx, advised_case()).volgorde
    needed = ctx.knowledge.leren.grenzen.minstens["afgelopen"]
    assert not order.geleerd
    assert (order.bekend, order.ontbreken) == (0, needed)


def test_the_first_day_to_come_is_the_first_of_the_clocks(ctx, advised_case):
    plan = shown(ctx, advised_case()).plan
    days = [one.datum for one in (plan.termijn, *plan.later) if one is not None]
    assert days == sorted(days)
    assert all(one.voorbij for one in plan.voorbij)


def test_a_table_that_is_undecided_is_named_beside_the_plan(ctx, answers, advised_case):
    """While an answer is missing, nobody can say that no table is needed."""
    assert not shown(ctx, advised_case()).plan.tafels_onbekend
    del answers["plan_van_aanpak"]
    undecided = shown(ctx, advised_case()).plan.tafels_onbekend
    assert undecided
    for route in undecided:
        assert (route.soort, route.status) == ("tafel", "onbekend")
        assert route.vragen


def test_papers_name_who_arranges_them(ctx, advised_case):
    plan = shown(ctx, advised_case(dossier_opp="nee")).plan
    assert plan.papieren
    assert all(one.wie and one.routes for one in plan.papieren)


def test_without_an_advice_there_is_nothing_to_show(ctx, case):
    assert shown(ctx, case) is None


def test_after_a_decision_the_advice_stays_and_cannot_be_made_again(ctx, advised_case):
    casus_id = advised_case()
    with ctx.store.unit_of_work() as uow:
        uow.session.get(Casus, casus_id).status = CasusStatus.BESLOTEN
    page = shown(ctx, casus_id)
    assert page.plan.nu or page.plan.straks
    assert not page.mag_opnieuw


@pytest.mark.parametrize("gone", ["blos", "tlv_vso"])
def test_a_route_that_the_rows_no_longer_have_is_shown_as_it_was(
    ctx, advised_case, gone
):
    casus_id = advised_case()
    kept = {name: row for name, row in ctx.knowledge.routes.items() if name != gone}
    later = replace(ctx, knowledge=replace(ctx.knowledge, routes=kept))
    route = routes_of(shown(later, casus_id))[gone]
    assert route.naam == gone
    assert route.criteria
    assert not route.volgorde


def test_other_rows_than_then_are_told_and_nothing_is_made_up(ctx, advised_case):
    casus_id = advised_case()
    with ctx.store.unit_of_work() as uow:
        row = uow.session.query(Advies).filter_by(casus_id=casus_id).one()
        # As if the rows of then had closed what those of now open.
        routes = [dict(one) for one in row.uitkomst["routes"]]
        changed = next(one for one in routes if one["status"] == "open")
        changed["status"] = "dicht"
        other = Advies(
            casus_id=casus_id,
            uitkomst=dict(row.uitkomst) | {"routes": routes},
            ontvangstbewijs=dict(row.ontvangstbewijs) | {"kennisstand": "0" * 64},
            peildatum=row.peildatum,
            laatste_antwoord_id=row.laatste_antwoord_id,
            op=ctx.now(),
        )
        uow.session.add(other)
    page = shown(ctx, casus_id)
    route = routes_of(page)[changed["route"]]
    assert page.regels_veranderd
    assert route.status == "dicht"
    assert (route.volgorde, route.opening) == ((), None)


def test_a_paper_of_the_region_is_asked_as_well(ctx, advised_case):
    page = shown(ctx, advised_case())
    route = page.plan.nu[0].id
    region = next(iter(ctx.knowledge.regios.values()))
    own = RegioCriterium(
        route=route,
        id="eigen_papier",
        aard="document",
        als=None,
        uitleg="De regio vraagt een eigen formulier.",
        te_regelen="Formulier van de regio invullen",
        regelt="de school",
        bron="EIGEN",
    )
    regios = {region.id: region.model_copy(update={"criteria": (own,)})}
    knowledge = replace(ctx.knowledge, regios=regios)
    routes = [dict(row) for row in page.advies.uitkomst["routes"]]
    paper = {
        "criterium": own.id,
        "aard": "document",
        "uitkomst": "onbekend",
        "uitleg": own.uitleg,
        "bron": own.bron,
    }
    for row in routes:
        if row["route"] == route:
            row["criteria"] = [*row["criteria"], paper]
    found = papers_of(knowledge, {"routes": routes}, region.id)
    assert ("Formulier van de regio invullen", "de school") in [
        (one.wat, one.wie) for one in found
    ]
