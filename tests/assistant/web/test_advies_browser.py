"""The advice in a real Chromium: as a plan, on a phone, on paper, without a script."""

import re

import pytest
from playwright.sync_api import expect

from assistant.casework.advise_case import latest_advice
from knowledge.velden import VeldType

pytestmark = pytest.mark.browser

OWN = "Voorbeeld Zorgcoördinator, zorgcoördinator"


@pytest.fixture
def advice(ctx, case_with, address, open_page):
    """Give the page of an advice, opened by who looks after the case."""

    def make(path="/advies", **options):
        page = open_page(**options)
        page.goto(f"{address}/toegang")
        page.get_by_role("button", name=OWN).first.click()
        page.goto(f"{address}/casus/{case_with('geadviseerd')}{path}")
        return page

    return make


def test_why_a_route_is_closed_is_read_without_a_click(ctx, case_with, advice):
    page = advice()
    outcome = latest_advice(ctx, case_with("geadviseerd")).uitkomst
    closed = [row for row in outcome["routes"] if row["status"] == "dicht"]
    here = [
        row
        for row in closed
        if all(one["criterium"] != "niet_in_regio" for one in row["criteria"])
    ]
    for row in here:
        why = next(
            one["uitleg"]
            for one in row["criteria"]
            if (one["aard"], one["uitkomst"]) == ("hard", "voldoet_niet")
        )
        expect(page.locator(f"#route-{row['route']}")).to_contain_text(why)
        expect(page.locator(f"#route-{row['route']} .why").first).to_be_visible()


def test_a_question_is_answered_at_its_route_without_javascript(ctx, case_with, advice):
    page = advice(java_script_enabled=False)
    case = case_with("geadviseerd")
    before = latest_advice(ctx, case).id
    fields = ctx.knowledge.velden
    forms = page.locator("details.route form[action*='/antwoord/']")
    for place in range(forms.count()):
        form = forms.nth(place)
        name = form.get_attribute("action").rpartition("/")[2]
        if fields[name].type is VeldType.single:
            break
    route = form.locator("input[name=terug]").get_attribute("value")[len("advies-") :]
    page.locator(f"#route-{route}").click()
    form.get_by_role("radio").first.check()
    form.get_by_role("button").click()
    expect(page).to_have_url(re.compile(rf"bij={route}&nieuw=1#bij-{route}$"))
    expect(page.locator(f"#bij-{route}")).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("opnieuw gemaakt")
    assert latest_advice(ctx, case).id > before


def test_a_source_opens_at_the_place_that_is_named(advice):
    page = advice("/advies?alles=1")
    link = page.locator("table.criteria a[href*='/bronnen/S3#']").first
    named = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Opstaan tegen het thuiszitten"
    )
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_have_text(named)
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/advies?alles=1", "/advies/plan", "/advies/uitleg"])
def test_nothing_runs_off_a_phone(advice, path):
    page = advice(path, viewport={"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_on_paper_there_is_a_document_and_no_screen(advice):
    page = advice()
    page.emulate_media(media="print")
    for gone in ("form", ".top nav", ".actions", ".notice button"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    expect(page.get_by_role("heading", name="Het plan")).to_be_visible()
    expect(page.locator("#kop-dicht")).to_be_visible()


def test_a_click_on_the_plan_leads_to_the_route(advice):
    page = advice()
    link = page.locator(".plan a[href^='#route-']").first
    link.click()
    target = page.locator(link.get_attribute("href"))
    expect(target).to_be_in_viewport()
