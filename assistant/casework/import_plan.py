"""What an import would do: which cases are new, which are known, what stays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence_keys import cases_of_keys
from assistant.casework.case_list import ReportLine
from assistant.casework.import_doubts import (
    danger_outside,
    is_own_closed,
    look_alikes,
    points_to_danger,
    why_blocked,
)
from assistant.casework.import_match import Matcher, Placed
from assistant.casework.names import names_of
from assistant.casework.values import to_stored
from models.antwoord import newest_values
from models.casus import Casus, cases_with_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.import_lines import CaseLine, LinesRead
    from assistant.casework.kijker import Kijker
    from assistant.casework.names import Volledigenaam
    from assistant.context import Context
    from models.store import UnitOfWork

SCHOOL_FIELD = "school_van_inschrijving"
_UNKNOWN = {
    "school": (
        "deze school kennen we niet bij naam of code. De tekst is bewaard; kies de "
        "school bij de casus"
    ),
    "regisseur": "deze naam is hier geen regisseur. Kijk na wie de regie heeft",
    "zorgcoordinator": "deze naam is hier geen zorgcoördinator",
}


@dataclass(frozen=True)
class PlannedCase:
    """One line and what happens with it.

    Parameters
    ----------
    regel
        What the line says.
    plek
        Where a new case belongs.
    casus_id
        The case that is known already, or None for a new one.
    erbij
        The fields that are added: all of a new case; of a known one only those that
        nobody ever answered.
    naam_erbij
        Whether the name of the list is stored: there is none yet.
    gevaar
        Whether what is added points to danger: the case then stops.
    gevaar_buiten
        Whether something points to danger that stays out of this case.
    """

    regel: CaseLine
    plek: Placed
    casus_id: str | None
    erbij: tuple[str, ...]
    naam_erbij: bool
    gevaar: bool = False
    gevaar_buiten: bool = False

    @property
    def changes(self) -> bool:
        """Return whether anything of this line is stored."""
        return self.casus_id is None or bool(self.erbij) or self.naam_erbij


@dataclass(frozen=True)
class ImportPlan:
    """What an import does, before it is done.

    Parameters
    ----------
    bron
        Under which name the keys of this list are kept: per organisation.
    eigenaar
        The organisation whose list it is.
    """

    bron: str
    eigenaar: str
    casussen: tuple[PlannedCase, ...]
    meldingen: tuple[ReportLine, ...]
    gelezen: int
    geweigerd: int

    @property
    def nieuw(self) -> int:
        """Return how many cases start."""
        return sum(case.casus_id is None for case in self.casussen)

    @property
    def aangevuld(self) -> int:
        """Return how many known cases get an answer they did not have."""
        return sum(case.changes for case in self.casussen) - self.nieuw

    @property
    def ongewijzigd(self) -> int:
        """Return how many known cases stay as they are."""
        return sum(not case.changes for case in self.casussen)


def plan_import(
    ctx: Context,
    uow: UnitOfWork,
    lines: LinesRead,
    *,
    kijker: Kijker,
    organisatie_id: str | None = None,
) -> ImportPlan:
    """Work out what an import of these lines does; changes nothing.

    A known case is never overwritten: what is in Leerplek is newer than a list. Only
    fields that nobody ever answered are added.

    Parameters
    ----------
    ctx, uow
        The surroundings and an open transaction.
    lines
        The lines that were read.
    kijker
        Who brings them in.
    organisatie_id
        For the command line: for which organisation.

    Raises
    ------
    InputError
        When it is not clear for which organisation.
    """
    matcher = Matcher(ctx, uow, kijker, organisatie_id)
    bron = f"lijst:{matcher.eigenaar}"
    keys = [line.sleutel for line in lines.regels]
    known = cases_of_keys(ctx, uow, bron, keys)
    cases = cases_with_ids(uow.session, known.values())
    record = _Record(
        newest_values(uow.session, list(cases)), names_of(ctx, uow, list(cases))
    )
    notes = list(lines.meldingen)
    planned = []
    for line in lines.regels:
        casus = cases.get(known.get(line.sleutel, ""))
        planned.append(
            _new(ctx, line, matcher, notes)
            if casus is None
            else _known(ctx, line, casus, record, matcher, notes)
        )
    notes += look_alikes(ctx, uow, planned, matcher.eigenaar)
    notes.sort(key=lambda note: (note.regel is not None, note.regel or 0))
    return ImportPlan(
        bron=bron,
        eigenaar=matcher.eigenaar,
        casussen=tuple(planned),
        meldingen=tuple(notes),
        gelezen=len(lines.regels) + lines.geweigerd,
        geweigerd=lines.geweigerd,
    )


@dataclass(frozen=True)
class _Record:
    """What is known of the cases that the lines are about."""

    antwoorden: Mapping[str, Mapping[str, object]]
    namen: Mapping[str, Volledigenaam]


def _new(
    ctx: Context, line: CaseLine, matcher: Matcher, notes: list[ReportLine]
) -> PlannedCase:
    """Plan a case that starts."""
    placed = matcher.place(line)
    notes += [
        ReportLine(
            "let op",
            _UNKNOWN[what],
            line.regel,
            matcher.target_name(what),
            getattr(line, what),
        )
        for what in placed.onbekend
    ]
    fields = tuple(values_of(line))
    danger = points_to_danger(ctx, line, fields, notes)
    return PlannedCase(line, placed, None, fields, bool(line.naam), danger)


def _known(
    ctx: Context,
    line: CaseLine,
    casus: Casus,
    record: _Record,
    matcher: Matcher,
    notes: list[ReportLine],
) -> PlannedCase:
    """Plan what a known case gets: what is there is never overwritten."""
    placed, name = matcher.place(line), record.namen.get(casus.id)
    why = why_blocked(ctx, line, casus, name, matcher.eigenaar)
    if why is not None:
        notes.append(ReportLine("let op", why, line.regel))
        danger = danger_outside(ctx, line, line.antwoorden, notes)
        own = danger and is_own_closed(casus, matcher.eigenaar)
        return PlannedCase(line, placed, casus.id, (), False, gevaar_buiten=own)
    answers = record.antwoorden.get(casus.id, {})
    fields = _added(line, casus, answers, matcher, notes)
    other = [veld for veld in _differing(line, answers) if veld not in fields]
    return PlannedCase(
        line,
        placed,
        casus.id,
        fields,
        bool(line.naam) and name is None,
        gevaar=points_to_danger(ctx, line, fields, notes),
        gevaar_buiten=danger_outside(ctx, line, other, notes),
    )


def values_of(line: CaseLine) -> dict[str, tuple[object, str]]:
    """Return every answer of a line as it is stored, with its words, by field."""
    values = {
        veld: (to_stored(answer.waarde), answer.woorden)
        for veld, answer in line.antwoorden.items()
    }
    if line.school:
        values[SCHOOL_FIELD] = (line.school, line.school)
    return values


def _added(
    line: CaseLine,
    casus: Casus,
    answers: Mapping[str, object],
    matcher: Matcher,
    notes: list[ReportLine],
) -> tuple[str, ...]:
    """Return the fields a known case gets, and note where the list says otherwise."""
    differs = _differing(line, answers)
    if differs:
        names = ", ".join(matcher.field_name(veld) for veld in differs)
        text = f"casus {casus.id} zegt iets anders bij {names}; dat blijft staan"
        notes.append(ReportLine("let op", text, line.regel))
    return tuple(veld for veld in values_of(line) if veld not in answers)


def _differing(line: CaseLine, answers: Mapping[str, object]) -> list[str]:
    """Return the fields of which a list says something else than the case."""
    return [
        veld
        for veld, (value, _words) in values_of(line).items()
        if veld in answers and answers[veld] != value
    ]
