"""Changes and rules in words: something to do, and something that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.review import edits
from matching.placement.review.rules import Regelsoort
from matching.placement.review.taal import euros, hundredths

if TYPE_CHECKING:
    from matching.placement.review.edits import Edit
    from matching.placement.review.rules import Regel
    from matching.placement.review.taal import Taal

FREED = "_vrij"
"""Ending of the sentence for a change that takes a limit away."""


def tell_edit(taal: Taal, edit: Edit) -> str:
    """Return a change as something to do, without capital or full stop."""
    key = type(edit).__name__.lower()
    filled = {name: value for name, value in _names(taal, edit).items() if value}
    match edit:
        case edits.Seats(capaciteit=number):
            key += FREED if number is None else ""
            filled["aantal"] = taal.woorden.count("plaats", number or 0)
        case edits.ExtraSeats(aantal=number, vanaf=day):
            key += "_minder" if number < 0 else "_vanaf" if day else ""
            filled["aantal"] = taal.woorden.count("plaats", abs(number))
            filled["datum"] = taal.datum(day) if day else ""
        case edits.Hours(uren=hours):
            key += FREED if hours is None else ""
            filled["uren"] = hundredths(hours)
        case edits.Money(budget=budget, bedrag=amount):
            key += FREED if amount is None else ""
            filled |= {"budget": budget, "bedrag": euros(amount)}
        case edits.Minimum(minimum=number):
            filled["aantal"] = taal.woorden.count("leerling", number)
        case edits.Mix(kenmerk=mark, hoogstens=most):
            key += FREED if most is None else ""
            filled["kenmerk"] = mark
            filled["aantal"] = taal.woorden.count("leerling", most or 0)
        case edits.StartLater(vroegst=day):
            key += "" if day else FREED
            filled["datum"] = taal.datum(day) if day else ""
        case edits.PaperThere(vanaf=day):
            key += "" if day else "_nu"
            filled["datum"] = taal.datum(day) if day else ""
        case edits.PlaceExists(eind=day):
            key += "" if day else FREED
            filled["eind"] = taal.datum(day) if day else ""
        case _:
            pass
    return taal.woorden.wijziging[key].format(**filled)


def _names(taal: Taal, edit: Edit) -> dict[str, str]:
    """Return the pupils and places that a change names."""
    match edit:
        case (
            edits.MayMeet(een=one, ander=other)
            | edits.MaySplit(een=one, ander=other)
            | edits.KeepApart(een=one, ander=other)
            | edits.KeepTogether(een=one, ander=other)
        ):
            return {"leerling": taal.leerling(one), "ander": taal.leerling(other)}
        case edits.Arrive(leerling=row):
            return {"leerling": taal.leerling(row.id)}
        case edits.OpenPlace(plek=opened):
            return {"plek": taal.plek(opened.id)}
        case edits.Admit(paar=pair):
            return {
                "leerling": taal.leerling(pair.leerling),
                "plek": taal.plek(pair.plek),
            }
        case _:
            pupil, place = getattr(edit, "leerling", None), getattr(edit, "plek", None)
            return {
                "leerling": taal.leerling(pupil) if pupil else "",
                "plek": taal.plek(place) if place else "",
            }


def tell_rule(taal: Taal, regel: Regel) -> str:
    """Return a rule by name, without capital or full stop."""
    unit = "plaats" if regel.soort is Regelsoort.CAPACITEIT else "leerling"
    return taal.woorden.regel[regel.soort].format(
        datum=regel.datum and taal.datum(regel.datum),
        leerling=regel.leerling and taal.leerling(regel.leerling),
        ander=regel.ander and taal.leerling(regel.ander),
        plek=regel.plek and taal.plek(regel.plek),
        budget=regel.budget,
        kenmerk=regel.kenmerk,
        aantal=taal.woorden.count(unit, regel.grens or 0),
        uren=hundredths(regel.grens),
        bedrag=euros(regel.grens),
    )
