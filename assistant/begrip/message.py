"""One message with all that is needed to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.calendar import Kalender, region_holidays
from assistant.begrip.english import in_dutch
from assistant.begrip.lexicon import Lexicon, lexicon_of
from assistant.begrip.text import plain
from assistant.begrip.typos import correct

if TYPE_CHECKING:
    from datetime import date

    from knowledge.load import Knowledge


@dataclass(frozen=True)
class Bericht:
    """A message.

    Parameters
    ----------
    ruw
        As typed.
    plat
        Lower case, marks apart, spellings and typing errors set right.
    knowledge, lexicon, kalender
        What it is read with.
    """

    ruw: str
    plat: str
    knowledge: Knowledge
    lexicon: Lexicon
    kalender: Kalender


def read_message(tekst: str, knowledge: Knowledge, peildatum: date) -> Bericht:
    """Prepare a message for reading."""
    lexicon = lexicon_of(knowledge)
    dutch = in_dutch(plain(tekst, lexicon.schrijfwijzen), knowledge.synoniemen.taal)
    plat = correct(dutch, lexicon)
    kalender = Kalender(peildatum, region_holidays(knowledge.vakanties))
    return Bericht(tekst.strip(), plat, knowledge, lexicon, kalender)
