"""Absence goes in by pages: choose, look, confirm, report; nothing before yes."""

import pytest

from models.verzuim import Verzuimdag, Verzuimleerling
from tests.assistant.casework.absences import CODES

HEAD = b"leerling;datum;lesuren;gemist;soort\n"
GOOD = HEAD + b"V1;2026-09-07;5;5;ziek\nV1;2026-09-08;5;0;aanwezig\n"
MIXED = GOOD + b"V2;2026-09-07;5;6;ziek\n"


@pytest.fixture
def browser(visit):
    return visit("regisseur")


def own_school(browser):
    page = browser.get("/invoer/verzuim").text
    return page.split('<option value="')[2].split('"')[0]


def send(browser, data, name="verzuim.csv", codes=None, **form):
    files = {"bestand": (name, data, "text/csv")}
    if codes is not None:
        files["codes"] = ("codes.csv", codes, "text/csv")
    form.setdefault("school", own_school(browser))
    return browser.post("/invoer/verzuim", data=form, files=files)


def stored(ctx):
    with ctx.store.reading() as uow:
        kinds = (Verzuimleerling, Verzuimdag)
        return tuple(uow.session.query(kind).count() for kind in kinds)


def test_from_file_to_report(browser, ctx, read_page):
    before = stored(ctx)
    answer = send(browser, MIXED)
    assert answer.status_code == 303
    here = answer.headers["location"]
    shown = browser.get(here)
    page = read_page(shown.text)
    assert page.tags.count("h1") == 1
    assert all(box["id"] in page.labelled for box in page.boxes if box.get("id"))
    assert "Alleen de 2 goede regels invoeren" in shown.text
    assert "er zijn meer uren gemist" in shown.text.casefold()
    assert stored(ctx) == before
    rejected = browser.get(f"{here}/afgekeurd")
    assert "attachment" in rejected.headers["content-disposition"]
    assert rejected.text.splitlines()[1].startswith("4;gemist;fout;")
    done = browser.post(f"{here}/bevestigen", data={"vervang": "nee"})
    report = browser.get(done.headers["location"])
    assert "Verslag van het verzuim" in report.text
    assert stored(ctx) == (before[0] + 1, before[1] + 2)
    assert "verzuim.csv" in browser.get("/invoer").text
    # the same file again: told beforehand, and nothing changes
    again = send(browser, MIXED).headers["location"]
    assert "al ingelezen" in browser.get(again).text
    browser.post(f"{again}/bevestigen", data={"vervang": "nee"})
    assert stored(ctx) == (before[0] + 1, before[1] + 2)


def test_reports_with_codes_and_a_timetable(browser):
    text = b"leerling;begindatum;einddatum;code\nV3;2026-09-07;;Z\n"
    text += b"V3;2026-09-01;2026-09-01;Q\n"
    here = send(browser, text, codes=CODES, rooster="ma=5 di=5").headers["location"]
    page = browser.get(here).text
    assert "1 melding staat nog open" in page
    assert "staat niet in de codetabel" in page
    wrong = browser.post(
        here, data={"rooster": "acht uur", "school": own_school(browser)}
    )
    assert wrong.status_code == 422
    assert "dit is geen rooster" in wrong.text


def test_columns_nobody_knows_can_be_pointed_out(browser, ctx, read_page):
    text = b"stnr;wanneer;les;weg;waarom\nV4;2026-09-07;5;5;ziek\n"
    here = send(browser, text).headers["location"]
    assert "Wijs zelf aan" in browser.get(here).text
    columns = browser.get(f"{here}/kolommen")
    page = read_page(columns.text)
    assert all(box["id"] in page.labelled for box in page.boxes if box.get("id"))
    few = browser.post(f"{here}/kolommen", data={"kolom-0": "leerling"})
    assert few.status_code == 422
    assert "ontbreekt een kolom" in few.text
    chosen = {
        "kolom-0": "leerling",
        "kolom-1": "datum",
        "kolom-2": "lesuren",
        "kolom-3": "gemist",
        "kolom-4": "soort",
    }
    assert browser.post(f"{here}/kolommen", data=chosen).headers["location"] == here
    assert "1 regel invoeren" in browser.get(here).text


def test_a_file_with_a_bsn_never_reaches_the_preview(browser, ctx):
    before = stored(ctx)
    answer = send(
        browser, b"leerling;BSN;datum;lesuren;gemist;soort\nV1;1;x;5;5;ziek\n"
    )
    assert answer.status_code == 422
    assert "‘BSN’ wordt geweigerd" in answer.text
    assert stored(ctx) == before


def test_no_file_or_a_school_of_others_is_told(browser):
    answer = browser.post("/invoer/verzuim", data={"school": own_school(browser)})
    assert "Kies eerst een bestand" in answer.text
    answer = send(browser, GOOD, school="")
    assert "Kies van welke school" in answer.text
    answer = send(browser, GOOD, school="niet-van-mij")
    assert answer.status_code == 422
    assert "kunt u geen verzuim invoeren" in answer.text


def test_a_preview_belongs_to_who_made_it_and_can_be_thrown_away(browser, visit):
    here = send(browser, GOOD).headers["location"]
    assert visit("zorgcoordinator").get(here).status_code == 404
    assert browser.post(f"{here}/weg").headers["location"] == "/invoer/verzuim"
    assert browser.get(here).status_code == 404


@pytest.mark.parametrize("rol", ["overleglid"])
def test_who_brings_in_no_lists_brings_in_no_absence(visit, rol):
    assert visit(rol).get("/invoer/verzuim").status_code == 403
