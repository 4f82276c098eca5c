"""The report on verzuim as people see, download and share it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from assistant.casework.absence_report import default_choice, make_report
from assistant.casework.absence_report_files import as_csv, as_xlsx
from assistant.casework.kijker import SYSTEEM

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
        ("delen=ja&school=dalton", "Delen kan alleen over alle scholen samen"),
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
