"""The ways of understanding that are measured side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.begrepen import Begrepen, Nlu
from assistant.begrip.understand import understand
from assistant.measure.meetset import PEILDATUM
from assistant.measure.reports import Gelezen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.measure.meetset import Meetverslag, Zin
    from knowledge.load import Knowledge

NONE_OF_THESE = "buiten_bereik"
GIVES_UP = "nlu_fallback"


def whole(
    zinnen: Sequence[Zin], parses: Sequence[Nlu], knowledge: Knowledge
) -> list[Begrepen]:
    """Understand sentences as the product does: Rasa, the rules and the question."""
    return [
        understand(
            zin.tekst,
            vraag=zin.vraag,
            nlu=nlu,
            knowledge=knowledge,
            peildatum=PEILDATUM,
        )
        for zin, nlu in zip(zinnen, parses, strict=True)
    ]


def rasa_alone(parses: Iterable[Nlu]) -> list[Begrepen]:
    """Take Rasa's first guess; it knows no question and reads no fields."""
    return [
        Begrepen(NONE_OF_THESE if n.intent == GIVES_UP else n.intent, n.zekerheid)
        for n in parses
    ]


def rules_alone(zinnen: Sequence[Zin], knowledge: Knowledge) -> list[Begrepen]:
    """Understand sentences without Rasa, as when it is away."""
    return [
        understand(
            zin.tekst,
            vraag=zin.vraag,
            nlu=None,
            knowledge=knowledge,
            peildatum=PEILDATUM,
        )
        for zin in zinnen
    ]


def reports(verslagen: Sequence[Meetverslag], knowledge: Knowledge) -> list[Gelezen]:
    """Read reports as the product does."""
    from assistant.begrip.report import read_report

    read = []
    for verslag in verslagen:
        found = read_report(verslag.tekst, knowledge=knowledge, peildatum=PEILDATUM)
        velden = {name: item.waarde for name, item in found.velden.items()}
        read.append(Gelezen(velden, found.crisis is not None))
    return read
