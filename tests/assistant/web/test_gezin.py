"""Parents and pupils on their own pages: speak, ask, share, take their data."""

from __future__ import annotations

import io
import json

import pytest
from pypdf import PdfReader

from assistant.casework.cases import case_view
from assistant.casework.consent import consents
from assistant.casework.kijker import SYSTEEM
from assistant.casework.organisations import organisations
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import record_answer
from assistant.casework.view_log import Registervraag, read_register
from models.antwoord import history

DANGER = "Ik wil niet meer leven."


def value_of(ctx, case: str, veld: str):
    """Return the answer that counts with who gave it, or None."""
    found = {view.veld: view for view in answer_views(ctx, case, SYSTEEM)}
    return found.get(veld)


def tasks_of(ctx, case: str) -> list[tuple[str, str]]:
    return [(t.soort, t.tekst) for t in case_view(ctx, case, SYSTEEM).taken]


def test_a_pupil_reads_what_was_said_what_was_done_and_what_comes_next(
    visit, ctx, case_with, read_page
):
    case = case_with("geadviseerd")
    for veld, words in (
        ("stem_kind_wens", "Ik wil een rustige klas."),
        ("stem_kind_invloed", "De mentor zoekt een kleinere groep."),
    ):
        record_answer(
            ctx, case, veld, words, rol="zorgcoordinator", via="formulier", door="Test"
        )
    text = read_page(visit("leerling", case).get("/leerling").text).text
    assert "Ik wil een rustige klas." in text
    assert "opgeschreven door je zorgcoördinator" in text
    assert "De mentor zoekt een kleinere groep." in text
    assert "We kijken wat bij jou past." in text
    assert "uw kind" not in text.lower()
    assert [word for word in text.split() if word.lower() in ("u", "uw")] == []


def test_a_pupil_says_it_in_own_words_and_somebody_must_answer(visit, ctx, case_with):
    case = case_with("geadviseerd")
    browser = visit("leerling", case)
    sent = {"veld": "stem_kind_wens", "waarde": "Ik wil met dieren werken."}
    answer = browser.post("/mijn/woorden", data=sent)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/leerling?gedaan=woorden#gedaan"
    said = value_of(ctx, case, "stem_kind_wens")
    assert (said.waarde, said.rol, said.via) == (
        "Ik wil met dieren werken.",
        "leerling",
        "formulier",
    )
    waiting = [text for kind, text in tasks_of(ctx, case) if kind == "verzoek"]
    assert waiting == [
        "Leerling schreef iets in eigen woorden. Lees het, en vertel wat ermee gebeurt."
    ]
    # Saying more does not pile up tasks.
    browser.post("/mijn/woorden", data={**sent, "waarde": "En met paarden."})
    assert len([kind for kind, _ in tasks_of(ctx, case) if kind == "verzoek"]) == 1


def test_a_mark_out_of_range_comes_back_with_a_message(visit, ctx, case_with):
    case = case_with("geadviseerd")
    answer = visit("leerling", case).post(
        "/mijn/woorden", data={"veld": "kind_zin_in_school", "waarde": "11"}
    )
    assert answer.status_code == 422
    assert "Let op:" in answer.text
    assert value_of(ctx, case, "kind_zin_in_school") is None


@pytest.mark.parametrize(
    ("rol", "path"), [("leerling", "/leerling"), ("ouder", "/ouder")]
)
@pytest.mark.parametrize("where", ["/mijn/terugbellen", "/mijn/verbeteren"])
def test_a_sign_of_danger_stops_the_case_and_shows_whom_to_call(
    visit, ctx, case_with, rol, path, where
):
    case = case_with("geadviseerd")
    browser = visit(rol, case)
    answer = browser.post(where, data={"tekst": DANGER})
    assert answer.headers["location"].startswith(f"{path}?gedaan=gevaar")
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"
    assert "veiligheid" in {kind for kind, _ in tasks_of(ctx, case)}
    page = browser.get(answer.headers["location"]).text
    assert "tel:112" in page
    assert "tel:113" in page
    assert "Eerst" in page


