"""Whether something is said not to be so: ‘niet somber’, ‘geen adhd of angst’."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.begrip.patterns import Pattern

_STOP = re.compile(r"(?<!\S)[.;:!?](?!\S)")
_LATER = Pattern("ontkenning", "erna")


@dataclass(frozen=True)
class Ontkenning:
    """Finds negations with the words of the language rows.

    Parameters
    ----------
    ontkenners
        Words that deny what follows.
    grenzen
        Words that end the reach of a denial.
    """

    ontkenners: frozenset[str]
    grenzen: frozenset[str]

    def negated(self, plat: str, begin: int, eind: int) -> bool:
        """Tell whether the words between two positions are denied."""
        return self._before(plat[:begin], plat[eind:]) or bool(
            _LATER.match(plat[eind:])
        )

    def _before(self, before: str, after: str) -> bool:
        start = max((m.end() for m in _STOP.finditer(before)), default=0)
        distance = 0
        commas = 0
        for word in reversed(before[start:].split()):
            if word in self.ontkenners:
                # across a comma only in a list with ‘of’: geen a, b of c
                return commas == 0 or (distance <= 5 and _list_goes_on(before, after))
            if word in self.grenzen:
                return False
            if word == ",":
                commas += 1
                continue
            distance += 1
            if distance > 5:
                return False
        return False


def _list_goes_on(before: str, after: str) -> bool:
    tail = re.split(r" (?:maar|wel|[.;!?])(?= |$)", after)[0]
    head = before.rsplit(",", 1)[-1]
    return bool(re.match(r"^(?: ,(?: \w+){1,3})*(?: \w+)? (?:of|noch) ", tail)) or (
        " of " in f" {head} " or " noch " in f" {head} "
    )
