"""What parents and the pupil want or fear, in the sentence that tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARENT = r"(?:moeder|vader|ouders|mama|papa|beide ouders)"
_PUPIL = (
    r"(?:hij|zij|ze|(?:de )?(?:leerling|jongere|jongen)|(?:het )?(?:meisje|kind)|"
    r"hijzelf)"
)
_WANTS = (
    r"(?:hoop|hoopt|hopen|wil|willen|wenst|wensen|zou (?:\w+ )?graag|"
    r"zouden (?:\w+ )?graag|"
    r"zou (?:\w+ )?(?:het )?liefst|geeft de voorkeur aan|ziet graag|zien graag)"
)
_SAYS = (
    r"(?:zegt|zeggen|zei|vertelt|vertelde|geeft aan|gaf aan|geven aan|verklaart|"
    r"verklaarde|noemt|vindt|vinden|schrijft|benoemt)"
)
_FEARS = (
    r"(?:(?:maak|maakt|maken|maakte|maakten) (?:zich |me |mij |"
    r"ons )?(?:\w+ ){0,4}zorgen|"
    r"(?:is|zijn|ben) (?:\w+ ){0,2}(?:bang|bezorgd|ongerust)|vrees\w*|vrezen)"
)
_PARENTS_WISH = re.compile(
    rf"\b{_PARENT}\b(?: \w+){{0,2}} {_WANTS}\b|\b{_WANTS} {_PARENT}\b|"
    rf"\bwens van (?:de )?{_PARENT}\b"
)
_PARENTS_FEAR = re.compile(rf"\b{_PARENT}\b(?: \w+){{0,2}} {_FEARS}")
_PUPIL_WISH = re.compile(
    rf"\b{_PUPIL} (?:\w+ ){{0,2}}?{_WANTS}\b|\b{_WANTS} {_PUPIL}\b|"
    rf"\b{_PUPIL}\b(?: zelf)?(?: \w+)? {_SAYS}\b[^.]*\b(?:{_WANTS}|liever|graag)\b"
)
_OWN_WISH = re.compile(
    r"\b(?:ik|wij|we) (?:\w+ ){0,2}?(?:hoop|hopen|wil|willen|wou|zou|zouden)\b|"
    r"\b(?:hoop|hopen|wil|willen|zou) (?:ik|wij|we)\b|\bvan mij mag\b"
)
_OWN_FEAR = re.compile(
    r"\b(?:ik|wij|we) (?:\w+ )?" + _FEARS + r"|\b(?:maak ik|maken wij|ben ik bang)\b"
)
_NO_WISH = re.compile(
    r"\b(?:wil|wilde|willen|hoef\w*) (?:\w+ ){0,2}(?:leven|dood|niet meer leven)\b|"
    r"\b(?:wil|wilde|willen|zou) (?:\w+ ){0,3}(?:vragen|weten|melden|bellen|mailen|"
    r"danken|bedanken|overleggen|spreken|afspreken)\b|\bdat wil zeggen\b"
)
_FAMILY = re.compile(
    r"\b(?:mijn|onze|ons) (?:\w+ )?(?:zoon|zoontje|dochter|dochtertje|kind|jongen|"
    r"meisje)\b"
)


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
