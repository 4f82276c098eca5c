"""What somebody typed in the search box, taken apart into terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.name_keys import fold
from assistant.errors import InputError

if TYPE_CHECKING:
    from knowledge.namen import Namenregels

LONGEST = 100
"""Most characters of a question."""
MOST_TERMS = 6
_PIECE = re.compile(r"[\s,;/]+")
_NUMBER = re.compile(r"\d[\d-]*")


@dataclass(frozen=True)
class Question:
    """A question to the search box; ``repr`` does not show what was typed.

    Parameters
    ----------
    tekst
        As typed.
    woorden
        Words in letters a to z, tussenvoegsels left out.
    nummers
        Pieces of case numbers.
    """

    tekst: str = field(repr=False)
    woorden: tuple[str, ...] = field(repr=False)
    nummers: tuple[str, ...] = field(repr=False)

    @property
    def pairs(self) -> tuple[str, ...]:
        """Return neighbouring words written as one, as in ``el amrani``."""
        return tuple(one + other for one, other in pairwise(self.woorden))

    def __bool__(self) -> bool:
        """Return whether there is something to look for."""
        return bool(self.woorden or self.nummers)


def read_question(rules: Namenregels, tekst: str) -> Question:
    """Take apart what somebody typed.

    Raises
    ------
    InputError
        When it is too long, or holds a BSN: that is never looked for or kept.
    """
    clean = " ".join(tekst.split())
    if len(clean) > LONGEST:
        msg = f"Deze zoekvraag is te lang. Gebruik hoogstens {LONGEST} tekens."
        raise InputError(msg)
    refuse_bsn(clean, "het zoekveld")
    numbers: list[str] = []
    words: list[str] = []
    for piece in _PIECE.split(clean):
        if _NUMBER.fullmatch(piece):
            numbers.append(piece.strip("-"))
        else:
            words += fold(rules, piece).split()
    telling = [word for word in words if word not in rules.telt_niet] or words
    return Question(
        clean,
        tuple(dict.fromkeys(telling))[:MOST_TERMS],
        tuple(dict.fromkeys(numbers))[:MOST_TERMS],
    )


def number_fit(number: str, casus_id: str) -> int:
    """Say how well a piece of a case number fits one: 0 is not, 100 is the same."""
    if number == casus_id:
        return 100
    year, _, sequence = casus_id.partition("-")
    given_year, dash, given = number.rpartition("-")
    if dash and given and year.endswith(given_year):
        if int(given) == int(sequence):
            return 95
        return 75 if given in sequence else 0
    if not dash and int(number) == int(sequence):
        return 95
    return 70 if number in casus_id else 0


def number_patterns(number: str) -> tuple[str, str]:
    """Return the SQL pattern that holds a piece of a number, and the exact one."""
    year, dash, sequence = number.rpartition("-")
    if dash:
        # The zeros in front of a sequence number need not be typed.
        return f"%{year}-%{sequence}%", f"%{year}-{sequence.zfill(4)}"
    return f"%{number}%", f"%-{number.zfill(4)}"
