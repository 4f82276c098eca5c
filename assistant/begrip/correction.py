"""Corrections: which field changes, and into what."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.answers import read_answer
from assistant.begrip.dates import find_dates
from assistant.begrip.numbers import digits
from assistant.begrip.phrases import find
from assistant.begrip.pupil import find_age
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from assistant.begrip.message import Bericht

_NUMBER = r"\d+(?:[.,]\d+)?"
_SWAP = re.compile(
    rf"\b{_NUMBER}(?: \w+)? ?,? (?:en )?niet {_NUMBER}\b|\bniet {_NUMBER}(?: "
    rf"\w+)?(?: ,)? maar {_NUMBER}\b|"
    rf"\bgeen {_NUMBER}(?: \w+)?(?: ,)? maar {_NUMBER}\b"
)
_INSTEAD = re.compile(
    r"\bin plaats van\b(?! (?:in |naar |op )?(?:de |het )?(?:les|lessen|school|klas)\b)"
)
_CHANGE = re.compile(
    r"\b(?:verander|wijzig|pas|zet|maak|corrigeer|verbeter|vervang|veranderen|"
    r"wijzigen|aanpassen|corrigeren|verbeteren|zetten)\b"
)
_TAKE_BACK = re.compile(
    r"^(?:nee|ho|oh|o|oeps|sorry|wacht|stop|hm|ehm|eh|pardon)?(?: ?,| nee| ho| wacht| "
    r"even| sorry| oh| toch)* ?"
    r"(?:nee wacht|nee , wacht|ho wacht|(?:wacht|wacht even|ho|ho stop) , (?:het|hij|"
    r"ze|zij|de|dat|die|nee|toch|is|was|moet|in|op|mijn|\d+)|ho ,|oeps|sorry "
    r",? (?:het|hij|ze|ik|dat|nee|de|is|was|moet)|"
    r"ik bedoel\w*|bedoel ik|ik bedoelde|foutje|vergissing|ik heb me vergist|"
    r"ik vergiste me|correctie|(?:mijn |m )?(?:excuses|excuus) ,)(?!\w)"
)
_TOLD_WRONG = re.compile(
    r"\b(?:me vergist|vergiste me|verkeerd (?:ingevuld|gezegd|getypt|begrepen|"
    r"genoteerd|opgeschreven|verteld)|foutje|vergissing|"
    r"ik bedoel(?:de)?|bedoelde ik|(?:het|dat|hij|ze|dit|die) moet(?:en)? "
    r"(?:\w+ ){0,4}zijn(?= *[.,!?]| en | niet | in plaats|$)|"
    r"klopt niet (?:het|hij|ze|dat) (?:is|moet)|"
    r"typefout|tikfout|toch niet (?:goed|juist)|"
    r"(?:is|was) (?:niet )?(?:goed|fout|verkeerd) , (?:het|hij|ze|dat|die)|"
    r"was (?:niet )?(?:goed|fout|verkeerd)|bij nader inzien|(?:je|u) hebt? "
    r"(?:\w+ ){0,4}verkeerd|had (?:ik )?(?:\w+ ){1,4}moeten (?:zeggen|zijn|invullen|"
    r"kiezen|staan)|(?:aangepast|gewijzigd|veranderd|verbeterd|gecorrigeerd) worden)\b|"
    r"\b(?:klopt|kloppen) (?:toch |eigenlijk |nog )?niet ,"
)
_REPLACE = re.compile(
    r"^(?:nee ,? ?)?(?:maak|doe) (?:daar |er )(?:\w+ ){0,5}van\b|"
    r"\b(?:haal|doe) (?:\w+ ){1,5}(?:er )?(?:\w+ ){0,2}(?:af|weg|uit|eraf|eruit)\b|"
    rf"^nee ,? ?(?:wacht ?,? ?|toch )?{_NUMBER}(?: jaar)?[ .!]*$|"
    r"^niet (?:\w+ ){1,6}(?:, (?!wel )(?:maar )?|maar (?!wel ))(?:\w+ ?){1,3}[ .!]*$"
)
_ENDS_IN_OLD = re.compile(
    r"\b(?:is|zijn|was|moet|wordt) (?:(?!er |hier |daar |nog |ook )\w+ ){1,3}(?:, )?"
    r"(?:en )?(?:niet|geen) (?:\w+ ?){1,2}[ .!]*$|"
    r"\bmoet(?:en)? (?:\w+ ){0,4}(?:zijn|worden)[ .!]*$|"
    r"\bmoet(?:en)? (?:omhoog|omlaag|terug|anders)\b"
)
_NO_VALUE = re.compile(
    r"^(?:nog |even |ook |weer )*(?:aan(?:ge)?pas|wijzig|gewijzigd|verander|verbeter|"
    r"corrige|gecorrig|wissen|weg|klopt|verkeerd|fout|niet goed)"
)
_SHORT = 9
"""Words up to which ‘in plaats van’ takes something back; longer tells a story."""
_OLD = (
    re.compile(r"\bin plaats van [^.,]*"),
    re.compile(
        rf"\b(?:en )?(?:niet|geen) (?:op |van |in )?(?:{_NUMBER}|\w+)(?= ?,? maar\b)"
    ),
    re.compile(rf"\b(?:en )?niet (?:de |het |een )?(?:{_NUMBER}|\w+)(?= *[.,!]*$)"),
    re.compile(rf"\b(?:van|was) {_NUMBER} (?=naar|moet)"),
)
_LEAD = re.compile(r"^(?:.*?\b(?:naar|op|in|aan|van|is|wordt|zijn|:|was|moet)\b) ")


def is_correction(bericht: Bericht) -> bool:
    """Tell whether the message clearly takes back something said before."""
    text = digits(bericht.plat)
    named = bool(find(bericht.lexicon.noemers, bericht.plat))
    return bool(
        _SWAP.search(text)
        or (_INSTEAD.search(text) and len(text.split()) <= _SHORT)
        or _REPLACE.search(text)
        or _TAKE_BACK.match(text)
        or _TOLD_WRONG.search(text)
        or (named and (_CHANGE.search(text) or _ENDS_IN_OLD.search(text)))
    )


def without_old(bericht: Bericht) -> Bericht:
    """Return the message without the words that name the old value."""
    text = digits(bericht.plat)
    raw = re.sub(r"(?i)\b(?:in plaats van|i\.?p\.?v\.?) [^.,]*", "", bericht.ruw)
    raw = re.sub(r"(?i)^(?:nee|ho|oh|oeps|sorry|wacht)[ ,]+(?:wacht[ ,]+)?", "", raw)
    for pattern in _OLD:
        text = pattern.sub(" ", text)
    return replace(bericht, plat=" ".join(text.split()), ruw=raw.strip())


def corrected_fields(bericht: Bericht) -> dict[str, object]:
    """Return the new value of the field that is named, or that it can only be.

    A bare number that may be an age is the age, a bare date the start of the absence:
    of the questions asked first only these take one.
    """
    named = sorted(
        find(bericht.lexicon.noemers, bericht.plat), key=lambda h: (-h.lengte, h.begin)
    )
    for hit in named:
        veld = bericht.knowledge.velden[hit.naam]
        rest = bericht.plat[hit.eind :].strip()
        rest = re.sub(
            (
                r"^(?:(?:van|naar|op|in|is|moet|wordt|zijn|aan|:|,|toch|nu|de "
                r"leerling|het kind|worden|eigenlijk|gewoon) )+"
            ),
            "",
            rest + " ",
        ).strip()
        if not rest or _NO_VALUE.match(rest):
            continue
        start = bericht.ruw.lower().rfind(rest.split()[0])
        raw = bericht.ruw[start:] if start >= 0 else rest
        value = read_answer(veld, replace(bericht, plat=rest, ruw=raw)).waarde
        if value is not None:
            return {veld.id: value}
    return {}


def bare_value(bericht: Bericht, vraag: str | None) -> dict[str, object]:
    """Return what a bare number or date corrects when no field is named."""
    veld = bericht.knowledge.velden.get(vraag) if vraag else None
    if veld and veld.type in (
        VeldType.integer,
        VeldType.number,
        VeldType.date,
        VeldType.scale_0_10,
    ):
        value = read_answer(veld, bericht).waarde
        if value is not None:
            return {veld.id: value}
    dates = find_dates(bericht.plat, bericht.kalender)
    if len(dates) == 1:
        return {"verzuim_sinds": dates[0].datum}
    age = find_age(bericht.plat, gevraagd=True)
    return {} if age is None or len(bericht.plat.split()) > 8 else {"leeftijd": age}
