"""Put absence in the record: every statement grows to the larger of two.

Taking the larger in every way (more hours, more lessons, a later end, a known end above
an open one) gives the same rows whatever the order, however often something comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Enum, String, and_, case, delete, func, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from models.batches import batches
from models.verzuim import Verzuimdag, Verzuimleerling, Verzuimmelding
from models.verzuimperiode import Verzuimperiode, Verzuimrooster

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from models.verzuim import Verzuimsoort

    Dagrij = tuple[int, date, Verzuimsoort, int, int, int, int]

DAGKOLOMMEN = (
    *("leerling_id", "datum", "soort", "lesuren", "gemist", "uren", "invoer_id"),
)


def add_pupils(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Add pupils that are not there yet; who is there stays as it is."""
    if rows:
        insert = _insert(session)(Verzuimleerling)
        keys = ["bron", "sleutel_hash"]
        session.connection().execute(
            insert.on_conflict_do_nothing(index_elements=keys), list(rows)
        )


def merge_days(session: Session, rows: Sequence[Dagrij]) -> int:
    """Add days, or grow the ones that are there; return how many rows changed.

    There are millions of them, so they go past the session as plain tuples.

    Parameters
    ----------
    rows
        The columns of :data:`DAGKOLOMMEN`; each pupil, day and kind at most once.
    """
    if not rows:
        return 0
    insert = _insert(session)(Verzuimdag)
    if session.get_bind().dialect.name == "sqlite":
        plain = _grown(insert).compile(
            dialect=session.get_bind().dialect, column_keys=list(DAGKOLOMMEN)
        )
        # What SQLAlchemy would do for every row: a day and a kind are text there.
        values = [
            (pupil, day.isoformat(), kind.value, *rest)
            for pupil, day, kind, *rest in rows
        ]
        return session.connection().exec_driver_sql(str(plain), values).rowcount
    table = Verzuimdag.__table__.c
    lists = [
        func.unnest(literal(list(values), postgresql.ARRAY(_plain_type(table[name]))))
        for name, values in zip(DAGKOLOMMEN, zip(*rows, strict=True), strict=True)
    ]
    whole = insert.from_select(DAGKOLOMMEN, select(*lists))
    grown = _grown(whole).execution_options(preserve_rowcount=True)
    return session.connection().execute(grown).rowcount


def _plain_type(column: ColumnElement[Any]) -> Any:
    return String() if isinstance(column.type, Enum) else column.type


def _grown(insert: Any) -> Any:
    """Return an insert of days that grows the ones that are there."""
    new, old = insert.excluded, Verzuimdag
    bits = old.uren.op("|")(new.uren)
    return insert.on_conflict_do_update(
        index_elements=["leerling_id", "datum", "soort"],
        set_={
            "lesuren": _larger(new.lesuren, old.lesuren),
            "gemist": _larger(new.gemist, old.gemist),
            "uren": bits,
            "invoer_id": new.invoer_id,
        },
        where=or_(new.lesuren > old.lesuren, new.gemist > old.gemist, bits != old.uren),
    )


def merge_reports(session: Session, rows: Sequence[dict[str, Any]]) -> int:
    """Add reports, or give the ones that are there a known or later end."""
    insert = _insert(session)(Verzuimmelding)
    new, old = insert.excluded, Verzuimmelding
    later = or_(
        and_(old.einde.is_(None), new.einde.is_not(None)),
        new.einde > old.einde,
        and_(new.einde == old.einde, new.tot_uur > old.tot_uur),
    )
    grown = insert.on_conflict_do_update(
        index_elements=["leerling_id", "soort", "begin", "vanaf_uur"],
        set_={
            "einde": new.einde,
            "tot_uur": new.tot_uur,
            "invoer_id": new.invoer_id,
        },
        where=later,
    )
    return _execute(session, grown, rows)


def merge_periods(session: Session, rows: Sequence[dict[str, Any]]) -> int:
    """Add periods, or give the ones that are there a known or later end."""
    insert = _insert(session)(Verzuimperiode)
    new, old = insert.excluded, Verzuimperiode
    grown = insert.on_conflict_do_update(
        index_elements=["leerling_id", "soort", "grond", "begin"],
        set_={"einde": new.einde, "invoer_id": new.invoer_id},
        where=or_(
            and_(old.einde.is_(None), new.einde.is_not(None)), new.einde > old.einde
        ),
    )
    return _execute(session, grown, rows)


def replace_timetable(session: Session, row: Verzuimrooster) -> bool:
    """Keep a timetable; one from the same day gives way. Tell whether it is new."""
    query = select(Verzuimrooster).where(
        Verzuimrooster.bron == row.bron,
        Verzuimrooster.vanaf == row.vanaf,
        Verzuimrooster.leerling_id.is_not_distinct_from(row.leerling_id),
    )
    old = session.scalar(query)
    if old is not None:
        known = old.lestijden == row.lestijden or not row.lestijden
        if known and old.uren == row.uren:
            return False
        session.delete(old)
    session.add(row)
    return True


def drop_between(
    session: Session, leerling_ids: Collection[int], van: date, tot: date
) -> int:
    """Take out what is stated of pupils from a day through another."""
    total = 0
    for group in batches(leerling_ids):
        days = delete(Verzuimdag).where(
            Verzuimdag.leerling_id.in_(group), Verzuimdag.datum.between(van, tot)
        )
        reports = delete(Verzuimmelding).where(
            Verzuimmelding.leerling_id.in_(group),
            Verzuimmelding.begin.between(van, tot),
        )
        for query in (days, reports):
            total += session.connection().execute(query).rowcount
    return total


def count_stated(session: Session, bron: str) -> int:
    """Return how many days, reports and periods of a source there are."""
    total = 0
    for kind in (Verzuimdag, Verzuimmelding, Verzuimperiode):
        query = select(func.count()).select_from(kind)
        query = query.join(Verzuimleerling, kind.leerling_id == Verzuimleerling.id)
        total += session.scalar(query.where(Verzuimleerling.bron == bron)) or 0
    return total


def clashing_days(
    session: Session, leerling_ids: Collection[int], van: date, tot: date
) -> int:
    """Return on how many days of pupils more hours are missed than there are."""
    total = 0
    for group in batches(leerling_ids):
        per_day = (
            select(Verzuimdag.leerling_id, Verzuimdag.datum)
            .where(
                Verzuimdag.leerling_id.in_(group), Verzuimdag.datum.between(van, tot)
            )
            .group_by(Verzuimdag.leerling_id, Verzuimdag.datum)
            .having(func.sum(Verzuimdag.gemist) > func.max(Verzuimdag.lesuren))
        )
        total += (
            session.scalar(select(func.count()).select_from(per_day.subquery())) or 0
        )
    return total


def _larger(one: ColumnElement[int], other: Any) -> ColumnElement[int]:
    return case((one > other, one), else_=other)


def _insert(session: Session) -> Any:
    """Return the insert of this kind of database: both know how to meet a row."""
    kind = session.get_bind().dialect.name
    return sqlite.insert if kind == "sqlite" else postgresql.insert


def _execute(session: Session, statement: Any, rows: Sequence[dict[str, Any]]) -> int:
    """Put rows in past the session, and return how many were added or changed."""
    if not rows:
        return 0
    if session.get_bind().dialect.name == "sqlite":
        return session.connection().execute(statement, list(rows)).rowcount
    # PostgreSQL gets many rows in one statement, which only tells the ones it returns.
    pupil = statement.table.c.leerling_id
    found = session.connection().execute(statement.returning(pupil), list(rows))
    return len(found.all())
