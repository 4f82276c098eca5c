"""Proposals for people: names instead of ids, reasons, and what is not solved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.casework.placement_views import (
    BridgeView,
    PairView,
    PlacementView,
    ProposalView,
)
from models.advies import newest_advice_of
from models.besluit import decisions_of_meeting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from assistant.casework.build_instance import Built
    from models.besluit import Besluit
    from models.store import UnitOfWork
    from models.voorstel import Voorstel

NO_REASON = "Geplaatst volgens de doelen van het overleg."
NO_PLACE = "Er is vandaag geen vrije plek voor deze leerling."


def readable(built: Built) -> dict[str, Any]:
    """Return what a proposal needs besides the instance, as JSON to store."""
    places = built.plekken.plekken
    sentences = sorted(set(built.niet.values()))
    number = {text: at for at, text in enumerate(sentences)}
    per_case: dict[str, dict[str, int]] = {}
    for (casus_id, plek_id), text in built.niet.items():
        per_case.setdefault(casus_id, {})[plek_id] = number[text]
    return {
        "plekken": {plek_id: place.naam for plek_id, place in places.items()},
        "soorten": {plek_id: place.soort.value for plek_id, place in places.items()},
        "paren": [
            {
                "leerling": casus_id,
                "plek": plek_id,
                "geschiktheid": pair.geschiktheid,
                "reistijd_min": pair.reistijd_min,
                "getypt": pair.getypt,
                "wens": pair.wens,
                "afstand": pair.afstand,
                "vanaf": None if pair.vanaf is None else pair.vanaf.isoformat(),
                "opmerkingen": list(pair.opmerkingen),
                "redenen": list(pair.redenen),
            }
            for (casus_id, plek_id), pair in built.paren.items()
        ],
        "niet": {"zinnen": sentences, "per": per_case},
        "urgentie": {key: list(value) for key, value in built.urgentie.items()},
        "vast_kan_niet": list(built.vast_kan_niet),
        "capaciteit_onbekend": list(built.plekken.onbekend),
        "gaten": list(built.plekken.gaten),
        "zonder_plek": dict(built.zonder_plek),
    }


def proposal_view(
    uow: UnitOfWork, voorstel: Voorstel, full: Collection[str] | None = None
) -> ProposalView:
    """Return the view of a stored proposal.

    Parameters
    ----------
    uow
        The open transaction.
    voorstel
        The proposal.
    full
        The cases of which all other places are told as well; None is every case.
    """
    uitkomst, extra = voorstel.uitkomst, voorstel.toelichting
    rows: dict[str, dict[str, Any]] = {}
    for row in extra["paren"]:
        rows.setdefault(row["leerling"], {})[row["plek"]] = row
    tell = namer(extra)
    placements = tuple(
        _placement(
            casus_id,
            plek_id,
            uitkomst,
            extra,
            rows.get(casus_id, {}),
            tell,
            full=full is None or casus_id in full,
        )
        for casus_id, plek_id in sorted(uitkomst["plaatsingen"].items())
    )
    return ProposalView(
        id=voorstel.id,
        overleg_id=voorstel.overleg_id,
        status=voorstel.status,
        geldig=not voorstel.fouten and voorstel.status in ("optimaal", "haalbaar"),
        fouten=tuple(named(str(line), extra) for line in voorstel.fouten),
        plaatsingen=placements,
        niet_opgelost=tuple(
            f"{one.casus_id}: {one.reden}" for one in placements if not one.plek_id
        ),
        capaciteit_onbekend=tuple(extra["capaciteit_onbekend"]),
        doelen=tuple(uitkomst["doelen"]),
        seed=voorstel.seed,
        duur_s=float(uitkomst["duur_s"]),
        op=voorstel.op,
        verouderd=_is_outdated(uow, voorstel),
        gaten=tuple(extra.get("gaten", ())),
        vast_kan_niet=tuple(extra.get("vast_kan_niet", ())),
        overzicht=extra.get("overzicht", {}),
        ontvangstbewijs=voorstel.ontvangstbewijs | (uitkomst.get("bewijs") or {}),
    )


def _placement(
    casus_id: str,
    plek_id: str | None,
    uitkomst: Mapping[str, Any],
    extra: Mapping[str, Any],
    pairs: Mapping[str, Any],
    tell: Callable[[str], str],
    *,
    full: bool,
) -> PlacementView:
    waarom = (uitkomst.get("waarom") or {}).get(casus_id) or {}
    reden = extra["zonder_plek"].get(casus_id) or tell(
        str(waarom.get("reden") or (NO_REASON if plek_id else NO_PLACE))
    )
    own = pairs.get(plek_id or "", {})
    placed = PlacementView(
        casus_id=casus_id,
        plek_id=plek_id,
        plek_naam=None if plek_id is None else extra["plekken"].get(plek_id, plek_id),
        reden=reden,
        reistijd_min=own.get("reistijd_min"),
        past_omdat=tuple(own.get("redenen", ())),
        begin=read_day((uitkomst.get("begin") or {}).get(casus_id)),
        brug=_bridge((uitkomst.get("overbrugging") or {}).get(casus_id), extra),
        weken_thuis=(uitkomst.get("weken_thuis") or {}).get(casus_id),
        opmerkingen=tuple(own.get("opmerkingen", ())),
        urgent_omdat=tuple(extra.get("urgentie", {}).get(casus_id, ())),
        overzicht=extra.get("overzicht", {}).get("leerlingen", {}).get(casus_id, {}),
    )
    if not full:
        return placed
    best_first = sorted(pairs.values(), key=lambda row: -row["geschiktheid"])
    return replace(
        placed,
        alternatieven=tuple(
            _pair_view(pairs[row["plek"]], extra, tell(str(row["gevolg"])))
            for row in waarom.get("alternatieven", ())
            if row["plek"] in pairs
        ),
        mogelijk=tuple(_pair_view(row, extra, None) for row in best_first),
        niet=_not_possible(casus_id, extra),
        niet_plekken=frozenset(_refused(casus_id, extra)),
    )


def read_day(text: str | None) -> date | None:
    """Return a day as JSON writes it."""
    return None if text is None else date.fromisoformat(text)


def _bridge(
    row: Mapping[str, Any] | None, extra: Mapping[str, Any]
) -> BridgeView | None:
    if row is None:
        return None
    name = extra["plekken"].get(row["plek"], row["plek"])
    return BridgeView(row["plek"], name, read_day(row["begin"]), read_day(row["eind"]))


def _not_possible(
    casus_id: str, extra: Mapping[str, Any]
) -> tuple[tuple[str, str], ...]:
    found = [
        (extra["plekken"].get(plek_id, plek_id), extra["niet"]["zinnen"][number])
        for plek_id, number in _refused(casus_id, extra).items()
    ]
    return tuple(sorted(found))


def _refused(casus_id: str, extra: Mapping[str, Any]) -> Mapping[str, int]:
    """Return the places that cannot be for a case, with the number of the sentence."""
    rows = extra.get("niet") or {"per": {}}
    per_place: Mapping[str, int] = rows["per"].get(casus_id, {})
    return per_place


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
        wens=row.get("wens"),
        afstand=row.get("afstand", 0),
        getypt=row.get("getypt", False),
        vanaf=read_day(row.get("vanaf")),
        soort=extra.get("soorten", {}).get(row["plek"], "blijvend"),
    )


def named(text: str, extra: Mapping[str, Any]) -> str:
    """Put the names of places where the solver wrote their ids."""
    return namer(extra)(text)


def namer(extra: Mapping[str, Any]) -> Callable[[str], str]:
    """Return what puts the names of places where the solver wrote their ids."""
    names: Mapping[str, str] = extra["plekken"]
    longest_first = sorted(names, key=len, reverse=True)
    if not names:
        return str
    ids = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
    return lambda text: ids.sub(lambda found: names[found[1]], text)


def follows(row: Besluit, uitkomst: Mapping[str, Any]) -> bool:
    """Tell whether a decision gives what was proposed: the place and the bridge."""
    bridge = (uitkomst.get("overbrugging") or {}).get(row.casus_id) or {}
    place = uitkomst["plaatsingen"].get(row.casus_id)
    if place is None:
        return row.groep_id == bridge.get("plek") and row.brug_groep_id is None
    return (row.groep_id, row.brug_groep_id) == (place, bridge.get("plek"))


def _is_outdated(uow: UnitOfWork, voorstel: Voorstel) -> bool:
    """Return whether a decision differs from it, or an advice is newer than it."""
    planned = voorstel.uitkomst["plaatsingen"]
    decided = decisions_of_meeting(uow.session, voorstel.overleg_id)
    if any(
        casus_id in planned
        and row.op > voorstel.op
        and not follows(row, voorstel.uitkomst)
        for casus_id, row in decided.items()
    ):
        return True
    newest = newest_advice_of(uow.session, list(planned))
    return newest is not None and newest > voorstel.op
