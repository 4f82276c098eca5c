"""What can be wrong with what matching is given: one Dutch sentence each.

ValueError
└── MatchingError
    ├── AnswerError      an answer that does not fit its field
    ├── RegionError      a region that the knowledge does not have
    └── ModelError       a learned order that cannot be used
"""

from __future__ import annotations


class MatchingError(ValueError):
    """Anything that keeps a matching from being made."""


class AnswerError(MatchingError):
    """An answer that does not fit its field.

    Parameters
    ----------
    veld
        Id of the field.
    melding
        What is wrong and what to do, as one Dutch sentence.
    """

    def __init__(self, veld: str, melding: str) -> None:
        self.veld = veld
        self.melding = melding
        super().__init__(f"Veld ‘{veld}’: {melding}")


class RegionError(MatchingError):
    """A region that the knowledge does not have."""


class ModelError(MatchingError):
    """A learned order that cannot be used; the message says why, as a clause."""
