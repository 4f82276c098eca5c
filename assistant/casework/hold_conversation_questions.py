"""Ask: the next question, the same one again, or the one before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.casework.conversation_state import Knop, Uit
from assistant.casework.hold_conversation_summary import ask_if_right, show_at_end
from assistant.casework.hold_conversation_turn import (
    Reactie,
    intent_button,
    say,
    zin,
)
from assistant.casework.next_question import stand_van_vragen, unskip_question
from assistant.casework.read_answers import current_answers
from assistant.casework.tell_answer import tell_answer
from knowledge.velden import Gevoeligheid, VeldType
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from assistant.casework.conversation_state import GesprekRij
    from assistant.context import Context
    from knowledge.velden import Veld

YES, NO = "ja", "nee"
FAMILY = frozenset({"ouder", "leerling"})
SENSITIVE = frozenset({Gevoeligheid.bijzonder_gezondheid, Gevoeligheid.strafrechtelijk})


def ask_next(ctx: Context, gesprek: GesprekRij, vooraf: str = "") -> Reactie:
    """Ask the next question of the intake, or show the summary when none is left.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek
        The conversation, about a case.
    vooraf
        What is said in the same message before the question.
    """
    assert gesprek.casus_id is not None
    stand = stand_van_vragen(ctx, gesprek.casus_id, gesprek.rol, verder=gesprek.verder)
    if stand.volgende is None:
        return show_at_end(ctx, gesprek, stand, vooraf)
    return ask(ctx, gesprek, stand.volgende, vooraf, nog=stand.nog)


def ask(
    ctx: Context,
    gesprek: GesprekRij,
    veld: Veld,
    vooraf: str = "",
    *,
    nog: int | None = None,
) -> Reactie:
    """Ask one question, with buttons where its answers are a list.

    Parameters
    ----------
    ctx
        The surroundings.
    gesprek
        The conversation, about a case.
    veld
        The field that is asked.
    vooraf
        What is said in the same message before the question.
    nog
        How many questions are left, to be told now and then; None tells nothing.
    """
    earlier = gesprek.laatste_vragen
    if not earlier or earlier[-1] != veld.id:
        earlier = (*earlier, veld.id)
    after = replace(
        gesprek,
        stand=GesprekStand.VRAAGT,
        gevraagd_veld=veld.id,
        laatste_vragen=earlier,
        mislukt=gesprek.mislukt if gesprek.gevraagd_veld == veld.id else 0,
    )
    before, because = _around_sensitive(ctx, gesprek, veld)
    parts = (
        vooraf,
        before,
        veld.vraag_voor(gesprek.rol),
        ctx.knowledge.gesprek.vraag_in(veld.id, gesprek.taal),
        because,
        _progress(ctx, after, nog),
    )
    tekst = " ".join(part for part in parts if part)
    return Reactie(after, Uit((tekst,), buttons(ctx, after, veld)))


def repeat(ctx: Context, gesprek: GesprekRij, *vooraf: str) -> Reactie:
    """Say something and go back to where the conversation was."""
    if gesprek.stand is GesprekStand.VRAAGT and gesprek.gevraagd_veld:
        veld = ctx.knowledge.velden[gesprek.gevraagd_veld]
        return ask(ctx, gesprek, veld).with_before(*vooraf)
    if gesprek.stand is GesprekStand.SAMENVATTING:
        return ask_if_right(ctx, gesprek).with_before(*vooraf)
    if gesprek.stand is GesprekStand.GEPAUZEERD:
        return say(
            gesprek, *vooraf, knoppen=(intent_button(ctx, gesprek, "hervat_intake"),)
        )
    if gesprek.stand is GesprekStand.OPEN:
        return say(
            gesprek, *vooraf, knoppen=(intent_button(ctx, gesprek, "start_intake"),)
        )
    return say(gesprek, *vooraf)


def go_back(ctx: Context, gesprek: GesprekRij) -> Reactie:
    """Ask the question before this one again, with its answer shown."""
    earlier = gesprek.laatste_vragen
    if gesprek.gevraagd_veld and earlier[-1:] == (gesprek.gevraagd_veld,):
        earlier = earlier[:-1]
    if not earlier or gesprek.casus_id is None:
        return repeat(ctx, gesprek, zin(ctx, gesprek, "terug_kan_niet"))
    veld = ctx.knowledge.velden[earlier[-1]]
    unskip_question(ctx, gesprek.casus_id, veld.id)
    known = current_answers(ctx, gesprek.casus_id)
    vooraf = zin(ctx, gesprek, "terug")
    if veld.id in known:
        waarde = tell_answer(veld, known[veld.id])
        vooraf = zin(ctx, gesprek, "terug_stond", waarde=waarde)
    before = replace(gesprek, laatste_vragen=earlier[:-1], gevraagd_veld=None)
    return ask(ctx, before, veld, vooraf)


def buttons(ctx: Context, gesprek: GesprekRij, veld: Veld) -> tuple[Knop, ...]:
    """Return the buttons under a question; after a miss also a way out."""
    texts = ctx.knowledge.gesprek
    if veld.type is VeldType.boolean:
        rows = [(texts.knop(one, gesprek.rol, gesprek.taal), one) for one in (YES, NO)]
    elif veld.type in (VeldType.single, VeldType.multi):
        choices = veld.keuzes_voor(gesprek.rol)
        rows = [
            (texts.etiket(waarde.id, gesprek.taal) or waarde.label, waarde.id)
            for waarde in choices
        ]
    else:
        rows = []
    shown = rows[: texts.knoppen_hoogstens]
    offered = tuple(Knop(tekst, f"knop:{veld.id}:{waarde}") for tekst, waarde in shown)
    if not gesprek.mislukt:
        return offered
    way_out = tuple(intent_button(ctx, gesprek, i) for i in ("overslaan", "mens"))
    return (*offered, *way_out)


def _around_sensitive(ctx: Context, gesprek: GesprekRij, veld: Veld) -> tuple[str, str]:
    """Return what a family reads before and after a sensitive question, the first time.

    Before it that it is personal, after it why it is asked.
    """
    sensitive = veld.gevoeligheid in SENSITIVE and gesprek.rol in FAMILY
    if not sensitive or veld.id in (gesprek.gevraagd_veld, *gesprek.laatste_vragen):
        return "", ""
    velden, asked = ctx.knowledge.velden, gesprek.laatste_vragen
    if veld.id in ctx.knowledge.veiligheid.gevraagd:
        first = not any(v in ctx.knowledge.veiligheid.gevraagd for v in asked)
        return zin(ctx, gesprek, "veiligheid_eerst") if first else "", ""
    told = any(
        velden[v].gevoeligheid in SENSITIVE
        for v in asked
        if v not in ctx.knowledge.veiligheid.gevraagd
    )
    because = zin(ctx, gesprek, "gevoelig", waarom=veld.waarom_voor(gesprek.rol))
    return "" if told else zin(ctx, gesprek, "gevoelig_eerst"), because


def _progress(ctx: Context, gesprek: GesprekRij, nog: int | None) -> str:
    """Say now and then how many questions are left."""
    if not nog:
        return ""
    if nog == 1:
        return zin(ctx, gesprek, "voortgang_een")
    texts = ctx.knowledge.gesprek
    now = len(gesprek.laatste_vragen) % texts.voortgang_elke == 0
    if not now and nog > texts.voortgang_laatste:
        return ""
    return zin(ctx, gesprek, "voortgang_kort", aantal=nog)
