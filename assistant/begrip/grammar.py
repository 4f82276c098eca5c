"""Shorthand of the knowledge rows written out: verbs, groups of words, either order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.begrip.verbs import stem_of, verb_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORTHAND = re.compile(r"<(\w+)>|~([a-z_]+)")
_DEEPEST = 4
"""A group may name other groups, this many deep."""


def write_out(
    phrase: str,
    groepen: Mapping[str, tuple[str, ...]],
    werkwoorden: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """Return the plain phrases that a phrase in shorthand stands for.

    Parameters
    ----------
    phrase
        A phrase; ``<naam>`` is any word of a group, ``~slapen`` any form of a verb,
        and ``a & b`` has both within one clause, in either order.
    groepen
        The groups of words.
    werkwoorden
        Verbs with the forms that the rules do not give.

    Raises
    ------
    KeyError
        When a group is named that does not exist.
    """
    text = phrase
    for _ in range(_DEEPEST):
        if not _SHORTHAND.search(text):
            break
        text = _SHORTHAND.sub(lambda m: _alternatives(m, groepen, werkwoorden), text)
    first, both, second = text.partition(" & ")
    if not both:
        return (text,)
    return (f"{first} ... {second}", f"{second} ... {first}")


def triggers(
    werkwoorden: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """Return per form that names a verb in a row all forms of that verb.

    The bare stem and the infinitive are left out: they are nouns too often (slaap).
    """
    found: dict[str, tuple[str, ...]] = {}
    for verb, irregular in werkwoorden.items():
        if "_" in verb:
            continue
        forms = verb_forms(verb, irregular)
        names = {stem_of(verb) + "t", *irregular} - {verb}
        found.update({name: forms for name in names if name in forms})
    return found


def conjugate(phrase: str, vormen: Mapping[str, tuple[str, ...]]) -> str:
    """Return a phrase with every verb that is named in it in all its forms."""
    return re.sub(
        r"(?<![\w~<])[a-z]+(?![\w+>])",
        lambda m: _group(m, vormen[m[0]]) if m[0] in vormen else m[0],
        phrase,
    )


def _alternatives(
    match: re.Match[str],
    groepen: Mapping[str, tuple[str, ...]],
    werkwoorden: Mapping[str, tuple[str, ...]],
) -> str:
    verb = match[2]
    if verb:
        return _group(match, verb_forms(verb, werkwoorden.get(verb, ())))
    return _group(match, groepen[match[1]])


def _group(match: re.Match[str], forms: tuple[str, ...]) -> str:
    """Return alternatives; without parentheses where they already stand alone."""
    text = "|".join(forms)
    before, after = match.string[: match.start()], match.string[match.end() :]
    alone = before.endswith(("(", "|")) and after.startswith((")", "|"))
    return text if alone else f"({text})"
