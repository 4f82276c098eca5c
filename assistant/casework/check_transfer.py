"""Check what a transfer file says against what this Leerplek knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.casework.bsn import refuse_bsn
from assistant.casework.names import Volledigenaam, check_name
from assistant.casework.values import from_stored, to_stored
from assistant.errors import ImportFileError
from matching.antwoorden import AnswerError, check_answer
from models.antwoord import Via
from models.casus import CasusStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.casework.transfer_file import (
        Antwoordregel,
        Gezinsregel,
        Naamdeel,
        Overdrachtsbestand,
    )
    from assistant.context import Context

_STATUSES = frozenset(status.value for status in CasusStatus)
_DOORS = frozenset(via.value for via in Via)


@dataclass(frozen=True)
class Gekeurd:
    """A transfer file that can be stored.

    ``antwoorden`` are those this Leerplek knows, with their place in the file and
    their value as it is stored; ``nu`` holds the values that count; ``regels`` tells
    what is left out and why.
    """

    bestand: Overdrachtsbestand
    antwoorden: tuple[tuple[int, Antwoordregel, object], ...]
    nu: dict[str, object]
    naam: Volledigenaam | None
    gezin: tuple[tuple[Gezinsregel, Volledigenaam | None], ...]
    regels: tuple[str, ...]


def check_transfer(ctx: Context, bestand: Overdrachtsbestand, naam: str) -> Gekeurd:
    """Check every answer, status and name of a transfer file.

    A field that this version does not know is left out and told; a value that does
    not fit its field is a mistake in the file.

    Parameters
    ----------
    ctx
        The surroundings.
    bestand
        The file as read.
    naam
        Its name, for messages.

    Raises
    ------
    ImportFileError
        When something does not fit; names the place in the file.
    InputError
        When a text holds a BSN.
    """
    _check_words(bestand, naam)
    for tekst, waar in _texts(bestand):
        refuse_bsn(tekst, waar)
    regels: list[str] = [f"Ging niet mee: {line}" for line in bestand.weggelaten]
    answers: list[tuple[int, Antwoordregel, object]] = []
    counts: dict[str, object] = {}
    unknown: set[str] = set()
    for place, row in enumerate(bestand.antwoorden):
        if row.veld not in ctx.knowledge.velden:
            unknown.add(row.veld)
            continue
        value = _value(ctx, row, place, naam)
        answers.append((place, row, to_stored(value)))
        counts.pop(row.veld, None)
        if not row.ingetrokken:
            counts[row.veld] = value
    regels += [
        f"Het veld '{veld}' kent deze Leerplek niet; het antwoord is niet ingelezen"
        for veld in sorted(unknown)
    ]
    return Gekeurd(
        bestand=bestand,
        antwoorden=tuple(answers),
        nu=counts,
        naam=_name(bestand.naam),
        gezin=tuple((row, _name(row.naam)) for row in bestand.gezin),
        regels=tuple(regels),
    )


def _value(ctx: Context, row: Antwoordregel, place: int, naam: str) -> object:
    if row.ingetrokken:
        return None
    veld = ctx.knowledge.velden[row.veld]
    raw = from_stored(row.waarde, row.veld, ctx.knowledge)
    try:
        # What lay in the past there lies in the past here: judge it on its own day.
        value = check_answer(veld, raw, max(row.op.date(), ctx.today()))
    except AnswerError as error:
        msg = f"{naam}, antwoord {place + 1}: {error}. Er is niets ingelezen."
        raise ImportFileError(msg) from None
    if value is None:
        msg = (
            f"{naam}, antwoord {place + 1}: bij '{veld.naam}' staat niets. "
            "Vraag om een nieuw bestand. Er is niets ingelezen."
        )
        raise ImportFileError(msg)
    return value


def _check_words(bestand: Overdrachtsbestand, naam: str) -> None:
    """Refuse a status or a door that does not exist."""
    casus = bestand.casus
    for word, where in (
        (casus.status, "casus > status"),
        (casus.gestopt_vanuit, "casus > gestopt_vanuit"),
        *((row.naar, f"wissel {i}") for i, row in enumerate(bestand.wissels, 1)),
        *((row.van, f"wissel {i}") for i, row in enumerate(bestand.wissels, 1)),
    ):
        if word is not None and word not in _STATUSES:
            _refuse(naam, where, "deze status bestaat niet")
    if (casus.status == CasusStatus.GESTOPT) != (casus.gestopt_vanuit is not None):
        _refuse(naam, "casus", "status en gestopt_vanuit passen niet bij elkaar")
    for i, row in enumerate(bestand.antwoorden, 1):
        if row.via not in _DOORS:
            _refuse(naam, f"antwoord {i}", "deze herkomst bestaat niet")
    for i, advice in enumerate(bestand.adviezen, 1):
        if advice.na_antwoord > len(bestand.antwoorden):
            _refuse(naam, f"advies {i}", "het telt meer antwoorden dan er zijn")
    pupils = sum(row.soort == "leerling" for row in bestand.gezin)
    if pupils > 1:
        _refuse(naam, "gezin", "er staat meer dan één leerling")


def _refuse(naam: str, where: str, what: str) -> None:
    msg = f"{naam}, {where}: {what}. Vraag om een nieuw bestand. Er is niets ingelezen."
    raise ImportFileError(msg)


def _name(part: Naamdeel | None) -> Volledigenaam | None:
    if part is None:
        return None
    return check_name(
        Volledigenaam(part.voornaam, part.tussenvoegsel, part.achternaam, part.roepnaam)
    )


def _texts(bestand: Overdrachtsbestand) -> Iterator[tuple[str, str]]:
    """Give every free text with its place, to keep a BSN out."""
    for i, row in enumerate(bestand.antwoorden, 1):
        yield row.woorden or "", f"antwoord {i} (woorden)"
        yield from ((text, f"antwoord {i}") for text in _strings(row.waarde))
    for i, task in enumerate(bestand.taken, 1):
        yield task.tekst, f"taak {i}"
    for i, step in enumerate(bestand.wissels, 1):
        yield step.reden, f"wissel {i}"
    for i, decision in enumerate(bestand.besluiten, 1):
        yield decision.reden, f"besluit {i}"
        yield " ".join(decision.opmerkingen), f"besluit {i}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
