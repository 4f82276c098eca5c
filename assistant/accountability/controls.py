"""What is checked while the documents are made, and what came out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.accountability.figures import Telling
    from knowledge.verantwoording import Verantwoording


@dataclass(frozen=True)
class Controle:
    """One check: what it found, and whether that is wrong or still to be done."""

    id: str
    zin: str
    fout: bool = False
    te_doen: bool = False

    def as_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return asdict(self)


def check(
    rows: Verantwoording,
    telling: Telling,
    toetsen: Mapping[str, int | None],
    register: Mapping[str, Any],
) -> tuple[Controle, ...]:
    """Return every check.

    Parameters
    ----------
    rows
        The texts.
    telling
        The figures and the replays.
    toetsen
        How many tests each file has; empty when there are no tests here.
    register
        The values of the register.
    """
    return (
        _advices(rows, telling),
        _lengths(rows, register),
        _complete(rows, register),
        _tests(rows, toetsen),
    )


def _advices(rows: Verantwoording, telling: Telling) -> Controle:
    wrong = telling.onverklaard
    if wrong:
        sentence = rows.controles["adviezen_fout"].format(fout=wrong)
        return Controle("adviezen", sentence, fout=True)
    figures = telling.cijfers
    sentence = rows.controles["adviezen"].format(
        gelijk=figures["herspeeld_gelijk"], totaal=figures["herspeeld"]
    )
    return Controle("adviezen", sentence)


def _lengths(rows: Verantwoording, register: Mapping[str, Any]) -> Controle:
    long = [
        veld.naam
        for veld in rows.algoritmeregister.velden
        if veld.hoogstens is not None
        and len(str(register[veld.id] or "")) > veld.hoogstens
    ]
    if long:
        sentence = rows.controles["lengte_fout"].format(velden=", ".join(long))
        return Controle("lengte", sentence, fout=True)
    return Controle("lengte", rows.controles["lengte"])


def _complete(rows: Verantwoording, register: Mapping[str, Any]) -> Controle:
    """What only the organisation can say is not wrong, but is told."""
    fields = rows.algoritmeregister.velden
    empty = [one.naam for one in fields if one.verplicht and not register[one.id]]
    if not empty:
        return Controle("invullen", rows.controles["ingevuld"])
    sentence = rows.controles["invullen"].format(velden=", ".join(empty))
    return Controle("invullen", sentence, te_doen=True)


def _tests(rows: Verantwoording, toetsen: Mapping[str, int | None]) -> Controle:
    if not toetsen:
        return Controle("toetsen", rows.controles["toetsen_weg"])
    gone = list(_gone(toetsen))
    if gone:
        sentence = rows.controles["toetsen_fout"].format(bestanden=", ".join(gone))
        return Controle("toetsen", sentence, fout=True)
    sentence = rows.controles["toetsen"].format(
        aantal=sum(filter(None, toetsen.values())), bestanden=len(toetsen)
    )
    return Controle("toetsen", sentence)


def _gone(toetsen: Mapping[str, int | None]) -> Iterator[str]:
    yield from (name for name, number in toetsen.items() if not number)
