"""Read the files a user names, with one Dutch message for each way it can fail."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import yaml

from assistant.cli.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Hashable

MAX_BYTES = 200_000_000
MAX_DEPTH = 100
"""Levels of a YAML document; no file of ours has more than ten."""

# The parser in C reads four times as fast; it gives the same nodes with their lines.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text_file(path: str | Path) -> str:
    """Read a whole UTF-8 text file.

    Raises
    ------
    UserError
        When the file is missing, a folder, unreadable, too large or not UTF-8.
    """
    data = read_bytes_file(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UserError(
            f"{path}, regel {line}: dit bestand is geen UTF-8. "
            "Sla het opnieuw op als UTF-8."
        ) from None


def read_bytes_file(path: str | Path) -> bytes:
    """Read a whole file.

    Raises
    ------
    UserError
        When the file is missing, a folder, unreadable or too large.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{path}: het bestand is te groot (meer dan 200 MB).")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"{path}: dit bestand bestaat niet. Controleer de naam en de map."
        ) from None
    except IsADirectoryError:
        raise UserError(f"{path}: dit is een map. Geef een bestand op.") from None
    except (OSError, ValueError):
        raise UserError(
            f"{path}: dit bestand kan niet worden gelezen. Controleer de rechten."
        ) from None


def read_yaml_file(path: str | Path) -> Any:
    """Read one YAML document; a key that stands twice is an error.

    Raises
    ------
    UserError
        When the file cannot be read or is not valid YAML, naming the line.
    """
    text = read_text_file(path)
    try:
        _refuse_deep(text)
        return yaml.load(text, Loader=_StrictLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f", regel {mark.line + 1}" if mark else ""
        what = error.problem if isinstance(error, _DutchYamlError) else None
        raise UserError(
            f"{path}{where}: {what or 'dit is geen geldige YAML'}. "
            "Verbeter die regel (let op inspringen, dubbele punten en aanhalings"
            "tekens)."
        ) from None
    except RecursionError:
        raise UserError(f"{path}: te diep genest. Maak het bestand platter.") from None
    except (yaml.YAMLError, ValueError):
        raise UserError(
            f"{path}: dit is geen geldige YAML. Controleer of het een tekstbestand is."
        ) from None


def read_json_file(path: str | Path) -> Any:
    """Read one JSON document; a key that stands twice is an error.

    Raises
    ------
    UserError
        When the file cannot be read or is not valid JSON, naming the line.
    """
    text = read_text_file(path)
    try:
        return json.loads(
            text, object_pairs_hook=_unique_pairs, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        raise UserError(
            f"{path}, regel {error.lineno}, teken {error.colno}: "
            "dit is geen geldige JSON. Verbeter die regel."
        ) from None
    except RecursionError:
        raise UserError(f"{path}: te diep genest. Maak het bestand platter.") from None
    except UserError as error:
        raise UserError(f"{path}: {error}") from None
    except ValueError:
        raise UserError(f"{path}: een getal in dit bestand is te lang.") from None


def write_file(path: str | Path, data: bytes) -> None:
    """Write a file as a whole: beside it first, then in its place.

    Parameters
    ----------
    path
        Where it comes; an older file of that name is replaced.
    data
        The bytes.

    Raises
    ------
    UserError
        When it cannot be written there; nothing half-written is left.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.deel")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        msg = f"{target}: hier kan niet worden geschreven. Kies een andere map."
        raise UserError(msg) from None


def _refuse_deep(text: str) -> None:
    """Refuse what is nested too deep; the parser in C would not survive it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise RecursionError


class _DutchYamlError(yaml.MarkedYAMLError):
    """A fault of the content, whose problem text is already Dutch."""


class _StrictLoader(_Loader):  # type: ignore[misc,valid-type]
    """SafeLoader that refuses double keys and dates that do not exist."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is not None and key in seen and key != "<<":
                raise _DutchYamlError(
                    problem=f"de sleutel '{key}' staat er dubbel",
                    problem_mark=key_node.start_mark,
                )
            seen.add(key)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return found

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            raise _DutchYamlError(
                problem=f"'{node.value}' is geen datum die bestaat",
                problem_mark=node.start_mark,
            ) from None


_StrictLoader.add_constructor(
    "tag:yaml.org,2002:timestamp", _StrictLoader.construct_yaml_timestamp
)


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a JSON object, refusing a key that stands twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise UserError(f"de sleutel '{key}' staat er dubbel. Haal er een weg.")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity, which JSON does not know."""
    raise UserError(f"'{name}' is geen getal. Vul een gewoon getal in.")
