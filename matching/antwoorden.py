"""From what people write down to checked answers, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching import lezen, tabellen
from matching.errors import AnswerError
from matching.naaste import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from knowledge.load import Knowledge
    from knowledge.velden import Veld

__all__ = ["AnswerError", "check_answer", "check_answers"]


def check_answer(veld: Veld, raw: object, peildatum: date) -> object | None:
    """Check one answer and bring it into its normal form.

    Parameters
    ----------
    veld
        The field that is answered.
    raw
        What was written down: text, a number, a list, a date, …
    peildatum
        The date of reckoning; what has already happened cannot lie after it.

    Returns
    -------
    object or None
        ``date`` for dates, ``int``, ``float``, ``bool``, ``str``, ``list[str]`` for
        several choices, ``list[dict]`` for tables, the text ``onbekend`` where it was
        asked but is not known, and ``None`` where nothing was filled in.

    Raises
    ------
    AnswerError
        When the answer does not fit the field.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    if tabellen.is_table(veld):
        return tabellen.read_table(veld, raw, peildatum)
    return lezen.read_value(lezen.Plek.of_veld(veld), raw, peildatum)


def check_answers(
    raw: Mapping[str, object], knowledge: Knowledge, peildatum: date
) -> dict[str, object]:
    """Check the answers of a case; fields without an answer are left out.

    Raises
    ------
    AnswerError
        On the first field that does not exist or answer that does not fit.
    """
    answers: dict[str, object] = {}
    for name, value in raw.items():
        veld = knowledge.velden.get(str(name))
        if veld is None:
            raise AnswerError(str(name), _no_such_field(str(name), knowledge))
        checked = check_answer(veld, value, peildatum)
        if checked is not None:
            answers[veld.id] = checked
    return answers


def _no_such_field(name: str, knowledge: Knowledge) -> str:
    near = nearest(name, knowledge.velden)
    remedy = f"bedoelt u ‘{near}’?" if near else "haal het weg of verbeter de naam."
    return f"dit veld bestaat niet; {remedy}"
