"""Sentences about a table for one reader: numbers of other pupils are left out."""

import re
from collections.abc import Callable, Iterable

from assistant.casework.views import MeetingView

NUMBER = re.compile(r"\b\d{4}-\d{4,}\b")
PUPIL = re.compile(r"[Ll]eerling \d{4}-\d{4,}\b")
OTHER = "een andere leerling"


def only_seen(lines: Iterable[str], seen: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences without the numbers of pupils who are not in sight.

    Parameters
    ----------
    lines
        The sentences.
    seen
        The numbers of the cases in sight.
    """
    known = frozenset(seen)

    def replaced(found: re.Match[str]) -> str:
        number = NUMBER.search(found[0])
        return found[0] if number and number[0] in known else OTHER

    return tuple(NUMBER.sub(replaced, PUPIL.sub(replaced, line)) for line in lines)


def sight_of_reader(view: MeetingView) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Return what leaves out of sentences whom the reader of this page does not see."""
    seen = frozenset(item.casus_id for item in view.agenda)
    return lambda lines: only_seen(lines, seen)
