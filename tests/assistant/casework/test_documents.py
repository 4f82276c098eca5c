"""A document shows its reader what that reader may see, and says what it leaves out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.casework.export_analysis import document_choices, make_document
from assistant.casework.family import add_family_member
from assistant.casework.inzage import require_case
from assistant.casework.kijker import SYSTEEM, Kijker
from assistant.casework.names import Volledigenaam, set_name
from assistant.casework.people import create_user
from assistant.casework.record_answers import record_answer, record_answers
from assistant.casework.view_log import Registervraag, read_register
from assistant.documents.bestand import write_document
from assistant.documents.errors import DocumentError
from assistant.errors import NotAllowedError, NotFoundError
from models.casus import Casus
from models.gezinslid import Gezinslid
from models.organisatie import Organisatie, OrganisatieSoort

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context

WISH = "Ik wil een rustige klas."


def shown_fields(stuk) -> set[str]:
    """Return the fields that stand in a document as an answer or a quote."""
    return {
        row.veld
        for part in stuk.onderdelen
        for row in (*part.regels, *part.citaten)
        if row.veld
    }


def left_out(stuk) -> str:
    return " ".join(f"{row.wat} {row.waarom}" for row in stuk.weggelaten)


def part(stuk, part_id: str):
    return next(one for one in stuk.onderdelen if one.id == part_id)


@pytest.fixture
def at_school(ctx: Context) -> Callable[[str], Kijker]:
    """Give the zorgcoördinator of the school that a case belongs to."""

    def make(casus_id: str) -> Kijker:
        with ctx.store.unit_of_work() as uow:
            school = Organisatie(
                id="linde", naam="De Linde (voorbeeld)", soort=OrganisatieSoort.SCHOOL
            )
            uow.session.add(school)
            uow.session.flush()
            casus = uow.session.get(Casus, casus_id)
            assert casus is not None
            casus.organisatie_id = school.id
        user = create_user(
            ctx, naam="Test Zorg", rol="zorgcoordinator", organisatie="linde"
        )
        return Kijker(
            rol="zorgcoordinator",
            naam=user.naam,
            gebruiker_id=user.id,
            aanstelling_id=user.aanstelling_id,
            organisatie_id="linde",
            organisatie_soort="school",
        )

    return make


def parent(ctx: Context, casus_id: str, gezag: bool) -> Kijker:
    member = add_family_member(ctx, casus_id, "ouder", gezag, door="Test")
    with ctx.store.reading() as uow:
        assert uow.session.get(Gezinslid, member) is not None
    return Kijker(
        rol="ouder", naam="Ouder 1", gezinslid_id=member, casus_id=casus_id, gezag=gezag
    )


@pytest.mark.parametrize("soort", ["tlv", "opp", "overleg"])
def test_a_document_holds_the_answers_it_is_for_each_with_its_origin(
    ctx, advised_case, soort
):
    case = advised_case()
    stuk = make_document(ctx, SYSTEEM, case, soort)
    wanted = set(ctx.knowledge.documenten[soort].velden)
    assert shown_fields(stuk) <= wanted
    assert {"stem_kind_wens", "kind_belemmerend", "dossier_opp"} <= shown_fields(stuk)
    for one in stuk.onderdelen:
        for row in (*one.regels, *one.citaten):
            if row.veld:
                assert row.herkomst.startswith("zorgcoördinator, ingevuld in het form")
    assert part(stuk, "stem_kind").citaten[0].tekst == WISH
    assert stuk.onderdelen[0].id == "stem_kind"


def test_a_tlv_document_tells_what_the_advice_says_about_a_tlv_and_nothing_else(
    ctx, advised_case
):
    stuk = make_document(ctx, SYSTEEM, advised_case(), "tlv")
    names = {row.naam for row in ctx.knowledge.routes.values() if row.soort == "tlv"}
    rows = part(stuk, "advies").regels
    assert {row.vraag for row in rows} == names
    assert {row.herkomst for row in rows} <= {"open", "nog onbekend", "dicht"}


def test_what_is_not_known_is_said_with_who_may_know(ctx, advised_case):
    stuk = make_document(ctx, SYSTEEM, advised_case(), "tlv")
    points = part(stuk, "onbekend").punten
    assert "Onderzoeksverslagen (na te vragen bij: school, zorgcoördinator)" in points
    assert not [one for one in points if one.startswith("Wens van het kind")]


def test_an_answer_that_is_not_known_counts_as_open(ctx, advised_case):
    case = advised_case()
    record_answer(
        ctx, case, "gezag", "onbekend", rol="zorgcoordinator", via="formulier"
    )
    stuk = make_document(ctx, SYSTEEM, case, "tlv")
    points = part(stuk, "onbekend").punten
    assert next(one for one in points if one.startswith("Gezag")).endswith(
        "gevraagd, maar niet bekend)"
    )
    assert "gezag" not in shown_fields(stuk)


def test_only_who_may_see_the_name_gets_it_on_paper(ctx, advised_case, at_school):
    case = advised_case()
    set_name(ctx, case, Volledigenaam("Sam", "", "Voorbeeld"), door="Test")
    stuk = make_document(ctx, at_school(case), case, "tlv")
    assert stuk.leerling == "Sam Voorbeeld"
    assert stuk.lezer.organisatie == "De Linde (voorbeeld)"
    assert "Naam" not in left_out(stuk)


def test_health_stays_out_for_a_parent_of_a_pupil_from_16(ctx, advised_case):
    case = advised_case(leeftijd=17)
    stuk = make_document(ctx, parent(ctx, case, True), case, "inzage")
    assert "kind_belemmerend" not in shown_fields(stuk)
    assert "schoolsoort" in shown_fields(stuk)
    told = left_out(stuk)
    assert "Gegevens over gezondheid" in told
    assert "Belemmerend bij het kind" in told


def test_a_parent_of_a_younger_pupil_gets_all_but_what_is_for_professionals(
    ctx, advised_case
):
    case = advised_case()
    record_answer(
        ctx, case, "signaal_thuis_onveilig", "twijfel", rol="school", via="formulier"
    )
    stuk = make_document(ctx, parent(ctx, case, True), case, "inzage")
    assert "kind_belemmerend" in shown_fields(stuk)
    assert "signaal_thuis_onveilig" not in shown_fields(stuk)
    assert ctx.knowledge.velden["signaal_thuis_onveilig"].naam not in left_out(stuk)


def test_what_is_left_out_does_not_tell_whether_it_was_answered(ctx, advised_case):
    silent, told = advised_case(), advised_case()
    record_answers(
        ctx,
        told,
        {"signaal_thuis_onveilig": "twijfel", "justitie": "ja"},
        rol="school",
        via="formulier",
    )
    omitted = [
        make_document(ctx, parent(ctx, case, True), case, "inzage").weggelaten
        for case in (silent, told)
    ]
    assert omitted[0] == omitted[1]
    assert any("alleen voor professionals" in row.wat for row in omitted[0])


def test_a_parent_without_authority_gets_no_document(ctx, advised_case):
    case = advised_case()
    with pytest.raises(NotAllowedError, match="geen antwoorden"):
        make_document(ctx, parent(ctx, case, False), case, "inzage")


def test_a_foreign_case_reads_like_an_absent_one(ctx, advised_case, at_school):
    mine, foreign = advised_case(), advised_case()
    kijker = at_school(mine)
    with pytest.raises(NotFoundError) as absent:
        make_document(ctx, kijker, "2026-9999", "tlv")
    with pytest.raises(NotFoundError) as hidden:
        make_document(ctx, kijker, foreign, "tlv")
    assert str(hidden.value).replace(foreign, "X") == str(absent.value).replace(
        "2026-9999", "X"
    )


def test_an_unknown_document_or_format_is_refused_by_name(ctx, advised_case):
    case = advised_case()
    with pytest.raises(NotFoundError, match="Kies uit: tlv, opp, overleg, inzage"):
        make_document(ctx, SYSTEEM, case, "brief")
    stuk = make_document(ctx, SYSTEEM, case, "tlv")
    with pytest.raises(DocumentError, match="Kies uit: pdf, docx, json"):
        write_document(stuk, "odt")


def test_every_document_is_written_in_the_register(ctx, advised_case, at_school):
    case = advised_case()
    kijker = at_school(case)
    make_document(ctx, kijker, case, "opp")
    (line,) = read_register(ctx, Registervraag(casus_id=case)).regels
    assert (line.naam, line.wat) == ("Test Zorg", "export")


def test_every_choice_becomes_a_file_in_every_format(ctx, advised_case):
    case = advised_case()
    for choice in document_choices(ctx, SYSTEEM, require_case(ctx, SYSTEEM, case)):
        stuk = make_document(ctx, SYSTEEM, case, choice.id)
        assert write_document(stuk, "pdf").inhoud.startswith(b"%PDF-1.7")
        assert write_document(stuk, "docx").inhoud.startswith(b"PK")
        made = write_document(stuk, "json")
        assert json.loads(made.inhoud)["soort"] == choice.id
        assert made.naam == f"{case}-{choice.id}-{ctx.now().date()}.json"


def test_the_words_themselves_stay_out_when_they_are_not_in_sight(ctx, advised_case):
    case = advised_case()
    words = "Hij durft de klas niet meer in."
    record_answer(ctx, case, "leerjaar", "3", rol="ouder", via="chat", woorden=words)
    seen = make_document(ctx, SYSTEEM, case, "opp")
    assert words in json.dumps(seen.as_dict(), ensure_ascii=False)
    kijker = replace(parent(ctx, advised_case(leeftijd=17), True))
    hidden = make_document(ctx, kijker, kijker.casus_id or "", "opp")
    assert "Woorden van leerling en ouders" in left_out(hidden)


def test_a_document_needs_its_part_of_the_case_but_not_the_own_copy(ctx, advised_case):
    case = advised_case()
    pupil_id = add_family_member(ctx, case, "leerling", None, door="Test")
    pupil = Kijker(
        rol="leerling", naam="Leerling", gezinslid_id=pupil_id, casus_id=case
    )
    sight = require_case(ctx, pupil, case)
    assert not sight.heeft("documenten")
    assert [one.id for one in document_choices(ctx, pupil, sight)] == ["inzage"]
    assert make_document(ctx, pupil, case, "inzage").soort == "inzage"
    with pytest.raises(NotAllowedError, match="hoort niet bij uw rol"):
        make_document(ctx, pupil, case, "tlv")
