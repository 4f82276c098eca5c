"""The family on the case page: who they are, and the link that lets them in."""

from __future__ import annotations

import re

import pytest

from assistant.casework.family import add_family_member, family
from assistant.web.sessions import COOKIE

LINK = re.compile(r">(http://[^<]+/welkom/[^<]+)<")


@pytest.fixture
def case(case_with):
    return case_with("besloten")


def give(browser, case, member):
    page = browser.post(f"/casus/{case}/gezin/{member}/link")
    assert page.status_code == 200
    return "/welkom/" + LINK.search(page.text)[1].rpartition("/")[2]


def test_a_professional_adds_a_parent_and_the_parent_comes_in(visit, ctx, case):
    browser = visit("regisseur")
    before = {one.id for one in family(ctx, case)}
    form = {"soort": "ouder-nee", "voornaam": "Ans", "achternaam": "Bakker (voorbeeld)"}
    answer = browser.post(f"/casus/{case}/gezin", data=form)
    assert answer.headers["location"] == f"/casus/{case}#gezin"
    (member,) = {one.id for one in family(ctx, case)} - before
    page = browser.get(f"/casus/{case}")
    assert "zonder gezag" in page.text
    parent = visit()
    path = give(browser, case, member)
    done = parent.post(path, data={"wachtwoord": "kaas73", "herhaald": "kaas73"})
    parent.headers["cookie"] = f"{COOKIE}={done.cookies[COOKIE]}"
    assert parent.get("/account").status_code == 200
    assert parent.get(f"/casus/{case}").status_code == 403


def test_a_new_link_stops_the_earlier_one(visit, ctx, case):
    browser = visit("regisseur")
    member = add_family_member(ctx, case, "ouder", True, door="Test")
    first, second = (give(browser, case, member) for _ in range(2))
    assert visit().get(first).status_code == 410
    assert visit().get(second).status_code == 200


def test_a_wrong_form_comes_back_filled_in(visit, case):
    browser = visit("regisseur")
    form = {"soort": "buurman-", "voornaam": "Ans", "achternaam": "Bakker"}
    answer = browser.post(f"/casus/{case}/gezin", data=form)
    assert answer.status_code == 422
    assert "Kies of het om een ouder" in answer.text
    assert 'value="Bakker"' in answer.text


def test_authority_is_changed_and_access_is_ended(visit, ctx, case):
    browser = visit("regisseur")
    member = add_family_member(ctx, case, "ouder", None, door="Test")
    path = f"/casus/{case}/gezin/{member}"
    browser.post(f"{path}/gezag", data={"gezag": "nee"})
    assert next(one for one in family(ctx, case) if one.id == member).gezag is False
    assert browser.post(f"{path}/weg").status_code == 303
    assert member not in {one.id for one in family(ctx, case)}
    assert browser.post(f"{path}/link").status_code == 404


def test_a_member_of_another_case_is_not_there(visit, ctx, case, case_with):
    other = case_with("geadviseerd")
    member = add_family_member(ctx, other, "ouder", True, door="Test")
    for what in ("link", "gezag", "weg"):
        answer = visit("regisseur").post(f"/casus/{case}/gezin/{member}/{what}")
        assert answer.status_code == 404, what


def test_the_link_is_drawn_for_a_phone_without_a_script(visit, ctx, case):
    member = add_family_member(ctx, case, "leerling", door="Test")
    page = visit("regisseur").post(f"/casus/{case}/gezin/{member}/link").text
    assert "<svg" in page and "style=" not in page
