"""Which questions are still open, in the order in which asking helps most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.routes import Aard
from matching.routes.advies import Status
from matching.routes.chances import Chances
from matching.routes.first_three import contest, spans
from matching.routes.open_fields import any_field, question_for, still_open
from matching.routes.possible import Leeway
from matching.routes.reduction import expected_reduction
from matching.uitkomst import Uitkomst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from knowledge.load import Knowledge
    from knowledge.regio import Regio
    from matching.feiten import Feiten
    from matching.routes.advies import CriteriumUitkomst, RouteUitkomst

_DECIDING = (Aard.hard, Aard.indicatie)


@dataclass(frozen=True)
class Deciding:
    """The questions that can still change the first three routes of a kind.

    ``reduction`` is the expected number of criteria that each settles, the most
    first.
    """

    reduction: dict[str, float]

    @property
    def decided(self) -> bool:
        """Tell whether no open question can change the first three of any kind."""
        return not self.reduction


def deciding_questions(
    feiten: Feiten,
    knowledge: Knowledge,
    regio: Regio | None = None,
    askable: Callable[[str], bool] = any_field,
) -> Deciding:
    """Return the questions that can still change the advice, most deciding first.

    Parameters
    ----------
    feiten
        What is known of the case.
    knowledge
        Routes, fields and chances.
    regio
        The region whose rules are added.
    askable
        Tells for a field whether it can be asked; what nobody can be asked any more
        does not keep an advice undecided.
    """
    leeway = Leeway(feiten, askable)
    found = contest(spans(knowledge, leeway, regio))
    chances = Chances(knowledge)
    # A route that is first for certain is asked about only when nothing else is left:
    # it may then show that another one cannot come before it.
    reduction = expected_reduction(found.unsure, leeway, chances) or expected_reduction(
        found.sure, leeway, chances
    )
    order = sorted(reduction, key=lambda veld: (-round(reduction[veld], 9), veld))
    return Deciding({veld: reduction[veld] for veld in order})


def open_questions(
    uitkomsten: Iterable[RouteUitkomst],
    feiten: Feiten,
    knowledge: Knowledge,
    regio: Regio | None = None,
) -> tuple[str, ...]:
    """Return the fields still to ask, those that decide most first.

    Unanswered safety questions head the list. Then comes what can still change the
    first three routes of a kind, by the number of open criteria it is expected to
    settle; then what counts for most undecided routes; fields that only fill in
    documents and preferences come last. What was asked but is not known comes after
    what was never asked.
    """
    counts = _counts(uitkomsten, feiten)
    deciding = deciding_questions(feiten, knowledge, regio).reduction
    first = [f for f in feiten.regels.veiligheid_eerst if still_open(f, feiten)]
    # Sorting keeps the order of what weighs the same, so what decides stays in front.
    others = sorted(
        (veld for veld in counts if veld not in deciding),
        key=lambda veld: tuple(-count for count in counts[veld]),
    )
    rest = [veld for veld in (*deciding, *others) if veld not in first]
    return (*first, *sorted(rest, key=feiten.asked))


def _counts(
    uitkomsten: Iterable[RouteUitkomst], feiten: Feiten
) -> dict[str, tuple[int, int, int]]:
    """Count per field the undecided routes, the open routes and the papers."""
    counts: dict[str, tuple[int, int, int]] = {}
    for uitkomst in uitkomsten:
        if uitkomst.status is Status.dicht:
            continue
        for kind, fields in _fields_by_weight(uitkomst, feiten):
            for field in fields:
                so_far = list(counts.get(field, (0, 0, 0)))
                so_far[kind] += 1
                counts[field] = (so_far[0], so_far[1], so_far[2])
    return counts


def _fields_by_weight(
    uitkomst: RouteUitkomst, feiten: Feiten
) -> list[tuple[int, list[str]]]:
    """Split what is unknown of one route by how much it decides (0 most)."""
    unknown = [row for row in uitkomst.criteria if row.uitkomst is Uitkomst.onbekend]
    deciding = [row for row in unknown if row.aard in _DECIDING]
    other = [row for row in unknown if row.aard not in _DECIDING]
    kind = 0 if uitkomst.status is Status.onbekend else 1
    decides = _fields(deciding, feiten)
    return [
        (kind, decides),
        (2, [one for one in _fields(other, feiten) if one not in decides]),
    ]


def _fields(rows: Iterable[CriteriumUitkomst], feiten: Feiten) -> list[str]:
    names = (question_for(name, feiten) for row in rows for name in row.velden)
    return list(dict.fromkeys(name for name in names if name is not None))
