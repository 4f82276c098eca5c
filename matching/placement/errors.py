"""What can go wrong in placement.

MatchingError
└── PlacementError
    ├── InstanceError    the instance cannot be used; says which key of which id
    └── EngineError      an engine broke its promise; a fault of the program
"""

from __future__ import annotations

from matching.errors import MatchingError


class PlacementError(MatchingError):
    """Base of all errors of this room; ``str(error)`` is one Dutch message."""


class InstanceError(PlacementError):
    """The instance cannot be used; nothing was solved.

    Parameters
    ----------
    waar
        Key and id, for instance ``plekken "P1": capaciteit``.
    melding
        What is wrong and what to do, in Dutch.
    """

    def __init__(self, waar: str, melding: str) -> None:
        self.waar = waar
        self.melding = melding
        super().__init__(f"{waar}: {melding}")


class EngineError(PlacementError):
    """An engine broke its promise; a fault of the program, not of the input."""

    def __init__(self, melding: str) -> None:
        super().__init__(
            f"De rekenkern gaf een antwoord dat niet kan ({melding}). "
            "Er is niets gewijzigd. Meld dit aan de beheerder."
        )
