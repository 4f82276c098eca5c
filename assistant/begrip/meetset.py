"""The labelled sentences and reports that understanding is measured with.

They stand in ``assistant/bot/meetset``; its README explains the notation and who may
read which file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import yaml

from assistant.begrip.goud import MAG
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEILDATUM = date(2026, 11, 20)
GEEN = "-"
_COLUMNS = ("groep", "vraag", "intent", "velden", "begrip", "tekst")


@dataclass(frozen=True, slots=True)
class Zin:
    """One labelled message.

    Parameters
    ----------
    groep
        The sitting of an author or the template that it comes from.
    vraag
        The field that was asked, or None.
    intents
        The intents that are right; the first one is its class.
    goud
        The fields that stand in it, in the notation of the measured set.
    begrip
        The term that is asked about, or None.
    tekst
        What was typed.
    """

    groep: str
    vraag: str | None
    intents: tuple[str, ...]
    goud: dict[str, object]
    begrip: str | None
    tekst: str


@dataclass(frozen=True, slots=True)
class Verslag:
    """One labelled report.

    Parameters
    ----------
    id
        Its name.
    tekst
        The report.
    goud
        The fields that stand in it; what may be read in it too is marked with ``?``.
    niet
        Fields, with a value or ``*``, that a careless reader would fill.
    crisis
        Whether it tells of danger now.
    """

    id: str
    tekst: str
    goud: dict[str, object]
    niet: dict[str, object]
    crisis: bool


def load_sentences(path: Path) -> tuple[Zin, ...]:
    """Read a file of labelled sentences.

    Raises
    ------
    AssistantError
        When a line is not in the form of the measured set; names file and line.
    """
    return tuple(_sentences(path))


def _sentences(path: Path) -> Iterator[Zin]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(_COLUMNS):
            raise AssistantError(
                f"{path.name} regel {number}: {len(cells)} kolommen in plaats van "
                f"{len(_COLUMNS)} ({', '.join(_COLUMNS)}); scheid ze met tabs."
            )
        groep, vraag, intent, velden, begrip, tekst = cells
        yield Zin(
            groep=groep,
            vraag=None if vraag == GEEN else vraag,
            intents=tuple(intent.split("|")),
            goud=_mapping(velden, f"{path.name} regel {number}"),
            begrip=None if begrip == GEEN else begrip,
            tekst=tekst,
        )


def _mapping(cell: str, place: str) -> dict[str, object]:
    try:
        content = json.loads(cell)
    except json.JSONDecodeError as error:
        raise AssistantError(f"{place}: velden is geen JSON ({error.msg}).") from None
    if not isinstance(content, dict):
        raise AssistantError(f"{place}: velden is geen {{veld: waarde}}; verbeter dat.")
    return content


def load_reports(path: Path) -> tuple[Verslag, ...]:
    """Read a file of labelled reports.

    Raises
    ------
    AssistantError
        When a report lacks a part; names file and report.
    """
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    places = (f"{path.name} verslag {at}" for at in range(1, len(rows) + 1))
    return tuple(_report(row, place) for row, place in zip(rows, places, strict=True))


def _report(row: dict[str, object], place: str) -> Verslag:
    try:
        name, tekst, crisis = str(row["id"]), str(row["tekst"]), row["crisis"] is True
    except KeyError as error:
        raise AssistantError(f"{place}: {error} ontbreekt; vul het aan.") from None
    goud = _fields(row.get("goud"))
    goud |= {MAG + key: value for key, value in _fields(row.get("mag")).items()}
    return Verslag(name, tekst, goud, _fields(row.get("niet")), crisis)


def _fields(part: object) -> dict[str, object]:
    """Return the fields of a part of a report, dates as text."""
    if not isinstance(part, dict):
        return {}
    return {str(key): _plain(value) for key, value in part.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
