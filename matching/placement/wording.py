"""The Dutch sentences about a placement; what they say is worked out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.instance import Doel
from matching.placement.options import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.alternatives import Move, Option
    from matching.placement.model import Model

MOST_MOVES = 4
"""Pupils of a chain that are named; more would not be read."""

COST = {
    Doel.URGENT_GEPLAATST: ("kost {} {punt} urgentie", "levert {} {punt} urgentie op"),
    Doel.GESCHIKTHEID: (
        "kost {} {punt} geschiktheid",
        "levert {} {punt} geschiktheid op",
    ),
    Doel.REISTIJD: ("{} {minuut} meer reistijd", "{} {minuut} minder reistijd"),
    Doel.WEINIG_WIJZIGINGEN: ("{} {wijziging} meer", "{} {wijziging} minder"),
    Doel.ZONDER_OVERBRUGGING: (
        "{} {leerling} meer thuis zonder overbrugging",
        "{} {leerling} minder thuis zonder overbrugging",
    ),
    Doel.WEKEN_THUIS: ("{} {week} langer thuis", "{} {week} korter thuis"),
    Doel.WENSEN: ("{} {stap} lager op de wensen", "{} {stap} hoger op de wensen"),
    Doel.NABIJHEID: (
        "{} {stap} verder van de eigen school",
        "{} {stap} dichter bij de eigen school",
    ),
    Doel.LANGSTE_WACHT: (
        "{} {week} wachttijd minder geholpen",
        "{} {week} wachttijd meer geholpen",
    ),
}


def change_words(model: Model, change: Sequence[int]) -> str:
    """Return what changes on the goals, the most important first."""
    parts = []
    for goal, amount in zip(model.goals, change, strict=True):
        if amount:
            number, one = abs(amount), abs(amount) == 1
            parts.append(
                COST[goal.doel][amount < 0].format(
                    number,
                    punt="punt" if one else "punten",
                    minuut="minuut" if one else "minuten",
                    wijziging="wijziging" if one else "wijzigingen",
                    leerling="leerling" if one else "leerlingen",
                    week="week" if one else "weken",
                    stap="stap" if one else "stappen",
                )
            )
    return ", ".join(parts) or "even goed op alle doelen"


def consequence(model: Model, option: Option) -> str:
    """Return in words what choosing another place would mean."""
    if option.change is None:
        return "Kan niet: wie daar staat, kan nergens anders heen."
    change = change_words(model, option.change)
    if option.exact:
        moves = moves_words(model, option.moves)
        return _sentence(f"{change}; {moves}" if moves else change)
    room = (
        "er is ruimte zonder dat iemand verschuift"
        if option.fits
        else "er moet iemand plaatsmaken"
    )
    return f"Eerste schatting: {change}; {room}."


def moves_words(model: Model, moves: Sequence[Move]) -> str:
    """Return who goes where, the first few by name."""
    words = [_move_words(model, move) for move in moves[:MOST_MOVES]]
    if len(moves) > MOST_MOVES:
        words.append(f"en nog {len(moves) - MOST_MOVES} verder")
    return "; ".join(words)


def _move_words(model: Model, move: Move) -> str:
    pupil = model.pupils[move.pupil]
    if move.to == NONE:
        return f"{pupil} blijft zonder plek"
    if move.origin == NONE:
        return f"{pupil} krijgt {model.places[move.to]}"
    return (
        f"{pupil} schuift van {model.places[move.origin]} naar {model.places[move.to]}"
    )


def placed_reason(model: Model, place: int, options: Sequence[Option]) -> str:
    """Return why a pupil without pin has this place."""
    name = model.places[place]
    if not options:
        return f"{name} is de enige plek die mag."
    best = options[0]
    other = model.places[best.place]
    if best.change is None:
        return f"{name} is de enige plek waar ruimte is te maken."
    if not best.exact:
        return f"{name} hoort bij het beste plan dat is gevonden."
    if not any(best.change):
        return f"{name} en {other} zijn even goed voor het geheel; het lot besliste."
    words = change_words(model, best.change)
    return (
        f"{name} is het beste voor het geheel; het eerstvolgende, {other}, {words}."
        if words.startswith(("kost", "levert"))
        else f"{name} is het beste voor het geheel; {other} betekent {words}."
    )


def unplaced_reason(model: Model, options: Sequence[Option]) -> str:
    """Return why a pupil who has admissible places got none."""
    best = options[0]
    other = model.places[best.place]
    if best.change is None:
        return "Alle plekken die mogen zijn bezet door leerlingen die er vast staan."
    if not best.exact:
        return (
            "Er is geen plek over binnen alle regels; andere leerlingen gingen voor."
            if not best.fits
            else f"Geen plek is beter volgens de doelen: {other} "
            f"betekent {change_words(model, best.change)}."
        )
    if not any(best.change):
        return "Op de plekken die mogen gaf het lot andere leerlingen voorrang."
    moves = moves_words(model, best.moves)
    words = change_words(model, best.change)
    if not moves:
        return f"Geen plek is beter volgens de doelen: {other} betekent {words}."
    return f"De plekken die mogen zijn vol. Toch {other}: {words}; {moves}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
