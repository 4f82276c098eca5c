"""A region begins: from an empty record to cases that move, close and open again.

The command line makes the first beheerder; the rest happens in a real Chromium, on
the real app and a real Rasa. Every name here is invented.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyotp
import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from assistant.setup.serving import app_environment

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.rasa, pytest.mark.browser]

PASSWORD = "paarse fiets onder water"
FIRST = ("Fenna", "Jurre", "Yousra", "Kacper", "Shanaya", "Wessel", "Noor", "Emre")
LAST = ("Abbink", "Bouzid", "Kowalczyk", "Terpstra", "Wijngaarde", "Zandvliet")
HEADER = [
    *("Lln.nr", "Voornaam", "Achternaam", "Geboortedatum", "Postcode", "Gemeente"),
    *("School", "Schoolsoort", "Klas", "Verzuim sinds", "Diagnose"),
]
CASES = 200
SCHOOL = "Voorbeeldcollege Oost"


def volglijst(path: Path) -> Path:
    """Write the list a samenwerkingsverband keeps today: 200 pupils in Excel."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Volglijst thuiszitters (voorbeeld)"])
    sheet.append([])
    sheet.append(HEADER)
    for number in range(CASES):
        sheet.append(
            [
                f"V{number:04d}",
                FIRST[number % len(FIRST)],
                f"{LAST[number % len(LAST)]}-Voorbeeld",
                f"{number % 27 + 1:02d}-{number % 12 + 1:02d}-{2009 + number % 5}",
                f"33{number % 90 + 10} AB",
                "Dordrecht",
                SCHOOL,
                ("vmbo", "havo", "vwo")[number % 3],
                str(number % 4 + 1),
                f"{number % 27 + 1:02d}-09-2026",
                "ADHD",
            ]
        )
    book.save(path)
    return path


