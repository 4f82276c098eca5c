"""Compare two advices, so that it is clear what differs and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_OF_ROUTE = ("soort", "status", "rang")
_OF_CRITERION = ("aard", "uitkomst", "uitleg", "bron")


@dataclass(frozen=True)
class Verschil:
    """One difference between an earlier and a later advice.

    ``route`` and ``criterium`` are None where it is about the whole; ``toen`` or
    ``nu`` is None where it was or is not there.
    """

    wat: str
    toen: object
    nu: object
    route: str | None = None
    criterium: str | None = None

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return asdict(self)


def differences(toen: Mapping[str, Any], nu: Mapping[str, Any]) -> tuple[Verschil, ...]:
    """Return every difference between two advices in the form of the contract.

    Parameters
    ----------
    toen
        The earlier advice.
    nu
        The later one.
    """
    return tuple(_differences(toen, nu))


def _differences(toen: Mapping[str, Any], nu: Mapping[str, Any]) -> Iterator[Verschil]:
    parts = sorted((toen.keys() | nu.keys()) - {"routes", "plan"})
    yield from _changed(toen, nu, parts)
    then, now = toen.get("plan") or {}, nu.get("plan") or {}
    for one in _changed(then, now, sorted(then.keys() | now.keys())):
        yield Verschil(f"plan.{one.wat}", one.toen, one.nu)
    earlier, later = _by(toen.get("routes"), "route"), _by(nu.get("routes"), "route")
    for route in sorted(earlier.keys() | later.keys()):
        yield from _of_route(route, earlier.get(route), later.get(route))


def _of_route(
    route: str, toen: Mapping[str, Any] | None, nu: Mapping[str, Any] | None
) -> Iterator[Verschil]:
    if toen is None or nu is None:
        yield Verschil("route", toen and toen["status"], nu and nu["status"], route)
        return
    yield from _changed(toen, nu, _OF_ROUTE, route)
    then, now = _by(toen["criteria"], "criterium"), _by(nu["criteria"], "criterium")
    for name in sorted(then.keys() | now.keys()):
        one, other = then.get(name), now.get(name)
        if one is None or other is None:
            before, after = one and one["uitkomst"], other and other["uitkomst"]
            yield Verschil("criterium", before, after, route, name)
        else:
            yield from _changed(one, other, _OF_CRITERION, route, name)


def _changed(
    toen: Mapping[str, Any],
    nu: Mapping[str, Any],
    keys: Iterable[str],
    route: str | None = None,
    criterium: str | None = None,
) -> Iterator[Verschil]:
    for key in keys:
        if toen.get(key) != nu.get(key):
            yield Verschil(key, toen.get(key), nu.get(key), route, criterium)


def _by(rows: Iterable[Mapping[str, Any]] | None, key: str) -> dict[str, Any]:
    return {str(row[key]): row for row in rows or ()}
