"""Read a proposal back from its JSON document."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from matching.placement.instance import Doel
from matching.placement.result import (
    DoelWaarde,
    Overbrugging,
    Planning,
    Status,
    Voorstel,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_proposal(document: Mapping[str, Any]) -> Voorstel:
    """Return the proposal that ``Voorstel.as_dict`` wrote, without its reasons.

    Parameters
    ----------
    document
        The JSON document of ``leerplek plaats``.
    """
    return Voorstel(
        status=Status(document["status"]),
        uniek=bool(document.get("uniek", False)),
        plaatsingen=dict(document["plaatsingen"]),
        doelen=tuple(
            DoelWaarde(Doel(row["doel"]), row["waarde"], row["grens"])
            for row in document.get("doelen", ())
        ),
        duur_s=float(document.get("duur_s", 0.0)),
        seed=int(document.get("seed", 1)),
        conflict=tuple(document.get("conflict", ())),
        planning=_planning(document),
        bewijs=document.get("bewijs"),
    )


def _planning(document: Mapping[str, Any]) -> Planning | None:
    if "begin" not in document:
        return None
    return Planning(
        begin={pupil: _day(day) for pupil, day in document["begin"].items()},
        overbrugging={
            pupil: None
            if row is None
            else Overbrugging(
                row["plek"],
                date.fromisoformat(row["begin"]),
                date.fromisoformat(row["eind"]),
            )
            for pupil, row in document["overbrugging"].items()
        },
        weken_thuis=dict(document["weken_thuis"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
