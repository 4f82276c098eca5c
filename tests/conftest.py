"""What tests of every room share: knowledge, a fresh record, a real bot, a real app."""

from __future__ import annotations

import os
import shutil
import sys
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from assistant.context import Context
from assistant.settings import REPO_ROOT, Settings
from assistant.setup.bot import ensure_bot
from assistant.setup.database import ensure_database
from assistant.setup.demo import demo_settings, ensure_demo
from assistant.setup.environments import rasa_python
from assistant.setup.errors import PythonMissing
from assistant.setup.ports import free_port
from assistant.setup.processes import stop
from assistant.setup.rasa import RasaProcess, start_rasa
from assistant.setup.serving import app_service
from assistant.setup.steps import StreamReport
from knowledge.load import load_knowledge
from models.store import open_store
from models.tables import metadata

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from knowledge.load import Knowledge
    from models.store import Store

POSTGRES_VARIABLE = "LEERPLEK_TEST_POSTGRES_URL"
IN_CI = os.environ.get("CI", "").lower() == "true"
# One key for all tests, so that a copied record can be opened; not used elsewhere.
TEST_KEY = "dGVzdHNsZXV0ZWwgdmFuIExlZXJwbGVrLCBuaWV0IGc"
# A Monday in a school week, so that "last week" means school days.
PEILDATUM = date(2026, 9, 14)
APP_SECONDS = 30.0


def skip_or_fail(reason: str) -> None:
    """Skip on a laptop that lacks something; in CI everything must be there."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repo_root() -> Path:
    """Return the folder of the repository."""
    return REPO_ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """Return the folder with real reference files, which only some machines have."""
    folder = REPO_ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("de map ../shared met echte bestanden is hier niet")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Return the Chromium of this machine."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        skip_or_fail("Chromium ontbreekt; installeer het pakket chromium")
        raise AssertionError
    return found


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Return the real knowledge, loaded once."""
    return load_knowledge()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty, migrated database file to copy from."""
    path = tmp_path_factory.mktemp("record") / "leeg.db"
    store = open_store(f"sqlite:///{path}")
    store.migrate()
    store.close()
    return path


@pytest.fixture(scope="session")
def postgres_record() -> Iterator[str]:
    """Yield the address of one migrated PostgreSQL database for all tests."""
    address = os.environ.get(POSTGRES_VARIABLE)
    if not address:
        skip_or_fail(f"{POSTGRES_VARIABLE} is niet gezet")
        raise AssertionError
    with fresh_postgres(address) as url:
        store = open_store(url)
        store.migrate()
        store.close()
        yield url


@contextmanager
def fresh_postgres(address: str) -> Iterator[str]:
    """Make a PostgreSQL database beside the given one, and drop it afterwards."""
    import psycopg

    server = address.replace("postgresql+psycopg://", "postgresql://")
    name = f"leerplek_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield f"{address.rpartition('/')[0]}/{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def empty_postgres(url: str) -> None:
    """Take every row out and start counting anew.

    Faster than a database per test: making one copies some two hundred files.
    """
    import psycopg

    rows = "; ".join(f'DELETE FROM "{name}"' for name in sorted(metadata().tables))
    counts = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
    with psycopg.connect(url) as connection:
        # Whoever a killed test left behind must not hold on to a row.
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        # References are not looked at while everything goes.
        connection.execute("SET session_replication_role = replica")
        connection.execute(rows)
        connection.execute(counts)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty, migrated record, on both kinds of database."""
    if request.param == "sqlite":
        path = tmp_path / "leerplek.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgres_record")
    empty_postgres(url)
    return url


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Yield an empty, migrated record."""
    store = open_store(database_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def test_key() -> str:
    """Return the key of every record in the tests."""
    return TEST_KEY


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Return settings that keep everything of a test to itself: folder and ports."""
    return Settings(
        data_dir=tmp_path / "data",
        database_url=database_url,
        rasa_port=free_port(),
        sleutel=TEST_KEY,
    )


@pytest.fixture
def ctx(store: Store, knowledge: Knowledge, settings: Settings) -> Context:
    """Return the surroundings of a use case on a fixed day."""
    return Context(
        store=store, knowledge=knowledge, settings=settings, peildatum=PEILDATUM
    )


@dataclass(frozen=True)
class Bot:
    """The bot as set up on this machine: its interpreter and its trained model."""

    python: Path
    model: Path


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """Return the bot, set up and trained when that has not been done yet."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("bot"))
    try:
        model = ensure_bot(settings, StreamReport(sys.stderr))
    except PythonMissing as error:
        skip_or_fail(str(error))
        raise
    return Bot(python=rasa_python(settings), model=model)


def wait_for_app(healthy: Callable[[], bool], app: subprocess.Popen[bytes]) -> None:
    """Wait until the app answers; its log says why when it does not."""
    deadline = time.monotonic() + APP_SECONDS
    while not healthy():
        assert app.poll() is None, "the app ended while starting"
        assert time.monotonic() < deadline, "the app does not answer"
        time.sleep(0.1)


@dataclass
class RunningLeerplek:
    """A real app and a real Rasa on free ports, with the demo region loaded."""

    settings: Settings
    app: subprocess.Popen[bytes]
    rasa: RasaProcess
    bot: Bot

    @property
    def url(self) -> str:
        """Return the base address of the pages."""
        return self.settings.app_url

    def kill_rasa(self) -> None:
        """Let Rasa fall, as in a power cut."""
        self.rasa.process.kill()
        self.rasa.process.wait()

    def restart_rasa(self) -> None:
        """Start Rasa again after ``kill_rasa``, and wait until it answers."""
        self.rasa.stop()
        self.rasa = start_rasa(self.settings, self.bot.model)
        self.rasa.wait_ready()

    def kill_app(self) -> None:
        """Let the app fall, as in a power cut."""
        self.app.kill()
        self.app.wait()

    def restart_app(self) -> None:
        """Start the app again after ``kill_app``, and wait until it answers."""
        stop(self.app)
        service = app_service(self.settings)
        self.app = service.launch()
        wait_for_app(service.healthy, self.app)


@contextmanager
def run_leerplek(settings: Settings, bot: Bot) -> Iterator[RunningLeerplek]:
    """Run the app and Rasa on these settings; both are stopped at the end."""
    service = app_service(settings)
    app = service.launch()
    running = RunningLeerplek(settings, app, start_rasa(settings, bot.model), bot)
    try:
        wait_for_app(service.healthy, app)
        running.rasa.wait_ready()
        yield running
    finally:
        # A test may have restarted either: stop the ones that run now.
        running.rasa.stop()
        stop(running.app)


def own_settings(folder: Path) -> Settings:
    """Return settings with free ports, and everything in one folder."""
    return replace(Settings(data_dir=folder), port=free_port(), rasa_port=free_port())


@pytest.fixture(scope="session")
def running_leerplek(
    bot: Bot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningLeerplek]:
    """Yield a running Leerplek with the demo region, stopped at the end."""
    settings = demo_settings(own_settings(tmp_path_factory.mktemp("leerplek")))
    ensure_demo(settings, StreamReport(sys.stderr))
    with run_leerplek(settings, bot) as running:
        yield running


@pytest.fixture
def empty_leerplek(bot: Bot, tmp_path: Path) -> Iterator[RunningLeerplek]:
    """Yield a running Leerplek on an empty record: no demo, nobody in it."""
    settings = own_settings(tmp_path)
    ensure_database(settings, StreamReport(sys.stderr))
    with run_leerplek(settings, bot) as running:
        yield running
