"""The plan page of a family, and the same page for who hands it over."""

import pytest


@pytest.mark.parametrize(
    ("rol", "kop", "thuis"),
    [
        ("ouder", "Het plan voor uw kind", "/ouder"),
        ("leerling", "Jouw plan", "/leerling"),
    ],
)
def test_a_family_reaches_the_plan_from_its_own_page(
    visit, read_page, case_with, rol, kop, thuis
):
    visitor = visit(rol, case_with("geadviseerd"))
    assert 'href="/mijn/plan"' in visitor.get(thuis).text
    page = read_page(visitor.get("/mijn/plan").text)
    assert kop in page.text
    assert page.tags.count("h1") == 1
    assert not page.inline
    for part in ("Wat er nu kan", "Wat er daarna kan", "Wie doet wat"):
        assert part in page.text


def test_every_source_on_it_opens_for_the_family(visit, read_page, case_with):
    visitor = visit("ouder", case_with("geadviseerd"))
    for path in ("/mijn/plan", "/mijn/uitleg"):
        page = read_page(visitor.get(path).text)
        links = {one.split("#")[0] for one in page.addresses if "/bronnen/" in one}
        assert links, path
        for link in links:
            assert visitor.get(link).status_code == 200


def test_before_there_is_an_advice_that_is_said(visit, case_with):
    answer = visit("ouder", case_with("intake")).get("/mijn/plan")
    assert answer.status_code == 200
    assert "nog geen plan" in answer.text


def test_a_professional_reads_it_as_a_parent_or_as_the_pupil(visit, case_with):
    case = case_with("geadviseerd")
    visitor = visit("zorgcoordinator")
    path = f"/casus/{case}/advies/plan"
    assert path in visitor.get(f"/casus/{case}/advies").text
    assert "Het plan voor uw kind" in visitor.get(path).text
    assert "Jouw plan" in visitor.get(f"{path}?voor=leerling").text
    assert "Het plan voor uw kind" in visitor.get(f"{path}?voor=iets").text


def test_the_explanation_tells_a_family_no_words_of_professionals(
    visit, read_page, case_with, knowledge
):
    visitor = visit("ouder", case_with("geadviseerd"))
    text = visitor.get("/mijn/uitleg").text
    for route in knowledge.routes.values():
        if route.naam not in {one.naam for one in knowledge.gezinsplan.routes.values()}:
            assert f">{route.naam}<" not in text


def test_a_stopped_case_shows_whom_to_call(visit, case_with):
    answer = visit("ouder", case_with("gestopt")).get("/mijn/plan")
    assert "112" in answer.text
    assert "Wat er nu kan" not in answer.text
