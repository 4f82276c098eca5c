"""The report on verzuim as people see, download and share it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import pairwise

import openpyxl
import pytest

from assistant.casework.absence_report import make_report
from assistant.casework.absence_report_choice import default_choice
from assistant.casework.absence_report_files import as_csv, as_xlsx
from assistant.casework.kijker import SYSTEEM, viewer_in
from models.gebruiker import Aanstelling, Rol

PAGE = "/verzuim/rapport"


def test_a_school_sees_stock_and_flow_with_rule_and_date(visit) -> None:
    page = visit("zorgcoordinator").get(PAGE)
    assert page.status_code == 200
    for words in ("Stand aan het begin", "de som klopt", "peildatum", "Noord-Kennem"):
        assert words in page.text
    assert " style=" not in page.text.split("<main")[1]
    assert page.text.count("<h1") == 1


@pytest.mark.parametrize("role", ["beheerder", "overleglid"])
def test_who_may_not_count_is_refused(visit, role) -> None:
    assert visit(role).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("definitie=bestaat_niet", "Deze definitie staat niet in de lijst"),
        ("van=morgen", "Deze dag is niet te lezen"),
        ("van=2026-10-01&tot=2026-09-01", "ligt voor de eerste"),
        ("tot=2999-01-01", "ligt in de toekomst"),
        ("van=1990-01-01", "langer dan twee jaar"),
        ("school=elders", "Deze school staat niet in de lijst"),
        ("delen=ja&school=dalton", "Delen kan alleen over alle scholen en gemeenten"),
        ("delen=ja&gemeente=Gorinchem", "Delen kan alleen over alle scholen"),
        ("gemeente=Atlantis", "Deze gemeente staat niet in de lijst"),
        ("lezing.landelijk.grens=soms", "staat deze keuze niet"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_line(visit, query, told) -> None:
    page = visit("zorgcoordinator").get(f"{PAGE}?{query}")
    assert page.status_code == 422
    assert told in page.text


def test_a_shared_report_has_no_count_from_1_to_4(ctx) -> None:
    for name in ctx.knowledge.verzuim.definities:
        choice = replace(default_choice(ctx), definitie=name, delen=True)
        report = make_report(ctx, SYSTEEM, choice)
        rows = list(
            csv.reader(io.StringIO(as_csv(ctx, report).decode()), delimiter=";")
        )
        counts = [row[2] for row in rows if row[0] != "gemiddelde"]
        assert not {"1", "2", "3", "4"} & set(counts), name
        assert not report.naast


def test_the_counts_beside_each_other_agree_with_the_flow(ctx) -> None:
    usual = default_choice(ctx)
    for name in ("landelijk", "dordrecht", "inspectie_lrv", "vuijk"):
        report = make_report(ctx, SYSTEEM, replace(usual, definitie=name))
        beside = next(one for one in report.naast if one.definitie.id == name)
        assert beside.begin == report.stroom.in_beeld.regels[0].aantal
        assert beside.einde == report.stroom.over.totaal


def test_the_workbook_says_the_same_as_the_csv_and_has_no_formula(ctx) -> None:
    report = make_report(ctx, SYSTEEM, default_choice(ctx))
    rows = list(
        csv.reader(io.StringIO(as_csv(ctx, report).decode("utf-8-sig")), delimiter=";")
    )
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ctx, report))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in rows] == [row[1] for row in cells]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_name_that_looks_like_a_formula_stays_text(ctx) -> None:
    from matching.verzuim.rapport_som import Regel

    report = make_report(ctx, SYSTEEM, default_choice(ctx))
    flow = report.stroom
    trap = Regel("x", '=HYPERLINK("http://voorbeeld.nl")', 7)
    som = replace(flow.in_beeld, regels=(*flow.in_beeld.regels, trap))
    report = replace(report, stroom=replace(flow, in_beeld=som))
    assert ";'=HYPERLINK" in as_csv(ctx, report).decode().replace('"', "")
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ctx, report))).active
    found = [c for row in sheet.iter_rows() for c in row if "HYPERLINK" in str(c.value)]
    assert found
    assert all(cell.data_type == "s" and cell.value[0] == "'" for cell in found)


def test_a_reading_that_is_not_the_default_is_said_beside_the_number(visit) -> None:
    client = visit("zorgcoordinator")
    page = client.get(f"{PAGE}?lezing.landelijk.grens=minstens").text
    assert "landelijk" in page
    assert "Landelijke definitie van thuiszitter: 28 dagen of meer" in page
    assert "Anders gelezen dan gewoon: 28 dagen of meer." in page
    # What another definition was read like does not follow to this one.
    other = client.get(f"{PAGE}?definitie=vuijk&lezing.landelijk.grens=soms")
    assert other.status_code == 200
    assert "Anders gelezen" not in other.text


def test_a_definition_made_of_others_shows_their_settings(ctx) -> None:
    choice = replace(default_choice(ctx), definitie="amsterdam")
    report = make_report(ctx, SYSTEEM, choice)
    assert {row.definitie.id for row in report.lezing} == {"amsterdam_thuis"}


def test_a_wider_reading_never_counts_fewer_and_all_numbers_follow(ctx) -> None:
    usual = replace(default_choice(ctx), definitie="landelijk")
    wide = replace(usual, lezing={"landelijk": {"ziek": "ja", "dag": "nee"}})
    narrow, more = (make_report(ctx, SYSTEEM, one) for one in (usual, wide))
    assert more.stroom.over.totaal >= narrow.stroom.over.totaal
    beside = next(one for one in more.naast if one.definitie.id == "landelijk")
    assert beside.einde == more.stroom.over.totaal
    text = as_csv(ctx, more).decode()
    assert "ziek telt mee" in text
    assert "ziek telt mee" not in as_csv(ctx, narrow).decode()


def test_the_municipalities_together_are_everybody(ctx) -> None:
    usual = replace(default_choice(ctx), definitie="dordrecht")
    with ctx.store.reading() as uow:
        rows = uow.session.query(Aanstelling).filter_by(rol=Rol.REGISSEUR)
        leads = [viewer_in(row) for row in rows]
    reports = [make_report(ctx, lead, usual) for lead in leads]
    at = max(range(len(leads)), key=lambda n: len(reports[n].filters.gemeenten))
    lead, everybody = leads[at], reports[at]
    apart = [
        make_report(ctx, lead, replace(usual, gemeente=name))
        for name, _label in everybody.filters.gemeenten
    ]
    assert len(apart) > 1
    assert sum(one.leerlingen for one in apart) == everybody.leerlingen
    totals = [one.stroom.over.totaal for one in apart]
    assert sum(totals) == everybody.stroom.over.totaal


def test_the_stock_of_each_week_follows_from_the_week_before(ctx) -> None:
    report = make_report(ctx, SYSTEEM, replace(default_choice(ctx), definitie="vuijk"))
    assert report.per_week[0].stand == report.stroom.in_beeld.regels[0].aantal
    assert report.per_week[-1].stand == report.stroom.over.totaal
    for before, now in pairwise(report.per_week):
        assert now.stand == before.stand + now.erbij - now.eraf
    assert any(one.erbij for one in report.per_week)


def test_a_shared_version_has_no_stock_per_week(ctx, visit) -> None:
    shared = replace(default_choice(ctx), delen=True)
    assert make_report(ctx, SYSTEEM, shared).per_week == ()
    words = ctx.knowledge.rapport.teksten.per_week
    client = visit("zorgcoordinator")
    assert words in client.get(PAGE).text
    assert words not in client.get(f"{PAGE}?delen=ja").text