def test_a_sign_of_danger_in_own_words_is_kept_and_acted_on(visit, ctx, case_with):
    case = case_with("besloten")
    visit("leerling", case).post(
        "/mijn/woorden", data={"veld": "stem_kind_wens", "waarde": DANGER}
    )
    assert case_view(ctx, case, SYSTEEM).status == "gestopt"
    assert value_of(ctx, case, "stem_kind_wens").waarde == DANGER


def test_danger_in_a_closed_case_still_reaches_a_person(visit, ctx, case_with):
    case = case_with("afgesloten")
    browser = visit("leerling", case)
    answer = browser.post("/mijn/terugbellen", data={"tekst": DANGER})
    assert "gevaar" in answer.headers["location"]
    urgent = [t for t in case_view(ctx, case, SYSTEEM).taken if t.urgent]
    assert [t.soort for t in urgent] == ["veiligheid"]
    assert "tel:112" in browser.get(answer.headers["location"]).text


def test_asking_for_a_person_gives_a_task_with_what_was_asked(visit, ctx, case_with):
    case = case_with("op_tafel")
    answer = visit("ouder", case).post(
        "/mijn/terugbellen", data={"tekst": "Over het vervoer. Bel na vijf uur."}
    )
    assert answer.status_code == 303
    asked = [text for soort, text in tasks_of(ctx, case) if soort == "terugbellen"]
    assert "Over het vervoer. Bel na vijf uur." in asked[-1]


def test_a_correction_that_says_nothing_comes_back(visit, ctx, case_with):
    case = case_with("op_tafel")
    answer = visit("ouder", case).post("/mijn/verbeteren", data={"tekst": "  "})
    assert answer.status_code == 422
    assert "Schrijf op wat er niet klopt." in answer.text


def test_a_bsn_is_refused_and_what_was_typed_stays(visit, ctx, case_with):
    case = case_with("op_tafel")
    before = tasks_of(ctx, case)
    answer = visit("ouder", case).post(
        "/mijn/verbeteren", data={"tekst": "Het nummer is 111222333, toch?"}
    )
    assert answer.status_code == 422
    assert "burgerservicenummer" in answer.text
    assert "Het nummer is 111222333, toch?" in answer.text
    assert tasks_of(ctx, case) == before


def test_a_parent_without_authority_sees_the_steps_but_does_not_speak_for_the_child(
    visit, ctx, case_with
):
    case = case_with("geadviseerd")
    record_answer(
        ctx, case, "stem_kind_wens", "Geheim van mij.", rol="leerling", via="formulier"
    )
    browser = visit("ouder", case, gezag=False)
    page = browser.get("/ouder")
    assert page.status_code == 200
    assert "Geheim van mij." not in page.text
    assert "/mijn/gegevens" not in page.text
    assert "in uw eigen woorden" not in page.text
    refused = browser.post(
        "/mijn/woorden", data={"veld": "stem_ouders_wens", "waarde": "Anders."}
    )
    assert refused.status_code == 422
    assert value_of(ctx, case, "stem_ouders_wens") is None
    assert browser.get("/mijn/gegevens/json").status_code == 403
    assert browser.post("/mijn/terugbellen", data={}).status_code == 303


def test_a_parent_cannot_answer_in_the_place_of_the_pupil(visit, ctx, case_with):
    case = case_with("geadviseerd")
    before = history_length(ctx, case)
    refused = visit("ouder", case).post(
        "/mijn/woorden", data={"veld": "stem_kind_wens", "waarde": "Hij wil dit."}
    )
    assert refused.status_code == 422
    assert history_length(ctx, case) == before


def history_length(ctx, case: str) -> int:
    with ctx.store.reading() as uow:
        return len(history(uow.session, case))


