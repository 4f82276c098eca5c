"""Write a whole case to a file for another region: its history, advice and decisions.

Source: WPO 40(8), 18a(6) (the samenwerkingsverband where the pupil lives); WPO 18a(13).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from assistant.casework.decisions import place_name
from assistant.casework.find import find_case
from assistant.casework.inzage import inzage_in
from assistant.casework.log import log
from assistant.casework.mandate import require_mandate
from assistant.casework.names import family_names_of, names_of
from assistant.casework.transfer_file import KIND, VERSION, Overdrachtsbestand
from assistant.casework.transfer_scope import Reikwijdte, transfer_scope
from assistant.casework.view_log import log_view
from assistant.documents.bestand import MEDIA, Bestand, json_bytes
from models.advies import advices_of
from models.antwoord import history
from models.besluit import decisions_of_case
from models.casus import skipped
from models.gezinslid import family_of
from models.herkomst import earlier_decisions
from models.organisatie import Organisatie
from models.overleg import Overleg
from models.statuswissel import path_of
from models.taak import open_taken

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.casework.names import Volledigenaam
    from assistant.context import Context
    from models.advies import Advies
    from models.antwoord import Antwoord
    from models.besluit import Besluit
    from models.casus import Casus
    from models.herkomst import EerderBesluit
    from models.store import UnitOfWork


def export_transfer(
    ctx: Context, kijker: Kijker, casus_id: str, *, toestemming: bool
) -> Bestand:
    """Return the transfer file of a case, and write that in log and register.

    Nothing of the case changes: it stays with this region until it is closed here.

    Parameters
    ----------
    ctx
        The surroundings.
    kijker
        Who makes the file.
    casus_id
        The case.
    toestemming
        Whether the family consented that health data and own words go along.

    Raises
    ------
    NotFoundError
        When the case is not in sight.
    NotAllowedError
        When the role may not hand a case over to another region.
    """
    require_mandate(ctx, kijker, "regio")
    allowed = transfer_scope(ctx, toestemming=toestemming)
    with ctx.store.unit_of_work() as uow:
        casus = find_case(uow, casus_id)
        inzage = inzage_in(ctx, uow, kijker, casus)
        scope = allowed.within(inzage)
        document = _document(ctx, uow, kijker, casus, scope, toestemming=toestemming)
        log_view(ctx, uow, kijker, "export", [inzage])
        log(
            ctx,
            uow,
            "overdrachtsbestand_gemaakt",
            "casus",
            casus_id,
            door=kijker.naam,
            toestemming=toestemming,
        )
    # What is written must be what the other side reads.
    Overdrachtsbestand.model_validate_json(json.dumps(document))
    name = f"{casus_id}-overdracht-{ctx.now().date().isoformat()}.json"
    return Bestand(name, MEDIA["json"], json_bytes(document))


def _document(
    ctx: Context,
    uow: UnitOfWork,
    kijker: Kijker,
    casus: Casus,
    scope: Reikwijdte,
    *,
    toestemming: bool,
) -> dict[str, Any]:
    rows = history(uow.session, casus.id)
    kept = [row for row in rows if row.veld in scope.velden]
    sender = _sender(ctx, uow, kijker, casus)
    shows = scope.onderdelen.__contains__
    return {
        "soort": KIND,
        "versie": VERSION,
        "gemaakt_op": ctx.now().isoformat(),
        "door": sender,
        "kennis": ctx.knowledge.hash,
        "toestemming": toestemming,
        "weggelaten": list(scope.weggelaten),
        "casus": _case(casus),
        "naam": _pupil_name(ctx, uow, casus.id) if scope.naam else None,
        "gezin": _family(ctx, uow, casus.id, scope),
        "antwoorden": [_answer(row, scope) for row in kept],
        "overgeslagen": [
            {"veld": row.veld, "op": row.op.isoformat()}
            for row in skipped(uow.session, casus.id)
            if row.veld in scope.velden
        ],
        "wissels": _path(uow, casus.id) if shows("geschiedenis") else [],
        "adviezen": [
            _advice(row, kept, scope) for row in advices_of(uow.session, casus.id)
        ]
        if shows("advies")
        else [],
        "besluiten": _decisions(uow, casus.id, sender) if shows("besluit") else [],
        "taken": _tasks(uow, casus.id),
    }


def _sender(
    ctx: Context, uow: UnitOfWork, kijker: Kijker, casus: Casus
) -> dict[str, Any]:
    party = uow.session.get(Organisatie, kijker.organisatie_id or casus.swv_id or "")
    return {
        "naam": kijker.naam,
        "rol": ctx.knowledge.organisaties.rolnaam(kijker.rol),
        "organisatie": None if party is None else party.naam,
    }


def _case(casus: Casus) -> dict[str, Any]:
    stopped = casus.gestopt_vanuit
    return {
        "nummer": casus.id,
        "status": casus.status.value,
        "gestopt_vanuit": None if stopped is None else stopped.value,
        # A safety stop always travels, whatever the consent (AVG 9 lid 2c).
        "stopreden": casus.stopreden,
        "school": casus.school_id,
        "rol": casus.rol,
        "door": casus.door,
        "voorbeeld": casus.voorbeeld,
        "aangemaakt_op": casus.aangemaakt_op.isoformat(),
        "bevestigd_op": _moment(casus.bevestigd_op),
        "bevestigd_door": casus.bevestigd_door,
        "uitkomst": casus.uitkomst,
        "gesloten_op": _moment(casus.gesloten_op),
        "heropend_op": _moment(casus.heropend_op),
    }


def _moment(value: Any) -> str | None:
    return None if value is None else str(value.isoformat())


def _pupil_name(
    ctx: Context, uow: UnitOfWork, casus_id: str
) -> dict[str, str | None] | None:
    return _parts(names_of(ctx, uow, [casus_id]).get(casus_id))


def _parts(name: Volledigenaam | None) -> dict[str, str | None] | None:
    if name is None:
        return None
    return {
        "voornaam": name.voornaam,
        "tussenvoegsel": name.tussenvoegsel,
        "achternaam": name.achternaam,
        "roepnaam": name.roepnaam,
    }


def _family(
    ctx: Context, uow: UnitOfWork, casus_id: str, scope: Reikwijdte
) -> list[dict[str, Any]]:
    names = family_names_of(ctx, uow, [casus_id]) if scope.naam else {}
    return [
        {
            "soort": row.soort.value,
            "gezag": row.gezag,
            "naam": _parts(names.get(row.id)),
        }
        for row in family_of(uow.session, casus_id)
    ]


def _answer(row: Antwoord, scope: Reikwijdte) -> dict[str, Any]:
    return {
        "veld": row.veld,
        "waarde": row.waarde,
        "ingetrokken": row.ingetrokken,
        "rol": row.rol,
        "via": row.via.value,
        "woorden": row.woorden if scope.woorden else None,
        "door": row.door,
        "op": row.op.isoformat(),
        "bevestigd": row.bevestigd,
        "zekerheid": row.zekerheid,
    }


def _path(uow: UnitOfWork, casus_id: str) -> list[dict[str, Any]]:
    return [
        {
            "van": None if row.van is None else row.van.value,
            "naar": row.naar.value,
            "op": row.op.isoformat(),
            "door": row.door,
            "reden": row.reden,
        }
        for row in path_of(uow.session, casus_id)
    ]


def _advice(row: Advies, kept: list[Antwoord], scope: Reikwijdte) -> dict[str, Any]:
    receipt = dict(row.ontvangstbewijs)
    answers = receipt.get("antwoorden")
    if isinstance(answers, dict):
        shown = {key: one for key, one in answers.items() if key in scope.velden}
        receipt["antwoorden"] = shown
    return {
        "uitkomst": row.uitkomst,
        "ontvangstbewijs": receipt,
        "peildatum": row.peildatum.isoformat(),
        "na_antwoord": sum(one.id <= row.laatste_antwoord_id for one in kept),
        "op": row.op.isoformat(),
    }


def _decisions(
    uow: UnitOfWork, casus_id: str, sender: dict[str, Any]
) -> list[dict[str, Any]]:
    earlier = earlier_decisions(uow.session, casus_id)
    own = reversed(decisions_of_case(uow.session, casus_id))
    name = sender["organisatie"] or sender["naam"]
    return [
        *(_earlier(row) for row in earlier),
        *(_own(uow, row, name) for row in own),
    ]


def _own(uow: UnitOfWork, row: Besluit, van: str) -> dict[str, Any]:
    meeting = uow.session.get(Overleg, row.overleg_id)
    return {
        "plek": place_name(uow, row.groep_id),
        "overleg": "" if meeting is None else meeting.naam,
        "overleg_datum": None if meeting is None else meeting.datum.isoformat(),
        "akkoord": row.akkoord,
        "wijkt_af": row.wijkt_af,
        "voorgesteld": place_name(uow, row.voorgestelde_groep_id),
        "reden": row.reden,
        "opmerkingen": [str(line) for line in row.opmerkingen],
        "door": row.door_naam,
        "op": row.op.isoformat(),
        "van": van,
    }


def _earlier(row: EerderBesluit) -> dict[str, Any]:
    day = row.overleg_datum
    return {
        "plek": row.plek,
        "overleg": row.overleg,
        "overleg_datum": None if day is None else day.isoformat(),
        "akkoord": row.akkoord,
        "wijkt_af": row.wijkt_af,
        "voorgesteld": row.voorgesteld,
        "reden": row.reden,
        "opmerkingen": [str(line) for line in row.opmerkingen],
        "door": row.door,
        "op": row.op.isoformat(),
        "van": row.van,
    }


def _tasks(uow: UnitOfWork, casus_id: str) -> list[dict[str, Any]]:
    return [
        {
            "soort": row.soort,
            "urgent": row.urgent,
            "tekst": row.tekst,
            "voor": row.voor_naam,
            "uiterlijk": None if row.uiterlijk is None else row.uiterlijk.isoformat(),
            "op": row.op.isoformat(),
        }
        for row in open_taken(uow.session, casus_id)
    ]
