"""A list goes in by pages: choose, map, look, confirm, report; nothing before yes."""

import time

import pytest

from assistant.casework.case_lists import list_cases
from assistant.casework.kijker import SYSTEEM
from assistant.web import headers, invoer
from tests.assistant.casework.dossiers import dossier
from tests.assistant.casework.lists import BSN, HEADER, as_csv, as_xlsx, pupil, rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def browser(visit):
    return visit("regisseur")


def send(browser, data, name="volglijst.xlsx", kind=XLSX, **form):
    return browser.post("/invoer", data=form, files={"bestand": (name, data, kind)})


def cases(ctx):
    return {row.id for row in list_cases(ctx, SYSTEEM)}


def uploaded(browser, data, name="volglijst.xlsx"):
    answer = send(browser, data, name)
    assert answer.status_code == 303
    return answer.headers["location"].removesuffix("/kolommen")


def chosen(page):
    """Return the form of the columns as it is filled in."""
    import re

    found = {}
    for name, body in re.findall(
        r'<select id="[^"]+" name="([^"]+)".*?>(.*?)</select>', page, re.S
    ):
        picked = re.search(r'value="([^"]*)" selected', body)
        found[name] = picked[1] if picked else ""
    return found


def test_from_file_to_report(browser, ctx, read_page):
    before = cases(ctx)
    here = uploaded(browser, as_xlsx(rows(3)))
    columns = browser.get(f"{here}/kolommen")
    page = read_page(columns.text)
    assert page.tags.count("h1") == 1
    assert all(box["id"] in page.labelled for box in page.boxes if box.get("id"))
    form = chosen(columns.text)
    assert form["kolom-0"] == "eigen_nummer"
    answer = browser.post(f"{here}/kolommen", data=form)
    assert answer.headers["location"] == here
    preview = browser.get(here)
    assert "3 casussen invoeren" in preview.text
    assert "Er is nog niets bewaard" in preview.text
    assert "Noor van der Voorbeeldaaaa" in preview.text
    assert cases(ctx) == before
    done = browser.post(f"{here}/bevestigen")
    report = browser.get(done.headers["location"])
    assert "nieuwe casussen" in report.text
    assert len(cases(ctx) - before) == 3
    file = browser.get(done.headers["location"] + "/bestand")
    assert file.headers["content-type"].startswith("text/csv")
    assert file.text.startswith("\ufeffregel;kolom;soort;wat")
    again = uploaded(browser, as_xlsx(rows(3)))
    assert "Er is niets nieuws" in browser.get(again).text


def test_a_mapping_that_cannot_be_keeps_what_was_chosen(browser, ctx):
    here = uploaded(browser, as_xlsx(rows(1)))
    form = chosen(browser.get(f"{here}/kolommen").text) | {"kolom-5": "school"}
    answer = browser.post(f"{here}/kolommen", data=form)
    assert answer.status_code == 422
    assert "Twee kolommen gaan naar" in answer.text
    assert chosen(answer.text)["kolom-5"] == "school"


def test_a_list_that_names_nobody_comes_back_to_its_columns(browser):
    here = uploaded(browser, as_csv([["Kleur", "Dier"], ["rood", "hond"]]), "x.csv")
    answer = browser.get(here)
    assert answer.status_code == 422
    assert "Welke kolom is wat?" in answer.text
    assert "eigen nummer of met de naam" in answer.text


