"""Files with absence for tests: bring one in, look at what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.casework.absence import absence_of_pupils
from assistant.casework.absence_keys import open_key
from assistant.casework.absence_order import AbsenceOrder
from assistant.casework.absence_source import AbsenceSource
from assistant.casework.absence_timetable import read_timetable_text
from assistant.casework.import_absence import import_absence
from assistant.casework.kijker import SYSTEEM
from assistant.casework.vault import open_vault
from models.verzuim import Verzuimleerling

if TYPE_CHECKING:
    from assistant.casework.import_absence import AbsenceResult
    from assistant.context import Context

CODES = (
    b"code;soort;geoorloofd\r\nZ;Ziek;\r\nV;Verlof;J\r\n"
    b"X;Absent;N\r\nD;Absent;J\r\nL;Telaat;\r\n"
)
WEEK = "ma=5 di=5 wo=5 do=5 vr=5"
ILL = {"ziek": 500}


def bring_in(ctx: Context, data: bytes | str, **chosen: Any) -> AbsenceResult:
    """Bring a file in from the command line."""
    return import_absence(ctx, order_of(data, **chosen), kijker=SYSTEEM)


def order_of(data: bytes | str, **chosen: Any) -> AbsenceOrder:
    """Return what is asked for with a file."""
    raw = data.encode() if isinstance(data, str) else data
    codes, week = chosen.pop("codes", None), chosen.pop("rooster", None)
    if codes is not None:
        chosen["codes"] = AbsenceSource.of_bytes(codes, "codes.csv")
    if week is not None:
        chosen["roosters"] = (read_timetable_text(week),)
    name = chosen.pop("naam", "verzuim.csv")
    return AbsenceOrder(AbsenceSource.of_bytes(raw, name), **chosen)


def days_by_key(ctx: Context) -> dict[str, list[tuple[str, int, dict[str, int]]]]:
    """Return what the record has: per key the day, the hours, hours per kind."""
    vault = open_vault(ctx)
    with ctx.store.reading() as uow:
        pupils = uow.session.query(Verzuimleerling).order_by(Verzuimleerling.id).all()
        found = absence_of_pupils(ctx, uow, pupils)
        return {
            open_key(vault, pupil): [
                (
                    day.datum.isoformat(),
                    day.lesuren,
                    {soort.value: hours for soort, hours in day.gemist.items()},
                )
                for day in found[pupil.id].dagen
            ]
            for pupil in pupils
        }
