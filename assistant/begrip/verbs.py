"""The forms of a Dutch verb, so that a row names the verb once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MAYBE_NO_GE = re.compile(r"^(?:be|ge|ver|ont|her|er)")
"""A verb with an unstressed prefix has no ``ge`` (bedreigd), but bellen has."""


def stem_of(infinitive: str) -> str:
    """Return the stem of a regular verb (slapen → slaap, krassen → kras)."""
    body = infinitive.removesuffix("n").removesuffix("e")
    if infinitive.endswith("en") and re.search(r"([^aeiou])\1$", body):
        return body[:-1]
    last = re.search(r"(?<![aeiou])([aeou])([^aeiou])$", body)
    weak = last and last[1] == "e" and re.search(r"[aeiou]", body[:-2])
    if last and not weak:
        body = body[:-1] + last[1] + body[-1]
    return re.sub(r"z$", "s", re.sub(r"v$", "f", body))


def verb_forms(infinitive: str, irregular: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the forms of a verb; a few that do not exist do no harm.

    Parameters
    ----------
    infinitive
        The verb; a part that can come loose stands before ``_`` (``op_bouwen``).
    irregular
        Forms that the rules do not give (``sliep``), without the loose part.

    Returns
    -------
    tuple of str
        Phrases: with a loose part also the parts with up to three words between.
    """
    loose, _, base = infinitive.rpartition("_")
    stem = stem_of(base)
    ends = stem.endswith(("t", "d"))
    finite = [stem, base] + ([] if stem.endswith("t") else [stem + "t"])
    if ends and stem.endswith("d"):
        finite += [stem + "de", stem + "den"]
    elif ends:
        finite += [stem + "te", stem + "ten"]
    else:
        finite += [stem + e for e in ("te", "de", "ten", "den")]
    closings = ("",) if ends else ("t", "d")
    openings = ("ge", "") if _MAYBE_NO_GE.match(base) else ("ge",)
    participles = [ge + stem + end for ge in openings for end in closings]
    forms = [*finite, *participles, *irregular]
    if loose:
        apart = [f"{form} .. {loose}" for form in [*finite, *irregular]]
        forms = [*(loose + f for f in forms), f"{loose} te {base}", *apart]
    return tuple(dict.fromkeys(forms))
