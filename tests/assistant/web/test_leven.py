"""The pages on the life of a case: what is refused comes back as it was filled in."""

from __future__ import annotations

import csv
import io

import pytest

from assistant.casework.kijker import SYSTEEM
from assistant.casework.life_view import life_view, task_choices
from assistant.casework.tasks import finish_task
from models.organisatie import Organisatie

FORMS = ("sluiten", "starten", "nazorg", "regisseur", "verhuizen", "overdragen")
GOOD = "Met ouders en school besproken."


def finish_all(ctx, case: str) -> None:
    for task in task_choices(ctx, case):
        finish_task(ctx, task.id, door="Test", notitie="Is gedaan, met ouders.")


@pytest.mark.parametrize("page", [*FORMS, "heropenen", "kosten"])
def test_every_form_can_be_read_by_everybody(visit, read_page, case_with, page) -> None:
    answer = visit("regisseur").get(f"/casus/{case_with('besloten')}/{page}")
    assert answer.status_code == 200
    seen = read_page(answer.text)
    assert seen.tags.count("h1") == 1
    assert {box.get("id") for box in seen.boxes} <= seen.labelled
    assert not seen.inline


def test_a_case_is_closed_and_opened_again(visit, ctx, case_with) -> None:
    case, regisseur = case_with("nazorg"), visit("regisseur")
    finish_all(ctx, case)
    send = {"uitkomst": "opgelost_sbo", "reden": "klaar"}
    refused = regisseur.post(f"/casus/{case}/sluiten", data=send)
    assert refused.status_code == 422
    assert "waarom de casus dicht kan" in refused.text
    assert 'value="opgelost_sbo" checked' in refused.text
    assert ">klaar</textarea>" in refused.text
    done = regisseur.post(f"/casus/{case}/sluiten", data=send | {"reden": GOOD})
    assert (done.status_code, done.headers["location"]) == (303, f"/casus/{case}#leven")
    page = regisseur.get(f"/casus/{case}").text
    assert "Op het sbo" in page
    assert f"/casus/{case}/heropenen" in page
    send = {"reden": "weer_thuis", "toelichting": "Sinds maandag weer thuis."}
    assert regisseur.post(f"/casus/{case}/heropenen", data=send).status_code == 303
    assert "Intake beginnen" in regisseur.get(f"/casus/{case}").text
    assert regisseur.post(f"/casus/{case}/oppakken").status_code == 303
    assert life_view(ctx, case, SYSTEEM).status == "intake"


def test_a_second_person_who_closes_reads_that_it_is_closed(
    visit, ctx, case_with
) -> None:
    case = case_with("nazorg")
    finish_all(ctx, case)
    send = {"uitkomst": "opgelost_sbo", "reden": GOOD}
    assert visit("regisseur").post(f"/casus/{case}/sluiten", data=send).is_redirect
    late = visit("zorgcoordinator").post(f"/casus/{case}/sluiten", data=send)
    assert late.status_code == 422
    assert "intussen al afgesloten" in late.text


def test_a_colleague_gets_the_case_by_accepting_it(visit, ctx, case_with) -> None:
    case, owner = case_with("intake"), visit("zorgcoordinator")
    form = owner.get(f"/casus/{case}/overdragen?soort=zorgcoordinator").text
    to = form.split("Zorgcoördinator Insula bovenbouw")[0].rsplit('value="', 1)[1]
    send = {
        "soort": "zorgcoordinator",
        "naar": to.split('"')[0],
        "reden": "drukte",
        "notitie": "De moeder belt graag op vrijdag.",
    }
    wrong = owner.post(f"/casus/{case}/overdragen", data=send | {"reden": ""})
    assert wrong.status_code == 422
    assert "De moeder belt graag op vrijdag.</textarea>" in wrong.text
    assert owner.post(f"/casus/{case}/overdragen", data=send).status_code == 303
    (offer,) = life_view(ctx, case, SYSTEEM).overdrachten
    stranger = visit("zorgcoordinator", organisatie="dalton")
    assert stranger.post(f"/overdrachten/{offer.id}/aanvaarden").status_code == 404
    assert "wacht op antwoord" in owner.get("/overdrachten").text
    assert owner.post(f"/overdrachten/{offer.id}/intrekken").status_code == 303
    again = owner.post(f"/overdrachten/{offer.id}/intrekken")
    assert (again.status_code, "ingetrokken" in again.text) == (422, True)


