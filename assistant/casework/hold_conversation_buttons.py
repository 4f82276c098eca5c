"""Buttons: what a press means, and whether the button is still in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.begrepen import Begrepen
from assistant.casework.conversation_state import Knop
from assistant.casework.hold_conversation_turn import INTENT_KNOP
from knowledge.velden import VeldType
from matching.antwoorden import AnswerError, check_answer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.conversation_state import GesprekRij
    from assistant.context import Context
    from knowledge.velden import Veld

ANSWER_KNOP = "knop:"
SURE = 1.0


def read_button(ctx: Context, tekst: str, offered: Iterable[Knop]) -> Knop | None:
    """Return the button behind a message, or None when it is typed text.

    Parameters
    ----------
    ctx
        Gives the words on buttons.
    tekst
        What came in: the value of a button, the words on one, or any text.
    offered
        The buttons that stood under the last message.
    """
    if tekst.startswith(ANSWER_KNOP):
        return Knop(_words(ctx, tekst, offered), tekst)
    said = tekst.strip().casefold()
    return next((knop for knop in offered if knop.tekst.casefold() == said), None)


def pressed(ctx: Context, gesprek: GesprekRij, knop: Knop) -> Begrepen | None:
    """Return what a button means now, or None when it belongs to the past."""
    if knop.waarde.startswith(INTENT_KNOP):
        return Begrepen(knop.waarde.removeprefix(INTENT_KNOP), SURE)
    veld, values = _parts(ctx, knop.waarde)
    if veld is None or veld.id != gesprek.gevraagd_veld:
        return None
    waarde = _value(ctx, veld, values)
    return None if waarde is None else Begrepen("antwoord", SURE, {veld.id: waarde})


def _parts(ctx: Context, waarde: str) -> tuple[Veld | None, list[str]]:
    veld_id, _, rest = waarde.removeprefix(ANSWER_KNOP).partition(":")
    values = [part for part in rest.split(",") if part]
    return ctx.knowledge.velden.get(veld_id), values


def _value(ctx: Context, veld: Veld, values: list[str]) -> object | None:
    if not values:
        return None
    if veld.type in (VeldType.single, VeldType.multi):
        if any(veld.waarde(value) is None for value in values):
            return None
        return values if veld.type is VeldType.multi else values[0]
    try:
        return check_answer(veld, values[0], ctx.today())
    except AnswerError:
        return None


def _words(ctx: Context, waarde: str, offered: Iterable[Knop]) -> str:
    """Return the words of a button, so that the conversation reads as it was."""
    match = next((knop.tekst for knop in offered if knop.waarde == waarde), None)
    if match is not None:
        return match
    veld, values = _parts(ctx, waarde)
    if veld is None:
        return waarde.removeprefix(INTENT_KNOP).removeprefix(ANSWER_KNOP)
    rows = [veld.waarde(value) for value in values]
    return ", ".join(row.label for row in rows if row) or ", ".join(values)
