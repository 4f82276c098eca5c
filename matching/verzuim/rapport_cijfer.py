"""A figure that a source states, counted again: does it come out as it was written."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from matching.verzuim.rapport_som import show_number

if TYPE_CHECKING:
    from knowledge.cijfers import Cijfer, Cijferteksten

_EXACT = 1e-9
_SIGNS = {"verschil": "−", "verhouding": "÷", "aandeel": "van", "product": "×"}


def counted_figure(cijfer: Cijfer) -> float | None:
    """Return what a figure comes to; ``None`` when it is stated only."""
    numbers = [part.aantal for part in cijfer.van]
    match cijfer.soort:
        case "som":
            return sum(-part.aantal if part.af else part.aantal for part in cijfer.van)
        case "product":
            return prod(numbers)
        case "verschil":
            return numbers[1] - numbers[0]
        case "groei":
            return (numbers[1] - numbers[0]) * 100 / numbers[0]
        case "aandeel":
            return numbers[0] * 100 / numbers[1]
        case "verhouding":
            return numbers[1] / numbers[0]
        case "vermeld":
            return None


def comes_out(cijfer: Cijfer) -> bool | None:
    """Return whether a figure is what it is counted from, as its source rounds it.

    "More than" and "almost" are kept by what lies on that side; "about" is not: a
    figure that does not come out is shown so, whatever the source says of it.

    Returns
    -------
    bool or None
        ``None`` when it is stated only, or follows without being stated.
    """
    counted = counted_figure(cijfer)
    if counted is None or cijfer.waarde is None:
        return None
    if cijfer.teken == "meer_dan":
        return counted > cijfer.waarde
    if cijfer.teken == "bijna":
        return cijfer.waarde - cijfer.op <= counted < cijfer.waarde
    return abs(counted - cijfer.waarde) <= cijfer.op / 2 + _EXACT


def tell_figure(cijfer: Cijfer, teksten: Cijferteksten) -> str:
    """Return a figure in one line: what it is counted from and what the source says."""
    counted = counted_figure(cijfer)
    stated = "" if cijfer.waarde is None else _stated(cijfer, cijfer.waarde, teksten)
    if counted is None:
        return teksten.vermeld.format(waarde=stated)
    words = {
        "som": _working(cijfer),
        "uitkomst": _with_unit(counted, cijfer, teksten),
        "waarde": stated,
    }
    fits = comes_out(cijfer)
    if fits is None:
        return teksten.volgt.format(**words)
    return (teksten.klopt if fits else teksten.klopt_niet).format(**words)


def _stated(cijfer: Cijfer, value: float, teksten: Cijferteksten) -> str:
    if cijfer.tot is not None:
        bounds = teksten.tot.format(van=show_number(value), tot=show_number(cijfer.tot))
        return teksten.eenheid[cijfer.eenheid].format(getal=bounds)
    return teksten.teken[cijfer.teken] + _with_unit(value, cijfer, teksten)


def _with_unit(value: float, cijfer: Cijfer, teksten: Cijferteksten) -> str:
    number = show_number(value).replace("-", "−")
    return teksten.eenheid[cijfer.eenheid].format(getal=number)


def _working(cijfer: Cijfer) -> str:
    """Return the numbers with the signs between them."""
    if cijfer.soort == "groei":
        first, second = (show_number(part.aantal) for part in cijfer.van)
        return f"({second} − {first}) ÷ {first}"
    parts = cijfer.van
    if cijfer.soort in ("verschil", "verhouding"):
        parts = parts[::-1]
    words: list[str] = []
    for part in parts:
        if words:
            words.append(_SIGNS.get(cijfer.soort, "−" if part.af else "+"))
        words.append(_exact_number(part.aantal))
    return " ".join(words)


def _exact_number(value: float) -> str:
    """Return a number with all its decimals: a factor is often a small one."""
    if value == round(value, 1):
        return show_number(value)
    return f"{value:g}".replace(".", ",")
