"""The pages in a real Chromium: keyboard only, small screen, no script, no Rasa."""

import pytest
from playwright.sync_api import expect

from assistant.casework.next_meetings import next_meeting
from assistant.casework.read_answers import current_answers

pytestmark = pytest.mark.browser

OWN = "Voorbeeld Zorgcoördinator, zorgcoördinator"
"""The account of the demo that most cases belong to."""


def sign_in(page, address, name):
    page.goto(f"{address}/toegang")
    page.get_by_role("button", name=name).first.click()


def press_until(page, locator, key="Tab", most=60):
    """Press a key until something has the focus, as a person without a mouse does."""
    for _ in range(most):
        if locator.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    raise AssertionError("it cannot be reached with the keyboard")


def test_the_intake_is_done_with_the_keyboard_only(ctx, address, open_page):
    page = open_page()
    problems = []
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"{address}/toegang")
    account = page.get_by_role("button", name=OWN)
    press_until(page, account)
    page.keyboard.press("Enter")
    start = page.get_by_role("button", name="Nieuwe leerling melden")
    press_until(page, start)
    page.keyboard.press("Enter")
    page.locator("html[data-gesprek=live]").wait_for(state="attached")
    begin = page.locator(".answers button").first
    press_until(page, begin)
    page.keyboard.press("Enter")
    # After a button the next answer has the focus: no need to search for it.
    answers = page.locator(".answers button")
    expect(page.locator("#voortgang")).to_contain_text("Nog")
    expect(answers.first).to_be_focused()
    no = page.get_by_role("button", name="Nee", exact=True)
    press_until(page, no)
    page.keyboard.press("Enter")
    expect(page.locator("#paneel")).to_contain_text("Direct gevaar")
    box = page.get_by_label("Of typ uw antwoord")
    press_until(page, box)
    page.keyboard.type("dat vertel ik zo")
    page.keyboard.press("Enter")
    expect(page.locator("#invoer")).to_contain_text("even niet bereikbaar")
    expect(page.locator("#log")).to_contain_text("dat vertel ik zo")
    expect(page.get_by_label("Of typ uw antwoord")).to_be_focused()
    # Shift+Tab comes in at the last choice; the arrow keys go round.
    press_until(page, page.get_by_role("radio").last, key="Shift+Tab")
    no = page.get_by_role("radio", name="Nee", exact=True)
    press_until(page, no, key="ArrowDown", most=9)
    expect(no).to_be_checked()
    save = page.get_by_role("button", name="Opslaan en verder")
    press_until(page, save)
    page.keyboard.press("Enter")
    expect(page.locator("#paneel dd")).to_have_count(2)
    case = page.locator("h1").inner_text().split()[-1]
    assert current_answers(ctx, case)["veiligheid_direct"] == "nee"
    assert problems == []


def test_the_skip_link_is_first_and_the_focus_can_be_seen(address, open_page):
    page = open_page()
    page.goto(f"{address}/toegang")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
    )
    assert outline >= 2


def test_the_intake_works_without_javascript(address, open_page):
    page = open_page(java_script_enabled=False)
    sign_in(page, address, OWN)
    page.get_by_role("button", name="Nieuwe leerling melden").click()
    page.locator(".answers button").first.click()
    page.get_by_role("button", name="Nee", exact=True).click()
    expect(page.locator("#paneel")).to_contain_text("Direct gevaar")
    page.get_by_label("Of typ uw antwoord").fill("dat weet ik nog niet")
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator("#log")).to_contain_text("dat weet ik nog niet")


@pytest.mark.parametrize(
    ("who", "paths"),
    [
        (OWN, ["/start", "/taken", "{case}", "{case}/advies"]),
        ("Overleglid", ["/start", "/overleg", "{meeting}"]),
        ("Ouder", ["/ouder"]),
    ],
)
def test_nothing_runs_off_a_small_screen(
    ctx, case_with, address, open_page, who, paths
):
    page = open_page(viewport={"width": 375, "height": 800})
    sign_in(page, address, who)
    for path in paths:
        path = path.replace("{case}", f"/casus/{case_with('geadviseerd')}")
        path = path.replace("{meeting}", f"/overleg/{next_meeting(ctx).id}")
        page.goto(address + path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(part => { part.open = true })"
        )
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, path
