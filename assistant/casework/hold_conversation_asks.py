"""Questions of the person, answered honestly from the record and the knowledge."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assistant.casework.absence_counting import count_case
from assistant.casework.advise_case import latest_advice
from assistant.casework.cases import case_view
from assistant.casework.contacts import case_contact
from assistant.casework.facts import weeks_at_home
from assistant.casework.hold_conversation_questions import FAMILY, repeat
from assistant.casework.hold_conversation_words import subject_of
from assistant.casework.kijker import SYSTEEM
from assistant.casework.next_meetings import next_meeting_for
from assistant.casework.next_question import questions_left
from assistant.casework.next_steps import next_steps
from assistant.casework.read_answers import current_answers
from knowledge.kalenderwoorden import tell_date
from models.gesprek import GesprekStand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.casework.absence_counting import Counting
    from assistant.casework.absence_definitions import DefinitionHere
    from assistant.casework.hold_conversation_turn import Beurt, Reactie

SHOWN_ROUTES = 3
SHOWN_STEPS = 3
SHOWN_DEFINITIONS = 6
TERM = "thuiszitter"


def _reply(beurt: Beurt, *texts: str) -> Reactie:
    return repeat(beurt.ctx, beurt.gesprek, *texts)


def routes(beurt: Beurt) -> Reactie:
    """Say which routes are open with what is known, or that it is too early."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    total = len(ctx.knowledge.routes)
    advice = None
    if gesprek.casus_id is not None:
        advice = latest_advice(ctx, gesprek.casus_id)
    if advice is None or advice.stop:
        return _reply(beurt, beurt.zin("route_nog_niet", totaal=total))
    rows = advice.uitkomst["routes"]
    open_rows = [row for row in rows if row["status"] == "open"]
    undecided = sum(row["status"] == "onbekend" for row in rows)
    names = [ctx.knowledge.routes[row["route"]].naam for row in open_rows]
    return _reply(
        beurt,
        beurt.zin(
            "route_tussenstand",
            open=len(open_rows),
            onbekend=undecided,
            totaal=total,
            lijst=", ".join(names[:SHOWN_ROUTES]) or "nog geen",
        ),
    )


def rights(beurt: Beurt) -> Reactie:
    """Say what the law gives pupil and parents, on the subject that is asked."""
    return _reply(beurt, _on_subject(beurt, "vraag_rechten") or beurt.zin("rechten"))


def waiting_time(beurt: Beurt) -> Reactie:
    """Say which terms hold; a date is never promised."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    texts = [_on_subject(beurt, "vraag_wachttijd") or beurt.zin("wachttijd")]
    if gesprek.casus_id is not None:
        meeting = next_meeting_for(ctx, gesprek.casus_id)
        advice = latest_advice(ctx, gesprek.casus_id)
        term = advice.uitkomst["plan"]["termijn"] if advice else None
        if isinstance(term, str):
            day = tell_date(date.fromisoformat(term))
            texts.append(beurt.zin("wachttijd_termijn", datum=day))
        if meeting is not None:
            texts.append(beurt.zin("overleg_datum", datum=tell_date(meeting.datum)))
    return _reply(beurt, " ".join(texts))


def state(beurt: Beurt) -> Reactie:
    """Say where the case stands and what is waited for."""
    if beurt.gesprek.casus_id is None:
        return _reply(beurt, beurt.zin("stand_geen"))
    view = case_view(beurt.ctx, beurt.gesprek.casus_id, SYSTEEM)
    status = view.status_tekst[:1].upper() + view.status_tekst[1:]
    return _reply(
        beurt,
        beurt.zin("stand", casus=view.id, status=status, wacht_op=view.rij.wacht_op),
    )


def next_step(beurt: Beurt) -> Reactie:
    """Say what to do now."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    if gesprek.casus_id is None:
        return _reply(beurt, beurt.zin("stap_begin"))
    if gesprek.stand is not GesprekStand.KLAAR:
        left = questions_left(ctx, gesprek.casus_id, gesprek.rol)
        return _reply(beurt, beurt.zin("stap_intake", aantal=left))
    steps = next_steps(ctx, gesprek.casus_id).stappen[:SHOWN_STEPS]
    return _reply(beurt, beurt.zin("stap_lijst", lijst=_numbered(s.wat for s in steps)))


