"""Every source has a page: what it is, when it was read, and what rests on it."""

import pytest

from knowledge.rustend import place_id, resting_on


@pytest.mark.parametrize("rol", ["zorgcoordinator", "overleglid", "ouder", "leerling"])
def test_everybody_can_open_a_source(visit, read_page, case_with, rol):
    case = case_with("geadviseerd") if rol in ("ouder", "leerling") else None
    page = read_page(visit(rol, case).get("/bronnen/S3").text)
    assert page.tags.count("h1") == 1
    assert not page.inline
    for words in ("Opstaan tegen het thuiszitten", "Sardes", "Gelezen op", "§3.1.1"):
        assert words in page.text


def test_a_source_names_the_rows_that_rest_on_it(visit, ctx):
    rows = resting_on(ctx.knowledge, "WPO")
    text = visit("regisseur").get("/bronnen/WPO").text
    assert f"({len(rows)})" in text
    for row in rows[:20]:
        assert f'id="{place_id(row.plaats)}"' in text
    assert "github.com/MinBZK/regelrecht-corpus/blob/" in text


def test_an_own_reading_is_marked_and_an_own_choice_said(visit, ctx):
    unsure = next(
        name
        for name in ctx.knowledge.bronnen
        if any(not row.zeker for row in resting_on(ctx.knowledge, name))
    )
    browser = visit("regisseur")
    assert "eigen lezing" in browser.get(f"/bronnen/{unsure}").text
    assert "koos Leerplek zelf" in browser.get("/bronnen/EIGEN").text


def test_every_source_is_in_the_list_and_opens(visit, ctx):
    browser = visit("zorgcoordinator")
    listed = browser.get("/bronnen").text
    for name in ctx.knowledge.bronnen:
        assert f'href="/bronnen/{name}"' in listed
        assert browser.get(f"/bronnen/{name}").status_code == 200, name


@pytest.mark.parametrize("name", ["S99", "s3", "<b>", "x" * 200])
def test_an_unknown_source_is_told_in_dutch(visit, name):
    answer = visit("regisseur").get(f"/bronnen/{name}")
    assert answer.status_code == 404
    assert "bron bestaat niet" in answer.text
    assert "<b>" not in answer.text.split("<main")[1]
