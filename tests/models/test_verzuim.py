"""Absence in the record: what a row may hold, and whose it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import IntegrityError

from models.casus import Casus, CasusStatus
from models.invoer import Invoer
from models.verwijzing import Verwijzing
from models.verzuim import (
    HOUR,
    Verzuimdag,
    Verzuimleerling,
    Verzuimmelding,
    Verzuimsoort,
    days_of,
    pupils_of_cases,
    pupils_with_hashes,
    reports_of,
)

if TYPE_CHECKING:
    from models.store import Store

NOON = datetime(2026, 9, 14, 12, tzinfo=UTC)
MONDAY = date(2026, 9, 7)


def a_pupil(session, mark: str = "a" * 64) -> Verzuimleerling:
    pupil = Verzuimleerling(
        bron="verzuim:school", sleutel_hash=mark, versleuteld=b"dicht", op=NOON
    )
    session.add(pupil)
    session.flush()
    return pupil


def an_import(session) -> int:
    row = Invoer(soort="verzuim", bestandsnaam="dagen.csv", op=NOON)
    session.add(row)
    session.flush()
    return row.id


def a_day(leerling: int, invoer: int, datum: date = MONDAY, **other) -> Verzuimdag:
    values = {"soort": Verzuimsoort.ZIEK, "lesuren": 5 * HOUR, "gemist": 5 * HOUR}
    return Verzuimdag(
        leerling_id=leerling, datum=datum, invoer_id=invoer, **values | other
    )


def test_days_and_reports_come_back_until_a_day(store: Store) -> None:
    with store.unit_of_work() as uow:
        pupil, batch = a_pupil(uow.session), an_import(uow.session)
        uow.session.add_all(
            [
                a_day(pupil.id, batch, date(2026, 9, 8)),
                a_day(pupil.id, batch),
                Verzuimmelding(
                    leerling_id=pupil.id,
                    soort=Verzuimsoort.ZIEK,
                    begin=date(2026, 9, 9),
                    invoer_id=batch,
                ),
            ]
        )
    with store.reading() as uow:
        days = days_of(uow.session, [pupil.id], MONDAY)
        assert [(day.datum, day.gemist) for day in days] == [(MONDAY, 500)]
        assert reports_of(uow.session, [pupil.id], date(2026, 9, 8)) == []
        (report,) = reports_of(uow.session, [pupil.id], date(2026, 9, 9))
        assert (report.vanaf_uur, report.einde, report.tot_uur) == (1, None, 16)


def test_a_day_is_stated_once_per_kind(store: Store) -> None:
    with pytest.raises(IntegrityError), store.unit_of_work() as uow:
        pupil, batch = a_pupil(uow.session), an_import(uow.session)
        uow.session.add_all([a_day(pupil.id, batch), a_day(pupil.id, batch)])


@pytest.mark.parametrize("wrong", [{"lesuren": -1}, {"gemist": -1}, {"uren": -1}])
def test_hours_below_zero_are_refused(store: Store, wrong: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), store.unit_of_work() as uow:
        pupil, batch = a_pupil(uow.session), an_import(uow.session)
        uow.session.add(a_day(pupil.id, batch, **wrong))


def test_a_report_cannot_end_before_it_begins(store: Store) -> None:
    with pytest.raises(IntegrityError), store.unit_of_work() as uow:
        pupil, batch = a_pupil(uow.session), an_import(uow.session)
        uow.session.add(
            Verzuimmelding(
                leerling_id=pupil.id,
                soort=Verzuimsoort.ZIEK,
                begin=MONDAY,
                einde=date(2026, 9, 4),
                invoer_id=batch,
            )
        )


def test_the_case_is_found_by_the_key_also_when_that_came_later(store: Store) -> None:
    with store.unit_of_work() as uow:
        pupil = a_pupil(uow.session)
        a_pupil(uow.session, "b" * 64)
        uow.session.add(
            Casus(
                id="2026-0001",
                status=CasusStatus.INTAKE,
                rol="regisseur",
                aangemaakt_op=NOON,
            )
        )
    with store.reading() as uow:
        assert pupils_of_cases(uow.session, ["2026-0001"]) == {}
    with store.unit_of_work() as uow:
        for bron in ("verzuim:school", "lijst:school"):
            uow.session.add(
                Verwijzing(
                    casus_id="2026-0001",
                    bron=bron,
                    sleutel_hash="a" * 64,
                    versleuteld=b"dicht",
                    op=NOON,
                )
            )
    with store.reading() as uow:
        found = pupils_of_cases(uow.session, ["2026-0001"])
        assert [row.id for row in found["2026-0001"]] == [pupil.id]
        known = pupils_with_hashes(uow.session, "verzuim:school", ["a" * 64, "c" * 64])
        assert set(known) == {"a" * 64}
