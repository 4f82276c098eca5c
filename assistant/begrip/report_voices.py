"""What parents and the pupil want or fear, in the sentence that tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.begrip.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator


_PARENTS_WISH = Pattern("verslag_stemmen", "wens_ouders")
_PARENTS_FEAR = Pattern("verslag_stemmen", "zorg_ouders")
_PUPIL_WISH = Pattern("verslag_stemmen", "wens_leerling")
_OWN_WISH = Pattern("verslag_stemmen", "eigen_wens")
_OWN_FEAR = Pattern("verslag_stemmen", "eigen_zorg")
_NO_WISH = Pattern("verslag_stemmen", "geen_wens")
_FAMILY = Pattern("verslag_stemmen", "eigen_kind")


def voices(plat: str, *, by_pupil: bool, by_parent: bool) -> Iterator[str]:
    """Yield the fields of which a plain sentence holds the own words of somebody.

    Parameters
    ----------
    plat
        The sentence.
    by_pupil, by_parent
        Who writes: ‘ik wil’ is a wish of the writer.
    """
    if _NO_WISH.search(plat):
        return
    if _PARENTS_WISH.search(plat) or (by_parent and _OWN_WISH.search(plat)):
        yield "stem_ouders_wens"
    elif _PUPIL_WISH.search(plat) or (by_pupil and _OWN_WISH.search(plat)):
        yield "stem_kind_wens"
    if _PARENTS_FEAR.search(plat) or (by_parent and _OWN_FEAR.search(plat)):
        yield "stem_ouders_zorgen"


def is_by_parent(plat: str) -> bool:
    """Tell whether a parent wrote the text: ‘onze dochter’, ‘mijn zoon’."""
    return bool(_FAMILY.search(plat))
