"""The store opens, migrates and keeps a unit of work whole, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from models.casus import Casus, CasusStatus, take_number
from models.errors import StoreError
from models.store import Store, alembic_config, open_store
from models.taak import Taak
from models.tables import TABLES, metadata

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)


def a_case(casus_id: str = "2026-0001") -> Casus:
    return Casus(
        id=casus_id, status=CasusStatus.INTAKE, rol="regisseur", aangemaakt_op=NOON
    )


def test_the_migrations_make_exactly_what_the_mappings_describe(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata()) == []


def test_every_table_of_the_metadata_is_listed() -> None:
    assert {kind.__tablename__ for kind in TABLES} == set(metadata().tables)


def test_migrating_again_changes_nothing(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.session.add(a_case())
    store.migrate()
    with store.reading() as uow:
        assert uow.session.get(Casus, "2026-0001") is not None
    assert store.is_current()


def test_names_and_roles_cannot_be_migrated_away(store: Store) -> None:
    with (
        store.engine.begin() as connection,
        pytest.raises(NotImplementedError, match="cannot be taken back"),
    ):
        command.downgrade(alembic_config(connection), "base")
    assert store.is_current()


def test_a_database_of_a_newer_version_is_refused(store: Store) -> None:
    stamp = text("UPDATE alembic_version SET version_num = :version")
    with store.engine.begin() as connection:
        context = MigrationContext.configure(connection)
        ours = context.get_current_revision()
        connection.execute(stamp, {"version": "9999"})
    with pytest.raises(StoreError, match="nieuwere versie"):
        store.migrate()
    with store.engine.begin() as connection:
        connection.execute(stamp, {"version": ours})


def test_sqlite_runs_with_wal_foreign_keys_and_a_busy_timeout(tmp_path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'nieuw' / 'leerplek.db'}")
    with store.engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 10_000}


@pytest.mark.parametrize(
    "url", ["", "leerplek.db", "mysql://x/y", "sqlite+aiosqlite:///x.db?%", "http://x"]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="adres van de database"):
        open_store(url)


def test_a_database_that_is_not_there_gives_one_clear_message(tmp_path) -> None:
    path = tmp_path / "geen-database.db"
    path.write_text("dit is geen database, maar een brief\n" * 40)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(StoreError, match="database"):
        store.migrate()
    store.close()


def test_a_unit_of_work_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.unit_of_work() as uow:
        uow.session.add(a_case())
        uow.session.flush()
        raise RuntimeError
    with store.reading() as uow:
        assert uow.session.get(Casus, "2026-0001") is None


def test_what_is_changed_while_reading_is_dropped(store: Store) -> None:
    with store.reading() as uow:
        uow.session.add(a_case())
    with store.reading() as uow:
        assert uow.session.get(Casus, "2026-0001") is None


def test_a_row_that_points_nowhere_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityError), store.unit_of_work() as uow:
        uow.session.add(
            Taak(casus_id="2026-9999", soort="x", tekst="x", voor_naam="x", op=NOON)
        )


def test_times_come_back_in_utc(store: Store) -> None:
    summer = timezone(timedelta(hours=2))
    with store.unit_of_work() as uow:
        casus = a_case()
        casus.aangemaakt_op = datetime(2026, 7, 1, 0, 30, tzinfo=summer)
        uow.session.add(casus)
    with store.reading() as uow:
        found = uow.session.get_one(Casus, "2026-0001").aangemaakt_op
    assert found == datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError, match="tijdzone"), store.unit_of_work() as uow:
        casus = a_case()
        casus.aangemaakt_op = datetime(2026, 7, 1)  # noqa: DTZ001
        uow.session.add(casus)


def test_case_numbers_count_up_per_year(store: Store) -> None:
    with store.unit_of_work() as uow:
        found = [take_number(uow.session, year) for year in (2026, 2026, 2027, 2026)]
    assert found == ["2026-0001", "2026-0002", "2027-0001", "2026-0003"]
