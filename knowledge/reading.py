"""Strict reading of data files: every mistake becomes one Dutch sentence."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

import yaml
from pydantic import ValidationError

from knowledge.dutch import explain
from knowledge.errors import KnowledgeError
from knowledge.rijen import Rij

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

R = TypeVar("R", bound=Rij)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Named = TypeVar("Named", bound=_Named)


class _DuplicateKeyError(Exception):
    def __init__(self, key: object, line: int) -> None:
        self.key = key
        self.line = line
        super().__init__(str(key))


_BOOL_TAG = "tag:yaml.org,2002:bool"


class _StrictLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key that is given twice.

    Only true and false are truth values, as in YAML 1.2: "no" and "on" are words.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [pair for pair in pairs if pair[0] != _BOOL_TAG or first in "tTfF"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[object, object]:
    loader.flatten_mapping(node)
    result: dict[object, object] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise _DuplicateKeyError(key, key_node.start_mark.line + 1)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def file_name(path: Path, root: Path) -> str:
    """Return the name of a data file as it is shown in messages."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def read_yaml(path: Path, root: Path) -> object:
    """Read one YAML file strictly.

    Parameters
    ----------
    path
        The file.
    root
        The data folder, for the name in messages.

    Raises
    ------
    KnowledgeError
        When the file is missing, unreadable, no YAML, or repeats a key.
    """
    name = file_name(path, root)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KnowledgeError(
            name, "", "het bestand ontbreekt", "zet het terug in de kennismap"
        ) from None
    except (OSError, UnicodeDecodeError):
        raise KnowledgeError(
            name, "", "het bestand is niet te lezen", "bewaar het als UTF-8-tekst"
        ) from None
    try:
        # _StrictLoader is a SafeLoader: it builds plain values only
        return yaml.load(text, Loader=_StrictLoader)
    except _DuplicateKeyError as error:
        raise KnowledgeError(
            name,
            f"regel {error.line}",
            f"de sleutel ‘{error.key}’ staat er dubbel",
            "laat er één staan",
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise KnowledgeError(
            name,
            f"regel {mark.line + 1}" if mark else "",
            "dit is geen geldige YAML",
            "kijk naar inspringen, dubbele punten en aanhalingstekens",
        ) from None
    except ValueError:
        # PyYAML turns 2026-13-45 into a date by itself, and fails
        raise KnowledgeError(
            name,
            "",
            "er staat een datum in die niet bestaat",
            "schrijf datums als JJJJ-MM-DD",
        ) from None
    except TypeError:
        raise KnowledgeError(
            name, "", "een sleutel is zelf een lijst of blok", "maak er een woord van"
        ) from None


def _row_name(raw: object, position: int) -> str:
    if isinstance(raw, dict):
        for key in ("id", "veld"):
            if isinstance(raw.get(key), str):
                return str(raw[key])
    return f"rij {position}"


def read_row(raw: object, model: type[R], *, file: str, row: str = "") -> R:
    """Turn raw data into one row.

    Raises
    ------
    KnowledgeError
        When the data does not fit the model; only the first mistake is told.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        key, problem, remedy = explain(error, model)
        where = ", ".join(part for part in (row, key) if part)
        raise KnowledgeError(file, where, problem, remedy) from None


def read_file(path: Path, root: Path, model: type[R]) -> R:
    """Read a file that holds one row."""
    return read_row(read_yaml(path, root), model, file=file_name(path, root))


def read_rows(path: Path, root: Path, model: type[R]) -> tuple[R, ...]:
    """Read a file that holds a list of rows with an ``id``.

    Raises
    ------
    KnowledgeError
        When the file is no list, a row does not fit, or an id is used twice.
    """
    name = file_name(path, root)
    raw = read_yaml(path, root)
    if not isinstance(raw, list):
        raise KnowledgeError(
            name, "", "hier hoort een lijst met rijen", "begin elke rij met ‘- id:’"
        )
    rows = tuple(
        read_row(item, model, file=name, row=_row_name(item, position))
        for position, item in enumerate(raw, start=1)
    )
    refuse_duplicates(name, (getattr(row, "id", None) for row in rows))
    return rows


def by_id(rows: Iterable[Named]) -> Mapping[str, Named]:
    """Return rows by their id, not to be changed."""
    return MappingProxyType({row.id: row for row in rows})


def refuse_duplicates(file: str, ids: Iterable[object]) -> None:
    """Raise ``KnowledgeError`` when an id occurs more than once."""
    seen: set[object] = set()
    for row_id in ids:
        if row_id is not None and row_id in seen:
            raise KnowledgeError(
                file,
                str(row_id),
                "deze id komt twee keer voor",
                "geef elke rij een eigen id",
            )
        seen.add(row_id)
