"""See cases: the list, and one case with everything that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.casework.advise_case import latest_within
from assistant.casework.contacts import contact_of
from assistant.casework.decisions import decision_view
from assistant.casework.facts import age_of, label_of, text_of, weeks_at_home
from assistant.casework.find import find_case
from assistant.casework.read_answers import decode, views_of
from assistant.casework.tasks import task_view
from assistant.casework.views import CaseRow, CaseView
from models.antwoord import current_of
from models.besluit import latest_decision
from models.casus import STATUS_TEKST, Casus, CasusStatus, all_cases, skipped
from models.gebruiker import all_users
from models.taak import open_taken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assistant.context import Context

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


def list_cases(ctx: Context, statuses: Collection[str] | None = None) -> list[CaseRow]:
    """Return the cases, urgent ones first, then the longest at home.

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
        rows = [
            _row(ctx, casus, decode(ctx, answers[casus.id]), names, urgent)
            for casus in cases
        ]
    return sorted(rows, key=lambda row: (not row.urgent, -(row.weken_thuis or 0)))


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
        urgent = {casus_id} if any(taak.urgent for taak in taken) else set()
        known = {view.veld: view.waarde for view in views}
        return CaseView(
            id=casus.id,
            status=casus.status.value,
            status_tekst=STATUS_TEKST[casus.status],
            rij=_row(ctx, casus, known, names, urgent),
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
) -> CaseRow:
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
    )
