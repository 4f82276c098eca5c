"""Read CASUS.yaml: ``antwoorden``, a mapping of field id to value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli.errors import UserError
from assistant.cli.files import read_yaml_file

if TYPE_CHECKING:
    from pathlib import Path


def read_answers_file(path: str | Path) -> dict[str, object]:
    """Read the answers of one case, as written; nothing is checked against the fields.

    Raises
    ------
    UserError
        When the file has no mapping ``antwoorden``, or anything else beside it.
    """
    return _answers(read_yaml_file(path), str(path), allowed={"antwoorden", "id"})


def read_cases_file(path: str | Path) -> dict[str, dict[str, object]]:
    """Read a list of ``{id, antwoorden}`` into answers by id, in the order given.

    Raises
    ------
    UserError
        When the file is no such list, or an id stands twice.
    """
    rows = read_yaml_file(path)
    if not isinstance(rows, list):
        raise UserError(
            f"{path}: hier hoort een lijst van casussen, elk met `id` en `antwoorden`."
        )
    cases: dict[str, dict[str, object]] = {}
    for number, row in enumerate(rows, start=1):
        where = f"{path}, casus {number}"
        answers = _answers(row, where, allowed={"id", "antwoorden"})
        name = row.get("id")
        if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
            raise UserError(f"{where}: de sleutel `id` ontbreekt. Geef een id op.")
        if str(name) in cases:
            raise UserError(f"{where}: id '{name}' staat er dubbel. Verander er een.")
        cases[str(name)] = answers
    return cases


def _answers(row: object, where: str, allowed: set[str]) -> dict[str, object]:
    """Return the answers in one row, or say what is wrong with its shape."""
    if not isinstance(row, dict) or "antwoorden" not in row:
        raise UserError(
            f"{where}: de sleutel `antwoorden` ontbreekt. "
            "Zet daaronder elk veld met zijn antwoord."
        )
    strange = [str(key) for key in row if key not in allowed]
    if strange:
        raise UserError(
            f"{where}: de sleutel '{strange[0]}' hoort hier niet. "
            "Een antwoord hoort onder `antwoorden`."
        )
    answers = row["antwoorden"]
    if answers is None:
        return {}
    if not isinstance(answers, dict):
        raise UserError(
            f"{where}: onder `antwoorden` horen regels van de vorm `veld: antwoord`."
        )
    return {str(key): value for key, value in answers.items()}
