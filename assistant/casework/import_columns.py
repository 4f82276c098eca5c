"""Which column of a case list goes where: guessed, remembered, checked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.case_list import find_header, known_headers
from assistant.errors import ImportFileError
from knowledge.invoer import Doelsoort, header_words
from knowledge.velden import Gevoeligheid, VeldType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.case_list import CaseList
    from knowledge.invoer import Invoerregels
    from knowledge.load import Knowledge

NOWHERE = ""
"""The target of a column that is not taken in."""
_MOSTLY = 0.8


@dataclass(frozen=True)
class Target:
    """A place a column may go to, as offered to choose from."""

    id: str
    naam: str
    groep: str
    uitleg: str | None


def targets(knowledge: Knowledge) -> tuple[Target, ...]:
    """Return every place a column may go to, in the order to offer them."""
    groups = {
        Doelsoort.sleutel: "Herkennen",
        Doelsoort.naam: "Naam",
        Doelsoort.casus: "School en mensen",
        Doelsoort.veld: "Meest gebruikt",
    }
    rows = [
        Target(row.id, row.naam, groups[row.soort], row.uitleg)
        for row in knowledge.invoer.doelen
    ]
    named = {row.id for row in rows}
    rules = knowledge.invoer
    rows += [
        Target(veld.id, veld.naam, "Andere vragen van de probleemanalyse", veld.vraag)
        for veld in knowledge.velden.values()
        if veld.id not in named
        and veld.type is not VeldType.table
        and veld.gevoeligheid is not Gevoeligheid.strafrechtelijk
        and veld.sectie not in rules.niet_uit_lijst
        and veld.id not in rules.niet_uit_lijst_velden
    ]
    return tuple(rows)


def header_key(table: CaseList) -> str:
    """Return a digest of the header, by which the same kind of list is recognised."""
    plain = "\n".join(header_words(kop) for kop in table.kolommen)
    return hashlib.sha256(plain.encode()).hexdigest()


def guess_mapping(table: CaseList, rules: Invoerregels) -> dict[str, str]:
    """Guess where each column goes; what is not recognised goes nowhere.

    Returns
    -------
    dict
        For every header the id of a target, or :data:`NOWHERE`.
    """
    known = known_headers(rules)
    best: dict[str, tuple[int, str]] = {}
    mapping = dict.fromkeys(table.kolommen, NOWHERE)
    for kop in table.kolommen:
        found = find_header(kop, known, rules)
        doel = rules.doel(found[0]) if found else None
        if doel is None or found is None:
            continue
        if doel.meer:
            mapping[kop] = doel.id
        elif doel.id not in best or found[1] < best[doel.id][0]:
            best[doel.id] = (found[1], kop)
    for target, (_rank, kop) in best.items():
        if target != "eigen_nummer" or not _only_counts(table, kop):
            mapping[kop] = target
    return _sort_out_names(table, mapping)


def check_mapping(
    table: CaseList, mapping: Mapping[str, str], knowledge: Knowledge
) -> dict[str, str]:
    """Check a mapping that a person gave and complete it with what goes nowhere.

    Raises
    ------
    ImportFileError
        When a column or target does not exist, a target is used twice, or there is
        nothing to recognise a pupil by.
    """
    offered = {target.id: target for target in targets(knowledge)}
    for kop, target in mapping.items():
        if kop not in table.kolommen:
            msg = f"De kolom ‘{kop[:80]}’ staat niet in {table.naam}."
            raise ImportFileError(msg)
        if target and target not in offered:
            msg = f"De kolom ‘{kop}’ kan niet naar ‘{target[:60]}’: dat bestaat niet."
            raise ImportFileError(msg)
    full = {kop: mapping.get(kop) or NOWHERE for kop in table.kolommen}
    _refuse_doubles(full, offered, knowledge.invoer)
    if not {"eigen_nummer", "naam", "achternaam"} & set(full.values()):
        msg = (
            "Kies een kolom met een eigen nummer of met de naam van de leerling. "
            "Zonder is een volgende keer niet te zien wie er al in staat."
        )
        raise ImportFileError(msg)
    return full


def _refuse_doubles(
    full: Mapping[str, str], offered: Mapping[str, Target], rules: Invoerregels
) -> None:
    first: dict[str, str] = {}
    for kop, target in full.items():
        doel = rules.doel(target)
        if target == NOWHERE or (doel is not None and doel.meer):
            continue
        if target in first:
            msg = (
                f"Twee kolommen gaan naar ‘{offered[target].naam}’: "
                f"‘{first[target]}’ en ‘{kop}’. Zet er één op niet overnemen."
            )
            raise ImportFileError(msg)
        first[target] = kop


def _sort_out_names(table: CaseList, mapping: dict[str, str]) -> dict[str, str]:
    """Settle what a column called 'naam' or 'leerling' holds next to the others."""
    column = {target: kop for kop, target in mapping.items() if target}
    whole = column.get("naam")
    if whole is None:
        return mapping
    cells = list(table.column(whole))
    numbers = sum(cell.replace(" ", "").isdigit() for cell in cells)
    if cells and numbers >= _MOSTLY * len(cells):
        mapping[whole] = NOWHERE if "eigen_nummer" in column else "eigen_nummer"
    elif "achternaam" in column:
        mapping[whole] = NOWHERE
    elif "voornaam" in column or "roepnaam" in column:
        mapping[whole] = "achternaam"
    return mapping


def _only_counts(table: CaseList, kop: str) -> bool:
    """Tell whether a column only counts the rows: the next list counts otherwise."""
    cells = list(table.column(kop))
    if len(cells) < 3 or not all(cell.isdecimal() and len(cell) < 7 for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    return numbers[0] < 2 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
