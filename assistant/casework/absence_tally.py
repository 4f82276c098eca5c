"""What was found in a file with absence: counts, and every line that stays out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.casework.absence_rows import Day, NotCounted, Period, Rejected, Report
from assistant.casework.case_list import ReportLine
from assistant.casework.import_reports import MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from assistant.casework.absence_rows import Row

SHOWN = 10
"""Lines that are kept to show how they were understood."""
STEP = 50_000
"""Lines between two signs of life, and in one transaction."""


@dataclass
class Tally:
    """What was read so far.

    Parameters
    ----------
    gelezen
        Lines that hold anything.
    dagen, meldingen, perioden
        Lines of each kind that were understood.
    telt_niet
        Lines that were understood and are no missed lesson.
    afgekeurd
        Lines that stay out; the first of them are in ``regels``.
    soorten, sleutels, open, bsn
        Lines per kind, pupils, reports without an end, keys that look like a BSN.
    begin
        The first lines that were understood.
    eerste, laatste
        The first and last day that the file speaks of.
    """

    gelezen: int = 0
    dagen: int = 0
    meldingen: int = 0
    perioden: int = 0
    telt_niet: int = 0
    afgekeurd: int = 0
    soorten: Counter[str] = field(default_factory=Counter)
    sleutels: set[str] = field(default_factory=set)
    open: int = 0
    bsn: int = 0
    eerste: date | None = None
    laatste: date | None = None
    regels: list[ReportLine] = field(default_factory=list)
    begin: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one line."""
        self.gelezen += 1
        if isinstance(row, Rejected):
            self.afgekeurd += 1
            self.bsn += row.bsn
            if len(self.regels) < MAX_LINES:
                line = ReportLine("fout", row.reden, row.regel, row.kolom)
                self.regels.append(line)
            return
        if isinstance(row, NotCounted):
            self.telt_niet += 1
            return
        self.sleutels.add(row.sleutel)
        if len(self.begin) < SHOWN:
            self.begin.append(row)
        if isinstance(row, Day):
            self.dagen += 1
            begin, end = row.datum, row.datum
            self.soorten[row.soort] += 1
        elif isinstance(row, Report):
            self.meldingen += 1
            self.open += row.einde is None
            begin, end = row.begin, row.einde or row.begin
            self.soorten[row.soort] += 1
        else:
            self.perioden += 1
            return
        if self.eerste is None or begin < self.eerste:
            self.eerste = begin
        if self.laatste is None or end > self.laatste:
            self.laatste = end

    def counts(self) -> dict[str, int]:
        """Return the counts by name."""
        return {
            "gelezen": self.gelezen,
            "dagen": self.dagen,
            "meldingen": self.meldingen,
            "perioden": self.perioden,
            "telt_niet": self.telt_niet,
            "afgekeurd": self.afgekeurd,
            "leerlingen": len(self.sleutels),
            "open": self.open,
        }


def in_steps(
    rows: Iterable[Row], tally: Tally
) -> Iterator[list[Day | Report | Period]]:
    """Yield what is to be stored in groups that fit in one transaction."""
    group: list[Day | Report | Period] = []
    for row in rows:
        tally.add(row)
        if not isinstance(row, Rejected | NotCounted):
            group.append(row)
        if tally.gelezen % STEP == 0:
            yield group
            group = []
    yield group
