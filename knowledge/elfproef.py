"""The test that the digits of a burgerservicenummer pass."""

from __future__ import annotations

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_elfproef(cijfers: str) -> bool:
    """Tell whether nine digits can be a burgerservicenummer.

    Source: Logisch Ontwerp BSN, the "elfproef".
    """
    digits = [int(one) for one in cijfers if one.isdecimal()]
    if len(digits) != len(_WEIGHTS) or len(set(digits)) == 1:
        return False
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0
