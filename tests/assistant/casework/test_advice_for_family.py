"""Parents and pupil get the route advice with their own data, and nothing beside it."""

from __future__ import annotations

import json

import pytest

from assistant.casework.advise_case import latest_advice
from assistant.casework.consent import give_consent
from assistant.casework.export_analysis import make_document
from assistant.casework.family import add_family_member
from assistant.casework.inzage import require_case
from assistant.casework.kijker import Kijker
from assistant.casework.record_answers import record_answer


def member(ctx, casus_id: str, rol: str, gezag: bool | None = None) -> Kijker:
    number = add_family_member(ctx, casus_id, rol, gezag, door="Test")
    return Kijker(
        rol=rol, naam=rol, gezinslid_id=number, casus_id=casus_id, gezag=gezag
    )


def advice_part(ctx, kijker: Kijker, casus_id: str):
    copy = make_document(ctx, kijker, casus_id, "inzage")
    return next(part for part in copy.onderdelen if part.id == "advies")


@pytest.mark.parametrize(("rol", "gezag"), [("ouder", True), ("leerling", None)])
def test_the_own_copy_tells_every_route_with_its_reason(ctx, advised_case, rol, gezag):
    case = advised_case(geboortemaand="2013-03")
    part = advice_part(ctx, member(ctx, case, rol, gezag), case)
    routes = latest_advice(ctx, case).uitkomst["routes"]
    assert len(part.regels) == len(routes) > 0
    assert {row.herkomst for row in part.regels} == {"open", "nog onbekend", "dicht"}


def test_from_16_a_parent_reads_the_advice_only_when_the_pupil_allows_it(
    ctx, advised_case
):
    case = advised_case(geboortemaand="2009-03")
    parent = member(ctx, case, "ouder", True)
    assert not require_case(ctx, parent, case).heeft("advies")
    assert advice_part(ctx, parent, case).regels == ()
    pupil = member(ctx, case, "leerling")
    give_consent(
        ctx,
        case,
        gezinslid_id=pupil.gezinslid_id,
        organisatie_id=None,
        categorieen=["bijzonder_gezondheid"],
        hoe="mondeling",
        door="Test Zorg",
    )
    assert require_case(ctx, parent, case).heeft("advies")
    assert advice_part(ctx, parent, case).regels


@pytest.mark.parametrize(("rol", "gezag"), [("ouder", True), ("leerling", None)])
def test_what_is_kept_from_a_family_changes_no_word_of_its_copy(
    ctx, advised_case, rol, gezag
):
    case = advised_case(geboortemaand="2013-03")
    reader = member(ctx, case, rol, gezag)
    hidden = [
        veld for veld in ctx.knowledge.velden.values() if rol in veld.niet_tonen_aan
    ]
    assert hidden

    def told() -> str:
        copy = make_document(ctx, reader, case, "inzage").as_dict()
        return json.dumps([copy["onderdelen"], copy["weggelaten"]], ensure_ascii=False)

    before = told()
    for veld in hidden:
        value = "ja" if veld.waarden else "Een geheim (voorbeeld)"
        record_answer(ctx, case, veld.id, value, rol="zorgcoordinator", via="formulier")
    assert told().replace(" Daarna is er een antwoord veranderd.", "") == before
