"""What a reader of a table page may see: sentences, and agreements one time each."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.casework.table_sentences import only_seen
from assistant.casework.together import TogetherView
from assistant.casework.views import MeetingView


def sight_of_reader(view: MeetingView) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Return what leaves out of sentences whom the reader of this page does not see."""
    seen = frozenset(item.casus_id for item in view.agenda)
    return lambda lines: only_seen(lines, seen)


def agreements_once(view: MeetingView) -> list[TogetherView]:
    """Return every agreement once, the newest first, as this reader may see it."""
    in_sight = sight_of_reader(view)
    rows: dict[int, TogetherView] = {}
    for item in view.agenda:
        for row in item.samen:
            rows.setdefault(row.id, row)
    return [
        replace(row, prijs=in_sight(row.prijs))
        for _, row in sorted(rows.items(), reverse=True)
    ]
