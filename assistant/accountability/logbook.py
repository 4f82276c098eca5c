"""The log of who saw and did what, as lines; never what was said or answered."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple, dataclass, fields
from heapq import merge
from typing import TYPE_CHECKING

from models.audit import Audit, audit_between
from models.inzageregel import Inzageregel, lines_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from assistant.context import Context


@dataclass(frozen=True)
class Logregel:
    """One line: when, who, in which role, what, about which object and why."""

    op: str
    wie: str
    rol: str
    wat: str
    soort: str
    object: str
    grond: str


def read_logbook(
    ctx: Context, van: datetime | None, tot: datetime | None
) -> tuple[Logregel, ...]:
    """Return the lines of the log and of the register of sight, in order of time.

    Parameters
    ----------
    ctx
        The record.
    van, tot
        From this moment, and before that moment; None does not limit.
    """
    with ctx.store.reading() as uow:
        done = [_done(row) for row in audit_between(uow.session, van, tot)]
        seen = [_seen(row) for row in lines_between(uow.session, van, tot)]
    return tuple(merge(done, seen, key=lambda line: line.op))


def _done(row: Audit) -> Logregel:
    moment = row.op.isoformat(timespec="seconds")
    who = row.door or "systeem"
    return Logregel(moment, who, "", row.handeling, row.soort, row.object_id or "", "")


def _seen(row: Inzageregel) -> Logregel:
    moment = row.op.isoformat(timespec="seconds")
    what = f"inzage_{row.wat}"
    return Logregel(moment, row.naam, row.rol, what, "casus", row.casus_id, row.grond)


def summary(lines: Iterable[Logregel]) -> dict[str, tuple[int, str, str]]:
    """Return per kind of line how often, and the first and last moment."""
    found: dict[str, tuple[int, str, str]] = {}
    for line in lines:
        number, first, _ = found.get(line.wat, (0, line.op, line.op))
        found[line.wat] = (number + 1, first, line.op)
    return dict(sorted(found.items(), key=lambda item: (-item[1][0], item[0])))


def as_csv(lines: Iterable[Logregel]) -> bytes:
    """Return the lines for a spreadsheet; what looks like a formula stays text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(one.name for one in fields(Logregel))
    for line in lines:
        writer.writerow(_cells(line))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cells(line: Logregel) -> Iterator[str]:
    for cell in astuple(line):
        yield f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
