"""Writing down on the case page what happened, and taking it back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest


@pytest.fixture
def page(visit, case_with):
    """Return the browser of a zorgcoördinator and the address of an own case."""
    return visit("zorgcoordinator"), f"/casus/{case_with('geadviseerd')}"


def write_down(page, soort, datum):
    client, case = page
    form = {"soort": soort, "datum": str(datum)}
    return client.post(f"{case}/gebeurtenis", data=form, follow_redirects=False)


def section(page):
    client, case = page
    text = client.get(case).text
    return text.split('id="looptijden"')[1].split("</section>")[0]


def test_what_is_written_down_stands_there_with_its_clock(ctx, page) -> None:
    done = write_down(page, "bezwaar", ctx.today())
    assert done.status_code == 303
    assert done.headers["location"].endswith("#looptijden")
    shown = section(page)
    assert "Bezwaar ingediend bij de school" in shown
    assert "Besluit op bezwaar" in shown


def test_a_mistake_is_told_and_nothing_typed_is_lost(ctx, page) -> None:
    tomorrow = ctx.today() + timedelta(days=1)
    wrong = write_down(page, "bezwaar", tomorrow)
    assert wrong.status_code == 422
    assert "Deze dag ligt in de toekomst" in wrong.text
    assert f'value="{tomorrow}"' in wrong.text
    assert '<option value="bezwaar" selected>' in wrong.text
    for soort, datum, told in (
        ("", ctx.today(), "Kies wat er gebeurde"),
        ("bezwaar", "", "Vul de dag in"),
        ("bezwaar", "30-02-2026", "Deze dag bestaat niet"),
        ("<script>", ctx.today(), "Kies wat er gebeurde"),
    ):
        answer = write_down(page, soort, datum)
        assert answer.status_code == 422
        assert told in answer.text
        assert "<script>" not in answer.text


def test_it_is_withdrawn_with_a_reason_only(ctx, page) -> None:
    client, _case = page
    write_down(page, "schorsing", ctx.today())
    address = re.search(r'action="([^"]+/intrekken)"', section(page))[1]
    refused = client.post(address, data={"reden": ""})
    assert refused.status_code == 422
    assert "Schrijf op waarom dit niet klopt" in refused.text
    done = client.post(
        address, data={"reden": "Het was een andere leerling."}, follow_redirects=False
    )
    assert done.status_code == 303
    shown = section(page)
    assert "Het was een andere leerling." in shown
    assert "Duur van een schorsing" not in shown


def test_who_may_only_look_gets_no_form(ctx, visit, page) -> None:
    _client, case = page
    write_down(page, "contact", ctx.today())
    reader = visit("gedragsdeskundige")
    seen = reader.get(case)
    assert seen.status_code == 200
    assert 'id="gebeurtenis-soort"' not in seen.text
    form = {"soort": "contact", "datum": str(ctx.today())}
    assert reader.post(f"{case}/gebeurtenis", data=form).status_code in (403, 404)
