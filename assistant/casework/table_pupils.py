"""The pupils of a table: their answers, advice, wishes, journeys and urgency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.facts import weeks_at_home
from assistant.casework.pairs import Pupil
from assistant.casework.read_answers import decode
from assistant.casework.travel import points_of
from assistant.casework.urgency import urgency_of
from models.advies import latest_advices
from models.antwoord import current_of
from models.casuslijst import running_clocks
from models.wens import typed_minutes, wishes_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.context import Context
    from models.store import UnitOfWork
    from models.wens import Wens, WensVan


def pupils_of(ctx: Context, uow: UnitOfWork, casus_ids: Sequence[str]) -> list[Pupil]:
    """Return what the pairing needs of these cases."""
    answers = current_of(uow.session, casus_ids)
    advices = latest_advices(uow.session, list(casus_ids))
    wishes = wishes_of(uow.session, casus_ids)
    journeys = typed_minutes(uow.session, casus_ids)
    clocks = running_clocks(uow.session, list(casus_ids), ctx.today())
    said = {casus_id: decode(ctx, rows) for casus_id, rows in answers.items()}
    points = points_of(uow, (known.get("postcode4") for known in said.values()))
    typed: dict[str, dict[str, int]] = {}
    for (owner, place), row in journeys.items():
        if row.minuten is not None:
            typed.setdefault(owner, {})[place] = row.minuten
    pupils = []
    for casus_id in casus_ids:
        known = said[casus_id]
        advies = advices.get(casus_id)
        rows = [] if advies is None else advies.uitkomst["routes"]
        weeks = weeks_at_home(ctx, known)
        days = [row.datum for row in clocks.get(casus_id, ())]
        pupils.append(
            Pupil(
                casus_id=casus_id,
                antwoorden=known,
                routes={row["route"]: row for row in rows},
                thuis=points.get(known.get("postcode4")),
                weken_thuis=weeks,
                wensen=ranks(wishes.get(casus_id, {})),
                getypt=typed.get(casus_id, {}),
                urgentie=urgency_of(ctx, known, weeks, days),
            )
        )
    return pupils


def ranks(lists: Mapping[WensVan, Wens]) -> dict[str, int]:
    """Return the rank per provision; of two lists the highest wish counts."""
    found: dict[str, int] = {}
    for row in lists.values():
        for rank, voorziening_id in enumerate(row.voorzieningen, start=1):
            found[voorziening_id] = min(rank, found.get(voorziening_id, rank))
    return found
