"""A real app on a real record with the demo region, and visitors of every role."""

from __future__ import annotations

import shutil
import threading
import time
import warnings
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import uvicorn
from playwright.sync_api import sync_playwright

from assistant.casework.cases import list_cases
from assistant.casework.family import add_family_member, family
from assistant.casework.kijker import SYSTEEM
from assistant.casework.load_demo import load_demo
from assistant.casework.organisations import organisations
from assistant.casework.people import create_user, users
from assistant.casework.sessions import open_session
from assistant.context import Context
from assistant.errors import InputError
from assistant.settings import Settings
from assistant.setup.ports import free_port
from assistant.web.app import create_app
from assistant.web.sessions import COOKIE
from models.casus import Casus
from models.store import open_store

with warnings.catch_warnings():
    # It asks for httpx2; the product itself uses httpx.
    warnings.simplefilter("ignore", DeprecationWarning)
    warnings.simplefilter("ignore", UserWarning)
    from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from fastapi import FastAPI

    from assistant.casework.views import UserView
    from knowledge.load import Knowledge
    from models.store import UnitOfWork

STAFF = ("zorgcoordinator", "regisseur", "overleglid", "secretaris", "beheerder")
_SKIPPED_INPUTS = {"hidden", "submit", "button"}


@pytest.fixture(scope="session")
def demo_day() -> date:
    """Return the day on which the demo record was made: today, as in the product."""
    from datetime import UTC, datetime

    return datetime.now(UTC).date()


@pytest.fixture(scope="session")
def demo_record(
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
    knowledge: Knowledge,
    test_key: str,
) -> Path:
    """Return a database file with the demo region, to copy from."""
    folder = tmp_path_factory.mktemp("voorbeeld")
    path = folder / "leerplek.db"
    shutil.copy(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    store = open_store(url)
    settings = Settings(data_dir=folder, database_url=url, demo=True, sleutel=test_key)
    load_demo(Context(store, knowledge, settings))
    store.close()
    return path


@pytest.fixture
def database_url(tmp_path: Path, demo_record: Path) -> str:
    """Return the address of an own copy of the demo record."""
    path = tmp_path / "leerplek.db"
    shutil.copy(demo_record, path)
    return f"sqlite:///{path}"


@pytest.fixture
def ctx(store, knowledge, settings) -> Context:
    """Return the surroundings: demo on, and nothing answers where Rasa should be."""
    return Context(store, knowledge, replace(settings, demo=True))


@pytest.fixture
def app(ctx: Context) -> FastAPI:
    return create_app(ctx)


@pytest.fixture
def case_with(ctx: Context) -> Callable[[str], str]:
    """Give a case with a status, of the school of the first zorgcoördinator.

    That school has one in every status; what the demo has elsewhere is second choice.
    """

    def find(status: str) -> str:
        rows = [row for row in list_cases(ctx, SYSTEEM) if row.status == status]
        with ctx.store.reading() as uow:
            own = [row.id for row in rows if _school_of(uow, row.id) == "insula"]
        return own[0] if own else rows[0].id

    return find


def _school_of(uow: UnitOfWork, casus_id: str) -> str | None:
    casus = uow.session.get(Casus, casus_id)
    return None if casus is None else casus.organisatie_id


@pytest.fixture
def visit(app: FastAPI, ctx: Context) -> Callable[..., TestClient]:
    """Give a browser of somebody with a role, or of nobody.

    ``visit("regisseur")`` is the first person of the demo with that role, at
    ``organisatie`` when given; ``visit("ouder", casus_id, gezag=False)`` is a parent
    of that case. Whoever is not there yet is added.
    """

    def open_browser(
        rol: str | None = None,
        casus_id: str | None = None,
        *,
        gezag: bool = True,
        organisatie: str | None = None,
    ) -> TestClient:
        client = TestClient(
            app,
            base_url="http://localhost",
            client=("127.0.0.1", 50000),
            follow_redirects=False,
            # Every browser of today says where a form comes from.
            headers={"origin": "http://localhost"},
        )
        if rol is not None:
            token = session_for(
                ctx, rol, casus_id, gezag=gezag, organisatie=organisatie
            )
            client.headers["cookie"] = f"{COOKIE}={token}"
        return client

    return open_browser


def session_for(
    ctx: Context,
    rol: str,
    casus_id: str | None = None,
    *,
    gezag: bool = True,
    organisatie: str | None = None,
) -> str:
    """Open a session of somebody with a role and return its token."""
    if rol in {"ouder", "leerling"}:
        member = family_member(ctx, casus_id or "2026-0001", rol, gezag)
        return open_session(ctx, via="test", gezinslid_id=member)
    at_party = [
        user
        for user in users(ctx)
        if user.rol == rol and organisatie in (None, user.organisatie_id)
    ]
    user = at_party[0] if at_party else a_user(ctx, rol, organisatie)
    return open_session(ctx, via="test", aanstelling_id=user.aanstelling_id)


def family_member(ctx: Context, casus_id: str, soort: str, gezag: bool = True) -> int:
    """Return a parent (with or without gezag) or the pupil of a case."""
    asked = gezag if soort == "ouder" else None
    for one in family(ctx, casus_id):
        if one.soort == soort and one.gezag is asked:
            return one.id
    return add_family_member(ctx, casus_id, soort, asked, door="Test")


def a_user(ctx: Context, rol: str, organisatie: str | None) -> UserView:
    """Add somebody with a role, at a party where that role can be."""
    parties = [organisatie] if organisatie else [one.id for one in organisations(ctx)]
    for party in parties:
        with suppress(InputError):
            return create_user(
                ctx, naam=f"Iemand {rol} (voorbeeld)", rol=rol, organisatie=party
            )
    raise AssertionError(f"no party has a {rol}")


@dataclass
class Page(HTMLParser):
    """What a reader of a page needs: its title, its labels, its boxes."""

    title: str = ""
    lang: str | None = None
    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    boxes: list[dict[str, str | None]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._inside = ""

    def handle_starttag(self, tag, attrs) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self._inside = tag
        if tag == "html":
            self.lang = given.get("lang")
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        is_box = tag in {"input", "select", "textarea"}
        if is_box and given.get("type") not in _SKIPPED_INPUTS:
            self.boxes.append(given)
        self.addresses += [
            given[name] for name in ("href", "src", "action") if given.get(name)
        ]
        self.inline += [name for name in given if name == "style" or name[:2] == "on"]

    def handle_data(self, data) -> None:
        # A picture names its parts with the same tag.
        if self._inside == "title" and "svg" not in self.tags:
            self.title += data
        self.text += data

    def handle_endtag(self, tag) -> None:
        self._inside = ""


@pytest.fixture
def read_page() -> Callable[[str], Page]:
    """Read the HTML of a page."""

    def read(html: str) -> Page:
        page = Page()
        page.feed(html)
        return page

    return read


@pytest.fixture(scope="session")
def chromium(chromium_path):
    """Start the Chromium of this machine, without its own calls to the outside."""
    quiet = ("--disable-background-networking", "--no-first-run", "--disable-sync")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path,
            args=["--no-sandbox", "--disable-gpu", *quiet],
        )
        yield browser
        browser.close()


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """Serve the app on loopback while a test runs."""
    port = free_port()
    config = uvicorn.Config(app, port=port, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def open_page(chromium):
    contexts = []

    def make(**options):
        context = chromium.new_context(locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield make
    for context in contexts:
        context.close()
