"""A record of an earlier version keeps its people, their roles and its cases."""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from models.casus import Casus, CasusStatus
from models.gebruiker import Rol, all_users
from models.organisatie import Organisatie
from models.overleg import all_meetings
from models.statuswissel import path_of
from models.store import alembic_config, open_store
from models.taak import Taak

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
PEOPLE = (
    (1, "Anna (voorbeeld)", "regisseur", "swv"),
    (2, "Bas (voorbeeld)", "beheerder", None),
    (3, "Cor (voorbeeld)", "zorgcoordinator", None),
)
ROWS = (
    "INSERT INTO casus (id, status, regisseur_id, rol, door, voorbeeld, aangemaakt_op) "
    "VALUES ('2026-0001', 'intake', 1, 'regisseur', NULL, true, :op)",
    "INSERT INTO casus (id, status, rol, door, voorbeeld, aangemaakt_op) VALUES "
    "('2026-0002', 'besloten', 'zorgcoordinator', 'Cor (voorbeeld)', true, :op)",
    "INSERT INTO taak (id, casus_id, soort, urgent, tekst, voor_id, voor_naam, op) "
    "VALUES (1, '2026-0002', 'terugbellen', true, 'Bel terug.', NULL, 'niemand', :op)",
    "INSERT INTO overleg (id, naam, datum, regio, stand, voorbeeld) VALUES "
    "(1, 'Overleg (voorbeeld)', '2026-09-15', 'voorbeeld', 'gepland', true)",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def old_record(request, tmp_path):
    """Yield a record as version 0003 made it, with its people and two cases."""
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
        moment = {"op": NOW.replace(tzinfo=None) if store.is_sqlite else NOW}
        for row in ROWS:
            connection.execute(text(row), moment)
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
        "Cor (voorbeeld)": [(Rol.ZORGCOORDINATOR, "school")],
    }


def test_a_case_keeps_its_regisseur_and_references_are_guarded_again(
    old_record,
) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        casus = uow.session.get(Casus, "2026-0001")
        assert (casus.regisseur_id, casus.swv_id) == (1, "swv")
    with pytest.raises(IntegrityError), old_record.unit_of_work() as uow:
        uow.session.get(Casus, "2026-0001").swv_id = "bestaat_niet"


def test_who_led_a_case_of_then_can_still_see_it_and_its_tasks(old_record) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        casus = uow.session.get(Casus, "2026-0002")
        assert (casus.organisatie_id, casus.swv_id) == ("school", "swv")
        assert casus.zorgcoordinator_id == 3
        assert uow.session.get(Taak, 1).organisatie_id == "swv"


def test_a_meeting_of_then_is_still_of_the_region_of_its_members(old_record) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        party, overleg = uow.session.get(Organisatie, "swv"), all_meetings(uow.session)
        assert [(row.swv_id, row.regio) for row in overleg] == [("swv", "voorbeeld")]
        assert party.regio == "voorbeeld"


def test_of_an_old_case_the_beginning_and_the_present_are_on_its_path(
    old_record,
) -> None:
    old_record.migrate()
    with old_record.reading() as uow:
        path = path_of(uow.session, "2026-0002")
        assert [(row.van, row.naar) for row in path] == [
            (None, CasusStatus.INTAKE),
            (CasusStatus.INTAKE, CasusStatus.BESLOTEN),
        ]
        assert path[0].op == NOW
        assert len(path_of(uow.session, "2026-0001")) == 1
