"""Read a pasted report: every field with the sentence that proves it.

Each sentence is read on its own, in three ways that know what they are sure of: as a
line of a form (a label with its answer), by the words of the field rows, and by what
reports write beside them. What a sentence says of somebody else, in doubt, of long ago
or of a plan is left out first. Then the sentences are put together: lists are united,
and of values that contradict each other the surest counts, of equals the later, with
less confidence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.begrip.calendar import Kalender, region_holidays
from assistant.begrip.crisis import is_crisis
from assistant.begrip.crisis_learned import is_suspect
from assistant.begrip.message import read_message
from assistant.begrip.phrases import find
from assistant.begrip.report_date import date_of_report
from assistant.begrip.report_merge import BESIDE, Gelezen, Vondst, merged
from assistant.begrip.report_people import (
    in_third_person,
    is_about_somebody,
    is_by_pupil,
    pupil_names,
    with_people,
)
from assistant.begrip.report_sentence import read_sentence
from assistant.begrip.report_text import read_sentences
from assistant.begrip.report_voices import is_by_parent, voices
from assistant.begrip.report_words import report_words
from assistant.begrip.text import plain

if TYPE_CHECKING:
    from datetime import date

    from assistant.begrip.report_text import Zin
    from assistant.begrip.report_words import Woordenlijst
    from knowledge.load import Knowledge

__all__ = ["Gelezen", "Verslag", "looks_like_report", "read_report"]


@dataclass(frozen=True)
class Verslag:
    """What a report says.

    Parameters
    ----------
    velden
        Per field the value, its proof and how sure it is.
    crisis
        The sentence that shows acute danger, or None.
    datum
        The day that the report was written, when it says so; durations count back
        from it.
    """

    velden: dict[str, Gelezen]
    crisis: str | None
    datum: date | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON of the contract; dates are still date objects."""
        return {
            "velden": {veld: row.as_dict() for veld, row in self.velden.items()},
            "crisis": None if self.crisis is None else {"bewijs": self.crisis},
        }


def read_report(tekst: str, *, knowledge: Knowledge, peildatum: date) -> Verslag:
    """Read a report of any form: notes, a letter, an e-mail, a filled-in form.

    Parameters
    ----------
    tekst
        The report as pasted.
    knowledge
        The loaded knowledge rows.
    peildatum
        Today.

    Returns
    -------
    Verslag
        The fields that the text proves, in the order of the probleemanalyse.
    """
    woorden = with_people(report_words(knowledge), tekst)
    zinnen = read_sentences(tekst, woorden)
    holidays = region_holidays(knowledge.vakanties)
    written = date_of_report(tekst, Kalender(peildatum, holidays))
    found: list[Vondst] = []
    by_pupil = is_by_pupil(tekst)
    names = pupil_names(tekst)
    by_parent = not by_pupil and is_by_parent(plain(tekst, {}))
    labels = sum(zin.label is not None for zin in zinnen)
    for place, zin in enumerate(zinnen):
        if not is_about_somebody(tekst, labels=labels):
            break
        bericht = read_message(zin.tekst, knowledge, written or peildatum)
        said = read_sentence(zin, bericht, woorden)
        if by_pupil:
            other = replace(bericht, plat=in_third_person(bericht.plat))
            said += read_sentence(zin, other, woorden)
        plat = " ".join("leerling" if w in names else w for w in bericht.plat.split())
        told = voices(plat, by_pupil=by_pupil, by_parent=by_parent)
        said += [Vondst(veld, zin.ruw, zin.ruw, BESIDE) for veld in told]
        found += [replace(v, plaats=place) for v in said]
    velden = merged(found, tekst, knowledge, peildatum)
    return Verslag(velden, _danger(zinnen, tekst, knowledge, woorden), written)


def looks_like_report(tekst: str, knowledge: Knowledge) -> bool:
    """Tell whether a message is a pasted report rather than something said in a chat.

    Parameters
    ----------
    tekst
        The message.
    knowledge
        Gives from how many words a text is a report, and the labels of forms.
    """
    rules = knowledge.verslag
    if len(tekst.split()) >= rules.verslag_vanaf_woorden:
        return True
    rows = read_sentences(tekst, report_words(knowledge)) if "\n" in tekst else []
    return sum(zin.label is not None for zin in rows) >= rules.verslag_vanaf_labels


def _danger(
    zinnen: list[Zin], tekst: str, knowledge: Knowledge, woorden: Woordenlijst
) -> str | None:
    """Return the sentence that shows acute danger; the whole text when none does."""
    denied = False
    for zin, after in zip_longest(zinnen, zinnen[1:]):
        text = zin.tekst
        if after and zin.ruw.endswith(";"):
            # what follows may say that it is over: ‘…; deze zijn verdwenen’
            text = f"{text.rstrip(' ;')}, {after.tekst}"
        if _is_denied(text, woorden):
            denied = True
        elif is_crisis(text, None, knowledge.signalen, is_report=True):
            return zin.ruw
    if denied or not is_crisis(tekst, None, knowledge.signalen, is_report=True):
        return None
    suspect = (z.ruw for z in zinnen if is_suspect(z.tekst, knowledge.signalen))
    return next(suspect, " ".join(tekst.split()))


def _is_denied(tekst: str, woorden: Woordenlijst) -> bool:
    """Tell whether a sentence says that there is no danger: ‘zij ontkent dat …’."""
    plat = plain(tekst, {})
    return bool(find(woorden.gevaar_ontkend, plat)) and " maar " not in plat