def test_who_does_not_lead_the_case_gets_nothing(visit, case_with) -> None:
    case = case_with("besloten")
    for page in FORMS:
        path = f"/casus/{case}/{page}"
        assert visit("zorgcoordinator", organisatie="dalton").get(path).status_code in (
            403,
            404,
        )
        assert visit("leerplichtambtenaar").post(path).status_code in (403, 404)
        assert visit("ouder", case).get(path).status_code == 403
    assert visit("secretaris").post(f"/casus/{case}/sluiten").status_code == 403


def test_a_move_to_another_municipality_leads_to_the_hand_over(
    visit, ctx, case_with
) -> None:
    case = case_with("intake")
    with ctx.store.unit_of_work() as uow:
        own = uow.session.get(Organisatie, "swv_voorbeeld_vo")
        assert own is not None
        other = Organisatie(
            id="swv_ver", naam="SWV Ver (voorbeeld)", soort=own.soort, gemeenten=["Ede"]
        )
        uow.session.add(other)
    send = {"gemeente": "Ede", "postcode4": "6711", "reden": "Sinds 1 november."}
    moved = visit("regisseur").post(f"/casus/{case}/verhuizen", data=send)
    assert moved.headers["location"].endswith("overdragen?soort=regio&naar=swv_ver")
    page = visit("regisseur").get(moved.headers["location"]).text
    assert '<option value="swv_ver" selected>' in page
    bad = visit("regisseur").post(
        f"/casus/{case}/verhuizen", data=send | {"postcode4": "12"}
    )
    assert (bad.status_code, 'value="12"' in bad.text) == (422, True)


def test_a_school_year_is_applied_from_the_page(visit, read_page) -> None:
    secretaris = visit("secretaris")
    now = secretaris.get("/schooljaar")
    assert now.status_code == 200
    year = int(now.text.split("Schooljaar ")[1][:4]) + 1
    page = secretaris.get(f"/schooljaar?jaar={year}").text
    keys = [part.split('"')[0] for part in page.split('name="getoond" value="')[1:]]
    assert keys
    send = {"jaar": str(year), "getoond": keys, "stap": keys[:-1]}
    done = secretaris.post("/schooljaar", data=send)
    assert done.status_code == 200
    assert "toegepast" in done.text
    assert "eerder overgeslagen" in done.text
    assert secretaris.get("/schooljaar?jaar=1999").status_code == 404
    assert visit("zorgcoordinator").get("/schooljaar").status_code == 403


def test_costs_are_kept_and_read_as_a_file(visit, case_with) -> None:
    regisseur, case = visit("regisseur"), case_with("gestart")
    send = {"jaar": "", "bron": "school", "omschrijving": "=WEG", "bedrag": "1.250,50"}
    wrong = regisseur.post("/kosten", data=send | {"bedrag": "veel"})
    assert wrong.status_code == 422
    assert 'value="=WEG"' in wrong.text
    assert regisseur.post("/kosten", data=send).status_code == 303
    cost = send | {"soort": "vastgelegd", "bedrag": "250,50"}
    assert regisseur.post(f"/casus/{case}/kosten", data=cost).status_code == 303
    assert "€ 1.000,00" in regisseur.get("/kosten").text
    file = regisseur.get("/kosten/bestand")
    text = file.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["bedrag"] for row in rows[-2:]] == ["1250,50", "250,50"]
    assert rows[-1]["omschrijving"] == "'=WEG"
    assert visit("zorgcoordinator").get("/kosten").status_code == 403
