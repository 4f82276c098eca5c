"""Canaries: a mark in every field of a case, and every page of every role searched.

What the law says is written out here once more, apart from the table of the product:
the two must agree on every page, export and answer of the API that can be reached.
"""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from sqlalchemy import select

from assistant.casework.case_lists import list_cases
from assistant.casework.kijker import SYSTEEM
from assistant.casework.names import Volledigenaam, set_name
from assistant.casework.organisations import organisations
from knowledge.velden import Gevoeligheid, VeldType
from models.antwoord import Antwoord, Via
from models.casus import Casus
from models.deling import Deling

MARK = re.compile(r"kanarie-([a-z0-9_]+)", re.IGNORECASE)
NAME = "naamvan"
WORDS = "woordenvan_"
MOST_PAGES = 120
# Facts on school and the course of things: what BW 1:377c gives a parent without gezag.
FACTS = {"school_van_inschrijving", "regisseur"}
SENSITIVE = {Gevoeligheid.bijzonder_gezondheid, Gevoeligheid.strafrechtelijk}
# A form that changes something or ends the session is no page to read.
NOT_READ = ("/uit", "/static/")


@pytest.fixture
def marked(ctx):
    """Return a case on the table with a mark in every text, every origin and name."""
    casus_id = not_shared(ctx)
    texts = [
        veld
        for veld in ctx.knowledge.velden.values()
        if veld.type in (VeldType.text_short, VeldType.text_long) and not veld.patroon
    ]
    with ctx.store.unit_of_work() as uow:
        for veld in texts:
            uow.session.add(
                Antwoord(
                    casus_id=casus_id,
                    veld=veld.id,
                    waarde=f"kanarie-{veld.id}",
                    woorden=f"kanarie-{WORDS}{veld.id}",
                    rol="zorgcoordinator",
                    via=Via.CHAT,
                    door="Iemand (voorbeeld)",
                    op=ctx.now(),
                )
            )
    set_name(
        ctx,
        casus_id,
        Volledigenaam(voornaam=f"Kanarie-{NAME}", tussenvoegsel="", achternaam="Test"),
        door="Iemand (voorbeeld)",
    )
    return casus_id


def not_shared(ctx) -> str:
    """Return a case on the table that no other organisation was given to see."""
    with ctx.store.reading() as uow:
        shared = set(uow.session.scalars(select(Deling.casus_id)))
    rows = list_cases(ctx, SYSTEEM, ["op_tafel"])
    return next(row.id for row in rows if row.id not in shared)


@pytest.fixture
def marks_seen(marked):
    """Read every page that a visitor can reach; return the marks on them."""

    def read(browser, home: str) -> set[str]:
        todo = deque([home, *own_pages(marked)])
        done: set[str] = set()
        marks: set[str] = set()
        while todo and len(done) < MOST_PAGES:
            path = todo.popleft()
            if path in done or path.startswith(NOT_READ):
                continue
            done.add(path)
            answer = browser.get(path)
            assert answer.status_code < 500, f"{path} breaks"
            marks |= {one.lower() for one in MARK.findall(answer.text)}
            if answer.is_redirect:
                todo.append(local(path, answer.headers["location"]))
            todo.extend(
                local(path, link)
                for link in re.findall(r'href="([^"#]+)', answer.text)
                if local(path, link).startswith("/")
            )
        assert len(done) > 1
        return marks

    return read


def own_pages(casus_id: str) -> list[str]:
    """Return the addresses that anybody could type, linked or not."""
    case = f"/casus/{casus_id}"
    papers = [
        f"{case}/stuk/{kind}/{form}"
        for kind in ("tlv", "opp", "overleg", "inzage")
        for form in ("json", "docx")
    ]
    return [
        case,
        f"{case}/advies",
        f"{case}/antwoord/reden_aanmelding",
        f"{case}/sluiten",
        f"/api/v1/casussen/{casus_id}",
        f"/api/v1/casussen/{casus_id}/advies",
        "/api/v1/casussen",
        *papers,
    ]


