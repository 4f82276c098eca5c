"""Checks of the intake: every field and value that its rows name must exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.check_names import require
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.load import Knowledge

FILE = "intake.yaml"


def check_intake(knowledge: Knowledge) -> None:
    """Check the rows of the intake against the fields.

    Raises
    ------
    KnowledgeError
        On the first name that does not exist, or field that stands there twice.
    """
    intake = knowledge.intake
    for key, named in (
        ("verplicht", [row.veld for row in intake.verplicht]),
        ("niet_vragen", [row.veld for row in intake.niet_vragen]),
        *(
            (f"vragers {one.rol}", [row.veld for row in rows])
            for one in intake.vragers
            for rows in (one.niet, one.ook)
        ),
    ):
        _check_fields(key, named, knowledge)
    _check_once("kansen", [row.veld for row in intake.kansen])
    for row in intake.kansen:
        if row.veld not in knowledge.afgeleid:
            require(FILE, f"kansen {row.veld}", "veld", row.veld, knowledge.velden)
        for value in row.waarden:
            known = {one.id for one in knowledge.velden[row.veld].waarden}
            require(FILE, f"kansen {row.veld}", "waarde", value, known)


def _check_fields(key: str, names: Iterable[str], knowledge: Knowledge) -> None:
    found = list(names)
    for veld in found:
        require(FILE, f"{key} {veld}", "veld", veld, knowledge.velden)
    _check_once(key, found)


def _check_once(key: str, names: list[str]) -> None:
    for veld in names:
        if names.count(veld) > 1:
            raise KnowledgeError(
                FILE, f"{key} {veld}", "dit veld staat er dubbel", "laat er één staan"
            )
