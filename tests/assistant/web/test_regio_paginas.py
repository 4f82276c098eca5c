"""The pages of the beheerder and of who keeps places, as somebody uses them."""

from __future__ import annotations

import re

import pytest


def version(html: str, form: str) -> str:
    """Return the version that a form of a page was made from."""
    found = re.search(
        rf'action="{re.escape(form)}[^"]*">\s*<input type="hidden" name="versie" '
        r'value="(\d+)"',
        html,
    )
    assert found, form
    return found[1]


@pytest.mark.parametrize(
    "path",
    [
        "/organisaties",
        "/organisaties/nieuw",
        "/organisaties/insula",
        "/scholen",
        "/mensen",
        "/mensen/nieuw",
        "/mensen/1",
        "/voorzieningen",
        "/voorzieningen/nieuw",
        "/voorzieningen/oza-licht",
    ],
)
def test_every_box_has_a_label_and_every_id_is_there_once(visit, read_page, path):
    answer = visit("beheerder").get(path)
    assert answer.status_code == 200
    page = read_page(answer.text)
    assert page.tags.count("h1") == 1
    assert len(page.ids) == len(set(page.ids)), path
    for box in page.boxes:
        assert box.get("id") in page.labelled or box.get("aria-label"), box
    assert not page.inline


def test_a_person_is_added_gets_a_link_and_a_second_role(visit):
    boss = visit("beheerder")
    wrong = boss.post(
        "/mensen/nieuw",
        data={"naam": "Noor Voorbeeld", "rol": "regisseur", "organisatie": "insula"},
    )
    assert wrong.status_code == 422
    assert "Noor Voorbeeld" in wrong.text and "er geen regisseur" in wrong.text
    made = boss.post(
        "/mensen/nieuw",
        data={
            "naam": "Noor Voorbeeld",
            "rol": "zorgcoordinator",
            "organisatie": "insula",
        },
    )
    address = made.headers["location"].partition("?")[0]
    page = boss.post(f"{address}/uitnodigen")
    link = re.search(r"/welkom/[\w-]{40,}", page.text)
    assert link
    assert "Noor Voorbeeld" in visit().get(link[0]).text
    boss.post(
        f"{address}/rol", data={"rol": "overleglid", "organisatie": "swv_voorbeeld_vo"}
    )
    page = boss.get(address).text
    roles = re.findall(rf"{address}/rol/(\d+)/einde", page)
    assert len(roles) == 2
    boss.post(f"{address}/rol/{roles[1]}/einde", data={"wanneer": "nu"})
    assert boss.get(address).text.count("geldt nu niet") == 1


def test_a_role_of_somebody_else_cannot_be_ended_at_this_address(visit):
    boss = visit("beheerder")
    page = boss.get("/mensen/2").text
    role = re.search(r"/mensen/2/rol/(\d+)/einde", page)
    assert role
    assert boss.post(f"/mensen/3/rol/{role[1]}/einde").status_code == 404
    kept = boss.post(f"/mensen/2/rol/{role[1]}/einde", data={"wanneer": "nu"})
    assert kept.status_code == 422 and "wie ze overneemt" in kept.text


def test_a_form_that_is_too_late_shows_both_and_keeps_what_was_typed(visit):
    boss = visit("beheerder")
    form = {"soort": "school", "schoolsoort": "vo", "naam": "Insula Een"}
    seen = version(boss.get("/organisaties/insula").text, "/organisaties/insula")
    assert (
        boss.post("/organisaties/insula", data=form | {"versie": seen}).status_code
        == 303
    )
    late = boss.post(
        "/organisaties/insula", data=form | {"versie": seen, "naam": "Insula Twee"}
    )
    assert late.status_code == 409
    assert 'value="Insula Twee"' in late.text
    assert "Nu staat er: Insula Een" in late.text
    assert "Insula Een" in boss.get("/organisaties").text


def test_a_provider_keeps_its_own_seats_and_no_others(visit):
    keeper = visit("aanbieder")
    page = keeper.get("/voorzieningen").text
    assert "oza-licht" in page and "dso-groep-dalton" not in page
    assert keeper.get("/voorzieningen/dso-groep-dalton").status_code == 404
    place, group = "/voorzieningen/oza-licht", "oza-licht-1"
    html = keeper.get(place).text
    day = re.search(r'name="periode" value="([\d-]+)"', html)
    assert day
    seats = {
        "versie": version(html, f"{place}/groepen/{group}/plaatsen"),
        "periode": day[1],
        "van": day[1],
        "plaatsen": "7",
        "bezet": "",
    }
    save = f"{place}/groepen/{group}/plaatsen"
    wrong = keeper.post(save, data=seats | {"plaatsen": "veel"})
    assert wrong.status_code == 422 and 'value="veel"' in wrong.text
    assert keeper.post(save, data=seats).status_code == 303
    assert "vrij onbekend" in keeper.get(place).text
    late = keeper.post(save, data=seats | {"plaatsen": "3"})
    assert late.status_code == 409
    assert "Nu staat er: 7 plaatsen, onbekend bezet" in late.text
    other = f"{place}/groepen/dso-dalton-1/plaatsen"
    assert keeper.post(other, data=seats).status_code == 404


def test_a_meeting_is_planned_and_closed_on_the_page(visit):
    secretary = visit("secretaris")
    html = secretary.get("/overleg/nieuw").text
    members = re.findall(r'name="lid"[^>]*value="(\d+)" checked', html)
    assert members
    data = {"naam": "Overleg mei", "datum": "2099-05-04", "tijd": "", "plek": ""}
    missing = secretary.post("/overleg/nieuw", data=data)
    assert missing.status_code == 422 and "Overleg mei" in missing.text
    made = secretary.post("/overleg/nieuw", data=data | {"lid": members})
    address = made.headers["location"]
    assert "Overleg mei" in secretary.get(address).text
    secretary.post(f"{address}/sluiten")
    assert "gesloten" in secretary.get(f"{address}/plannen").text
