"""What a parent or pupil sees on the own page: words, what was done, whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.inzage import require_case
from assistant.casework.next_steps import next_steps
from assistant.casework.own_voice import own_fields
from assistant.casework.read_answers import answer_views

if TYPE_CHECKING:
    from assistant.casework.inzage import Inzage
    from assistant.casework.kijker import Kijker
    from assistant.casework.views import AnswerView, NextStepsView
    from assistant.context import Context
    from knowledge.velden import Veld


@dataclass(frozen=True)
class OwnWords:
    """A field in which this person speaks, with what was said last."""

    veld: Veld
    antwoord: AnswerView | None


@dataclass(frozen=True)
class OwnPage:
    """The page of one member of the family.

    Parameters
    ----------
    stand
        Where the case stands and what happens next.
    woorden
        The fields in which this person can speak.
    reactie
        What was done with the words of the pupil, when somebody wrote that down.
    inzage
        What this person may see.
    """

    stand: NextStepsView
    woorden: tuple[OwnWords, ...]
    reactie: AnswerView | None
    inzage: Inzage


def own_page(ctx: Context, kijker: Kijker, casus_id: str) -> OwnPage:
    """Return the page of a parent or pupil about the one own case.

    Raises
    ------
    NotFoundError
        When the case is not in sight of this person.
    """
    inzage = require_case(ctx, kijker, casus_id)
    given = {view.veld: view for view in answer_views(ctx, casus_id, kijker)}
    return OwnPage(
        stand=next_steps(ctx, casus_id, kijker.rol),
        woorden=tuple(
            OwnWords(veld, given.get(veld.id)) for veld in own_fields(ctx, kijker)
        ),
        reactie=given.get(ctx.knowledge.gezin.reactieveld),
        inzage=inzage,
    )
