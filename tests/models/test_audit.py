"""What is only ever added cannot be changed or removed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update

from models.advies import Advies
from models.antwoord import Antwoord, Via, latest_per_field
from models.audit import Audit
from models.casus import Casus, CasusStatus
from models.errors import AppendOnlyError

if TYPE_CHECKING:
    from models.store import Store

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.unit_of_work() as uow:
        uow.session.add(
            Casus(id="1", status=CasusStatus.INTAKE, rol="ouder", aangemaakt_op=NOON)
        )
        uow.session.flush()
        uow.session.add_all(
            [
                Audit(op=NOON, handeling="x", soort="casus", object_id="1", details={}),
                Antwoord(
                    casus_id="1",
                    veld="leeftijd",
                    waarde=12,
                    rol="ouder",
                    via=Via.CHAT,
                    op=NOON,
                ),
                Advies(
                    casus_id="1",
                    uitkomst={},
                    ontvangstbewijs={},
                    peildatum=date(2026, 9, 14),
                    laatste_antwoord_id=1,
                    op=NOON,
                ),
            ]
        )
    return store


@pytest.mark.parametrize("kind", [Audit, Antwoord, Advies])
def test_a_row_cannot_be_changed(filled: Store, kind: type) -> None:
    with (
        pytest.raises(AppendOnlyError, match="kan niet worden"),
        filled.unit_of_work() as uow,
    ):
        row = uow.session.scalars(select(kind)).one()
        row.op = datetime(2020, 1, 1, tzinfo=UTC)
    with filled.reading() as uow:
        assert uow.session.scalars(select(kind)).one().op == NOON


@pytest.mark.parametrize("kind", [Audit, Antwoord, Advies])
def test_a_row_cannot_be_removed(filled: Store, kind: type) -> None:
    with pytest.raises(AppendOnlyError), filled.unit_of_work() as uow:
        uow.session.delete(uow.session.scalars(select(kind)).one())
    with filled.reading() as uow:
        assert uow.session.scalars(select(kind)).one()


@pytest.mark.parametrize("kind", [Audit, Antwoord, Advies])
def test_a_statement_over_many_rows_is_refused_too(filled: Store, kind: type) -> None:
    for statement in (update(kind).values(op=NOON), delete(kind)):
        with pytest.raises(AppendOnlyError), filled.unit_of_work() as uow:
            uow.session.execute(statement)


def test_the_last_answer_counts_unless_it_was_taken_back() -> None:
    def row(veld: str, waarde: object, *, weg: bool = False) -> Antwoord:
        return Antwoord(veld=veld, waarde=waarde, ingetrokken=weg)

    rows = [
        row("a", 1),
        row("b", 1),
        row("a", 2),
        row("b", None, weg=True),
        row("c", None, weg=True),
        row("c", 3),
    ]
    found = {veld: one.waarde for veld, one in latest_per_field(rows).items()}
    assert found == {"a": 2, "c": 3}
