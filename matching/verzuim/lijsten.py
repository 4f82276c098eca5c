"""Who is on the volglijst, the actielijst, among the early signs or only watched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from knowledge.rapport import Lijstregels, Volgactie
    from matching.verzuim.outcome import Uitslag


class Lijst(IntEnum):
    """The four lists, the most urgent first."""

    ACTIE = 0
    VOLG = 1
    VROEG = 2
    PREVENTIEF = 3


@dataclass(frozen=True)
class Beeld:
    """What a list looks at, of one pupil on one day.

    Parameters
    ----------
    uitslagen
        The outcome of every definition that a list may name.
    weken
        Hours missed per school week, oldest first; leave given by school is no absence.
    plan
        The answer about the plan; ``None``: not known.
    plan_op
        The day of that answer.
    """

    uitslagen: Mapping[str, Uitslag]
    weken: Sequence[float]
    plan: str | None = None
    plan_op: date | None = None


@dataclass(frozen=True)
class Vermelding:
    """Why a pupil is on a list, and what comes next.

    Parameters
    ----------
    lijst
        Which list.
    redenen
        Sentences; the first is why, the others are what was counted.
    actie
        The next action, where there is one.
    sinds
        The first day of the absence.
    drang
        Lower goes first on the list.
    """

    lijst: Lijst
    redenen: tuple[str, ...]
    actie: str | None
    sinds: date | None
    drang: tuple[float, ...]


def place_on_list(beeld: Beeld, dag: date, regels: Lijstregels) -> Vermelding | None:
    """Return the list a pupil is on; ``None`` when nothing is missed.

    Parameters
    ----------
    beeld
        What is known.
    dag
        The date of reckoning.
    regels
        The rule of the lists.
    """
    main = beeld.uitslagen[regels.definitie]
    if main.geldt:
        return _followed(beeld, main, dag, regels)
    return _early(beeld, regels) or _watched(beeld, regels)


def action_for(
    plan: str | None, plan_op: date | None, dag: date, regels: Lijstregels
) -> Volgactie:
    """Return what the state of the plan asks for.

    A new plan is given some weeks; without build-up by then the pupil is on the
    actielijst.

    Source: S0 ad a.
    """
    row = next((one for one in regels.acties if one.plan == plan), regels.onbekend)
    if plan != regels.te_lang.plan or plan_op is None:
        return row
    weeks = (dag - plan_op).days // 7
    if weeks < regels.opbouw_weken:
        return row
    late = regels.te_lang
    return late.model_copy(update={"reden": late.reden.format(weken=weeks)})


def _followed(
    beeld: Beeld, main: Uitslag, dag: date, regels: Lijstregels
) -> Vermelding:
    action = action_for(beeld.plan, beeld.plan_op, dag, regels)
    kind = Lijst.ACTIE if action.lijst == "actielijst" else Lijst.VOLG
    since = main.sinds.toordinal() if main.sinds else dag.toordinal()
    return Vermelding(
        kind, (action.reden, main.uitleg), action.actie, main.sinds, (since,)
    )


def _early(beeld: Beeld, regels: Lijstregels) -> Vermelding | None:
    reasons: list[str] = []
    near = beeld.uitslagen[regels.bijna_definitie]
    others = [beeld.uitslagen[name] for name in regels.vroeg_definities]
    held = [one for one in others if one.geldt]
    hours = near.waarde or 0
    level = 3
    if near.geldt:
        level = 0
        reasons.append(near.uitleg)
    elif hours * 100 >= regels.bijna * regels.bijna_grens:
        level = 1
        reasons.append(regels.bijna_tekst.format(uren=_hours(hours)))
    if held and not reasons:
        level = 2
        reasons.append(held[0].uitleg)
    now, before = _last(beeld.weken, regels.groei_weken)
    if now > before:
        words = {"nu": _hours(now), "toen": _hours(before), "weken": regels.groei_weken}
        reasons.append(regels.groei_tekst.format_map(words))
    if not reasons:
        return None
    since = near.sinds if near.geldt else next((one.sinds for one in held), None)
    return Vermelding(
        Lijst.VROEG, tuple(reasons), None, since, (level, -hours, before - now)
    )


def _watched(beeld: Beeld, regels: Lijstregels) -> Vermelding | None:
    now, _before = _last(beeld.weken, 2 * regels.groei_weken)
    if not now:
        return None
    words = {"nu": _hours(now), "weken": 2 * regels.groei_weken}
    told = regels.preventief_tekst.format_map(words)
    return Vermelding(Lijst.PREVENTIEF, (told,), None, None, (-now,))


def _last(weken: Sequence[float], aantal: int) -> tuple[float, float]:
    """Return the hours of the last weeks, and of as many before them."""
    return sum(weken[-aantal:]), sum(weken[-2 * aantal : -aantal])


def _hours(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")
