"""A plaatsingsoverleg with very many invented pupils and places, in the real record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import update

from assistant.casework.load_demo import REGION, _add_parties, _add_points
from assistant.casework.load_demo import _add_provision as add_provision
from assistant.casework.people import create_user
from models.casus import Casus, CasusStatus
from models.overleg import Agendapunt, Overleg
from tests.bench.bulk_region import fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context
    from knowledge.regio import Regio, Voorziening
    from models.store import UnitOfWork

CASES_PER_PUPIL = 4
"""Of the cases that the bulk region makes, a good quarter has an advice."""
SEATS = 3
"""Seats of a group whose number is known, times what the demo region has."""


def fill_table(
    ctx: Context, pupils: int, places: int, say: Callable[[str], None]
) -> tuple[int, int]:
    """Fill an empty record with one meeting.

    Parameters
    ----------
    ctx
        The surroundings.
    pupils, places
        How many cases stand on the agenda, and how many groups there are at least.
    say
        Hears the progress.

    Returns
    -------
    tuple of int
        The meeting, and the appointment of somebody at the table.
    """
    region = fill(ctx, pupils * CASES_PER_PUPIL, say)
    regio = ctx.knowledge.regios[REGION]
    chosen = region.advised[:pupils]
    if len(chosen) < pupils:
        raise ValueError("too few cases with an advice")
    with ctx.store.unit_of_work() as uow:
        _add_parties(uow, regio)
        _add_points(uow, regio)
        made = _add_places(ctx, uow, regio, places)
        uow.session.execute(
            update(Casus)
            .where(Casus.id.in_(chosen))
            .values(status=CasusStatus.OP_TAFEL, regio=REGION)
        )
        meeting = Overleg(
            naam="Groot overleg (voorbeeld)",
            datum=ctx.today() + timedelta(days=14),
            regio=REGION,
            voorbeeld=True,
            agenda=[
                Agendapunt(casus_id=one, volgorde=number)
                for number, one in enumerate(chosen, start=1)
            ],
        )
        uow.session.add(meeting)
        uow.session.flush()
        number = meeting.id
    say(f"{made} groepen, {len(chosen)} leerlingen aan tafel")
    person = create_user(
        ctx,
        naam="Voorbeeld Overleglid",
        rol="overleglid",
        organisatie="swv_voorbeeld_vo",
    )
    assert person.aanstelling_id is not None
    return number, person.aanstelling_id


def _add_places(ctx: Context, uow: UnitOfWork, regio: Regio, places: int) -> int:
    made = copy = 0
    while made < places:
        for row in regio.voorzieningen:
            add_provision(ctx, uow, _copy(row, copy), regio)
            made += len(row.groepen)
        copy += 1
    return made


def _copy(row: Voorziening, number: int) -> Voorziening:
    """Return the same provision under another name, with more seats."""
    groups = tuple(
        one.model_copy(
            update={
                "id": f"{one.id}-{number}",
                "capaciteit": one.capaciteit and one.capaciteit * SEATS,
            }
        )
        for one in row.groepen
    )
    return row.model_copy(
        update={
            "id": f"{row.id}-{number}",
            "naam": f"{row.naam} {number + 1}",
            "groepen": groups,
            "alleen_eigen_school": None,
        }
    )
