"""What stands beside the conversation: every answer, where it is from, how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.inzage import require_case
from assistant.casework.read_answers import answer_views
from assistant.casework.tell_origin import tell_origin
from assistant.web.analyse import answered_groups
from assistant.web.forms import FieldForm, filled_form

if TYPE_CHECKING:
    from datetime import datetime

    from assistant.casework.chat import GesprekView
    from assistant.casework.kijker import Kijker
    from assistant.casework.views import AnswerView
    from assistant.context import Context
    from knowledge.velden import Sectie, Veld
    from knowledge.zekerheid import Graad

LONGEST_QUOTE = 160
"""Characters of somebody's words that the panel shows."""
PLACE = "paneel"
"""How the ids of a form in the panel begin."""


@dataclass(frozen=True)
class Regel:
    """One answer in the panel.

    Parameters
    ----------
    veld, waarde
        What was answered.
    herkomst
        Who gave it and how, in a few words.
    woorden
        The words it was read from, as far as this reader may see them.
    graad
        How sure the reading is; None where that says nothing any more.
    onbevestigd, nieuw
        Whether nobody confirmed it yet; whether it came with the last message.
    wijzigbaar, intrekbaar
        Whether this reader may change it, or take it back.
    """

    veld: Veld
    waarde: object
    herkomst: str
    woorden: str | None
    graad: Graad | None
    onbevestigd: bool
    nieuw: bool
    wijzigbaar: bool
    intrekbaar: bool


@dataclass(frozen=True)
class Paneel:
    """The answers by section, and the form of the one that is being changed."""

    groepen: tuple[tuple[Sectie, tuple[Regel, ...]], ...] = ()
    wijzigt: FieldForm | None = None

    @property
    def regels(self) -> tuple[Regel, ...]:
        """Return all answers, in the order of the probleemanalyse."""
        return tuple(row for _, rows in self.groepen for row in rows)

    @property
    def nieuw(self) -> int:
        """Return how many answers came with the last message."""
        return sum(row.nieuw for row in self.regels)

    @property
    def onbevestigd(self) -> tuple[str, ...]:
        """Return the fields that this reader can confirm."""
        return tuple(
            row.veld.id for row in self.regels if row.onbevestigd and row.wijzigbaar
        )


def make_panel(
    ctx: Context,
    me: Kijker,
    view: GesprekView,
    *,
    wijzig: str = "",
    form: FieldForm | None = None,
) -> Paneel:
    """Draw up the panel of a conversation.

    Parameters
    ----------
    ctx, me
        The surroundings and who looks.
    view
        The conversation.
    wijzig
        The field that is being changed, if any.
    form
        Its form when that was sent with a mistake.
    """
    if view.casus_id is None:
        return Paneel()
    may = require_case(ctx, me, view.casus_id).mag_wijzigen
    answers = [
        answer
        for answer in answer_views(ctx, view.casus_id, me)
        if _is_shown(ctx, me, answer)
    ]
    since = last_said(view)
    groups = tuple(
        (
            group.sectie,
            tuple(_line(ctx, me, f.veld, f.antwoord, since, may) for f in group.feiten),
        )
        for group in answered_groups(ctx, answers)
    )
    panel = Paneel(groups, form)
    if form is not None:
        return panel
    row = next((r for r in panel.regels if r.veld.id == wijzig and r.wijzigbaar), None)
    if row is None:
        return panel
    filled = filled_form(row.veld, row.waarde, rol=me.rol, plek=PLACE)
    return Paneel(groups, filled)


def last_said(view: GesprekView) -> datetime | None:
    """Return when the person in the conversation said something last."""
    said = [row.op for row in view.berichten if row.richting == "in"]
    return said[-1] if said else None


def may_change(me: Kijker, veld: Veld, answer: AnswerView) -> bool:
    """Tell whether somebody may change an answer here.

    A member of the family changes what that role fills in, and what is their own;
    about the rest they say in the conversation or on their page what is wrong.
    """
    return not me.is_family or me.rol in veld.invullers or is_own(me, answer)


def is_own(me: Kijker, answer: AnswerView) -> bool:
    """Tell whether somebody gave an answer in this role."""
    return answer.rol == me.rol and answer.door == me.naam


def _is_shown(ctx: Context, me: Kijker, answer: AnswerView) -> bool:
    """Keep from a family, in the middle of a talk, what another said about danger."""
    section = ctx.knowledge.velden[answer.veld].sectie
    alone = section in ctx.knowledge.gesprek_scherm.alleen_eigen_secties
    return is_own(me, answer) or not (me.is_family and alone)


def _line(
    ctx: Context,
    me: Kijker,
    veld: Veld,
    answer: AnswerView,
    since: datetime | None,
    may: bool,
) -> Regel:
    own = is_own(me, answer)
    changes = (may or me.is_family) and may_change(me, veld, answer)
    return Regel(
        veld=veld,
        waarde=answer.waarde,
        herkomst=_origin(ctx, me, answer),
        # Whoever talked may have said more than what concerns this field.
        woorden=_quote(answer.woorden) if own or not me.is_family else None,
        graad=_certainty(ctx, answer),
        onbevestigd=not answer.bevestigd,
        nieuw=since is not None and answer.op >= since,
        wijzigbaar=changes,
        intrekbaar=changes and (own or not me.is_family),
    )


def _origin(ctx: Context, me: Kijker, answer: AnswerView) -> str:
    keys = {"chat": "zei_zelf", "formulier": "zelf_ingevuld"}
    if is_own(me, answer) and answer.via in keys:
        return ctx.knowledge.gesprek_scherm.zin(keys[answer.via], me.rol)
    return tell_origin(ctx.knowledge, answer.rol, answer.via)


def _certainty(ctx: Context, answer: AnswerView) -> Graad | None:
    """Return how sure a reading is, as long as that still says something."""
    words = ctx.knowledge.zekerheid
    found = words.graad(answer.zekerheid)
    return None if answer.bevestigd and found == words.graden[0] else found


def _quote(words: str | None) -> str | None:
    """Return somebody's words, cut off between two words when they are many."""
    text = " ".join((words or "").split())
    if len(text) <= LONGEST_QUOTE:
        return text or None
    return f"{text[:LONGEST_QUOTE].rpartition(' ')[0]} …"
