"""What can be wrong with a file of days or of pupils."""

from __future__ import annotations

from matching.errors import MatchingError


class AbsenceError(MatchingError):
    """A file that cannot be evaluated: one sentence with file, line and remedy."""
