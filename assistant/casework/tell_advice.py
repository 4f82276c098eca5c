"""A route advice in words: how a route stands and why, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROUTE_WORDS = {"open": "open", "onbekend": "nog onbekend", "dicht": "dicht"}
"""How the status of a route is written, everywhere the same."""
_REASONS = {
    "open": (("indicatie", "voldoet"),),
    "dicht": (("hard", "voldoet_niet"),),
    "onbekend": (("hard", "onbekend"), ("indicatie", "onbekend")),
}
"""Which criterion explains a status: kind and outcome, the first that is found."""
_NO_INDICATION = "Uit de antwoorden blijkt nog geen reden voor deze route."


def short_reason(route: Mapping[str, Any]) -> str:
    """Say in one sentence why a route has its status.

    Parameters
    ----------
    route
        A route of a stored advice, with its criteria.
    """
    for row in deciding_criteria(route):
        return str(row["uitleg"])
    return "" if route["status"] != "onbekend" else _NO_INDICATION


def deciding_criteria(route: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the criteria that explain the status of a route, the first reason first.

    Parameters
    ----------
    route
        A route of a stored advice, with its criteria.
    """
    for aard, outcome in _REASONS[route["status"]]:
        for row in route["criteria"]:
            if row["aard"] == aard and row["uitkomst"] == outcome:
                yield row
