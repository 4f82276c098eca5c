"""Errors: a calm Dutch page, nothing of what was sent, nothing personal in the log."""

import logging

import pytest

from assistant.web.error_pages import _STATUS
from assistant.web.errors import WebError

SECRET = "Pietje woont op de Geheimstraat"


def test_an_unforeseen_error_shows_a_code_and_logs_no_text(
    app, visit, caplog, read_page
):
    @app.get("/stuk", name="health")
    def broken() -> str:
        raise RuntimeError(SECRET)

    with caplog.at_level(logging.DEBUG):
        answer = visit().get("/stuk", params={"naam": SECRET})
    assert answer.status_code == 500
    assert "Er ging bij ons iets mis" in answer.text
    assert "Traceback" not in answer.text
    assert SECRET not in answer.text
    assert read_page(answer.text).lang == "nl"
    ours = [r for r in caplog.records if r.name.startswith("leerplek")]
    assert len(ours) == 1
    assert "RuntimeError" in ours[0].getMessage()
    assert "test_error_pages.py" in ours[0].getMessage()
    assert SECRET not in caplog.text
    code = ours[0].getMessage().split()[1].rstrip(":")
    assert code in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/bestaat-niet", 404),
        ("GET", "/static/bestaat-niet.css", 404),
        ("GET", "/static/../app.py", 404),
        ("GET", "/uit", 405),
        ("PUT", "/toegang", 405),
        ("POST", "/toegang/demo", 422),
    ],
)
def test_a_wrong_address_gets_a_dutch_page(visit, read_page, method, path, status):
    answer = visit().request(method, path)
    assert answer.status_code == status
    page = read_page(answer.text)
    assert page.lang == "nl"
    assert page.tags.count("h1") == 1


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/bestaat-niet"), ("GET", "/uit")]
)
@pytest.mark.parametrize(
    ("rol", "words", "start"),
    [
        (None, "Naar inloggen", "/toegang"),
        ("zorgcoordinator", "Naar uw start", "/start"),
        ("ouder", "Naar uw start", "/ouder"),
    ],
)
def test_an_address_without_a_page_leads_back_to_the_own_start(
    visit, rol, words, start, method, path
):
    page = visit(rol).request(method, path).text
    assert f'<a class="button" href="{start}">{words}</a>' in page


def test_an_address_is_never_repeated_in_an_error(visit):
    answer = visit("zorgcoordinator").get("/casus/geheime-naam/antwoord/iets")
    assert answer.status_code == 404
    assert "iets<" not in answer.text
    assert "<script" not in answer.text


def test_a_form_that_is_no_form_is_refused(visit):
    answer = visit("zorgcoordinator").post(
        "/toegang/demo",
        content=b"--kapot",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert answer.status_code in {400, 422}
    assert "kapot" not in answer.text


def test_every_kind_of_error_has_a_head(knowledge):
    kinds = [WebError, *WebError.__subclasses__()]
    heads = {kind.kop for kind in kinds} | {head for _, _, head in _STATUS}
    assert heads <= knowledge.foutpaginas.koppen.keys()
