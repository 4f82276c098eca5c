"""What must hold between the rows of an instance; each mistake has one message."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from matching.placement.errors import InstanceError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from matching.placement.instance import Instantie, Leerling

MAX_TOTAL = 2**61
"""Largest sum of absolute values that every engine still adds up exactly."""


def check_instance(instance: Instantie) -> None:
    """Check that ids are unique, references exist and rules can be meant so.

    Raises
    ------
    InstanceError
        Names the first mistake.
    """
    pupils = _unique("leerlingen", (row.id for row in instance.leerlingen))
    places = _unique("plekken", (row.id for row in instance.plekken))
    budgets = _unique("budgetten", (row.id for row in instance.budgetten))
    _unique("doelen", instance.doelen)
    pairs = _check_pairs(instance, pupils, places)
    for place in instance.plekken:
        if place.budget is not None:
            _known(f'plekken "{place.id}": budget', place.budget, budgets, "budget")
    for pupil in instance.leerlingen:
        _check_pupil(pupil, places, pairs)
    for key in ("niet_samen", "samen"):
        _check_couples(key, getattr(instance, key), pupils)
    _check_together(instance)
    _check_days(instance)
    _check_totals(instance)


def _check_pairs(
    instance: Instantie, pupils: Collection[str], places: Collection[str]
) -> set[tuple[str, str]]:
    """Check the references of all pairs and that none stands twice."""
    pairs: set[tuple[str, str]] = set()
    for pair in instance.paren:
        if pair.leerling not in pupils:
            _known(f"paren {pair.naam}", pair.leerling, pupils, "leerling")
        if pair.plek not in places:
            _known(f"paren {pair.naam}", pair.plek, places, "plek")
        pairs.add((pair.leerling, pair.plek))
    if len(pairs) < len(instance.paren):
        _unique("paren", (pair.naam for pair in instance.paren))
    return pairs


def _check_pupil(
    pupil: Leerling, places: Collection[str], pairs: set[tuple[str, str]]
) -> None:
    """Check the pin and the bans of one pupil."""
    where = f'leerlingen "{pupil.id}"'
    for place in sorted(pupil.verboden):
        _known(f"{where}: verboden", place, places, "plek")
    if pupil.vast is None:
        return
    _known(f"{where}: vast", pupil.vast, places, "plek")
    if (pupil.id, pupil.vast) not in pairs:
        raise InstanceError(
            f"{where}: vast",
            f'leerling "{pupil.id}" staat vast op plek "{pupil.vast}", maar die plek '
            "mag niet voor deze leerling (het paar staat niet in paren). "
            "Haal de vaste plek weg of voeg het paar toe.",
        )


def _check_couples(
    key: str, couples: Iterable[tuple[str, str]], pupils: Collection[str]
) -> None:
    """Check that each couple names two pupils who exist."""
    for one, other in couples:
        where = f'{key} ["{one}", "{other}"]'
        _known(where, one, pupils, "leerling")
        _known(where, other, pupils, "leerling")
        if one == other:
            raise InstanceError(
                where, "hier staat twee keer dezelfde leerling. Noem er twee."
            )


def _check_together(instance: Instantie) -> None:
    """Check that nobody has to be with a pupil whom it may not meet."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in instance.samen:
        group = {one, other} | near[one] | near[other]
        for pupil in group:
            near[pupil] = group
    for one, other in instance.niet_samen:
        if other in near[one]:
            raise InstanceError(
                f'samen en niet_samen ["{one}", "{other}"]',
                "deze leerlingen moeten samen en mogen niet samen. "
                "Laat een van de twee los.",
            )


def _check_days(instance: Instantie) -> None:
    """Check that there is a day of reckoning where days count."""
    today = instance.peildatum
    waits = [row for row in instance.leerlingen if row.thuis_sinds is not None]
    if today is None:
        if instance.met_tijd or (waits and "langste_wacht" in instance.doelen):
            raise InstanceError(
                "peildatum",
                "deze instantie rekent met dagen, dus de peildatum is nodig. "
                "Vul een datum in (JJJJ-MM-DD).",
            )
        return
    if instance.horizon is not None and instance.horizon < today:
        raise InstanceError(
            "horizon",
            f"horizon {instance.horizon} ligt voor peildatum {today}. "
            "Verbeter een van de twee datums.",
        )
    for row in waits:
        if row.thuis_sinds is not None and row.thuis_sinds > today:
            raise InstanceError(
                f'leerlingen "{row.id}": thuis_sinds',
                f"{row.thuis_sinds} ligt na peildatum {today}. "
                "Verbeter een van de twee datums.",
            )


def _check_totals(instance: Instantie) -> None:
    """Refuse numbers that no engine can add up exactly."""
    pairs = instance.paren
    totals = {
        "leerlingen: urgentie": sum(row.urgentie + 1 for row in instance.leerlingen),
        "paren: geschiktheid": sum(abs(row.geschiktheid) for row in pairs),
        "paren: reistijd_min": sum(row.reistijd_min for row in pairs),
        "paren: uren": sum(row.uren for row in pairs),
        "paren: kosten": sum(row.kosten for row in pairs),
        "paren: wens": sum(row.wens or 0 for row in pairs),
        "paren: afstand": sum(row.afstand for row in pairs),
    }
    for where, total in totals.items():
        if total > MAX_TOTAL:
            raise InstanceError(
                where,
                "deze getallen zijn samen te groot om precies op te tellen. "
                "Gebruik een grotere eenheid.",
            )


def _known(where: str, id: str, known: Collection[str], kind: str) -> None:
    if id not in known:
        raise InstanceError(
            where,
            f'{kind} "{id}" bestaat niet in deze instantie. '
            "Verbeter de naam of voeg de rij toe.",
        )


def _unique(table: str, ids: Iterable[str]) -> set[str]:
    """Return the ids as a set; one that stands twice is an error."""
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            name = id if table == "paren" else f'"{id}"'
            raise InstanceError(
                f"{table} {name}", "staat er twee keer. Haal er een weg."
            )
        seen.add(id)
    return seen
