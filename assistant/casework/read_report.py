"""Read a pasted report for a case: what it says, and what a person takes over of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.begrip.report import read_report
from assistant.casework.read_answers import current_answers
from assistant.casework.record_answers import Bewijs, record_answers
from assistant.casework.start_case import start_case
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.errors import InputError
from matching.antwoorden import check_answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.begrip.report import Gelezen, Verslag
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.velden import Veld
    from knowledge.zekerheid import Graad

VIA = "verslag"


@dataclass(frozen=True)
class Leesregel:
    """One field as a report tells it, for a person to judge.

    Parameters
    ----------
    veld, waarde
        The field and the value that was read.
    bewijs
        The sentence that proves it, as it stands in the report.
    graad
        How sure the reading is, in words.
    bekend
        The answer that the case has now, or None.
    overnemen
        Whether it is proposed to take it over: not when in doubt, and not when the
        case has that answer already.
    """

    veld: Veld
    waarde: object
    bewijs: str
    graad: Graad | None
    bekend: object | None
    overnemen: bool

    @property
    def zelfde(self) -> bool:
        """Return whether the case has this answer already."""
        return self.bekend is not None and self.bekend == self.waarde


@dataclass(frozen=True)
class Leesblad:
    """What was read of a report.

    Parameters
    ----------
    regels
        The fields; what needs a careful look comes first.
    gevaar
        The sentence that shows acute danger, or None.
    casus_id
        The case; one that was started at once because of danger, or None.
    """

    regels: tuple[Leesregel, ...]
    gevaar: str | None
    casus_id: str | None


def read_for_case(
    ctx: Context, kijker: Kijker, tekst: str, casus_id: str | None
) -> Leesblad:
    """Read a report; acute danger in it stops the case before anything else.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who pasted it.
    tekst
        The report.
    casus_id
        The case it is about; None for a pupil who is not known yet.

    Raises
    ------
    InputError
        When there is no text, or it is longer than can be read at once.
    """
    verslag = _read(ctx, tekst)
    if verslag.crisis is not None:
        casus_id = casus_id or _start(ctx, kijker)
        reden = ctx.knowledge.verslag.zin("gevaar_reden")
        stop_for_safety(ctx, casus_id, reden=reden, rol=kijker.rol, door=kijker.naam)
    known = current_answers(ctx, casus_id) if casus_id else {}
    rows = [
        _row(ctx, ctx.knowledge.velden[veld_id], read, known.get(veld_id))
        for veld_id, read in verslag.velden.items()
    ]
    rows.sort(key=lambda row: (row.overnemen, row.zelfde))
    return Leesblad(tuple(rows), verslag.crisis, casus_id)


def take_over(
    ctx: Context,
    kijker: Kijker,
    tekst: str,
    gekozen: Mapping[str, object],
    casus_id: str | None,
) -> str:
    """Store what a person took over of a report; each with its proof.

    A value that was changed is of the person, so it is no longer a reading with a
    certainty; the sentence stays with it.

    Parameters
    ----------
    ctx, kijker, tekst
        As in :func:`read_for_case`.
    gekozen
        Per field the value as it was read or changed.
    casus_id
        The case, or None to start one.

    Returns
    -------
    str
        The case.

    Raises
    ------
    InputError
        When nothing was chosen.
    AnswerError
        When a value does not fit its field; then nothing is stored.
    """
    if not gekozen:
        raise InputError(ctx.knowledge.verslag.zin("niets_gekozen"))
    read = _read(ctx, tekst).velden
    checked = {
        veld: check_answer(ctx.knowledge.velden[veld], waarde, ctx.today())
        for veld, waarde in gekozen.items()
    }
    casus_id = casus_id or _start(ctx, kijker)
    record_answers(
        ctx,
        casus_id,
        checked,
        rol=kijker.rol,
        via=VIA,
        door=kijker.naam,
        bewijs={veld: _proof(read.get(veld), value) for veld, value in checked.items()},
        bevestigd=True,
    )
    return casus_id


def _read(ctx: Context, tekst: str) -> Verslag:
    rules = ctx.knowledge.verslag
    if not any(c.isalnum() for c in tekst):
        raise InputError(rules.zin("leeg"))
    if len(tekst) > rules.hoogste_tekens:
        lang = rules.zin("te_lang", aantal=len(tekst), grens=rules.hoogste_tekens)
        raise InputError(lang)
    return read_report(tekst, knowledge=ctx.knowledge, peildatum=ctx.today())


def _start(ctx: Context, kijker: Kijker) -> str:
    return start_case(
        ctx, rol=kijker.rol, door=kijker.naam, aanstelling_id=kijker.aanstelling_id
    )


def _row(ctx: Context, veld: Veld, read: Gelezen, known: object | None) -> Leesregel:
    graad = ctx.knowledge.zekerheid.graad(read.zekerheid)
    doubtful = graad == ctx.knowledge.zekerheid.graden[-1]
    propose = not doubtful and known is None
    return Leesregel(veld, read.waarde, read.bewijs, graad, known, propose)


def _proof(read: Gelezen | None, value: object) -> Bewijs:
    if read is None:
        return Bewijs(None)
    return Bewijs(read.bewijs, read.zekerheid if read.waarde == value else None)