def whom_to_call(beurt: Beurt) -> Reactie:
    """Say whom to call: the contact of this case, and the emergency number."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    subject = _on_subject(beurt, "vraag_wie_bellen")
    texts = [subject] if subject else []
    if gesprek.casus_id is not None:
        contact = case_contact(ctx, gesprek.casus_id)
        phone = contact.telefoon or beurt.zin("telefoon_onbekend")
        told = {"naam": contact.naam, "functie": contact.rol, "telefoon": phone}
        if contact.telefoon or gesprek.rol not in FAMILY:
            texts.append(beurt.zin("wie_bellen", **told))
    if not texts or gesprek.rol != "zorgcoordinator":
        texts.append(beurt.zin("wie_bellen_algemeen"))
    urgent = ctx.knowledge.veiligheid.contacten[0].nummer
    if urgent:
        texts.append(beurt.zin("wie_bellen_nood", nummer=urgent))
    return _reply(beurt, " ".join(texts))


def privacy(beurt: Beurt) -> Reactie:
    """Say who reads this, and how to have it removed."""
    return _reply(beurt, _on_subject(beurt, "vraag_privacy") or beurt.zin("privacy"))


def counting(beurt: Beurt) -> Reactie:
    """Say what counts as thuiszitter and what is known of this pupil."""
    ctx, gesprek = beurt.ctx, beurt.gesprek
    texts = []
    counted = count_case(ctx, gesprek.casus_id) if gesprek.casus_id else None
    if counted is not None and gesprek.rol not in FAMILY:
        # Who works with it every day wants the outcome, not what the word means.
        return _reply(beurt, *_from_data(beurt, counted))
    begrip = ctx.knowledge.begrippen.get(TERM)
    if begrip is not None:
        texts.append(beurt.zin("telling", uitleg=begrip.uitleg))
    if counted is not None:
        return _reply(beurt, " ".join(texts), *_from_data(beurt, counted))
    known = current_answers(ctx, gesprek.casus_id) if gesprek.casus_id else {}
    weeks = weeks_at_home(ctx, known)
    if weeks is None:
        texts.append(beurt.zin("telling_onbekend"))
    else:
        day = tell_date(ctx.today())
        texts.append(beurt.zin("telling_weken", weken=weeks, datum=day))
    return _reply(beurt, " ".join(texts))


def _from_data(beurt: Beurt, counted: Counting) -> list[str]:
    """Say whether the national definition holds and why, then which others."""
    until, national = tell_date(counted.tot), counted.landelijk
    holds = national.uitslag.geldt
    name = "telling_ja" if holds else "telling_nee"
    texts = [beurt.zin(name, tot=until, uitleg=national.uitslag.uitleg)]
    family = beurt.gesprek.rol in FAMILY
    if family and holds:
        return texts
    others = [row for row in counted.geldt if row.definitie.id != national.definitie.id]
    if not others:
        return [*texts, beurt.zin("telling_geen_andere", aantal=counted.aantal - 1)]
    names = [_with_day(beurt, row) for row in others[:SHOWN_DEFINITIONS]]
    if len(others) > SHOWN_DEFINITIONS:
        more = len(others) - SHOWN_DEFINITIONS
        names.append(beurt.zin("telling_meer", aantal=more))
    texts.append(beurt.zin("telling_andere", lijst="; ".join(names)))
    if not holds and not family:
        why = {"naam": others[0].definitie.naam, "uitleg": others[0].uitslag.uitleg}
        texts.append(beurt.zin("telling_waarom", **why))
    return texts


def _with_day(beurt: Beurt, row: DefinitionHere) -> str:
    name, since = row.definitie.naam, row.uitslag.sinds
    if since is None:
        return name
    return beurt.zin("telling_sinds", naam=name, dag=tell_date(since))


def _on_subject(beurt: Beurt, vraag: str) -> str | None:
    """Return what there is to say on the subject of a question, or None."""
    row = subject_of(beurt.ctx, beurt.tekst, vraag)
    return None if row is None else row.voor(beurt.gesprek.rol)


def _numbered(items: Iterable[str]) -> str:
    return " ".join(f"{place}. {item}" for place, item in enumerate(items, start=1))
