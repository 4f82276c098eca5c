"""The conversation in a real Chromium with a real Rasa: three voices, bad weather."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from assistant.casework.family import add_family_member
from assistant.casework.people import users
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import Bewijs, record_answers
from assistant.casework.sessions import open_session
from assistant.casework.start_case import start_case
from assistant.setup.surroundings import open_surroundings
from assistant.web.sessions import COOKIE

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
ALL_DONE = re.compile("^$")


@dataclass
class World:
    """A running Leerplek with one case in its intake, and who may talk about it."""

    ctx: object
    url: str
    case: str
    tokens: dict[str, str]


@pytest.fixture
def world(running_leerplek):
    ctx = open_surroundings(running_leerplek.settings)
    staff = next(one for one in users(ctx) if one.naam == "Voorbeeld Zorgcoördinator")
    case = start_case(
        ctx,
        rol="zorgcoordinator",
        door=staff.naam,
        aanstelling_id=staff.aanstelling_id,
    )
    told = {"leeftijd": 14, "schoolsoort": "havo", "veiligheid_direct": "nee"}
    record_answers(
        ctx,
        case,
        {**told, "signaal_suicide": "nee", "signaal_thuis_onveilig": "nee"},
        rol="zorgcoordinator",
        via="formulier",
        door=staff.naam,
    )
    parent = add_family_member(ctx, case, "ouder", True, door="Test")
    pupil = add_family_member(ctx, case, "leerling", None, door="Test")
    tokens = {
        "zorgcoordinator": open_session(
            ctx, via="test", aanstelling_id=staff.aanstelling_id
        ),
        "ouder": open_session(ctx, via="test", gezinslid_id=parent),
        "leerling": open_session(ctx, via="test", gezinslid_id=pupil),
    }
    yield World(ctx, running_leerplek.url, case, tokens)
    ctx.store.close()


@dataclass
class Talk:
    """Somebody at the page of the conversation."""

    page: Page
    world: World

    def say(self, text: str) -> None:
        self.page.locator("#tekst").fill(text)
        self.page.get_by_role("button", name="Versturen").click()
        self.rest()

    def press(self, name: str) -> None:
        buttons = self.page.locator("#invoer")
        buttons.get_by_role("button", name=name, exact=True).first.click()
        self.rest()

    def rest(self) -> None:
        """Wait until the answer is there."""
        expect(self.page.locator("#log li.sending")).to_have_count(0, timeout=30_000)
        expect(self.page.locator("#bezig")).to_have_text(ALL_DONE, timeout=30_000)

    def answers(self) -> dict[str, object]:
        return current_answers(self.world.ctx, self.world.case)


@pytest.fixture
def talk(world, open_page):
    def open_talk(rol: str, **options: object) -> Talk:
        page = open_page(**(options or DESK))
        # Also for a second window: nothing may go wrong in any of them.
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.context.add_cookies(
            [{"name": COOKIE, "value": world.tokens[rol], "url": world.url}]
        )
        if rol == "zorgcoordinator":
            page.goto(f"{world.url}/casus/{world.case}")
            page.get_by_role("button", name="gesprek").first.click()
        else:
            page.goto(f"{world.url}/{rol}")
            page.get_by_role("button", name="Naar het gesprek").click()
        live(page)
        return Talk(page, world)

    return open_talk


def live(page):
    page.locator("html[data-gesprek=live]").wait_for(state="attached")


def fact(page, veld):
    """Return the answer to a field in the panel."""
    return page.locator(f"#antwoord-{veld} + dd")


def unfold(page):
    """Open the panel, which is a fold on a small screen."""
    page.evaluate("document.getElementById('paneel').open = true")


@pytest.mark.parametrize("screen", [DESK, PHONE])
@pytest.mark.parametrize(
    ("rol", "said", "title", "origin"),
    [
        ("zorgcoordinator", "verzuimt sinds 7 september", "Gesprek over", "U zei"),
        ("ouder", "mijn dochter zit sinds 7 september thuis", "uw kind", "U zei"),
        ("leerling", "ik zit sinds 7 september thuis", "Jouw gesprek", "Jij zei"),
    ],
)
def test_each_voice_tells_something_and_sees_it_with_its_words(
    talk, rol, said, title, origin, screen
):
    one = talk(rol, **screen)
    expect(one.page.locator("h1")).to_contain_text(title)
    one.say(said)
    unfold(one.page)
    line = fact(one.page, "verzuim_sinds")
    expect(line).to_contain_text("7 september 2026")
    expect(line).to_contain_text(f"{origin}: {said}")
    expect(one.page.locator("#antwoord-verzuim_sinds")).to_contain_text("nieuw")
    assert (
        one.page.evaluate("document.documentElement.scrollWidth")
        <= (screen["viewport"]["width"])
    )


def test_nobody_else_reads_what_a_pupil_says(talk, world, open_page):
    address = talk("leerling").page.url
    for rol in ("ouder", "zorgcoordinator"):
        page = open_page()
        page.context.add_cookies(
            [{"name": COOKIE, "value": world.tokens[rol], "url": world.url}]
        )
        assert page.goto(address).status == 404


def test_an_answer_is_changed_in_place_with_the_keyboard(talk):
    one = talk("zorgcoordinator")
    log = one.page.locator("#log li").count()
    change = fact(one.page, "leeftijd").get_by_role("link", name="Wijzig")
    change.focus()
    one.page.keyboard.press("Enter")
    box = one.page.locator("#paneel-vorm input[type=text]")
    expect(box).to_be_focused()
    box.fill("zeventig")
    one.page.keyboard.press("Enter")
    expect(one.page.locator("#paneel-vorm [role=alert]")).to_be_visible()
    expect(box).to_be_focused()
    box.fill("15")
    one.page.keyboard.press("Enter")
    expect(fact(one.page, "leeftijd")).to_contain_text("15")
    expect(one.page.locator("#antwoord-leeftijd")).to_be_focused()
    assert one.answers()["leeftijd"] == 15
    assert one.page.locator("#log li").count() >= log, "the conversation is still there"


def test_changing_nothing_goes_back_to_the_answer(talk):
    one = talk("zorgcoordinator")
    fact(one.page, "schoolsoort").get_by_role("link", name="Wijzig").click()
    expect(one.page.get_by_role("radio", name="havo")).to_be_checked()
    one.page.get_by_role("link", name="Niets veranderen").click()
    expect(one.page.locator("#paneel-vorm")).to_have_count(0)
    expect(one.page.locator("#antwoord-schoolsoort")).to_be_focused()


def test_what_a_machine_read_is_confirmed_with_one_press(talk, world):
    record_answers(
        world.ctx,
        world.case,
        {"gemeente_woonplaats": "Dordrecht"},
        rol="zorgcoordinator",
        via="verslag",
        door="Voorbeeld Zorgcoördinator",
        bewijs={"gemeente_woonplaats": Bewijs("Hij woont in Dordrecht.", 0.65)},
    )
    one = talk("zorgcoordinator")
    line = fact(one.page, "gemeente_woonplaats")
    expect(line).to_contain_text("waarschijnlijk")
    expect(line).to_contain_text("Hij woont in Dordrecht.")
    line.get_by_role("button", name="Klopt").click()
    expect(line.get_by_role("button", name="Klopt")).to_have_count(0)
    assert one.answers()["gemeente_woonplaats"] == "Dordrecht"


def test_a_parent_changes_only_what_parents_fill_in(talk):
    one = talk("ouder")
    expect(fact(one.page, "leeftijd").get_by_role("link")).to_have_count(1)
    expect(fact(one.page, "schoolsoort").get_by_role("link")).to_have_count(0)
    expect(one.page.locator("#antwoord-signaal_suicide")).to_have_count(0)


def test_a_message_shows_at_once_and_is_stored_once_though_its_answer_got_lost(talk):
    one = talk("zorgcoordinator")
    lost = []

    def lose_first(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    one.page.route("**/berichten", lose_first)
    one.page.locator("#tekst").fill("zij zit sinds 7 september thuis")
    one.page.keyboard.press("Enter")
    mine = one.page.locator("#log li.in").last
    expect(mine).to_contain_text("zij zit sinds 7 september thuis")
    expect(mine).to_contain_text("Geen verbinding")
    one.rest()
    one.page.reload()
    live(one.page)
    sent = one.page.locator("#log li.in", has_text="7 september")
    expect(sent).to_have_count(1)
    assert str(one.answers()["verzuim_sinds"]) == "2026-09-07"


def test_a_message_waits_for_the_connection_and_survives_a_reload(talk):
    one = talk("zorgcoordinator")
    one.page.route("**/berichten", lambda route: route.abort())
    one.page.locator("#tekst").fill("zij zit sinds 7 september thuis")
    one.page.keyboard.press("Enter")
    expect(one.page.locator("#log li.in").last).to_contain_text("gaat vanzelf weg")
    one.page.unroute("**/berichten")
    one.page.reload()
    live(one.page)
    one.rest()
    expect(fact(one.page, "verzuim_sinds")).to_contain_text("7 september")


def test_a_waiting_message_can_be_taken_back(talk):
    one = talk("zorgcoordinator")
    one.page.route("**/berichten", lambda route: route.abort())
    one.page.locator("#tekst").fill("zij is dertien")
    one.page.keyboard.press("Enter")
    one.page.get_by_role("button", name="Haal terug").click()
    expect(one.page.locator("#tekst")).to_have_value("zij is dertien")
    expect(one.page.locator("#log li.sending")).to_have_count(0)


def test_a_draft_is_still_there_after_a_reload(talk):
    one = talk("ouder")
    one.page.locator("#tekst").fill("nog niet af")
    one.page.reload()
    live(one.page)
    expect(one.page.locator("#tekst")).to_have_value("nog niet af")


def test_two_windows_of_one_conversation_do_not_mix(talk):
    first = talk("zorgcoordinator")
    second = first.page.context.new_page()
    second.goto(first.page.url)
    live(second)
    first.say("zij zit sinds 7 september thuis")
    second.locator("#tekst").fill("zij woont in Dordrecht")
    second.keyboard.press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("intussen verder gegaan")
    expect(second.locator("#tekst")).to_have_value("zij woont in Dordrecht")
    expect(second.locator("#log")).to_contain_text("7 september thuis")
    second.keyboard.press("Enter")
    expect(fact(second, "gemeente_woonplaats")).to_contain_text("Dordrecht")
    found = first.answers()
    assert found["gemeente_woonplaats"] == "Dordrecht"
    assert str(found["verzuim_sinds"]) == "2026-09-07"


def test_undo_takes_back_what_was_just_told(talk):
    one = talk("zorgcoordinator")
    one.say("zij zit sinds 7 september thuis")
    assert "verzuim_sinds" in one.answers()
    one.press("Maak ongedaan")
    assert "verzuim_sinds" not in one.answers()
    expect(one.page.locator("#antwoord-verzuim_sinds")).to_have_count(0)


def test_without_rasa_a_form_stands_in_and_the_conversation_comes_back_by_itself(
    talk, running_leerplek
):
    one = talk("ouder")
    running_leerplek.kill_rasa()
    one.say("dat zit zo")
    expect(one.page.locator("#bot-weg")).to_contain_text("komt vanzelf terug")
    running_leerplek.restart_rasa()
    one.page.locator("h1").click()
    expect(one.page.locator("#bot-weg")).to_have_count(0, timeout=30_000)


def test_the_address_of_the_conversation_asks_to_sign_in_and_then_goes_on(
    talk, open_page
):
    here = talk("ouder").page
    address = here.locator("#adres").text_content()
    assert address.rpartition("/")[2] == here.url.rpartition("/")[2]
    page = open_page()
    page.goto(address)
    expect(page).to_have_url(re.compile("/toegang"))


def test_it_works_without_a_script(world, open_page):
    page = open_page(java_script_enabled=False)
    page.context.add_cookies(
        [{"name": COOKIE, "value": world.tokens["ouder"], "url": world.url}]
    )
    page.goto(f"{world.url}/ouder")
    page.get_by_role("button", name="Naar het gesprek").click()
    page.locator("#tekst").fill("mijn dochter zit sinds 7 september thuis")
    page.get_by_role("button", name="Versturen").click()
    fact(page, "verzuim_sinds").get_by_role("link", name="Wijzig").click()
    page.locator("#paneel-vorm input").fill("2026-09-08")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(fact(page, "verzuim_sinds")).to_contain_text("8 september")
    expect(fact(page, "verzuim_sinds")).to_contain_text("Door u ingevuld")


CONTRAST = """
() => {
  const light = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
      .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let n = node; n; n = n.parentElement) {
      const c = getComputedStyle(n).backgroundColor;
      if (!/, 0\\)$/.test(c) && c !== "transparent") { return c; }
    }
    return "rgb(255, 255, 255)";
  };
  const bad = [];
  for (const node of document.querySelectorAll("main *")) {
    const own = [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !node.checkVisibility() || node.disabled) { continue; }
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort();
    const ratio = (b + 0.05) / (a + 0.05);
    if (ratio < 4.5) { bad.push([node.className, node.textContent.trim(), ratio]); }
  }
  return bad;
}
"""


@pytest.mark.parametrize("rol", ["zorgcoordinator", "ouder", "leerling"])
def test_the_page_can_be_read_and_worked_by_everybody(talk, rol):
    one = talk(rol)
    one.say("sinds 7 september thuis")
    page = one.page
    assert page.locator("h1").count() == 1
    assert page.evaluate(CONTRAST) == []
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("main :is(input, textarea, select)")]
          .filter((n) => n.type !== "hidden" && !n.labels.length && !n.ariaLabel).length
        """
    )
    assert nameless == 0
    empty = page.evaluate(
        """() => [...document.querySelectorAll("main :is(button, a, summary)")]
          .filter((n) => !n.textContent.trim() && !n.ariaLabel).length"""
    )
    assert empty == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((n) => n.id)")
    assert len(ids) == len(set(ids))
    assert page.locator("#log").get_attribute("aria-live") == "polite"
    small = page.evaluate(
        """() => [...document.querySelectorAll("main :is(button, summary)")]
          .filter((n) => n.checkVisibility() && n.getBoundingClientRect().height < 24)
          .map((n) => n.textContent)"""
    )
    assert small == []


def test_at_twice_the_size_nothing_runs_off_the_screen(talk):
    one = talk("ouder", viewport={"width": 640, "height": 450})
    one.say("mijn dochter zit sinds 7 september thuis")
    unfold(one.page)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 640


def test_who_wants_no_motion_sees_none(talk):
    one = talk("leerling", **DESK, reduced_motion="reduce")
    one.page.route("**/berichten", lambda route: None)
    one.page.locator("#tekst").fill("ik zit thuis")
    one.page.keyboard.press("Enter")
    dots = one.page.locator("#bezig .dots i").first
    expect(dots).to_be_attached()
    assert dots.evaluate("n => getComputedStyle(n).animationName") == "none"
