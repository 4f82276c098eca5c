"""The main job as people do it: chat, advice, table and parents, on real parts.

A real Chromium (or the use cases themselves), the real app and a real Rasa.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assistant.casework.cases import case_view
from assistant.casework.chat import open_conversation, send_message
from assistant.casework.decide_placement import decide_placement
from assistant.casework.import_postcodes import import_postcodes
from assistant.casework.import_schools import import_school_files
from assistant.casework.kijker import SYSTEEM
from assistant.casework.meeting_planning import plan_meeting
from assistant.casework.meetings import meeting_view, put_on_agenda
from assistant.casework.people import users
from assistant.casework.propose_placements import propose_placements
from assistant.casework.read_answers import answer_views, current_answers
from assistant.setup.surroundings import open_surroundings
from tests.assistant.casework.places import NewProvision, add_provision

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.rasa

OPENING = (
    "ik wil een leerlng melden, jongen van 14 uit havo 2, zit thuis sinds augustus"
)

# What a hurried zorgcoördinator types, by the question on the screen.
TYPED = {
    "veiligheid_direct": "nee hoor",
    "signaal_suicide": "nee",
    "leeftijd": "veertien",
    "schoolsoort": "havo",
    "leerjaar": "klas 2",
    "ingeschreven": "ja staat gewoon ingeschreven",
    "overgangsmoment": "nee",
    "verzuim_sinds": "sinds drie maanden",
    "helemaal_niet_sinds": "twee maanden geleden",
    "vorm_verzuim": "durft niet naar school door angst",
    "kind_belemmerend": "veel angst en autisme",
    "thuis_belemmerend": "ouders voelen zich machteloos",
    "school_belemmerend": "te weinig begeleiding",
    "onderwijsbehoeften": "kleine groep en duidelijke structuur",
    "begeleidbaar": "ja in een kleine groep",
    "gevaarlijk_gedrag": "nee",
    "behandeling_nu": "staat op de wachtlijst",
    "diagnose_status": "het onderzoek loopt nog",
    "dossier_opp": "ja",
    "plan_van_aanpak": "er is geen plan",
    "aantal_geevalueerde_plannen": "twee",
    "school_wil_terug": "ja met hulp",
    "terugkeergarantie_school": "toegezegd",
    "tlv_aanwezig": "nee",
    "stem_kind_gehoord": "ja we hebben een gesprek gehad",
    "doel_soort": "een sbo, so of vso plek",
    "gemeente_woonplaats": "Dordrecht",
    "postcode4": "3312 xk",
    "maximale_reistijd_min": "drie kwartier",
}
UNKNOWN = "dat weet ik niet"
"""What is said to a question that this pupil's story does not answer."""
MOST_TURNS = 60


