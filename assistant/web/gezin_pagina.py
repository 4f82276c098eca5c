"""What the page of a parent and that of a pupil show alike."""

from typing import Any

from assistant.casework.kijker import Kijker
from assistant.casework.own_conversation import may_talk
from assistant.casework.own_page import OwnPage
from assistant.context import Context
from assistant.web.uitvoer import FORMATS

DANGER = "gevaar"
"""Marks that what was typed showed danger: the page then says whom to call first."""


def family_values(
    ctx: Context,
    me: Kijker,
    page: OwnPage,
    *,
    gedaan: str,
    fout: dict[str, Any] | None,
) -> dict[str, Any]:
    """Return the values of a page: the own case, and what was just done or wrong."""
    heard = ctx.knowledge.gezin.gehoord.get(gedaan)
    return {
        "pagina": page,
        "stand": page.stand,
        "veilig": ctx.knowledge.veiligheid,
        "praat": may_talk(ctx, me),
        "scherm": ctx.knowledge.gesprek_scherm,
        "formaten": FORMATS,
        "gevaar": gedaan == DANGER or page.stand.veiligheid,
        "gehoord": heard.voor(me.rol) if heard else None,
        "fout": fout or {},
    }
