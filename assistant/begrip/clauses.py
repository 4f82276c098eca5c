"""Sentences cut into clauses, and what kind of thing a clause says."""

from __future__ import annotations

import re

_FINITE = (
    r"(?:is|zijn|was|waren|ben|heeft|hebben|had|hadden|heb|zit|zitten|zat|zaten|staat|"
    r"staan|stond|ligt|liggen|lag|gaat|gaan|ging|gingen|komt|komen|kwam|kwamen|wordt|"
    r"worden|werd|werden|krijgt|krijgen|kreeg|loopt|lopen|liep|kan|kunnen|kon|wil|"
    r"willen|wilde|wou|moet|moeten|moest|mag|mogen|mocht|zal|zullen|zou|woont|wonen|"
    r"volgt|volgde|wacht|wachten|weigert|durft|slaapt|blijft|blijven|bleef|doet|doen|"
    r"deed|weet|weten|vindt|spreekt|spreken|praat|praten|werkt|werkte|hielp|helpt|"
    r"houdt|hou|houd|houden|speelt|mist|verzuimt|ontbreekt|geldt|duurt|stopte|begint)"
)
_VERB = re.compile(rf"(?<!\S){_FINITE}(?!\S)")
STARTS_WITH_SUBJECT = re.compile(
    r"^(?:(?:en|want|dus|ja|nee) )*(?:(?:ik|we|wij|hij|ze|zij|er|het|school|ouders|"
    r"moeder|vader) |(?:mijn|onze|ons|zijn|haar|de|het|een) (?:\w+ ){1,2}?"
    rf"(?:van \w+ )?)(?:\w+ )?{_FINITE}(?!\S)"
)
"""A subject and then its verb: ‘ze is 11’, ‘onze zoon zit op het vmbo’."""
_HEAD = 3
"""Words before a colon that are the name of what follows (‘doel: terug’)."""
_CUT = re.compile(
    r"(?<!\S)(?:[.,:!?]|maar|want|terwijl|hoewel|omdat|doordat|waardoor|zodat|"
    r"(?P<en>en))(?!\S)"
)
_SUPPOSED = re.compile(
    r"\b(?:misschien\b|wellicht\b|(?<!niet )(?<!is )mogelijk\b|stel dat|"
    r"mocht(?:en)? (?:hij|ze|zij|het|we)|"
    r"indien|zou(?:den)? (?:\w+ ){0,3}(?:kunnen|willen|zijn|hebben|zeggen)|"
    r"(?:bang|risico|kans|vrees|verwacht\w*|hoop\w*|hopen) (?:dat|op)|"
    r"vraag(?:t|en)? (?:\w+ )?(?:af|of)|"
    r"(?<!week )(?<!maand )(?<!dag )(?<!uur )of "
    r"(?:hij|ze|zij|er|het|mijn|dit|dat|ik|we|wij) (?!ook\b))"
)


def clauses(zin: str) -> list[str]:
    """Cut a plain sentence into clauses; ``en`` cuts only between two verbs."""
    found: list[str] = []
    begin = 0
    for cut in _CUT.finditer(zin):
        before, after = zin[begin : cut.start()], zin[cut.end() :]
        if cut["en"] and not (_VERB.search(before) and _starts_anew(after)):
            continue
        if cut[0] == ":" and len(before.split()) <= _HEAD:
            continue
        found.append(before.strip())
        begin = cut.end()
    found.append(zin[begin:].strip())
    return [clause for clause in found if clause]


def _starts_anew(after: str) -> bool:
    head = re.split(r"(?<!\S)(?:[.,:!?]|en|maar)(?!\S)", after, maxsplit=1)[0]
    return bool(_VERB.search(head))


def has_verb(clause: str) -> bool:
    """Tell whether a clause has a finite verb of its own."""
    return bool(_VERB.search(clause))


def is_supposed(clause: str) -> bool:
    """Tell whether a clause only supposes, hopes or fears what it says."""
    return bool(_SUPPOSED.search(clause))
