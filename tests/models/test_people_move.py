"""A record of an earlier version keeps its people, their roles and its cases."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.casus import Casus
from models.gebruiker import Rol, all_users
from models.store import alembic_config, open_store

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
PEOPLE = (
    (1, "Anna (voorbeeld)", "regisseur", "swv"),
    (2, "Bas (voorbeeld)", "beheerder", None),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_record(request, tmp_path):
    """Yield a record as version 0003 made it, with two people."""
    if request.param == "sqlite":
        yield from _fill(open_store(f"sqlite:///{tmp_path / 'oud.db'}"))
        return
    address = os.environ.get("LEERPLEK_TEST_POSTGRES_URL")
    if not address:
        pytest.skip("LEERPLEK_TEST_POSTGRES_URL is niet gezet")
    with _empty_postgres(address) as url:
        yield from _fill(open_store(url))


def _empty_postgres(address):
    from contextlib import contextmanager
    from uuid import uuid4

    import psycopg

    @contextmanager
    def made():
        name = f"leerplek_{uuid4().hex}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{address.rpartition('/')[0]}/{name}"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    return made()


def _fill(store):
    with store.engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0003")
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO organisatie (id, naam, soort, voorbeeld) VALUES "
                "('swv', 'Samenwerkingsverband (voorbeeld)', "
                "'samenwerkingsverband_vo', true)"
            )
        )
        for number, name, role, party in PEOPLE:
            connection.execute(
                text(
                    "INSERT INTO gebruiker (id, naam, rol, organisatie_id, actief, "
                    "voorbeeld, aangemaakt_op) VALUES (:id, :naam, :rol, :party, "
                    "true, true, :op)"
                ),
                {
                    "id": number,
                    "naam": name,
                    "rol": role,
                    "party": party,
                    "op": NOW.replace(tzinfo=None) if store.is_sqlite else NOW,
                },
            )
        connection.execute(
            text(
                "INSERT INTO casus (id, status, regisseur_id, rol, voorbeeld, "
                "aangemaakt_op) VALUES ('2026-0001', 'intake', 1, 'regisseur', true, "
                ":op)"
            ),
            {"op": NOW.replace(tzinfo=None) if store.is_sqlite else NOW},
        )
    yield store
    store.close()


def test_everybody_keeps_the_role_of_then_and_a_party(old_record) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        found = {
            user.naam: [(one.rol, one.organisatie_id) for one in user.aanstellingen]
            for user in all_users(uow.session)
        }
    assert found == {
        "Anna (voorbeeld)": [(Rol.REGISSEUR, "swv")],
        "Bas (voorbeeld)": [(Rol.BEHEERDER, "samenwerkingsverband")],
    }


def test_a_case_keeps_its_regisseur_and_references_are_guarded_again(
    old_record,
) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        casus = uow.session.get(Casus, "2026-0001")
        assert (casus.regisseur_id, casus.swv_id) == (1, None)
    with pytest.raises(IntegrityError), old_record.unit_of_work() as uow:
        uow.session.get(Casus, "2026-0001").swv_id = "bestaat_niet"
