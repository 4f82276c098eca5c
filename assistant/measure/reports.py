"""Score what was read of labelled reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.measure.label import ANY, MAY, compare
from assistant.measure.score import Score, total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.measure.label import Vergelijking, Waarneming
    from assistant.measure.meetset import Meetverslag
    from knowledge.load import Knowledge

_WHATEVER = frozenset({"x", "any"})
"""Older words of a label for any value."""


@dataclass(frozen=True)
class Gelezen:
    """What was read of one report: values per field, and whether it tells of danger."""

    velden: Mapping[str, object]
    crisis: bool


@dataclass(frozen=True)
class Verslaguitslag:
    """What came of one report.

    Parameters
    ----------
    verslag
        The labelled report.
    velden
        How its fields compare with the label.
    verboden
        Those of the invented values that the label forbids.
    crisis
        Whether danger was seen.
    """

    verslag: Meetverslag
    velden: Vergelijking
    verboden: tuple[Waarneming, ...]
    crisis: bool

    @property
    def danger(self) -> Score:
        """Return the score of the sign of danger."""
        wanted = self.verslag.crisis
        return Score(int(self.crisis and wanted), int(self.crisis), int(wanted))

    @property
    def is_wrong(self) -> bool:
        """Tell whether anything differs from the label."""
        wrong_fields = self.velden.gemist or self.velden.verzonnen
        return bool(wrong_fields) or self.crisis != self.verslag.crisis


@dataclass(frozen=True)
class Verslagscores:
    """The figures of reading reports.

    Parameters
    ----------
    secties
        Per part of the probleemanalyse.
    verboden
        How many values were found that a label forbids; they count as invented too.
    crisis
        Reports with acute danger.
    fouten
        What went wrong, per report with an error.
    """

    secties: dict[str, Score]
    verboden: int
    crisis: Score
    fouten: tuple[Verslaguitslag, ...]

    @property
    def velden(self) -> Score:
        """Return the score over all fields."""
        return total(self.secties.values())

    def summary(self) -> dict[str, object]:
        """Return the figures for JSON."""
        return {
            **self.velden.as_dict(),
            "verboden": self.verboden,
            "crisis": self.crisis.as_dict(),
            "secties": {name: row.as_dict() for name, row in self.secties.items()},
        }


def score_reports(
    verslagen: Sequence[Meetverslag], gelezen: Sequence[Gelezen], knowledge: Knowledge
) -> Verslagscores:
    """Compare what was read with the labels.

    A value that may be found but need not counts neither for nor against.

    Parameters
    ----------
    verslagen
        The labelled reports.
    gelezen
        What was read of each, in the same order.
    knowledge
        Says to which part a field belongs.
    """
    pairs = zip(verslagen, gelezen, strict=True)
    results = [_result(verslag, read) for verslag, read in pairs]
    secties: dict[str, Score] = {}
    for result in results:
        for veld, score in result.velden.per_field().items():
            sectie = knowledge.velden[veld].sectie
            secties[sectie] = secties.get(sectie, Score()) + score
    return Verslagscores(
        secties={s: secties[s] for s in knowledge.secties if s in secties},
        verboden=sum(len(result.verboden) for result in results),
        crisis=total(result.danger for result in results),
        fouten=tuple(result for result in results if result.is_wrong),
    )


def _result(verslag: Meetverslag, read: Gelezen) -> Verslaguitslag:
    free = {MAY + key.removeprefix(MAY): _any(v) for key, v in verslag.mag.items()}
    velden = compare({**free, **verslag.goud}, read.velden)
    banned = {key: _any(value) for key, value in verslag.niet.items()}
    # What is forbidden and found: the part of the label ‘niet’ that comes true.
    hits = compare(banned, {w.veld: read.velden[w.veld] for w in velden.verzonnen})
    return Verslaguitslag(verslag, velden, hits.goed, read.crisis)


def _any(value: object) -> object:
    return ANY if isinstance(value, str) and value in _WHATEVER else value
