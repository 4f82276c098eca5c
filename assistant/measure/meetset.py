"""The labelled set: sentences and reports with what should be understood of them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import yaml

from assistant.measure.errors import MeetsetError
from assistant.measure.label import OR, fields_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.load import Knowledge

PEILDATUM = date(2026, 11, 20)
"""The day from which the durations in the labels count back."""
DEELVERZAMELINGEN = ("ontwikkel", "toets", "toets2")
NONE = "-"
_COLUMNS = ("groep", "vraag", "intent", "velden", "begrip", "tekst")


@dataclass(frozen=True)
class Zin:
    """One labelled message.

    Parameters
    ----------
    groep
        Id of the template or author; a group stands in one part of the set only.
    vraag
        The field that was asked, or None.
    intenties
        What the person wants; where either of two is right, the first is its class.
    velden
        The label of the fields, see ``assistant/measure/label.py``.
    begrip
        Id of the term asked about, or None.
    tekst
        The message as typed.
    """

    groep: str
    vraag: str | None
    intenties: tuple[str, ...]
    velden: dict[str, object]
    begrip: str | None
    tekst: str

    @property
    def intent(self) -> str:
        """Return the intent under which the sentence is counted."""
        return self.intenties[0]


@dataclass(frozen=True)
class Meetverslag:
    """One labelled report.

    Parameters
    ----------
    id
        Name of the report.
    tekst
        The report.
    goud
        What must be found.
    mag
        What may be found too.
    niet
        What must not be found.
    crisis
        Whether the report tells of acute danger.
    """

    id: str
    tekst: str
    goud: dict[str, object]
    mag: dict[str, object] = field(default_factory=dict)
    niet: dict[str, object] = field(default_factory=dict)
    crisis: bool = False


@dataclass(frozen=True)
class Meetset:
    """One part of the labelled set.

    Parameters
    ----------
    naam
        ``ontwikkel`` (may be looked at), ``toets`` or ``toets2`` (may not).
    zinnen, verslagen
        What is in it.
    vingerafdruk
        Short hash of the files, to see whether figures are about this version.
    """

    naam: str
    zinnen: tuple[Zin, ...]
    verslagen: tuple[Meetverslag, ...]
    vingerafdruk: str


def read_meetset(folder: Path, naam: str, knowledge: Knowledge) -> Meetset:
    """Read one part of the labelled set.

    Parameters
    ----------
    folder
        Where the files are.
    naam
        One of ``DEELVERZAMELINGEN``.
    knowledge
        Says which fields exist.

    Raises
    ------
    MeetsetError
        When a file is missing or a line cannot be read.
    """
    paths = folder / f"{naam}.tsv", folder / f"verslagen_{naam}.yaml"
    try:
        texts = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
        zinnen = read_sentences(paths[0], knowledge)
        verslagen = read_reports(paths[1], knowledge) if paths[1].exists() else ()
    except (OSError, UnicodeDecodeError):
        raise MeetsetError(
            f"De meetset ‘{naam}’ is niet te lezen. Zet {paths[0].name} terug in "
            f"{folder}."
        ) from None
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
    return Meetset(naam, zinnen, verslagen, digest)


def read_sentences(path: Path, knowledge: Knowledge) -> tuple[Zin, ...]:
    """Read labelled sentences; empty lines and lines that start with # are skipped."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return tuple(
        _read_line(line.rstrip("\r"), f"{path.name}, regel {number}", knowledge)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    )


def _read_line(line: str, where: str, knowledge: Knowledge) -> Zin:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS):
        raise MeetsetError(
            f"{where}: er staan {len(cells)} kolommen; zet er zes, met tabs ertussen: "
            f"{', '.join(_COLUMNS)}."
        )
    groep, vraag, intent, velden, begrip, tekst = cells
    try:
        values = {} if velden == NONE else json.loads(velden)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise MeetsetError(f"{where}: de velden zijn geen JSON zoals {{}}.")
    asked = None if vraag == NONE else vraag
    _check_fields(fields_of(values) | ({asked} if asked else set()), where, knowledge)
    term = None if begrip == NONE else begrip
    return Zin(groep, asked, tuple(intent.split(OR)), values, term, tekst)


def _check_fields(names: set[str], where: str, knowledge: Knowledge) -> None:
    strange = names - knowledge.velden.keys()
    if strange:
        raise MeetsetError(f"{where}: het veld ‘{min(strange)}’ bestaat niet.")


def read_reports(path: Path, knowledge: Knowledge) -> tuple[Meetverslag, ...]:
    """Read labelled reports: a list of ``{id, tekst, goud, mag, niet, crisis}``."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        verslagen = tuple(_read_report(row) for row in rows)
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        raise MeetsetError(
            f"{path.name}: een verslag heeft niet de vorm id, tekst, goud, mag, niet, "
            "crisis. Verbeter het bestand."
        ) from None
    for verslag in verslagen:
        names = fields_of({**verslag.goud, **verslag.mag, **verslag.niet})
        _check_fields(names, f"{path.name}, verslag {verslag.id}", knowledge)
    return verslagen


def _read_report(row: Mapping[str, object]) -> Meetverslag:
    labels = {name: _label(row.get(name) or {}) for name in ("goud", "mag", "niet")}
    return Meetverslag(
        id=str(row["id"]),
        tekst=str(row["tekst"]),
        crisis=bool(row.get("crisis", False)),
        **labels,
    )


def _label(value: object) -> dict[str, object]:
    """Return a label with dates as text, as JSON has them."""
    if not isinstance(value, dict):
        raise TypeError
    return {str(key): _plain(item) for key, item in value.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
