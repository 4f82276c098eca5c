"""Write what a file with absence says, group by group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.casework.absence_rows import Day, Period, Report
from assistant.casework.case_list import ReportLine
from assistant.casework.log import log
from models.invoer import Invoer
from models.verzuiminvoer import Verzuiminvoer, import_with_hash
from models.verzuimopslag import (
    clashing_days,
    count_stated,
    drop_between,
    merge_days,
    merge_periods,
    merge_reports,
    replace_timetable,
)
from models.verzuimperiode import Verzuimrooster, timetables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.casework.absence_order import ReadyOrder
    from assistant.casework.absence_pupils import Pupils
    from assistant.casework.absence_tally import Tally
    from assistant.casework.kijker import Kijker
    from assistant.context import Context
    from models.store import UnitOfWork
    from models.verzuimopslag import Dagrij

KIND = "verzuim"
_COUNTS = ("gelezen", "nieuw", "aangevuld", "ongewijzigd", "geweigerd", "klaar")
_ALWAYS = date(2000, 1, 1)
"""From which day a timetable without one holds."""


class AbsenceWriter:
    """Stores one file.

    Parameters
    ----------
    ctx
        The surroundings.
    ready
        The file with its layout.
    kijker
        Who brings it in.
    pupils
        Its pupils.
    replaced
        What is in the file, when it takes the place of what was there.
    """

    def __init__(
        self,
        ctx: Context,
        ready: ReadyOrder,
        kijker: Kijker,
        pupils: Pupils,
        replaced: Tally | None = None,
    ) -> None:
        self._ctx = ctx
        self._ready = ready
        self._kijker = kijker
        self._pupils = pupils
        self._replaced = replaced
        self._before = 0
        self._changed = 0
        self._earlier = 0
        self.invoer_id = 0
        self.erbij = 0
        self.gewijzigd = 0
        self.meldingen: list[ReportLine] = []

    def store(self, uow: UnitOfWork, rows: Sequence[Day | Report | Period]) -> None:
        """Store a group of lines."""
        if not self.invoer_id:
            self._begin(uow)
        ids = self._pupils.meet(uow, (row.sleutel for row in rows))
        days: dict[Any, list[int]] = {}
        reports: dict[Any, tuple[bool, date, int]] = {}
        periods: dict[Any, tuple[bool, date]] = {}
        for row in rows:
            pupil = ids[row.sleutel]
            if type(row) is Day:
                _grow_day(days, pupil, row)
            elif isinstance(row, Report):
                key = (pupil, row.soort, row.begin, row.vanaf_uur)
                end = (row.einde is not None, row.einde or row.begin, row.tot_uur)
                reports[key] = max(reports.get(key, end), end)
            elif isinstance(row, Period):
                span = (pupil, row.soort, row.grond, row.begin)
                until = (row.einde is not None, row.einde or row.begin)
                periods[span] = max(periods.get(span, until), until)
        session, batch = uow.session, self.invoer_id
        self._changed += merge_days(session, _day_rows(days, batch))
        self._changed += merge_reports(session, _report_rows(reports, batch))
        self._changed += merge_periods(session, _period_rows(periods, batch))

    def finish(self, uow: UnitOfWork, tally: Tally) -> None:
        """Complete the report of the import."""
        after = count_stated(uow.session, self._ready.bron)
        self.erbij = max(after - self._before, 0)
        self.gewijzigd = max(self._changed - self.erbij, 0)
        self._note(uow, tally)
        if self._earlier and not self._changed:
            self._forget(uow)
            return
        batch = uow.session.get_one(Verzuiminvoer, self.invoer_id)
        batch.eerste_dag, batch.laatste_dag = tally.eerste, tally.laatste
        row = uow.session.get_one(Invoer, self.invoer_id)
        row.aantallen = {
            **tally.counts(),
            "nieuw": self.erbij,
            "aangevuld": self.gewijzigd,
            "ongewijzigd": max(tally.gelezen - tally.afgekeurd - self._changed, 0),
            "geweigerd": tally.afgekeurd,
            "nieuwe_leerlingen": self._pupils.nieuw,
            "casussen": len(self._pupils.casussen),
            "klaar": 1,
        }
        row.regels = [line.stored() for line in (*self.meldingen, *tally.regels)]
        log(
            self._ctx,
            uow,
            "verzuim_ingelezen",
            "invoer",
            self.invoer_id,
            door=self._kijker.naam,
            nieuw=self.erbij,
            gewijzigd=self.gewijzigd,
        )

    def _forget(self, uow: UnitOfWork) -> None:
        """Leave no trace of an import that came in before and changed nothing."""
        for kind in (Verzuiminvoer, Invoer):
            uow.session.delete(uow.session.get_one(kind, self.invoer_id))
            uow.session.flush()
        self.invoer_id = self._earlier

    def _begin(self, uow: UnitOfWork) -> None:
        ready, order = self._ready, self._ready.order
        sha = order.bestand.sha256()
        self._before = count_stated(uow.session, ready.bron)
        earlier = import_with_hash(uow.session, ready.bron, sha)
        if earlier is not None:
            self._earlier = earlier.invoer_id
            text = f"precies dit bestand is al ingelezen als invoer {earlier.invoer_id}"
            self.meldingen.append(ReportLine("let op", text))
        row = Invoer(
            soort=KIND,
            bestandsnaam=order.bestand.naam,
            organisatie_id=order.organisatie_id,
            door=self._kijker.naam,
            door_id=self._kijker.gebruiker_id,
            op=self._ctx.now(),
            koppeling=ready.layout.koppeling,
            # Until it is finished: a power cut half-way leaves this to be seen.
            aantallen=dict.fromkeys(_COUNTS, 0),
        )
        uow.session.add(row)
        uow.session.flush()
        self.invoer_id = row.id
        batch = Verzuiminvoer(
            invoer_id=row.id,
            bron=ready.bron,
            sha256=sha,
            vorm=ready.layout.vorm.id,
            meldingen=ready.layout.vorm.has_reports,
            vervangt=order.vervangt,
            peildatum=self._ctx.today(),
            instellingen={"codes": dict(ready.reading.codes or {})},
        )
        uow.session.add(batch)
        uow.session.flush()
        self._keep_timetables(uow)
        self._replace(uow)

    def _keep_timetables(self, uow: UnitOfWork) -> None:
        order, bron = self._ready.order, self._ready.bron
        keys = [table.sleutel for table in order.roosters if table.sleutel]
        ids = self._pupils.meet(uow, keys)
        times = [list(one) for one in order.lestijden.lessen] if order.lestijden else []
        for table in order.roosters:
            row = Verzuimrooster(
                bron=bron,
                leerling_id=ids[table.sleutel] if table.sleutel else None,
                vanaf=table.vanaf or _ALWAYS,
                uren=list(table.uren),
                lestijden=[] if table.sleutel else times,
                invoer_id=self.invoer_id,
            )
            self._changed += replace_timetable(uow.session, row)
        uow.session.flush()

    def _replace(self, uow: UnitOfWork) -> None:
        found = self._replaced
        if found is None or found.eerste is None or found.laatste is None:
            return
        ids = self._pupils.meet(uow, found.sleutels)
        gone = drop_between(
            uow.session,
            [ids[key] for key in found.sleutels],
            found.eerste,
            found.laatste,
        )
        self._before -= gone
        self._changed += gone
        if gone:
            text = (
                f"{gone} eerdere gegevens van deze leerlingen en dagen zijn vervangen"
            )
            self.meldingen.append(ReportLine("let op", text))

    def _note(self, uow: UnitOfWork, tally: Tally) -> None:
        """Note what the reader should know."""
        ready, notes = self._ready, self.meldingen
        if tally.telt_niet:
            text = self._ctx.knowledge.verzuim_invoer.algemeen.telt_niet_tekst
            notes.append(ReportLine("let op", f"{tally.telt_niet} regels: {text}"))
        if ready.layout.vorm.has_reports and not _has_timetable(uow, ready.bron):
            text = (
                "er is geen rooster van deze school. Er is gerekend met een gewone "
                "schoolweek; geef het rooster mee als dat anders is"
            )
            notes.append(ReportLine("let op", text))
        if tally.dagen and tally.eerste and tally.laatste:
            clashes = clashing_days(
                uow.session, self._pupils.ids, tally.eerste, tally.laatste
            )
            if clashes:
                text = (
                    f"op {clashes} dagen staat meer verzuim dan er lesuren zijn, omdat "
                    "bestanden elkaar tegenspreken. Is dit bestand het juiste, lees "
                    "het dan opnieuw in en kies vervangen"
                )
                notes.append(ReportLine("let op", text))


def _has_timetable(uow: UnitOfWork, bron: str) -> bool:
    return any(row.leerling_id is None for row in timetables_of(uow.session, [bron]))


def _grow_day(days: dict[Any, list[int]], pupil: int, row: Day) -> None:
    key = (pupil, row.datum, row.soort)
    old = days.get(key)
    if old is None:
        days[key] = [row.lesuren, row.gemist, row.uren]
        return
    old[0] = max(old[0], row.lesuren)
    old[1] = max(old[1], row.gemist)
    old[2] |= row.uren


def _day_rows(days: dict[Any, list[int]], batch: int) -> list[Dagrij]:
    return [
        (*key, hours, missed, bits, batch)
        for key, (hours, missed, bits) in days.items()
    ]


def _report_rows(
    reports: dict[Any, tuple[bool, date, int]], batch: int
) -> list[dict[str, Any]]:
    return [
        {
            "leerling_id": pupil,
            "soort": soort,
            "begin": begin,
            "vanaf_uur": first,
            "einde": end if closed else None,
            "tot_uur": last,
            "invoer_id": batch,
        }
        for (pupil, soort, begin, first), (closed, end, last) in reports.items()
    ]


def _period_rows(
    periods: dict[Any, tuple[bool, date]], batch: int
) -> list[dict[str, Any]]:
    return [
        {
            "leerling_id": pupil,
            "soort": soort,
            "grond": ground,
            "begin": begin,
            "einde": end if closed else None,
            "invoer_id": batch,
        }
        for (pupil, soort, ground, begin), (closed, end) in periods.items()
    ]
