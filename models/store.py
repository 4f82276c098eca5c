"""The store: opens the database, brings it up to date, hands out units of work."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.orm import Session

from models.audit import guard_append_only
from models.casusregel import watch_cases
from models.errors import StoreError
from models.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import URL, Connection

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 10_000


@dataclass(frozen=True)
class UnitOfWork:
    """One transaction; ``session`` belongs to it and ends with it."""

    session: Session


class Store:
    """The record behind one database address.

    Parameters
    ----------
    engine
        A configured SQLAlchemy engine; use :func:`open_store` to make one.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(leerplek_writes=True)
        self.before_commit: Callable[[UnitOfWork], None] | None = None
        """Called at the end of every transaction that writes, within it."""

    @property
    def is_sqlite(self) -> bool:
        """Return whether the record is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    def migrate(self) -> None:
        """Bring the database up to the newest schema; safe to repeat.

        Raises
        ------
        StoreError
            When the database cannot be reached or is newer than this program.
        """
        with _dutch_errors(self.engine.url), self._migrating() as connection:
            if _is_newer(connection):
                msg = (
                    "De database is gemaakt door een nieuwere versie van Leerplek. "
                    "Werk Leerplek bij, of wijs een andere database aan met "
                    "LEERPLEK_DATABASE_URL."
                )
                raise StoreError(msg)
            command.upgrade(alembic_config(connection), "head")

    @contextmanager
    def _migrating(self) -> Iterator[Connection]:
        """Open the transaction of a migration.

        SQLite rebuilds a table to change it, and a rebuilt table may not be dropped
        while others point at it: so references are checked at the end instead.
        """
        with self._writing.connect() as connection:
            if not self.is_sqlite:
                with connection.begin():
                    yield connection
                return
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    yield connection
                    _check_references(connection)
            finally:
                driver.execute("PRAGMA foreign_keys = ON")

    def is_current(self) -> bool:
        """Return whether the database has the newest schema."""
        with _dutch_errors(self.engine.url), self.engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        return found == _scripts().get_current_head()

    @contextmanager
    def unit_of_work(self) -> Iterator[UnitOfWork]:
        """Open a transaction that writes; commits at the end, rolls back on error.

        On SQLite the transaction takes the write lock at once, so that two
        processes wait for each other instead of failing half-way.
        """
        with self._session(self._writing) as session:
            uow = UnitOfWork(session)
            yield uow
            if self.before_commit is not None:
                session.flush()
                self.before_commit(uow)
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """Open a transaction that only reads; whatever it changed is dropped."""
        with self._session(self.engine) as session:
            yield UnitOfWork(session)  # closing without a commit drops changes

    @contextmanager
    def _session(self, engine: Engine) -> Iterator[Session]:
        with (
            _dutch_errors(self.engine.url),
            Session(engine, expire_on_commit=False) as session,
        ):
            yield session

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        msg = (
            f"Na het bijwerken klopt een verwijzing in '{broken[0]}' niet. Er is "
            "niets veranderd. Meld dit aan de beheerder van Leerplek."
        )
        raise StoreError(msg)


def open_store(url: str) -> Store:
    """Open the record at a database address.

    Parameters
    ----------
    url
        ``sqlite:///path`` or ``postgresql://user:password@host/name``.

    Raises
    ------
    StoreError
        When the address is not one of these.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(_bad_address()) from error
    if address.drivername in ("sqlite", "sqlite+pysqlite"):
        engine = _open_sqlite(address)
    elif address.get_backend_name() in ("postgresql", "postgres"):
        engine = _open_postgresql(address)
    else:
        raise StoreError(_bad_address())
    metadata()  # every mapping is known before the first session
    guard_append_only()
    watch_cases()
    return Store(engine)


def alembic_config(connection: Connection) -> Config:
    """Return the alembic configuration that migrates over this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _is_newer(connection: Connection) -> bool:
    found = MigrationContext.configure(connection).get_current_revision()
    known = {script.revision for script in _scripts().walk_revisions()}
    return found is not None and found not in known


def _open_sqlite(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = (
                f"De map voor de database kan niet worden gemaakt: {address.database}. "
                "Kies een andere plaats met LEERPLEK_DATA."
            )
            raise StoreError(msg) from error
    # Values of a row never end up in a message or a log.
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not start transactions by itself: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("leerplek_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _open_postgresql(address: URL) -> Engine:
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        hide_parameters=True,
    )


@contextmanager
def _dutch_errors(url: URL) -> Iterator[None]:
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, NoSuchModuleError) as error:
        where = url.database if url.get_backend_name() == "sqlite" else url.host
        # The text of the driver may hold values of a row, so it is not shown.
        reason = type(getattr(error, "orig", None) or error).__name__
        msg = (
            f"De database ({where}) kan dit nu niet doen ({reason}). Er is niets "
            "half opgeslagen. Controleer of de database bereikbaar is, of de schijf "
            "niet vol is, en probeer het opnieuw."
        )
        raise StoreError(msg) from error


def _bad_address() -> str:
    return (
        "Het adres van de database klopt niet. Gebruik sqlite:///pad/naar/leerplek.db "
        "of postgresql://gebruiker:wachtwoord@server/database in LEERPLEK_DATABASE_URL."
    )
