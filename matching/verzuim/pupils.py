"""What is known of a pupil beside the days: birth, enrolment, exemptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from matching.kalender import add_months
from matching.kennis import Dagen
from matching.verzuim.errors import AbsenceError
from matching.verzuim.headers import check_header, refuse_bsn_names
from matching.verzuim.lines import read_day, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from knowledge.verzuim import Verzuimregels

KOLOMMEN = (
    "leerling",
    "geboortedatum",
    "geboortemaand",
    "ingeschreven",
    "ingeschreven_vanaf",
    "uitgeschreven_op",
    "vrijstelling",
    "vrijstelling_vanaf",
    "vrijstelling_tot",
)
"""Only the first must be there; other columns are not looked at."""


@dataclass(frozen=True)
class Periode:
    """From a day to a day, both included; ``None`` is no bound."""

    vanaf: date | None
    tot: date | None

    def holds(self, dag: date) -> bool:
        """Tell whether a day lies in it."""
        return (self.vanaf is None or self.vanaf <= dag) and (
            self.tot is None or dag <= self.tot
        )


@dataclass(frozen=True)
class Leerling:
    """What is known of one pupil.

    Parameters
    ----------
    geboren
        Day of birth, or the bounds that a month of birth gives; ``None``: not known.
    ingeschreven
        Periods of enrolment; empty with ``bekend``: enrolled nowhere.
    bekend
        Whether anything is known of enrolment.
    vrijstellingen
        Id of the exemption and its period.
    vrijstelling_bekend
        Whether anything is known of exemptions.
    """

    geboren: Dagen | None = None
    ingeschreven: tuple[Periode, ...] = ()
    bekend: bool = False
    vrijstellingen: tuple[tuple[str, Periode], ...] = ()
    vrijstelling_bekend: bool = False

    def enrolled(self, dag: date) -> bool | None:
        """Tell whether the pupil is enrolled on a day; ``None``: not known."""
        if not self.bekend:
            return None
        return any(period.holds(dag) for period in self.ingeschreven)

    def enrolled_since(self, dag: date) -> date | None:
        """Return since when, without a day in between, the pupil is enrolled."""
        since: date | None = None
        while True:
            before = since - timedelta(days=1) if since else dag
            held = [one for one in self.ingeschreven if one.holds(before)]
            if not held:
                return since
            if any(one.vanaf is None for one in held):
                return None
            since = min(one.vanaf for one in held if one.vanaf)

    def nowhere_since(self, dag: date) -> date | None:
        """Return the first day without enrolment, when there was one before."""
        ended = [one.tot for one in self.ingeschreven if one.tot and one.tot < dag]
        return max(ended) + timedelta(days=1) if ended else None


def read_pupils(path: Path, regels: Verzuimregels) -> dict[str, Leerling]:
    """Read a file with what is known of pupils beside their days.

    A pupil may have several lines: each may add an enrolment or an exemption.

    Parameters
    ----------
    path
        UTF-8, ``;`` between the columns of :data:`KOLOMMEN`.
    regels
        The spellings of exemptions, and which columns are refused.

    Raises
    ------
    AbsenceError
        One Dutch sentence that names the file, the line and the remedy.
    """
    columns = check_header(path, KOLOMMEN[:1], regels.invoer).kolommen
    spellings = {
        word.casefold(): row.id
        for row in regels.vrijstellingen.values()
        for word in (row.id, *row.ook)
    }
    found: dict[str, Leerling] = {}
    for line, cells in rows_of(path, [one for one in KOLOMMEN if one in columns]):
        try:
            name, row = _read_line(cells, spellings)
            found[name] = _merged(found.get(name), row)
        except ValueError as error:
            raise AbsenceError(f"{path}, regel {line}: {error}") from None
    if not found:
        raise AbsenceError(f"{path}: er staan geen leerlingen in dit bestand.")
    refuse_bsn_names(path, found)
    return found


def _read_line(
    cells: Mapping[str, str], spellings: Mapping[str, str]
) -> tuple[str, Leerling]:
    name = cells["leerling"]
    if not name:
        raise ValueError("de kolom leerling is leeg. Vul in om wie het gaat.")
    days = {
        key: read_day(key, cells[key]) if cells.get(key) else None
        for key in KOLOMMEN
        if key.endswith(("_vanaf", "_op", "_tot"))
    }
    left = days["uitgeschreven_op"]
    enrolment = _period(
        "uitgeschreven_op",
        days["ingeschreven_vanaf"],
        left - timedelta(days=1) if left else None,
    )
    word = cells.get("ingeschreven", "").casefold()
    if word not in ("", "ja", "nee"):
        raise ValueError(f"ingeschreven is ‘{word}’. Schrijf ja of nee, of laat leeg.")
    somewhere = word == "ja" or enrolment != Periode(None, None)
    if word == "nee" and enrolment.vanaf and enrolment.tot is None:
        raise ValueError(
            "ingeschreven is nee, maar er staat alleen een dag van inschrijving. "
            "Vul ook uitgeschreven_op in."
        )
    exemption = _exemption(cells.get("vrijstelling", ""), spellings)
    period = _period(
        "vrijstelling_tot", days["vrijstelling_vanaf"], days["vrijstelling_tot"]
    )
    return name, Leerling(
        geboren=_birth(cells),
        ingeschreven=(enrolment,) if somewhere else (),
        bekend=bool(word) or somewhere,
        vrijstellingen=((exemption, period),)
        if exemption not in (None, "geen")
        else (),
        vrijstelling_bekend=bool(cells.get("vrijstelling")),
    )


def _period(kolom: str, vanaf: date | None, tot: date | None) -> Periode:
    if vanaf and tot and tot < vanaf - timedelta(days=1):
        raise ValueError(f"{kolom} ligt voor het begin. Verbeter een van de twee.")
    return Periode(vanaf, tot)


def _birth(cells: Mapping[str, str]) -> Dagen | None:
    day, month = cells.get("geboortedatum", ""), cells.get("geboortemaand", "")
    if day:
        exact = read_day("geboortedatum", day)
        return Dagen(exact, exact)
    if not month:
        return None
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise ValueError(
            f"geboortemaand ‘{month}’ is geen maand. Schrijf JJJJ-MM, "
            "bijvoorbeeld 2012-05."
        ) from None
    return Dagen(first, add_months(first, 1) - timedelta(days=1))


def _exemption(tekst: str, spellings: Mapping[str, str]) -> str | None:
    plain = " ".join(tekst.casefold().split())
    if plain in ("", "geen"):
        return None
    if plain in ("5a", "artikel 5a", "art. 5a", "art 5a"):
        raise ValueError(
            f"vrijstelling ‘{tekst}’ kan twee dingen zijn. Schrijf ‘5 onder a’ "
            "(lichamelijk of psychisch niet in staat) of ‘5a_trekkend_bestaan’."
        )
    if plain not in spellings:
        raise ValueError(
            f"vrijstelling ‘{tekst}’ is niet bekend. Schrijf bijvoorbeeld "
            "‘5 onder a’, ‘15’, ‘11g’ of ‘geen’."
        )
    return spellings[plain]


def _merged(old: Leerling | None, new: Leerling) -> Leerling:
    if old is None:
        return new
    if old.geboren and new.geboren and old.geboren != new.geboren:
        raise ValueError(
            "deze leerling heeft op een eerdere regel een andere geboortedatum. "
            "Verbeter een van de twee."
        )
    return Leerling(
        geboren=old.geboren or new.geboren,
        ingeschreven=old.ingeschreven + new.ingeschreven,
        bekend=old.bekend or new.bekend,
        vrijstellingen=old.vrijstellingen + new.vrijstellingen,
        vrijstelling_bekend=old.vrijstelling_bekend or new.vrijstelling_bekend,
    )
