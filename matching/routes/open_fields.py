"""Which field to ask about something that is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.afgeleid import ASK
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matching.feiten import Feiten
    from matching.routes.advies import CriteriumUitkomst


def any_field(veld: str) -> bool:
    """Allow every field to be asked."""
    return True


def question_for(
    name: str, feiten: Feiten, askable: Callable[[str], bool] = any_field
) -> str | None:
    """Return the field to ask for a field or derived value.

    Parameters
    ----------
    name
        A field, or a value that is derived from fields.
    feiten
        What is known.
    askable
        Tells for a field whether it can be asked.

    Returns
    -------
    str or None
        ``None`` when all is known, or nobody is left to ask.
    """
    for veld in ASK.get(name, (name,)):
        if still_open(veld, feiten) and askable(veld):
            return veld
    return None


def still_open(veld: str, feiten: Feiten) -> bool:
    """Tell whether an answer to a field can still come."""
    value = feiten.recorded(veld)
    given = value if isinstance(value, list) else [value]
    refused = any(item in feiten.regels.niet_opnieuw_vragen for item in given)
    return not refused and not feiten.is_known(veld)


def deciding_questions(
    rows: Iterable[CriteriumUitkomst], feiten: Feiten
) -> tuple[str, ...]:
    """Return the fields that keep a route undecided, each once.

    Parameters
    ----------
    rows
        The criteria of the route, weighed.
    feiten
        What is known.
    """
    deciding = [
        row
        for row in rows
        if row.uitkomst is Uitkomst.onbekend and row.aard in (Aard.hard, Aard.indicatie)
    ]
    names = (question_for(name, feiten) for row in deciding for name in row.velden)
    return tuple(dict.fromkeys(name for name in names if name is not None))
