"""What a person asks for with a file of absence, and what is needed to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.absence_cells import Words
from assistant.casework.absence_codes import read_codes
from assistant.casework.absence_layout import find_layout
from assistant.casework.absence_read import Reading
from assistant.casework.absence_timetable import LessonTimes, standard_times
from assistant.errors import ImportFileError, InputError
from models.organisatie import Organisatie, all_organisations
from models.verzuimperiode import timetables_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.casework.absence_layout import Layout
    from assistant.casework.absence_source import AbsenceSource
    from assistant.casework.absence_timetable import Timetable
    from assistant.context import Context
    from models.store import UnitOfWork

PREFIX = "verzuim:"


@dataclass(frozen=True)
class AbsenceOrder:
    """A file with absence and what was chosen about it.

    Parameters
    ----------
    bestand
        The file.
    vorm
        The layout; recognised when ``None``.
    koppeling
        Per header what stands below it, when put together by hand.
    codes
        The table of codes of the school.
    roosters, lestijden
        Hours per weekday and the times of lessons, when given.
    organisatie_id
        Whose pupils these are.
    sleutel
        The pupil, for a file about one that does not name them.
    alles_of_niets
        Whether one line that cannot be read keeps the whole file out.
    vervangt
        Whether this file takes the place of what was there for its pupils and days.
    """

    bestand: AbsenceSource
    vorm: str | None = None
    koppeling: Mapping[str, str] | None = None
    codes: AbsenceSource | None = None
    roosters: tuple[Timetable, ...] = ()
    lestijden: LessonTimes | None = None
    organisatie_id: str | None = None
    sleutel: str | None = None
    alles_of_niets: bool = False
    vervangt: bool = False


@dataclass(frozen=True)
class ReadyOrder:
    """An order with all that is needed to read its file.

    Parameters
    ----------
    bron
        Under which name the keys of its pupils are kept.
    """

    order: AbsenceOrder
    layout: Layout
    reading: Reading
    bron: str


def make_ready(ctx: Context, uow: UnitOfWork, order: AbsenceOrder) -> ReadyOrder:
    """Find the layout of a file and read what goes with it.

    Raises
    ------
    ImportFileError
        When the file or its table of codes cannot be read.
    InputError
        When the organisation does not exist.
    """
    knowledge = ctx.knowledge
    general = knowledge.verzuim_invoer.algemeen
    words = Words(general)
    bron = source_name(order.organisatie_id)
    organisation = _organisation(uow, order.organisatie_id)
    layout = find_layout(
        order.bestand, knowledge, vorm_id=order.vorm, koppeling=order.koppeling
    )
    codes = None if order.codes is None else read_codes(order.codes, words)
    if layout.vorm.codes_nodig and codes is None:
        msg = (
            f"{order.bestand.naam}: bij ‘{layout.vorm.naam}’ hoort de codetabel van de "
            "school: een CSV-bestand met code, soort en geoorloofd (J, N of leeg)."
        )
        raise ImportFileError(msg)
    kind = None if organisation is None else organisation.schoolsoort
    reading = Reading(
        algemeen=general,
        words=words,
        peildatum=ctx.today(),
        lestijden=order.lestijden
        or _known_times(uow, bron)
        or standard_times(general.timetable(kind)),
        codes=codes,
        sleutel=order.sleutel,
    )
    return ReadyOrder(order, layout, reading, bron)


def source_name(organisatie_id: str | None) -> str:
    """Return the name under which the keys of an organisation are kept."""
    return f"{PREFIX}{organisatie_id or ''}"


def find_organisation(uow: UnitOfWork, text: str) -> str:
    """Return the id of the organisation with this id, name, or number of DUO.

    Raises
    ------
    InputError
        When there is none, or more than one.
    """
    plain = text.strip().casefold()
    found = [
        row.id
        for row in all_organisations(uow.session)
        if plain
        in {
            one.casefold() for one in (row.id, row.naam, row.code, row.school_id) if one
        }
    ]
    if len(found) == 1:
        return found[0]
    what = "kennen we niet" if not found else "komt meer dan één keer voor"
    msg = (
        f"De school ‘{text[:80]}’ {what}. Geef het nummer of de naam zoals die bij "
        "Organisaties staat."
    )
    raise InputError(msg)


def _organisation(uow: UnitOfWork, organisatie_id: str | None) -> Organisatie | None:
    if organisatie_id is None:
        return None
    found = uow.session.get(Organisatie, organisatie_id)
    if found is None:
        msg = f"De organisatie ‘{organisatie_id[:60]}’ bestaat niet."
        raise InputError(msg)
    return found


def _known_times(uow: UnitOfWork, bron: str) -> LessonTimes | None:
    """Return the times of lessons that were given before, the newest."""
    for row in reversed(timetables_of(uow.session, [bron])):
        if row.lestijden:
            return LessonTimes(tuple((int(a), int(b)) for a, b in row.lestijden))
    return None
