"""Understand one Dutch message, with the asked field in mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.begrepen import Begrepen, Nlu

if TYPE_CHECKING:
    from datetime import date

    from knowledge.load import Knowledge

__all__ = ["Begrepen", "Nlu", "understand"]


def understand(
    tekst: str,
    *,
    vraag: str | None,
    nlu: Nlu | None,
    knowledge: Knowledge,
    peildatum: date,
) -> Begrepen:
    """Understand a message.

    Parameters
    ----------
    tekst
        The message as typed.
    vraag
        Id of the field that was asked, or None.
    nlu
        Rasa's parse, or None when Rasa is not available.
    knowledge
        The loaded knowledge rows.
    peildatum
        Day from which durations count back.

    Returns
    -------
    Begrepen
        Intent, certainty, fields and term.
    """
    intent = nlu.intent if nlu else "buiten_bereik"
    return Begrepen(intent, nlu.zekerheid if nlu else 0.0)
