"""INSTANTIE.json and VOORSTEL.json, with the name of the file in every message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.cli.errors import UserError
from assistant.cli.files import read_json_file
from matching.placement.errors import InstanceError
from matching.placement.reading import read_instance

if TYPE_CHECKING:
    from matching.placement.instance import Instantie


def read_instance_file(path: str) -> tuple[Mapping[str, Any], Instantie]:
    """Read one placement problem, as JSON values and as checked data.

    Raises
    ------
    UserError
        When the file is no instance; names the file, the key and the id.
    """
    data = read_json_file(path)
    try:
        return data, read_instance(data)
    except InstanceError as error:
        raise UserError(f"{path}: {error}") from None


def read_proposal_file(path: str) -> Mapping[str, Any]:
    """Read one proposal, or a plan made by hand.

    Raises
    ------
    UserError
        When the file is no proposal at all, so that there is nothing to check.
    """
    data = read_json_file(path)
    if not isinstance(data, Mapping):
        raise UserError(f"{path}: dit is geen voorstel. {_EXPECTED}")
    if isinstance(data.get("plaatsingen"), Mapping):
        return data
    if "leerlingen" in data or "plekken" in data:
        raise UserError(
            f"{path}: dit is een instantie, geen voorstel. Geef eerst de instantie en "
            "dan het voorstel."
        )
    raise UserError(
        f"{path}: dit is geen voorstel: plaatsingen ontbreekt of is geen object. "
        f"{_EXPECTED}"
    )


_EXPECTED = (
    "Een voorstel is een JSON-object met onder plaatsingen per leerling een plek of "
    "null, zoals `leerplek plaats --json` het schrijft."
)
