"""Which named rules clash when there is no answer at all.

A pupil may always stay without a place, so without pins there is always an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.plaatsing_woorden import read_words
from matching.placement.review.clashes import smallest_clash
from matching.placement.review.feasible import is_possible
from matching.placement.review.taal import Taal
from matching.placement.review.wording_edits import tell_rule

if TYPE_CHECKING:
    from matching.placement.instance import Instantie
    from matching.placement.model import Model


def find_conflict(instance: Instantie, model: Model) -> tuple[str, ...]:
    """Return a smallest set of rules that clash, or nothing when none do.

    Parameters
    ----------
    instance, model
        The problem.

    Returns
    -------
    tuple of str
        The rules in Dutch; none of them can be missed.
    """
    if is_possible(model):
        return ()
    words = Taal(read_words())
    return tuple(tell_rule(words, rule) for rule in smallest_clash(instance))