class Visitor:
    """A person at the screen of a running Leerplek."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def sign_in(self, name: str) -> None:
        self.page.goto(f"{self.address}/toegang")
        self.page.get_by_role("button", name=name).first.click()

    def say(self, text: str) -> None:
        said = self.page.locator("#log li.in")
        before = said.count()
        self.page.locator("#tekst").fill(text)
        self.page.locator("#tekst").press("Enter")
        expect(said).to_have_count(before + 1)
        expect(self.page.locator("#bezig")).to_have_text("", timeout=30_000)

    def heard(self) -> str:
        return self.page.locator("#log li.uit").last.inner_text()

    def question(self) -> str | None:
        gesprek = self.page.locator("#invoer").get_attribute("data-gesprek")
        state = self.page.request.get(f"{self.address}/api/v1/gesprekken/{gesprek}")
        return state.json()["vraag"]

    def answer_until_summary(self) -> None:
        for _ in range(MOST_TURNS):
            asked = self.question()
            if asked is None:
                return
            self.say(TYPED.get(asked, UNKNOWN))
        raise AssertionError(f"the conversation hangs at {asked}: {self.heard()}")

    def link_for_a_parent(self, casus_id: str) -> str:
        """Let the regisseur of the case add a parent; return the link for that one."""
        may_add = self.page.locator("#gezin-soort-1")
        for lead in ("Voorbeeld Regisseur, regisseur", "Voorbeeld Regisseur PO"):
            self.sign_in(lead)
            self.page.goto(f"{self.address}/casus/{casus_id}")
            if may_add.count():
                break
        self.unfold()
        may_add.check()
        self.page.locator("#gezin").get_by_role("button", name="Toevoegen").click()
        self.unfold()
        self.page.get_by_role("button", name=re.compile("^Link maken")).last.click()
        return self.page.locator("code.whole").inner_text()

    def unfold(self) -> None:
        self.page.wait_for_load_state()
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach(d => { d.open = true })"
        )


@pytest.fixture
def visitor(running_leerplek, open_page):
    page = open_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(30_000)
    return Visitor(page, running_leerplek.url)


@pytest.mark.browser
def test_from_the_first_words_to_a_place_and_the_parents_page(visitor):
    page = visitor.page

    # 1. Intake: in her own words, a term in the middle, a summary, a correction.
    visitor.sign_in("Voorbeeld Zorgcoördinator")
    page.get_by_role("button", name="Nieuwe leerling melden").click()
    page.locator("html[data-gesprek=live]").wait_for(state="attached")
    visitor.say(OPENING)
    casus_id = re.search(r"\d{4}-\d{4}", page.locator("h1").inner_text()).group()
    expect(page.locator("#paneel")).to_contain_text("14")
    asked = visitor.question()
    visitor.say("wat is een TLV?")
    assert "speciaal onderwijs" in page.locator("#log").inner_text()
    assert visitor.question() == asked
    page.locator(".answers").get_by_role("button", name="Nee", exact=True).click()
    expect(page.locator("#paneel")).to_contain_text("Direct gevaar")
    visitor.answer_until_summary()
    visitor.say("ho, de leeftijd is 13")
    expect(page.locator("#paneel")).to_contain_text("13")
    visitor.say("ja dat klopt zo")
    page.get_by_role("link", name="Naar het routeadvies").click()

    # 2. Route advice: open, undecided and closed, each with reason and source.
    text = page.locator("main").text_content().lower()
    for word in ("nu", "straks", "open", "nog onbekend", "dicht", "bron"):
        assert word in text
    assert page.locator("main summary[id^=route-]").count() == 44

    # 3. The table: a proposal with reasons; one accepted, one changed with a reason.
    page.goto(f"{visitor.address}/casus/{casus_id}")
    page.get_by_role("button", name="Op de agenda").click()
    page.goto(f"{visitor.address}/toegang")
    visitor.sign_in("Voorbeeld Overleglid")
    page.goto(f"{visitor.address}/overleg")
    page.locator("main .rows a").first.click()
    page.get_by_role("button", name="Voorstel vragen").click()
    # The page shows how far the proposal is and then comes back by itself.
    expect(page.locator("#voorstel")).to_contain_text("gecontroleerd", timeout=90_000)
    table = page.url.split("#")[0]
    page.get_by_role("link", name="Wat als?").click()
    page.locator("#plek-plek").select_option(index=1)
    page.get_by_label("Een plaats meer").check()
    page.get_by_role("button", name="Reken uit").first.click()
    expect(page.locator("#antwoord")).to_contain_text("Bewezen", timeout=30_000)
    page.goto(table)
    placed = page.locator("article.pupil", has_text="Voorstel: ").filter(
        has_not_text="Voorstel: nu geen plek"
    )
    assert placed.count() >= 2
    accepted, changed = (placed.nth(place).get_attribute("id") for place in range(2))
    _decide(page, accepted, "Akkoord met het voorstel")
    expect(page.locator(f"#{accepted}")).to_contain_text("Voorbeeld Overleglid")
    _decide(page, changed, "Nu geen plek")
    expect(page.locator(f"#{changed}")).to_contain_text("reden")
    expect(page.locator(f"#{changed} .error")).to_be_visible()
    _decide(page, changed, "Nu geen plek", "Eerst kijken of ouders dit ook willen.")
    expect(page.locator(f"#{changed}")).to_contain_text("anders dan het voorstel")
    page.get_by_role("link", name="Besluitenlijst").click()
    expect(page.locator("main")).to_contain_text("Eerst kijken of ouders dit ook")
    expect(page.locator("main")).to_contain_text("Voorbeeld Overleglid")

    # 4. Parents: the one-time link opens once, in plain Dutch, with dates and names.
    link = visitor.link_for_a_parent(accepted.removeprefix("leerling-"))
    page.context.clear_cookies()
    page.goto(link)
    page.get_by_label("Uw eigen code").fill("paars 81 fiets")
    page.get_by_label("Nog een keer").fill("paars 81 fiets")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("link", name="Verder").click()
    parents = page.locator("main")
    expect(parents).to_contain_text("bel", ignore_case=True)
    assert re.search(
        r"\b\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus"
        r"|september|oktober|november|december)",
        parents.inner_text(),
    )
    page.context.clear_cookies()
    page.goto(link)
    expect(page.locator("main")).to_contain_text("gebruikt")
    expect(page.locator("main")).to_contain_text("contactpersoon om een nieuwe")


def _decide(page: Page, pupil: str, choice: str, reason: str = "") -> None:
    """Decide about one pupil on the page of the plaatsingsoverleg."""
    article = page.locator(f"#{pupil}")
    fold = article.locator("details", has=page.locator("form")).last
    if fold.get_attribute("open") is None:
        fold.locator("summary").click()
    article.get_by_label(re.compile(choice)).check()
    article.get_by_label("Reden").fill(reason)
    article.get_by_role("button", name="Besluit bewaren").click()


def test_from_chat_to_decision_on_the_real_schools(running_leerplek, shared_dir):
    ctx = open_surroundings(running_leerplek.settings)
    data = shared_dir / "data"
    import_postcodes(ctx, data / "pc4_samengesteld.csv")
    import_school_files(
        ctx,
        [
            data / "duo_sbo_so_vso_2026_uittreksel.csv",
            data / "duo_vo_2026_uittreksel.csv",
        ],
    )
    for school_id, seats in (("06SV00", 1), ("23HU10", 1)):
        add_provision(
            ctx,
            NewProvision(
                id=f"klas-{school_id.lower()}",
                naam=f"Voorbeeldklas {school_id}",
                route="structuurklas",
                sectoren=("vo",),
                leeftijd_min=12,
                leeftijd_max=18,
                plaatsen=seats,
                school_id=school_id,
                past_bij=("angst", "autisme_kenmerken"),
            ),
            door="Test",
        )
    gesprek_id = open_conversation(ctx, rol="zorgcoordinator", door="Test Zorg")
    send_message(ctx, gesprek_id, OPENING)
    # Only parents are asked how far a place may be; here the professional knows it.
    reply = send_message(
        ctx, gesprek_id, "de reistijd mag hoogstens drie kwartier zijn"
    )
    in_assen = TYPED | {
        "doel_soort": "naar een andere gewone school",
        "gemeente_woonplaats": "Assen",
        "postcode4": "9405",
    }
    for _ in range(MOST_TURNS):
        assert reply.bot_beschikbaar
        if reply.vraag is None:
            break
        reply = send_message(ctx, gesprek_id, in_assen.get(reply.vraag, UNKNOWN))
    reply = send_message(ctx, gesprek_id, "ja klopt")
    assert reply.status == "klaar"
    casus_id = max(
        case for case in re.findall(r"\d{4}-\d{4}", " ".join(_said(ctx, gesprek_id)))
    )
    answers = current_answers(ctx, casus_id)
    assert answers["kind_belemmerend"] == ["angst", "autisme_kenmerken"]
    words = {view.veld: view.woorden for view in answer_views(ctx, casus_id, SYSTEEM)}
    assert words["kind_belemmerend"] == TYPED["kind_belemmerend"]

    advice = case_view(ctx, casus_id, SYSTEEM).advies
    assert advice is not None
    meeting = plan_meeting(ctx, naam="Overleg Assen", datum=ctx.today())
    put_on_agenda(ctx, meeting, casus_id)
    proposal = propose_placements(ctx, meeting, seed=1)
    assert proposal.geldig
    (placed,) = proposal.plaatsingen
    # The school in Assen, round the corner, not the one in Almere.
    assert placed.plek_id == "klas-06sv00"
    member = next(one for one in users(ctx) if one.rol == "overleglid")
    decide_placement(
        ctx,
        meeting,
        casus_id,
        actor_id=member.id,
        plek_id=None,
        akkoord=True,
        reden="",
    )
    (line,) = meeting_view(ctx, meeting, SYSTEEM).agenda
    assert line.besluit is not None
    assert line.besluit.door == member.naam
    assert case_view(ctx, casus_id, SYSTEEM).status == "besloten"


def _said(ctx, gesprek_id: str) -> list[str]:
    """Return all messages of a conversation."""
    from assistant.casework.chat import conversation_view

    return [message.tekst for message in conversation_view(ctx, gesprek_id).berichten]
