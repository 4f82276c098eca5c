"""Who is who in a report: who wrote it, whom names are of, and of whom it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.begrip.patterns import Pattern
from assistant.begrip.phrases import compile_phrase
from assistant.begrip.text import plain

if TYPE_CHECKING:
    from assistant.begrip.report_words import Woordenlijst

_PUPIL_WRITES = Pattern("verslag_personen", "leerling_schrijft")
_ADULT_WRITES = Pattern("verslag_personen", "volwassene_schrijft")
_SIBLING_NAME = Pattern("verslag_personen", "naam_broer_of_zus")
_PUPIL_NAME = Pattern("verslag_personen", "naam_leerling")
_AGE_OF = Pattern("verslag_personen", "naam_met_leeftijd")
"""‘Anna (13)’, ‘Tim van 15’."""
_SOMEBODY = Pattern("verslag_personen", "een_leerling")
_GENERAL = Pattern("verslag_personen", "leerlingen")
_LEAST, _MOST = 3, 23
"""Ages of pupils."""
_PUPIL_VERBS = {
    "ben": "is", "heb": "heeft", "ga": "gaat", "kom": "komt", "doe": "doet",
    "word": "wordt", "durf": "durft", "slaap": "slaapt", "verveel": "verveelt",
    "zorg": "zorgt", "voel": "voelt", "mis": "mist", "vind": "vindt", "krijg": "krijgt",
    "werk": "werkt", "speel": "speelt", "lig": "ligt", "game": "gamet", "pas": "past",
    "klap": "klapt", "trek": "trekt", "ik": "hij", "mij": "hem", "me": "zich",
    "mezelf": "zichzelf", "mijn": "zijn", "hou": "houdt", "leer": "leert",
}  # fmt: skip
"""The first person of a pupil in the words of who writes about a pupil."""


def is_by_pupil(tekst: str) -> bool:
    """Tell whether the pupil wrote the text."""
    plat = plain(tekst, {})
    return bool(_PUPIL_WRITES.search(plat)) and not _ADULT_WRITES.search(plat)


def is_about_somebody(tekst: str, *, labels: int) -> bool:
    """Tell whether a text is about one pupil, and not about pupils in general.

    Parameters
    ----------
    tekst
        The report.
    labels
        How many of its lines are those of a form.
    """
    plat = plain(tekst, {})
    if labels > 1:
        return True
    return bool(_SOMEBODY.search(plat)) or not _GENERAL.search(plat)


def with_people(woorden: Woordenlijst, tekst: str) -> Woordenlijst:
    """Return the rows with the names of this report: of brothers, and of the pupil."""
    kaders = dict(woorden.kaders)
    pupils = pupil_names(tekst)
    others = {name.lower() for name in _SIBLING_NAME.regex.findall(tekst)} - pupils
    for name in sorted(others):
        pattern = (compile_phrase(name), "broer_zus")
        kaders["broer_zus"] = [*kaders["broer_zus"], pattern]
    for name in sorted(pupils):
        kaders["kind"] = [*kaders["kind"], (compile_phrase(name), "kind")]
    if is_by_pupil(tekst):
        own = [pair for pair in kaders["ouder"] if pair[0].woorden == ("ik",)]
        kaders["ouder"] = [pair for pair in kaders["ouder"] if pair not in own]
        kaders["kind"] = [*kaders["kind"], *own]
    return replace(woorden, kaders=kaders)


def in_third_person(plat: str) -> str:
    """Return what a pupil wrote as another would write it: ‘ik ben’ → ‘hij is’."""
    return " ".join(_PUPIL_VERBS.get(word, word) for word in plat.split())


def age_of_pupil(ruw: str, woorden: Woordenlijst) -> int | None:
    """Return the age behind a name that is not of a brother or sister."""
    others = {patroon.woorden for patroon, _ in woorden.kaders["broer_zus"]}
    for name, *said in _AGE_OF.regex.findall(ruw):
        years = next(int(n) for n in said if n)
        if (name.lower(),) not in others and _LEAST <= years <= _MOST:
            return years
    return None


def pupil_names(tekst: str) -> frozenset[str]:
    """Return the first names of the pupil, in lower case."""
    others = {name.lower() for name in _SIBLING_NAME.regex.findall(tekst)}
    named = {
        *_PUPIL_NAME.regex.findall(tekst),
        *(row[0] for row in _AGE_OF.regex.findall(tekst)),
    }
    return frozenset(name.lower() for name in named) - others