@dataclass
class Person:
    """Somebody at an own browser."""

    page: Page
    address: str

    def go(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")

    def click(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).first.select_option(label=option)

    def title(self) -> str:
        return self.page.locator("h1").inner_text()

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def come_in(self, link: str, name: str) -> None:
        """Use an invitation: choose a name and password, and set up the phone."""
        self.page.goto(link)
        self.fill("Inlognaam", name)
        self.fill("Nieuw wachtwoord", PASSWORD)
        self.fill("Nog een keer", PASSWORD)
        self.click("Opslaan en verder")
        self.page.wait_for_url(lambda address: "/welkom/" not in address)
        if self.page.url.endswith("/toegang/stap"):
            secret = self.page.locator("code.wide").text_content()
            self.fill("Code uit de app", pyotp.TOTP(secret.replace(" ", "")).now())
            self.click("Instellen")
            self.click("Ik heb ze bewaard, verder", "link")

    def add_organisation(self, kind: str, name: str, **boxes: str) -> None:
        self.go("/organisaties/nieuw")
        self.choose("Wat voor organisatie is het?", kind)
        self.fill("Naam", name)
        for label, text in boxes.items():
            self.fill(label, text)
        if kind == "School":
            self.choose("Wat voor school is het?", "voortgezet onderwijs")
        self.click("Toevoegen")
        self.says(name)

    def invite(self, name: str, role: str, organisation: str) -> str:
        """Add somebody and return the link for that person."""
        self.go("/mensen/nieuw")
        self.fill("Naam", name)
        option = self.page.locator("#organisatie option", has_text=organisation)
        self.page.locator("#organisatie").select_option(option.get_attribute("value"))
        self.page.locator(f"#rol-{role}").check()
        self.click("Toevoegen")
        self.click("Link om binnen te komen")
        return self.page.locator("#toegang code").inner_text()

    def search(self, words: str) -> list[str]:
        """Type in the search box at the top; return the case numbers found."""
        box = self.page.locator("#zoekvak, #zoek").first
        box.fill(words)
        box.press("Enter")
        self.page.wait_for_load_state()
        return re.findall(r"/casus/(\d{4}-\d{4})", self.page.content())


@pytest.fixture
def first_link(empty_leerplek) -> str:
    """Make the first beheerder on the command line, as the README says."""
    command = Path(sys.executable).with_name("leerplek")
    done = subprocess.run(
        [command, "gebruiker", "Beheer (voorbeeld)", "--rol", "beheerder", "--json"],
        env=app_environment(empty_leerplek.settings),
        capture_output=True,
        text=True,
        check=True,
    )
    link = json.loads(done.stdout)["link"]
    assert isinstance(link, str)
    return link


@pytest.fixture
def arrive(empty_leerplek, open_page):
    """Sit somebody down at an own browser."""

    def make() -> Person:
        page = open_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        return Person(page, empty_leerplek.url)

    return make


def set_up_region(beheer: Person) -> dict[str, str]:
    """Name the samenwerkingsverband, add a school and people; return their links."""
    beheer.go("/organisaties")
    beheer.page.locator("main ul.rows a.name").first.click()
    beheer.choose("Wat voor organisatie is het?", "Samenwerkingsverband VO")
    beheer.fill("Naam", "Samenwerkingsverband Oost (voorbeeld)")
    beheer.fill("Gemeenten", "Dordrecht")
    beheer.click("Bewaren")
    beheer.says("Samenwerkingsverband Oost (voorbeeld)")
    beheer.add_organisation("School", SCHOOL)
    swv = "Samenwerkingsverband Oost"
    return {
        "Rita": beheer.invite("Rita Regisseur (voorbeeld)", "regisseur", swv),
        "Karel": beheer.invite("Karel Regisseur (voorbeeld)", "regisseur", swv),
        "Zoë": beheer.invite("Zoë Zorg (voorbeeld)", "zorgcoordinator", SCHOOL),
    }


def import_list(person: Person, path: Path) -> None:
    person.go("/invoer")
    person.page.locator("#bestand").set_input_files(path)
    person.click("Bestand lezen")
    person.says("Diagnose")  # the column is named, and not taken along
    person.click("Voorbeeld bekijken")
    person.click(f"{CASES} casussen invoeren")
    assert person.title() == "Verslag van de invoer"
    person.says(f"{CASES} nieuwe casussen")
    assert "ADHD" not in person.page.content()


def report_pupil(person: Person) -> str:
    """Report a new pupil in the chat; return the case number."""
    person.go("/start")
    person.click("Nieuwe leerling melden")
    person.page.locator("html[data-gesprek=live]").wait_for(state="attached")
    person.page.locator("#tekst").fill(
        "meisje van 13, vwo 2, zit sinds 5 oktober thuis"
    )
    person.page.locator("#tekst").press("Enter")
    expect(person.page.locator("#paneel")).to_contain_text("13")
    found = re.search(r"\d{4}-\d{4}", person.title())
    assert found is not None
    return found.group()


def hand_over(giver: Person, casus_id: str, taker: Person) -> None:
    giver.go(f"/casus/{casus_id}/overdragen?soort=regisseur")
    giver.page.get_by_label("Wie wordt regisseur?").select_option(
        label="Karel Regisseur (voorbeeld)"
    )
    giver.page.locator("select[name=reden]").select_option(index=1)
    giver.fill("Wat moet de ander als eerste weten?", "De ouders bellen op maandag.")
    giver.click("Overdracht aanbieden")
    taker.go("/overdrachten")
    taker.says("De ouders bellen op maandag.")
    taker.page.get_by_role("button", name="Aanvaarden").click()
    taker.go(f"/casus/{casus_id}")
    expect(taker.page.locator("#leven")).to_contain_text("Karel Regisseur (voorbeeld)")


def close_and_reopen(person: Person, casus_id: str) -> None:
    person.go(f"/casus/{casus_id}/sluiten")
    person.page.locator("input[name=uitkomst]").first.check()
    person.fill("Waarom kan de casus dicht?", "De leerling gaat weer alle dagen.")
    for box in person.page.locator("input[name=taak]").all():
        box.check()
    person.click("Casus afsluiten")
    expect(person.page.locator("#leven")).to_contain_text("afgesloten")
    person.go(f"/casus/{casus_id}/heropenen")
    person.page.locator("input[name=reden]").first.check()
    person.fill("Wat is er gebeurd?", "Zit sinds vorige week weer thuis.")
    person.click("Casus heropenen")
    history = person.page.locator("#geschiedenis")
    for words in ("heropend", "De leerling gaat weer alle dagen.", "weer thuis"):
        expect(history).to_contain_text(words)


def test_a_region_is_set_up_and_lives_from_an_empty_record(
    first_link, arrive, tmp_path
):
    beheer = arrive()
    beheer.come_in(first_link, "beheer")
    beheer.says("Eerste stappen")
    links = set_up_region(beheer)

    rita, karel, zoe = arrive(), arrive(), arrive()
    rita.come_in(links["Rita"], "rita")
    karel.come_in(links["Karel"], "karel")
    zoe.come_in(links["Zoë"], "zoe.zorg")

    import_list(rita, volglijst(tmp_path / "volglijst.xlsx"))
    found = rita.search("Yousra Kowalczyk")
    assert found, "the search does not find an imported pupil by name"
    assert rita.search("jousra kowalcyk"), "nor with a typo"
    assert beheer.search("Yousra Kowalczyk") == [], "a beheerder sees no cases"

    new = report_pupil(zoe)
    assert new not in found
    rita.go(f"/casus/{new}")
    rita.says("13 jaar")

    hand_over(rita, found[0], karel)
    close_and_reopen(karel, found[0])

    again = arrive()
    again.page.goto(first_link)
    again.says("al gebruikt")
