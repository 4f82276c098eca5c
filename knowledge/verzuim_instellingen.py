"""A definition of verzuim read in another way, where its source leaves room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.reading import read_row
from knowledge.verzuim import Definitie

if TYPE_CHECKING:
    from collections.abc import Mapping


def with_settings(definitie: Definitie, gekozen: Mapping[str, str]) -> Definitie:
    """Return a definition as the chosen readings make it.

    Parameters
    ----------
    definitie
        The row.
    gekozen
        Per setting the id of a choice; a setting that is absent has its default.

    Raises
    ------
    KeyError
        When there is no such setting or choice.
    """
    known = {one.id for one in definitie.instellingen}
    for name in gekozen:
        if name not in known:
            raise KeyError(name)
    raw = definitie.regel.model_dump()
    words: dict[str, str] = {}
    for one in definitie.instellingen:
        wanted = gekozen.get(one.id, one.standaard)
        choice = next((row for row in one.keuzes if row.id == wanted), None)
        if choice is None:
            raise KeyError(wanted)
        words[one.id] = choice.naam
        raw = _merged(raw, choice.regel)
    changed = definitie.model_dump(by_alias=True) | {
        "regel": raw,
        "grens": _fill(definitie.grens, words),
    }
    return read_row(
        changed, Definitie, file="verzuim/definities.yaml", row=definitie.id
    )


def _merged(
    raw: Mapping[str, object], change: Mapping[str, object]
) -> dict[str, object]:
    result = dict(raw)
    for key, value in change.items():
        old = result.get(key)
        both = isinstance(old, dict) and isinstance(value, dict)
        result[key] = _merged(old, value) if both else value  # type: ignore[arg-type]
    return result


def _fill(text: str, words: Mapping[str, str]) -> str:
    for name, word in words.items():
        text = text.replace("{" + name + "}", word)
    return text