def local(path: str, link: str) -> str:
    """Return the path of a link on this site, or nothing."""
    parts = urlsplit(urljoin(f"http://localhost{path}", link))
    if parts.netloc != "localhost":
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def fields_of(marks: set[str]) -> set[str]:
    """Return the fields behind the marks, values and words alike."""
    return {one.removeprefix(WORDS) for one in marks if one != NAME}


def health_of(ctx, marks: set[str]) -> set[str]:
    """Return the fields among the marks that hold health or criminal data."""
    return {
        one
        for one in fields_of(marks)
        if ctx.knowledge.velden[one].gevoeligheid in SENSITIVE
    }


def kept_from(ctx, public: str) -> set[str]:
    """Return the fields that are never shown to parents, pupil or table."""
    return {v.id for v in ctx.knowledge.velden.values() if public in v.niet_tonen_aan}


def owner_of(ctx, casus_id: str) -> str | None:
    with ctx.store.reading() as uow:
        return uow.session.get(Casus, casus_id).organisatie_id


def swv_of(ctx, casus_id: str) -> str | None:
    with ctx.store.reading() as uow:
        return uow.session.get(Casus, casus_id).swv_id


def test_the_regisseur_of_the_case_sees_it_and_the_canaries_sing(
    ctx, visit, marked, marks_seen
):
    swv = swv_of(ctx, marked)
    marks = marks_seen(visit("regisseur", organisatie=swv), "/start")
    assert NAME in marks
    assert len(fields_of(marks)) > 20
    assert health_of(ctx, marks)


def test_the_own_school_sees_it_and_another_school_sees_nothing(
    ctx, visit, marked, marks_seen
):
    own = owner_of(ctx, marked)
    seen = marks_seen(visit("zorgcoordinator", organisatie=own), "/start")
    assert len(fields_of(seen)) > 20
    schools = [
        one.id for one in organisations(ctx) if one.soort == "school" and one.id != own
    ]
    other = marks_seen(visit("zorgcoordinator", organisatie=schools[0]), "/start")
    assert other == set()


@pytest.mark.parametrize(
    "rol",
    [
        "beheerder",
        "functionaris_gegevensbescherming",
        "leerplichtambtenaar",
        "aanbieder",
    ],
)
def test_who_has_nothing_to_do_with_the_case_sees_nothing_of_it(rol, visit, marks_seen):
    assert marks_seen(visit(rol), "/start") == set()


def test_the_table_sees_no_health_data_and_nothing_about_danger_at_home(
    ctx, visit, marks_seen
):
    partners = [
        one.id for one in organisations(ctx) if one.soort in ("leerplicht", "school")
    ]
    marks = marks_seen(visit("overleglid", organisatie=partners[0]), "/overleg")
    assert health_of(ctx, marks) == set()
    assert not fields_of(marks) & kept_from(ctx, "plaatsingsoverleg")
    assert NAME not in marks


def test_a_parent_with_gezag_never_sees_what_is_kept_from_parents(
    ctx, visit, marked, marks_seen
):
    marks = marks_seen(visit("ouder", marked), "/ouder")
    assert not fields_of(marks) & kept_from(ctx, "ouder")


def test_a_parent_without_gezag_sees_facts_on_school_only(visit, marked, marks_seen):
    marks = marks_seen(visit("ouder", marked, gezag=False), "/ouder")
    assert fields_of(marks) <= FACTS
    assert not any(one.startswith(WORDS) for one in marks)


def test_the_pupil_never_sees_what_is_kept_from_pupils(ctx, visit, marked, marks_seen):
    marks = marks_seen(visit("leerling", marked), "/leerling")
    assert not fields_of(marks) & kept_from(ctx, "leerling")


def test_the_family_of_another_case_sees_nothing(visit, case_with, marks_seen):
    other = case_with("besloten")
    for rol in ("ouder", "leerling"):
        assert marks_seen(visit(rol, other), f"/{rol}") == set()
