"""A stored proposal as the review functions want it, and its words for a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.placement.reading import read_instance
from matching.placement.review.proposal import read_proposal
from matching.placement.review.wording import Verteller
from models.voorziening import all_provisions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.context import Context
    from matching.placement.instance import Instantie
    from matching.placement.result import Voorstel as Uitkomst
    from models.store import UnitOfWork
    from models.voorstel import Voorstel

PUPIL = "leerling {}"
NEW = "nieuwe-groep"
"""How the id of a group begins that is only asked about."""
LIKE = "een nieuwe groep zoals {}"


@dataclass(frozen=True)
class TableProposal:
    """A proposal on the table: the problem, the answer, and who tells about it."""

    instantie: Instantie
    uitkomst: Uitkomst
    verteller: Verteller


def table_proposal(ctx: Context, uow: UnitOfWork, voorstel: Voorstel) -> TableProposal:
    """Return a stored proposal with the words for it."""
    return TableProposal(
        read_instance(voorstel.instantie),
        read_proposal(voorstel.uitkomst),
        teller(ctx, voorstel.toelichting["plekken"], provision_names(uow)),
    )


def teller(
    ctx: Context, places: Mapping[str, str], provisions: Mapping[str, str]
) -> Verteller:
    """Return who tells about a proposal, with the names that a table uses."""
    return Verteller(
        ctx.knowledge.plaatsing_woorden,
        PUPIL.format,
        lambda plek_id: _place_name(plek_id, places),
        lambda key: provisions.get(key, key),
    )


def _place_name(plek_id: str, places: Mapping[str, str]) -> str:
    if plek_id.startswith(f"{NEW}-"):
        like = plek_id.removeprefix(f"{NEW}-").split("-", 1)[-1]
        return LIKE.format(places.get(like, like))
    return places.get(plek_id, plek_id)


def provision_names(uow: UnitOfWork) -> dict[str, str]:
    """Return the names of the provisions, by id."""
    return {row.id: row.naam for row in all_provisions(uow.session)}
