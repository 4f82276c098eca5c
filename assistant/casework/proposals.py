"""Proposals for people: names instead of ids, reasons, and what is not solved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant.casework.views import PairView, PlacementView, ProposalView
from models.advies import latest_advices
from models.besluit import decisions_of_meeting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.build_instance import Built
    from models.store import UnitOfWork
    from models.voorstel import Voorstel

NO_REASON = "Geplaatst volgens de doelen van het overleg."
NO_PLACE = "Er is vandaag geen vrije plek voor deze leerling."


def readable(built: Built) -> dict[str, Any]:
    """Return what a proposal needs besides the instance, as JSON to store."""
    return {
        "plekken": {plek_id: place.naam for plek_id, place in built.plekken.items()},
        "paren": [
            {
                "leerling": casus_id,
                "plek": plek_id,
                "geschiktheid": pair.geschiktheid,
                "reistijd_min": pair.reistijd_min,
                "opmerkingen": list(pair.opmerkingen),
                "redenen": list(pair.redenen),
            }
            for (casus_id, plek_id), pair in built.paren.items()
        ],
        "capaciteit_onbekend": list(built.onbekend),
        "zonder_plek": dict(built.zonder_plek),
    }


def proposal_view(uow: UnitOfWork, voorstel: Voorstel) -> ProposalView:
    """Return the view of a stored proposal."""
    uitkomst, extra = voorstel.uitkomst, voorstel.toelichting
    placements = tuple(
        _placement(casus_id, plek_id, uitkomst, extra)
        for casus_id, plek_id in sorted(uitkomst["plaatsingen"].items())
    )
    return ProposalView(
        id=voorstel.id,
        overleg_id=voorstel.overleg_id,
        status=voorstel.status,
        geldig=not voorstel.fouten and voorstel.status in ("optimaal", "haalbaar"),
        fouten=tuple(_named(str(line), extra) for line in voorstel.fouten),
        plaatsingen=placements,
        niet_opgelost=tuple(
            f"{one.casus_id}: {one.reden}" for one in placements if not one.plek_id
        ),
        capaciteit_onbekend=tuple(extra["capaciteit_onbekend"]),
        toelichting=_notes(voorstel),
        doelen=tuple(uitkomst["doelen"]),
        seed=voorstel.seed,
        duur_s=float(uitkomst["duur_s"]),
        op=voorstel.op,
        verouderd=_is_outdated(uow, voorstel),
    )


def _placement(
    casus_id: str,
    plek_id: str | None,
    uitkomst: Mapping[str, Any],
    extra: Mapping[str, Any],
) -> PlacementView:
    pairs = {row["plek"]: row for row in extra["paren"] if row["leerling"] == casus_id}
    waarom = (uitkomst.get("waarom") or {}).get(casus_id) or {}
    reden = extra["zonder_plek"].get(casus_id) or _named(
        str(waarom.get("reden") or (NO_REASON if plek_id else NO_PLACE)), extra
    )
    alternatives = tuple(
        _pair_view(pairs[row["plek"]], extra, _named(str(row["gevolg"]), extra))
        for row in waarom.get("alternatieven", ())
        if row["plek"] in pairs
    )
    best_first = sorted(pairs.values(), key=lambda row: -row["geschiktheid"])
    return PlacementView(
        casus_id=casus_id,
        plek_id=plek_id,
        plek_naam=None if plek_id is None else extra["plekken"].get(plek_id, plek_id),
        reden=reden,
        reistijd_min=None if plek_id is None else pairs[plek_id]["reistijd_min"],
        past_omdat=() if plek_id is None else tuple(pairs[plek_id].get("redenen", ())),
        alternatieven=alternatives,
        mogelijk=tuple(_pair_view(row, extra, None) for row in best_first),
    )


def _pair_view(
    row: Mapping[str, Any], extra: Mapping[str, Any], gevolg: str | None
) -> PairView:
    return PairView(
        plek_id=row["plek"],
        naam=extra["plekken"].get(row["plek"], row["plek"]),
        geschiktheid=row["geschiktheid"],
        reistijd_min=row["reistijd_min"],
        opmerkingen=tuple(row["opmerkingen"]),
        gevolg=gevolg,
    )


def _named(text: str, extra: Mapping[str, Any]) -> str:
    """Put the names of places where the solver wrote their ids."""
    names: Mapping[str, str] = extra["plekken"]
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = "|".join(re.escape(plek_id) for plek_id in longest_first)
    return re.sub(
        rf"(?<![\w-])({pattern})(?![\w-])", lambda found: names[found[1]], text
    )


def _notes(voorstel: Voorstel) -> tuple[str, ...]:
    notes = []
    if voorstel.status == "haalbaar":
        notes.append(
            "De rekentijd was op. Dit voorstel klopt, maar misschien kan het beter."
        )
    if voorstel.fouten:
        notes.append(
            "De onafhankelijke controle vond fouten. Gebruik dit voorstel niet."
        )
    notes.append(
        "Reistijden zijn geschat uit de afstand tussen postcodes. "
        "Een persoon beslist over elke leerling."
    )
    return tuple(notes)


def _is_outdated(uow: UnitOfWork, voorstel: Voorstel) -> bool:
    """Return whether a decision differs from it, or an advice is newer than it."""
    planned = voorstel.uitkomst["plaatsingen"]
    decided = decisions_of_meeting(uow.session, voorstel.overleg_id)
    if any(
        casus_id in planned
        and row.op > voorstel.op
        and row.groep_id != planned[casus_id]
        for casus_id, row in decided.items()
    ):
        return True
    advices = latest_advices(uow.session, list(planned))
    return any(row.op > voorstel.op for row in advices.values())
