"""The life of a case for tests: who has it, what was told, and two at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from assistant.casework.cases import case_view
from assistant.casework.close_case import close_case
from assistant.errors import (
    CaseworkError,
)
from models.casus import Casus
from models.errors import TransitionError
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.context import Context


WHY = "Het gaat al weken goed."


OFFER = {"reden": "drukte", "notitie": "De moeder belt graag op vrijdag."}


def casus_of(ctx: Context, casus_id: str) -> Casus:
    with ctx.store.reading() as uow:
        found = uow.session.get(Casus, casus_id)
        assert found is not None
        return found


def history_of(ctx: Context, casus_id: str, who) -> list[str]:
    """Return what people wrote with the moments of a case, as far as in sight."""
    return [one.toelichting for one in case_view(ctx, casus_id, who).geschiedenis]


def owners(ctx: Context, casus_id: str) -> dict[str, str]:
    """Return who has each open task that is not about a hand-over."""
    with ctx.store.reading() as uow:
        rows = open_taken(uow.session, casus_id)
        return {row.tekst: row.voor_naam for row in rows if row.soort != "overdracht"}


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run the works in threads that start together; return results or refusals."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        barrier.wait(timeout=20)
        try:
            return work()
        except (CaseworkError, TransitionError) as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def close(ctx: Context, case: str, who, **other) -> None:
    close_case(ctx, case, who, **{"uitkomst": "opgelost_so_vso", "reden": WHY} | other)
