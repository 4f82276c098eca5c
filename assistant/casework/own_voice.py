"""Parents and pupil speak for themselves: own words, a person, a correction.

Source: WPO 40a(6)-(8) (the pupil is heard and told what was done with it); AVG 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.crisis import is_crisis
from assistant.casework.bsn import refuse_bsn
from assistant.casework.find import find_case
from assistant.casework.log import log
from assistant.casework.own_case import own_case
from assistant.casework.record_answers import record_answer
from assistant.casework.stop_for_safety import stop_for_safety
from assistant.casework.tasks import add_task
from assistant.errors import InputError, NotAllowedError
from models.gebruiker import Rol
from models.taak import open_taken

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from knowledge.velden import Veld

WORDS = "woorden"
CALL_BACK = "terugbellen"
CORRECT = "verbeteren"


def own_fields(ctx: Context, kijker: Kijker) -> tuple[Veld, ...]:
    """Return the fields in which this member of the family speaks.

    A parent without authority may ask for a person, but does not speak for the child
    (BW 1:377c gives information only).
    """
    if kijker.rol == Rol.OUDER and kijker.gezag is not True:
        return ()
    names = ctx.knowledge.gezin.stemvelden.get(kijker.rol, ())
    return tuple(ctx.knowledge.velden[name] for name in names)


def say_in_own_words(
    ctx: Context, kijker: Kijker, veld_id: str, waarde: object
) -> bool:
    """Record what a parent or pupil says, and ask the regisseur to answer.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who says it; the case is the one of this person.
    veld_id
        One of :func:`own_fields`.
    waarde
        What was typed.

    Returns
    -------
    bool
        Whether it showed danger: the case is then stopped and a person called in.
        What was said is kept either way.

    Raises
    ------
    NotAllowedError
        When this person does not fill in this field.
    InputError, AnswerError
        When nothing was typed, it is too long, or holds a BSN.
    """
    veld = next((one for one in own_fields(ctx, kijker) if one.id == veld_id), None)
    if veld is None:
        raise NotAllowedError(ctx.knowledge.gezin.niet.invullen.voor(kijker.rol))
    casus_id = own_case(ctx, kijker)
    text = str(waarde)
    # Danger goes first: it counts also when the text itself is refused.
    danger = _guard(ctx, kijker, text)
    _check_text(ctx, kijker, text, what=veld.naam.lower())
    record_answer(
        ctx,
        casus_id,
        veld.id,
        waarde,
        rol=kijker.rol,
        via="formulier",
        door=kijker.naam,
    )
    _ask(ctx, kijker, WORDS, "", again=False)
    return danger


def ask_for_person(ctx: Context, kijker: Kijker, tekst: str = "") -> bool:
    """Ask a person to call back; ``tekst`` says about what, and how to be reached.

    Returns
    -------
    bool
        Whether the text showed danger.

    Raises
    ------
    InputError
        When the text is too long or holds a BSN.
    """
    return _request(ctx, kijker, CALL_BACK, tekst)


def ask_to_correct(ctx: Context, kijker: Kijker, tekst: str) -> bool:
    """Ask to put something right; see :func:`ask_for_person`.

    Raises
    ------
    InputError
        When the text says nothing, is too long or holds a BSN.
    """
    if not tekst.strip():
        raise InputError(ctx.knowledge.gezin.niet.zonder_tekst)
    return _request(ctx, kijker, CORRECT, tekst)


def _request(ctx: Context, kijker: Kijker, kind: str, tekst: str) -> bool:
    text = tekst.strip()
    danger = _guard(ctx, kijker, text)
    _check_text(ctx, kijker, text, what="het bericht")
    _ask(ctx, kijker, kind, text, again=True)
    return danger


def _ask(ctx: Context, kijker: Kijker, kind: str, said: str, *, again: bool) -> None:
    """Add the task that a request gives; without ``again`` only one stays open."""
    row = ctx.knowledge.gezin.taken[kind]
    text = row.tekst.format(wie=kijker.naam)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, own_case(ctx, kijker), lock=True)
        waiting = {one.tekst for one in open_taken(uow.session, casus.id)}
        if text in waiting and not (again and said):
            return
        whole = f"{text} “{said}”" if said else text
        add_task(ctx, uow, casus, row.soort, False, whole, door=kijker.naam)
        log(
            ctx,
            uow,
            "verzoek_van_gezin",
            "casus",
            casus.id,
            door=kijker.naam,
            verzoek=kind,
        )


def _guard(ctx: Context, kijker: Kijker, tekst: str) -> bool:
    """Stop the case and call a person in when a text shows acute danger."""
    if not tekst or not is_crisis(tekst, None, ctx.knowledge.signalen):
        return False
    reden = ctx.knowledge.gesprek.zin("gevaar_reden", kijker.rol)
    stop_for_safety(
        ctx, own_case(ctx, kijker), reden=reden, rol=kijker.rol, door=kijker.naam
    )
    return True


def _check_text(ctx: Context, kijker: Kijker, tekst: str, *, what: str) -> None:
    rules = ctx.knowledge.gezin
    if len(tekst) > rules.hoogste_tekens:
        told = rules.niet.te_lang.voor(kijker.rol)
        raise InputError(told.format(tekens=rules.hoogste_tekens))
    refuse_bsn(tekst, what)
