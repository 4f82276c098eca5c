"""The parts of a name in a case list: from their own columns, or one whole name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.names import Volledigenaam

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.invoer import Invoerregels

MAX_PART = 100
"""Characters of one part of a name."""


@dataclass(frozen=True)
class NameParts:
    """The parts of a name as they stand in a list; empty where it is silent."""

    voornaam: str = ""
    tussenvoegsel: str = ""
    achternaam: str = ""
    roepnaam: str = ""

    def __bool__(self) -> bool:
        return bool(self.voornaam or self.achternaam or self.roepnaam)

    def whole(self) -> Volledigenaam:
        """Return the name as it is stored."""
        return Volledigenaam(
            voornaam=self.voornaam,
            tussenvoegsel=self.tussenvoegsel,
            achternaam=self.achternaam,
            roepnaam=self.roepnaam or None,
        )

    def key(self) -> str:
        """Return the name as one text to recognise it by in the next list."""
        parts = (self.voornaam or self.roepnaam, self.tussenvoegsel, self.achternaam)
        return " ".join(" ".join(part.casefold().split()) for part in parts)


def read_name(cells: Mapping[str, str], rules: Invoerregels) -> NameParts:
    """Read a name from the cells of one row.

    Parameters
    ----------
    cells
        Texts by target: voornaam, tussenvoegsel, achternaam, roepnaam, or naam for a
        whole name in one cell.
    rules
        The tussenvoegsels.
    """
    if cells.get("naam"):
        return split_name(cells["naam"], rules)
    last, prefix = cells.get("achternaam", ""), cells.get("tussenvoegsel", "")
    if not prefix and "," in last:
        # 'Berg, van der' in the column of the last name
        head, _, tail = last.partition(",")
        if tail.strip().casefold() in rules.tussenvoegsels:
            last, prefix = head, tail
    first, called = cells.get("voornaam", ""), cells.get("roepnaam", "")
    return _parts(first or called, prefix, last, called if first else "")


def split_name(text: str, rules: Invoerregels) -> NameParts:
    """Split a whole name.

    With a comma the last name stands first (``Berg, Jan van der``); without one it
    stands last, and begins at the first tussenvoegsel or at the second word.
    """
    head, comma, tail = text.partition(",")
    if comma:
        first, prefix = _cut_prefix_behind(tail.split(), rules)
        before, last = _cut_prefix_before(head.split(), rules)
        return _parts(" ".join(first), prefix or before, " ".join(last))
    words = text.split()
    if len(words) < 2:
        return _parts("", "", text)
    at = next((i for i, w in enumerate(words) if i and _is_prefix(w, rules)), 1)
    prefix, last = _cut_prefix_before(words[at:], rules)
    return _parts(" ".join(words[:at]), prefix, " ".join(last))


def _is_prefix(word: str, rules: Invoerregels) -> bool:
    return word.casefold() in rules.tussenvoegsels


def _cut_prefix_before(words: list[str], rules: Invoerregels) -> tuple[str, list[str]]:
    at = 0
    while at < len(words) - 1 and _is_prefix(words[at], rules):
        at += 1
    return " ".join(words[:at]), words[at:]


def _cut_prefix_behind(words: list[str], rules: Invoerregels) -> tuple[list[str], str]:
    at = len(words)
    while at > 1 and _is_prefix(words[at - 1], rules):
        at -= 1
    return words[:at], " ".join(words[at:])


def _parts(voornaam: str, prefix: str, last: str, called: str = "") -> NameParts:
    texts = (
        " ".join(text.split())[:MAX_PART] for text in (voornaam, prefix, last, called)
    )
    return NameParts(*texts)
