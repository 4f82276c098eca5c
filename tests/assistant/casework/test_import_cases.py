"""A case list comes in whole or not at all, again without harm, and without a BSN."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from assistant.casework import import_cases
from assistant.casework.import_preview import (
    confirm_preview,
    get_preview,
    make_preview,
)
from assistant.casework.import_reports import import_result, report_as_csv
from assistant.casework.kijker import SYSTEEM
from assistant.casework.names import names_of
from assistant.casework.people import users
from assistant.casework.read_answers import answer_views
from assistant.casework.record_answers import record_answer, withdraw_answer
from assistant.casework.start_case import start_case
from assistant.casework.statuses import set_status
from assistant.errors import InputError
from models.casus import Casus, CasusStatus
from models.casusregel import Casusregel
from models.statuswissel import path_of
from models.taak import Taak
from models.voorziening import School
from tests.assistant.casework.lists import (
    BSN,
    HEADER,
    as_csv,
    as_xlsx,
    bring_in,
    counts,
    pupil,
    rows,
)
from tests.cases import all_cases

if TYPE_CHECKING:
    from assistant.casework.import_reports import ImportResult
    from assistant.context import Context
    from tests.assistant.casework.region import Region


def cases(ctx: Context) -> list[Casus]:
    with ctx.store.reading() as uow:
        return all_cases(uow.session)


def told(result: ImportResult) -> str:
    return "\n".join(
        f"{line.regel} {line.kolom}: {line.tekst}" for line in result.regels
    )


def test_a_regisseur_of_another_region_is_not_taken(
    ctx: Context, regio: Region
) -> None:
    stranger = regio.andere_regisseur
    data = as_xlsx([list(HEADER), pupil(1, Regisseur=stranger.naam)])
    result = bring_in(ctx, data, regio.regisseur1)
    assert cases(ctx)[0].regisseur_id != stranger.gebruiker_id
    assert "egisseur" in told(result)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_every_line_becomes_a_case_with_its_facts_and_name(
    ctx: Context, regio: Region, kind: str
) -> None:
    lines = rows(3)
    data = as_xlsx(lines) if kind == "xlsx" else as_csv(lines)
    result = bring_in(ctx, data, regio.regisseur1, f"volglijst.{kind}")
    assert (result.gelezen, result.nieuw, result.geweigerd) == (3, 3, 0)
    first = cases(ctx)[0]
    assert first.status is CasusStatus.SIGNAAL
    assert (first.organisatie_id, first.swv_id) == ("school", "swv")
    assert first.regisseur_id == regio.regisseur1.gebruiker_id
    known = {row.veld: row for row in answer_views(ctx, first.id, regio.regisseur1)}
    assert known["geboortemaand"].waarde == "2010-01"
    assert known["postcode4"].waarde == "3311"
    assert known["schoolsoort"].waarde == "vmbo"
    assert known["leerjaar"].waarde == "2"
    assert known["verzuim_sinds"].waarde.isoformat() == "2026-05-01"
    assert known["notitie_bij_aanmelding"].waarde == "Opmerkingen: zit thuis"
    assert known["school_van_inschrijving"].waarde == "Voorbeeldschool"
    assert {row.via for row in known.values()} == {"invoer"}
    assert not any(row.bevestigd for row in known.values())
    with ctx.store.reading() as uow:
        naam = names_of(ctx, uow, [first.id])[first.id]
        (step,) = path_of(uow.session, first.id)
        line = uow.session.get(Casusregel, first.id)
    assert naam.tekst == "Noor van der Voorbeeldaaaa"
    assert (step.van, step.naar) == (None, CasusStatus.SIGNAAL)
    assert line is not None
    assert line.thuis_sinds.isoformat() == "2026-05-01"


def test_the_same_list_again_changes_nothing(ctx: Context, regio: Region) -> None:
    data = as_xlsx(rows(5))
    bring_in(ctx, data, regio.regisseur1)
    before = counts(ctx)
    again = bring_in(ctx, data, regio.regisseur2)
    assert (again.nieuw, again.aangevuld, again.ongewijzigd) == (0, 0, 5)
    assert counts(ctx) == before


def test_without_a_number_the_name_and_month_recognise_the_pupil(
    ctx: Context, regio: Region
) -> None:
    lines = [line[1:] for line in rows(3)]
    bring_in(ctx, as_xlsx(lines), regio.regisseur1)
    turned = as_csv([lines[0], *reversed(lines[1:])])
    again = bring_in(ctx, turned, regio.regisseur1, "volglijst.csv")
    assert (again.nieuw, again.ongewijzigd) == (0, 3)


def test_a_known_case_is_completed_and_never_overwritten(
    ctx: Context, regio: Region
) -> None:
    short = [list(HEADER[:3]), pupil(1)[:3]]
    bring_in(ctx, as_xlsx(short), regio.regisseur1)
    (casus,) = cases(ctx)
    record_answer(
        ctx, casus.id, "leerjaar", "3", rol="regisseur", via="formulier", door="R"
    )
    record_answer(
        ctx, casus.id, "postcode4", "4200", rol="regisseur", via="formulier", door="R"
    )
    withdraw_answer(ctx, casus.id, "postcode4", rol="regisseur", via="formulier")
    result = bring_in(ctx, as_xlsx([list(HEADER), pupil(1)]), regio.regisseur1)
    assert (result.nieuw, result.aangevuld) == (0, 1)
    known = {
        row.veld: row.waarde for row in answer_views(ctx, casus.id, regio.regisseur1)
    }
    assert known["leerjaar"] == "3"
    assert "postcode4" not in known  # a person took it back
    assert known["schoolsoort"] == "vmbo"
    assert "zegt iets anders bij" in told(result)
    assert "‘Groep of klas’; dat blijft staan" in told(result)


def test_a_closed_case_is_left_alone(ctx: Context, regio: Region) -> None:
    bring_in(ctx, as_xlsx([list(HEADER[:3]), pupil(1)[:3]]), regio.regisseur1)
    with ctx.store.unit_of_work() as uow:
        casus = uow.session.get(Casus, cases(ctx)[0].id)
        casus.uitkomst = "opgelost_eigen_school"
        set_status(ctx, uow, casus, CasusStatus.AFGESLOTEN, door="R")
    before = counts(ctx)
    result = bring_in(ctx, as_xlsx([list(HEADER), pupil(1)]), regio.regisseur1)
    assert "is afgesloten; niets gewijzigd" in told(result)
    assert counts(ctx) == before


def test_a_number_given_out_anew_never_mixes_two_pupils(
    ctx: Context, regio: Region
) -> None:
    bring_in(ctx, as_xlsx([list(HEADER[:3]), pupil(1)[:3]]), regio.regisseur1)
    before = counts(ctx)
    other = pupil(1, **{"Naam leerling": "Anders, Sem"})
    result = bring_in(ctx, as_xlsx([list(HEADER), other]), regio.regisseur1)
    assert "andere naam" in told(result)
    assert counts(ctx) == before


def test_two_lines_of_one_pupil_are_one_case(ctx: Context, regio: Region) -> None:
    result = bring_in(
        ctx, as_xlsx([list(HEADER), pupil(1), pupil(2), pupil(1)]), regio.regisseur1
    )
    assert (result.nieuw, result.geweigerd) == (2, 1)
    assert "4 None: dezelfde leerling staat ook op regel 2" in told(result)


def test_no_bsn_or_diagnosis_is_anywhere_in_the_record(
    ctx: Context, regio: Region
) -> None:
    header = [*HEADER, "BSN", "Diagnose"]
    data = as_xlsx(
        [
            header,
            [*pupil(1), BSN, "zeldzaamwoord"],
            [*pupil(2, Opmerkingen=f"let op {BSN}"), BSN, "zeldzaamwoord"],
        ]
    )
    preview = make_preview(ctx, data, "lijst.xlsx", kijker=regio.regisseur1)
    assert BSN not in repr(get_preview(ctx, preview, regio.regisseur1))
    result = confirm_preview(ctx, preview, regio.regisseur1)
    assert result.nieuw == 2
    report = told(result) + report_as_csv(result)
    with ctx.store.reading() as uow:
        tables = uow.session.connection().dialect.get_table_names(
            uow.session.connection()
        )
        everything = "".join(
            repr(uow.session.execute(text(f'SELECT * FROM "{table}"')).all())
            for table in tables
        )
    for secret in (BSN, "zeldzaamwoord"):
        assert secret not in everything
        assert secret not in report
    assert "BSN" in report
    assert "Diagnose" in report


def test_the_stored_report_holds_no_names(ctx: Context, regio: Region) -> None:
    bad = pupil(1, Regisseur="Pietje Puk", Schoolsoort="Jansenschool")
    result = bring_in(ctx, as_xlsx([list(HEADER), bad]), regio.regisseur1)
    stored = import_result(ctx, result.id, regio.regisseur1)
    assert "Regisseur" in told(stored)
    for secret in ("Pietje", "Jansenschool", "Voorbeeldb", "Noor"):
        assert secret not in repr(stored)


def test_a_sign_of_danger_in_a_note_stops_the_case_and_puts_an_urgent_task(
    ctx: Context, regio: Region
) -> None:
    risky = pupil(1, Opmerkingen="hij zegt dat hij dood wil")
    result = bring_in(ctx, as_xlsx([list(HEADER), risky, pupil(2)]), regio.regisseur1)
    assert "op gevaar kan wijzen" in told(result)
    with ctx.store.reading() as uow:
        (task,) = uow.session.query(Taak).all()
    assert (task.soort, task.urgent) == ("veiligheid", True)
    assert task.voor_id == regio.regisseur1.gebruiker_id
    assert "dood" not in task.tekst
    assert [case.status for case in cases(ctx)] == ["gestopt", "signaal"]


def test_a_pupil_who_looks_like_another_is_told(ctx: Context, regio: Region) -> None:
    bring_in(ctx, as_xlsx([list(HEADER), pupil(1)]), regio.regisseur1)
    number = cases(ctx)[0].id
    double = pupil(1, **{"Lln.nr": "X77"})
    result = bring_in(ctx, as_xlsx([list(HEADER), double]), regio.regisseur1)
    assert f"dezelfde leerling als casus {number}" in told(result)


def test_schools_are_known_by_name_and_by_code(ctx: Context, regio: Region) -> None:
    with ctx.store.unit_of_work() as uow:
        for code, naam, place in (
            ("09XX00", "De Wâld", "Dordrecht"),
            ("09XX01", "De Wâld", "Gouda"),
            ("08YY00", "Het Anker", "Dordrecht"),
        ):
            uow.session.add(
                School(
                    id=code, instelling=code[:4], naam=naam, soort="vo", plaats=place
                )
            )
    lines = [
        pupil(1, School="09xx01"),
        pupil(2, School="HET ANKER"),
        pupil(3, School="de wald, Dordrecht"),
        pupil(4, School="De Wâld"),
        pupil(5, School="08YY"),
    ]
    bring_in(ctx, as_xlsx([list(HEADER), *lines]), regio.regisseur1)
    found = [casus.school_id for casus in cases(ctx)]
    assert found == ["09XX01", "08YY00", "09XX00", None, "08YY00"]


def test_a_school_brings_in_its_own_pupils_only(ctx: Context, regio: Region) -> None:
    line = pupil(1, School="Nieuwe school")
    (user,) = (one for one in users(ctx) if one.id == regio.zorg1.gebruiker_id)
    me = replace(regio.zorg1, aanstelling_id=user.aanstelling_id)
    bring_in(ctx, as_xlsx([list(HEADER), line]), me)
    (casus,) = cases(ctx)
    assert casus.organisatie_id == "school"
    assert casus.zorgcoordinator_id == regio.zorg1.gebruiker_id


def test_the_number_of_one_organisation_means_nothing_to_another(
    ctx: Context, regio: Region
) -> None:
    data = as_xlsx([list(HEADER), pupil(1)])
    bring_in(ctx, data, regio.regisseur1)
    result = bring_in(ctx, data, regio.andere_regisseur)
    assert result.nieuw == 1
    assert {casus.swv_id for casus in cases(ctx)} == {"swv", "ander"}


def test_the_command_line_must_say_for_whom(ctx: Context, regio: Region) -> None:
    with pytest.raises(InputError, match="--organisatie"):
        bring_in(ctx, as_xlsx(rows(1)), SYSTEEM)
    assert counts(ctx)["casus"] == 0


def test_when_the_last_step_fails_nothing_came_in(
    ctx: Context, regio: Region, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise InputError("kapot")

    monkeypatch.setattr(import_cases, "store_report", fail)
    before = counts(ctx)
    with pytest.raises(InputError, match="kapot"):
        bring_in(ctx, as_xlsx(rows(20)), regio.regisseur1)
    assert counts(ctx) == before
    assert start_case(ctx, rol="regisseur") == "2026-0001"


def test_numbers_go_on_after_an_import(ctx: Context, regio: Region) -> None:
    bring_in(ctx, as_xlsx(rows(3)), regio.regisseur1)
    assert start_case(ctx, rol="regisseur") == "2026-0004"