@pytest.mark.parametrize("rol", ["ouder", "leerling"])
def test_the_family_takes_its_own_data_along_and_that_is_written_down(
    visit, ctx, case_with, rol
):
    case = case_with("besloten")
    browser = visit(rol, case)
    pdf = browser.get("/mijn/gegevens/pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.headers["cache-control"] == "no-store"
    assert PdfReader(io.BytesIO(pdf.content)).pages
    told = json.loads(browser.get("/mijn/gegevens/json").content)
    assert told["casus"] == case
    fields = {row["veld"] for part in told["onderdelen"] for row in part["regels"]}
    assert "schoolsoort" in fields
    assert browser.get("/mijn/gegevens/exe").status_code == 404
    lines = read_register(ctx, Registervraag(casus_id=case)).regels
    assert [row.rol for row in lines if row.wat == "export"] == [rol, rol]


def test_the_answer_about_safety_at_home_is_in_no_copy_for_the_family(
    visit, ctx, case_with
):
    case = case_with("geadviseerd")
    words = "Iemand ziet thuis dingen die niet goed zijn."
    record_answer(
        ctx,
        case,
        "signaal_thuis_onveilig",
        "twijfel",
        rol="zorgcoordinator",
        via="chat",
        woorden=words,
    )
    name = ctx.knowledge.velden["signaal_thuis_onveilig"].naam
    for rol in ("ouder", "leerling"):
        told = visit(rol, case).get("/mijn/gegevens/json").text
        assert words not in told
        assert "signaal_thuis_onveilig" not in told
        assert name not in told


def consent_form(ctx) -> dict[str, object]:
    party = next(row for row in organisations(ctx) if row.soort == "jeugdhulp")
    return {"voor": party.id, "wat": ["bijzonder_gezondheid"]}


def test_who_decides_gives_consent_and_takes_it_back(visit, ctx, case_with):
    case = case_with("op_tafel")
    parent = visit("ouder", case)
    page = parent.get("/mijn/delen")
    assert page.status_code == 200
    if "Toestemming geven" not in page.text:
        pytest.fail("the pupil of this case is under 16, so a parent decides")
    assert parent.post("/mijn/toestemming", data=consent_form(ctx)).status_code == 303
    (given,) = consents(ctx, case)
    assert given.hoe == "in_leerplek"
    answer = parent.post(f"/mijn/toestemming/{given.id}/intrekken")
    assert answer.status_code == 303
    (after,) = consents(ctx, case)
    assert after.ingetrokken_op is not None
    assert not after.geldt


def test_a_pupil_under_16_cannot_give_consent(visit, ctx, case_with):
    case = case_with("op_tafel")
    answer = visit("leerling", case).post("/mijn/toestemming", data=consent_form(ctx))
    assert answer.status_code == 422
    assert "ouders" in answer.text
    assert consents(ctx, case) == ()


def test_one_parent_cannot_take_back_the_consent_of_the_other(visit, ctx, case_with):
    case = case_with("op_tafel")
    visit("ouder", case).post("/mijn/toestemming", data=consent_form(ctx))
    (given,) = consents(ctx, case)
    other = visit("ouder", case, gezag=False)
    answer = other.post(f"/mijn/toestemming/{given.id}/intrekken")
    assert answer.status_code == 404
    assert consents(ctx, case)[0].geldt is given.geldt


def test_consent_without_a_choice_comes_back(visit, ctx, case_with):
    case = case_with("op_tafel")
    parent = visit("ouder", case)
    nobody = parent.post("/mijn/toestemming", data={"wat": ["naam"]})
    assert nobody.status_code == 422
    assert "Kies eerst voor wie." in nobody.text
    nothing = parent.post("/mijn/toestemming", data={"voor": consent_form(ctx)["voor"]})
    assert nothing.status_code == 422
    assert "Kies eerst wat" in nothing.text
    assert consents(ctx, case) == ()