def test_a_refused_column_is_named_and_its_cells_are_nowhere(browser):
    lines = [[*HEADER, "BSN"], [*pupil(1), BSN]]
    here = uploaded(browser, as_xlsx(lines))
    for page in (f"{here}/kolommen", here):
        answer = browser.get(page).text
        assert "BSN" in answer
        assert BSN not in answer


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "leeg.csv", "het bestand is leeg"),
        (b"PK\x03\x04xx", "kapot.xlsx", "beschadigd"),
        (b"<iets/>", "x.xml", "geen OSO-dossier"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(browser, data, name, message):
    answer = send(browser, data, name)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Er is niets ingevoerd" in answer.text


def test_without_a_file_the_form_says_so(browser):
    assert "Kies eerst een bestand" in browser.post("/invoer", data={"blad": "x"}).text


def test_an_upload_has_a_limit_of_its_own(browser, monkeypatch):
    assert headers.MAX_UPLOAD > headers.MAX_BODY
    big = b"a;b\n" + b"x" * (headers.MAX_BODY + 10)
    assert send(browser, big, "groot.csv").status_code == 422
    answer = browser.post("/invoer", headers={"content-length": "27000000"})
    assert answer.status_code == 413
    assert "te groot" in answer.text
    other = browser.post("/taken", headers={"content-length": "27000000"})
    assert other.status_code == 413


def test_a_preview_is_of_one_person(browser, visit, ctx):
    here = uploaded(browser, as_xlsx(rows(1)))
    before = cases(ctx)
    other = visit("zorgcoordinator")
    for path in (here, f"{here}/kolommen", f"{here}/bezig"):
        assert other.get(path).status_code == 404
    assert other.post(f"{here}/bevestigen").status_code == 404
    assert other.post(f"{here}/weg").status_code == 303
    assert cases(ctx) == before
    assert browser.get(here).status_code == 200
    assert browser.post(f"{here}/weg").headers["location"] == "/invoer"
    assert browser.get(here).status_code == 404


def test_what_waits_and_what_came_in_is_listed(browser):
    here = uploaded(browser, as_xlsx(rows(1)), "wacht.xlsx")
    page = browser.get("/invoer").text
    assert "wacht.xlsx" in page
    assert here in page
    browser.post(f"{here}/bevestigen")
    page = browser.get("/invoer").text
    assert "Wacht op uw bevestiging" not in page
    assert "Eerder ingevoerd" in page


def test_a_dossier_goes_straight_to_its_preview(browser, ctx):
    before = cases(ctx)
    here = uploaded(browser, dossier(1, pupil=f"<bsn>{BSN}</bsn>"), "dossier.xml")
    page = browser.get(here).text
    assert "1 casus invoeren" in page
    assert "Burgerservicenummer" in page
    assert BSN not in page
    assert browser.get(f"{here}/kolommen").status_code == 404
    assert browser.post(f"{here}/bevestigen").status_code == 303
    assert len(cases(ctx) - before) == 1


def test_a_large_list_runs_on_and_shows_how_far_it_is(browser, ctx, monkeypatch):
    monkeypatch.setattr(invoer, "AT_ONCE", 2)
    before = cases(ctx)
    here = uploaded(browser, as_xlsx(rows(5)))
    answer = browser.post(f"{here}/bevestigen")
    assert answer.headers["location"] == f"{here}/bezig"
    deadline = time.monotonic() + 30
    answer = browser.get(f"{here}/bezig")
    while answer.status_code == 200 and time.monotonic() < deadline:
        assert 'http-equiv="refresh"' in answer.text
        time.sleep(0.05)
        answer = browser.get(f"{here}/bezig")
    assert answer.headers["location"].startswith("/invoer/verslag/")
    assert len(cases(ctx) - before) == 5


def test_after_a_restart_the_page_says_that_nothing_came_in(browser):
    here = uploaded(browser, as_xlsx(rows(1)))
    answer = browser.get(f"{here}/bezig")
    assert answer.status_code == 422
    assert "onderbroken. Er is niets ingevoerd" in answer.text


@pytest.mark.parametrize("rol", ["ouder", "overleglid", "aanbieder", None])
def test_others_do_not_bring_anything_in(visit, rol, ctx):
    casus = next(iter(sorted(cases(ctx)))) if rol == "ouder" else None
    answer = visit(rol, casus).get("/invoer")
    assert answer.status_code in (303, 403)
