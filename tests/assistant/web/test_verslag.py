"""The page on which a report is pasted, judged and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.kijker import SYSTEEM
from assistant.casework.read_answers import answer_views, current_answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi.testclient import TestClient

    from assistant.context import Context

VERSLAG = "Leeftijd: 13\r\nKlas: havo 2\r\nDe leerling is somber."
GEVAAR = "Jongen van 14. Gisteren zei hij dat hij niet meer wil leven."
TAKEN = {
    "tekst": VERSLAG,
    "leeftijd.overnemen": "ja",
    "leeftijd.waarde": "13",
    "schoolsoort.waarde": "havo",
}


def _case_of(location: str, ctx: Context) -> str:
    from assistant.casework.chat import conversation_view

    talk = location.removeprefix("/intake/").partition("#")[0]
    return conversation_view(ctx, talk).casus_id or ""


def test_reading_shows_each_field_with_its_sentence(
    visit: Callable[..., TestClient],
) -> None:
    page = visit("regisseur").post("/verslag", data={"tekst": VERSLAG})
    assert page.status_code == 200
    assert "<h1>Gelezen: 4 gegevens</h1>" in page.text
    assert "De leerling is somber." in page.text
    assert 'name="leeftijd.overnemen" value="ja" checked' in page.text


def test_what_is_ticked_is_stored_and_the_talk_goes_on(
    visit: Callable[..., TestClient], ctx: Context
) -> None:
    answer = visit("regisseur").post("/verslag/bewaren", data=TAKEN)
    assert answer.status_code == 303
    case = _case_of(answer.headers["location"], ctx)
    assert current_answers(ctx, case) == {"leeftijd": 13}
    view = answer_views(ctx, case, SYSTEEM)[0]
    assert (view.via, view.woorden) == ("verslag", "Leeftijd: 13")


def test_a_value_that_does_not_fit_is_shown_again_and_nothing_is_lost(
    visit: Callable[..., TestClient],
) -> None:
    wrong = {**TAKEN, "leeftijd.waarde": "honderd"}
    page = visit("regisseur").post("/verslag/bewaren", data=wrong)
    assert page.status_code == 422
    assert "Er is nog niets opgeslagen." in page.text
    assert 'value="honderd"' in page.text
    assert "De leerling is somber." in page.text


def test_an_empty_text_is_asked_again(visit: Callable[..., TestClient]) -> None:
    page = visit("regisseur").post("/verslag", data={"tekst": "  "})
    assert page.status_code == 422
    assert "Plak hier eerst een verslag" in page.text


def test_danger_is_shown_first_with_whom_to_call(
    visit: Callable[..., TestClient],
) -> None:
    page = visit("regisseur").post("/verslag", data={"tekst": GEVAAR})
    assert "Let op: acuut gevaar" in page.text
    assert "113" in page.text


def test_a_report_about_a_case_is_read_beside_what_is_known(
    visit: Callable[..., TestClient], case_with: Callable[[str], str]
) -> None:
    case = case_with("intake")
    client = visit("regisseur")
    assert client.get(f"/casus/{case}/verslag").status_code == 200
    page = client.post(f"/casus/{case}/verslag", data={"tekst": VERSLAG})
    assert "Over " in page.text
    assert "De leerling is somber." in page.text


def test_a_parent_does_not_get_the_page(visit: Callable[..., TestClient]) -> None:
    assert visit("ouder", "2026-0001").get("/verslag").status_code in (303, 403, 404)
