"""See cases: the list, and one case with everything that belongs to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from assistant.casework.advise_case import latest_within
from assistant.casework.contacts import contact_of
from assistant.casework.decisions import decision_view
from assistant.casework.facts import age_of, label_of, text_of, weeks_at_home
from assistant.casework.find import find_case
from assistant.casework.read_answers import decode, views_of
from assistant.casework.tasks import task_view
from assistant.casework.views import CaseRow, CaseView
from models.advies import latest_advices
from models.antwoord import current_of
from models.besluit import latest_decision
from models.casus import STATUS_TEKST, Casus, CasusStatus, all_cases, skipped
from models.gebruiker import all_users
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context
    from models.advies import Advies

WAITS_FOR: Mapping[CasusStatus, str] = {
    CasusStatus.INTAKE: "de vragen afmaken en bevestigen",
    CasusStatus.BEVESTIGD: "het routeadvies",
    CasusStatus.GEADVISEERD: "op de agenda zetten of een route starten",
    CasusStatus.OP_TAFEL: "een besluit in het plaatsingsoverleg",
    CasusStatus.BESLOTEN: "de start op de plek",
    CasusStatus.GESTART: "nazorg na vier weken",
    CasusStatus.NAZORG: "afsluiten na de nazorg",
    CasusStatus.AFGESLOTEN: "niets meer",
    CasusStatus.GESTOPT: "iemand die nu belt en de veiligheid beoordeelt",
}


ON_THE_CLOCK = (CasusStatus.BEVESTIGD, CasusStatus.GEADVISEERD, CasusStatus.OP_TAFEL)


def list_cases(ctx: Context, statuses: Collection[str] | None = None) -> list[CaseRow]:
    """Return the cases: urgent first, then near clocks, then longest at home.

    Parameters
    ----------
    ctx
        The surroundings.
    statuses
        Only cases with one of these statuses; all by default.
    """
    wanted = None if statuses is None else [CasusStatus(one) for one in statuses]
    with ctx.store.reading() as uow:
        cases = all_cases(uow.session, wanted)
        answers = current_of(uow.session, [casus.id for casus in cases])
        names = {user.id: user.naam for user in all_users(uow.session)}
        urgent = {t.casus_id for t in open_taken(uow.session) if t.urgent}
        advices = latest_advices(uow.session, [casus.id for casus in cases])
        rows = [
            _row(
                ctx,
                casus,
                decode(ctx, answers[casus.id]),
                names,
                urgent,
                advices.get(casus.id),
            )
            for casus in cases
        ]
    near = ctx.today() + timedelta(days=ctx.knowledge.plaatsing.klok_dichtbij_dagen)
    return sorted(rows, key=lambda row: _by_urgency(row, near))


def _by_urgency(row: CaseRow, near: date) -> tuple[bool, bool, date, int]:
    """Sort urgent cases first, closed ones last, then the clock, then weeks at home.

    A clock after ``near`` gives no hurry, so there the weeks at home count.
    """
    closed = row.status == CasusStatus.AFGESLOTEN
    clock = row.klok if row.klok is not None and row.klok <= near else date.max
    return (not row.urgent, closed, clock, -(row.weken_thuis or 0))


def case_view(ctx: Context, casus_id: str) -> CaseView:
    """Return one case with answers, advice, tasks and decision.

    Raises
    ------
    NotFoundError
        When the case does not exist.
    """
    with ctx.store.reading() as uow:
        casus = find_case(uow, casus_id)
        views = tuple(views_of(ctx, uow, casus))
        taken = open_taken(uow.session, casus_id)
        besluit = latest_decision(uow.session, casus_id)
        names = {user.id: user.naam for user in all_users(uow.session)}
        advies = latest_advices(uow.session, [casus_id]).get(casus_id)
        urgent = {casus_id} if any(taak.urgent for taak in taken) else set()
        known = {view.veld: view.waarde for view in views}
        return CaseView(
            id=casus.id,
            status=casus.status.value,
            status_tekst=STATUS_TEKST[casus.status],
            rij=_row(ctx, casus, known, names, urgent, advies),
            antwoorden=views,
            advies=latest_within(uow, casus_id),
            taken=tuple(task_view(taak) for taak in taken),
            besluit=None if besluit is None else decision_view(uow, besluit),
            overgeslagen=tuple(row.veld for row in skipped(uow.session, casus_id)),
            stopreden=casus.stopreden,
            contact=contact_of(ctx, uow, casus),
            aangemaakt_op=casus.aangemaakt_op,
            bevestigd_op=casus.bevestigd_op,
            bevestigd_door=casus.bevestigd_door,
        )


def _row(
    ctx: Context,
    casus: Casus,
    known: Mapping[str, object],
    names: Mapping[int, str],
    urgent: Collection[str | None],
    advies: Advies | None,
) -> CaseRow:
    klok, klok_tekst = _clock(casus, advies)
    return CaseRow(
        id=casus.id,
        status=casus.status.value,
        status_tekst=STATUS_TEKST[casus.status],
        leeftijd=age_of(ctx, known),
        schoolsoort=label_of(ctx, "schoolsoort", known.get("schoolsoort")),
        gemeente=text_of(known, "gemeente_woonplaats"),
        weken_thuis=weeks_at_home(ctx, known),
        regisseur=names.get(casus.regisseur_id or 0),
        wacht_op=WAITS_FOR[casus.status],
        urgent=casus.id in urgent,
        voorbeeld=casus.voorbeeld,
        klok=klok,
        klok_tekst=klok_tekst,
    )


def _clock(casus: Casus, advies: Advies | None) -> tuple[date | None, str | None]:
    """Return the day that the plan of the advice names, while the case waits for it."""
    if advies is None or casus.status not in ON_THE_CLOCK:
        return None, None
    day = (advies.uitkomst.get("plan") or {}).get("termijn")
    if day is None:
        return None, None
    return date.fromisoformat(day), advies.ontvangstbewijs.get("termijn_zin")
